"""A real Chromium before a live server, and readers and editors who use it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response, WebError
from pytest_django.live_server_helper import LiveServer

from encyclopedia import sample
from encyclopedia.accounts.models import User
from tests.browser import chromium
from tests.browser.site_pages import Address, edited_once, path_of

REFUSED = "Failed to load resource: the server responded with a status of 4"
"""What Chromium says in the console where something was answered with 4xx."""
PATIENCE = 10_000  # ms until something that should show must show


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies in this folder."""
    folder = Path(__file__).parent
    for item in items:
        if folder in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Return how to start Debian's Chromium; without one the tests skip, or fail where required."""
    found = chromium.find()
    if found is None:
        if os.environ.get("ENCYCLOPEDIA_BROWSER") == "required":
            pytest.fail("no Chromium found, and ENCYCLOPEDIA_BROWSER asks for one")
        pytest.skip("no Chromium found; install Debian's package chromium")
    # Playwright's loop runs in this thread from its start until the session's end, and Django
    # takes it for asynchronous code that must not ask the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return {"executable_path": found, "args": chromium.FLAGS}


@pytest.fixture(scope="session")
def base_url(live_server: LiveServer) -> str:
    """Return the address before every path that a test visits."""
    return live_server.url


@dataclass
class Console:
    """What pages said in their consoles that they should not have said.

    Chromium says of all that is answered with 4xx that it failed. Where that is a page, or was
    asked by a script of ours, which reads the answer, it is no fault.
    """

    faults: list[tuple[str, str]] = field(default_factory=list)
    read: set[str] = field(default_factory=set)

    def listen(self, context: BrowserContext) -> None:
        """Hear all pages of a context."""
        context.on("console", self._hear)
        context.on("weberror", self._hear_error)
        context.on("response", self._note)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.faults.append((message.location.get("url", ""), message.text))

    def _hear_error(self, error: WebError) -> None:
        self.faults.append(("", str(error.error)))

    def _note(self, response: Response) -> None:
        if response.request.resource_type in {"document", "fetch"}:
            self.read.add(response.url.partition("#")[0])

    def told(self) -> list[str]:
        """Return the faults, each with the address that it is about."""
        return [
            f"{address}: {words}"
            for address, words in self.faults
            if not (words.startswith(REFUSED) and address.partition("#")[0] in self.read)
        ]


@pytest.fixture
def new_context(
    new_context: Callable[..., BrowserContext],
) -> Iterator[Callable[..., BrowserContext]]:
    """Give contexts in which no page may say a fault in its console, of the CSP or any other."""
    console = Console()

    def make(**options: Any) -> BrowserContext:
        context = new_context(**options)
        context.set_default_timeout(PATIENCE)
        context.set_default_navigation_timeout(2 * PATIENCE)
        console.listen(context)
        return context

    yield make
    assert console.told() == []


@pytest.fixture
def sample_site(live_server: LiveServer) -> LiveServer:
    """The live site with the sample encyclopedia in it."""
    sample.load()
    return live_server


class Visitor:
    """Somebody at a browser, and what they do there in so many words."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def visit(self, path: str) -> Page:
        """Open an address of the site."""
        self.page.goto(path, wait_until="domcontentloaded")
        return self.page

    def sign_in(self, name: str, password: str) -> None:
        """Fill in and send the form for signing in, on the page that shows it."""
        self.page.get_by_label("Name or e-mail address").fill(name)
        self.page.get_by_label("Password", exact=True).fill(password)
        self.press("Sign in")

    def press(self, words: str) -> None:
        """Press a button by its words."""
        self.page.get_by_role("main").get_by_role("button", name=words, exact=True).click()


@pytest.fixture
def visitor(page: Page) -> Visitor:
    """A stranger with scripts on."""
    return Visitor(page)


@pytest.fixture
def see(
    sample_site: LiveServer, editor: User, new_context: Callable[..., BrowserContext]
) -> Callable[[Address], Page]:
    """Return a way to open any page of PAGES, in one window for readers and one for editors."""
    older, newer = edited_once(editor)
    windows: dict[bool, Visitor] = {}

    def window(is_for_editors: bool) -> Visitor:
        if is_for_editors not in windows:
            context = new_context()
            if is_for_editors:
                enter(context, sample_site, editor)
            windows[is_for_editors] = Visitor(context.new_page())
        return windows[is_for_editors]

    def open_page(page: Address) -> Page:
        visitor = window(page.is_for_editors)
        visitor.visit(path_of(page, older, newer))
        if page.press:
            visitor.press(page.press)
            visitor.page.wait_for_load_state("domcontentloaded")
        return visitor.page

    return open_page


def enter(context: BrowserContext, site: LiveServer, person: User) -> None:
    """Sign somebody in without the form."""
    client = Client()
    client.force_login(person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site.url}])
