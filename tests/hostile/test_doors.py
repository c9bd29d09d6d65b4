"""Hostile text through the doors of review and governance: nothing executes, nothing fails."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pytest
from django.test import Client
from pytest_django import Settings

from articles.content import new_uid
from articles.models import Article, Block, Edit, Status
from articles.models.articles import address
from encyclopedia.accounts.models import User
from tests.hostile.executable import executable
from tests.hostile.payloads import IS_WHOLE, batches, needs_data, strings
from tests.people_and_articles import make_article

pytestmark = pytest.mark.django_db

PACK = 480
"""Characters of payloads that go through a door at once: what a reason may hold."""
AT_ONCE = 20
"""Packs after which the lists are read."""
LISTS = ("/my-edits/", "/review/", "/log/", "/blocks/", "/user/Marie", "/history/Radium")
ODD = (
    *("\0", "a\0b", "\u202eabc\u2066", "\ufeff", "x" * 5_000, "-1", "9" * 400, "1e999", "٣"),
    *("0-0", "9999999999999999-999999999999999999", "2026-13-40", "0001-01-01", "9999-12-31"),
    *("9999-12-31T23:59", "text:\0", "\r\nSet-Cookie: a=b", "https://evil.example/", "//evil"),
)

Form = Mapping[str, str]
Step = tuple[str, str, Form | None]
"""Who goes through a door ("editor", "reviewer", "administrator"), its path, and the form sent."""


@pytest.fixture
def clients(
    editor: User, reviewer: User, administrator: User, settings: Settings
) -> dict[str, Client]:
    """Who is signed in, by role. Edits wait for review; Radium is there."""
    settings.DEFAULT_PROTECTION = "reviewed"
    make_article("Radium", "Lead.\n\nMiddle.\n\nEnd.", reviewer)
    people = {"editor": editor, "reviewer": reviewer, "administrator": administrator}
    found = {role: Client() for role in people}
    for role, client in found.items():
        client.force_login(people[role], backend="encyclopedia.accounts.backend.AccountBackend")
    return found


def packs(payloads: Sequence[str]) -> list[str]:
    """Return the payloads in packs of at most PACK characters; longer ones are cut."""
    found, pack = [], ""
    for one in payloads:
        payload = " ".join(one.split())[:PACK]
        if pack and len(pack) + len(payload) + 1 > PACK:
            found.append(pack)
            pack = ""
        pack = f"{pack} {payload}".strip()
    return [*found, pack] if pack else found


@needs_data
def test_no_page_of_review_executes_what_somebody_wrote(clients: dict[str, Client]) -> None:
    payloads = strings("xss_*")[:: 1 if IS_WHOLE else 10]
    for few in batches(packs(payloads), AT_ONCE):
        for pack in few:
            for role, path, form in _steps(pack):
                look(clients[role], path, form)
        for client in clients.values():
            for path in LISTS:
                look(client, path)


@needs_data
def test_no_title_that_an_article_is_moved_to_executes_anything(
    clients: dict[str, Client],
) -> None:
    reviewer, moved, path = clients["reviewer"], 0, "/move/Radium"
    for payload in strings("xss_*")[:: 1 if IS_WHOLE else 6]:
        response = reviewer.post(path, {"to": payload, "reason": payload[:PACK]})
        assert executable(response.content.decode()) == [], payload
        if response.status_code == 302:
            title = Article.objects.get().title
            moved, path = moved + 1, address("move", title)
            for page in (path, address("redirects", title), "/log/"):
                look(reviewer, page)
    assert moved


@needs_data
def test_no_door_of_review_fails_on_odd_text(clients: dict[str, Client]) -> None:
    payloads = strings("naughty_strings", "sqli_strings", "path_traversal", "redos_markdown")
    for pack in (*ODD, *packs(payloads[:: 1 if IS_WHOLE else 4])):
        for role, path, form in _steps(pack):
            look(clients[role], path, form)


def test_no_filter_and_no_uid_fails_on_odd_text(clients: dict[str, Client]) -> None:
    names: tuple[str, ...] = (
        "after",
        "before",
        "age",
        "category",
        "only",
        "state",
        "kind",
        "person",
        "title",
    )
    names += ("from", "to", "part", "minor", "loses", "continue", "section", "whom", "redirect")
    pages = (
        *LISTS,
        "/",
        "/wiki/Radium",
        "/edit/Radium",
        "/new/",
        "/blocks/new",
        "/redirects/Radium",
    )
    for odd in ODD:
        for path in (*pages, f"/category/{'x'}"):
            look(clients["administrator"], path, None, dict.fromkeys(names, odd))


def look(client: Client, path: str, form: Form | None = None, asked: Form | None = None) -> None:
    """Ask for a page or send a form, and look that it does not fail and executes nothing."""
    response = client.get(path, asked or {}) if form is None else client.post(path, form)
    said = (path, form, asked, response.status_code)
    assert response.status_code < 500, said
    assert executable(response.content.decode()) == [], said
    assert response.headers.get("Location", "/").startswith("/"), said
    assert not response.headers.get("Location", "/").startswith("//"), said


def _steps(pack: str) -> Iterator[Step]:
    """Yield the doors one after another, with the text in every field of theirs."""
    yield from _under_review(pack)
    yield from _as_draft(pack)
    yield from _clashing(pack)
    yield from _governing(pack)


def _under_review(pack: str) -> Iterator[Step]:
    yield "editor", "/edit/Radium", _typed(f"Lead.\n\n{pack}\n\nEnd.", pack, "send")
    waiting = _newest()
    page = f"/review/{waiting.uid}"
    yield "reviewer", page, {"do": "accept", "snapshot": "another", "note": pack}
    yield "reviewer", page, {"do": pack, "snapshot": pack, "note": pack}
    yield "reviewer", f"{page}/correct", {"text": pack, "upon": pack, "note": pack, "do": "changes"}
    yield "reviewer", page, {"do": "ask", "snapshot": waiting.snapshot_hash, "note": pack}
    yield "editor", page, None
    yield "editor", f"/edit/Radium?continue={waiting.uid}", None
    yield "editor", f"/withdraw/{waiting.uid}", {"note": pack}
    yield "reviewer", "/plan-review/Radium", {"due": pack, "every": pack, "note": pack}
    yield "reviewer", "/plan-review/Radium", {"every": "30", "note": pack}


def _as_draft(pack: str) -> Iterator[Step]:
    yield "editor", "/edit/Radium", _typed(f"{pack}\n\nEnd.", pack, "draft")
    page = f"/drafts/{_newest().uid}/"
    yield "editor", page, {"do": "show", "name": pack}
    yield "editor", page, {"do": f"hide:{pack}", "name": pack, "seen": pack, "clash-0-0-text": pack}


def _clashing(pack: str) -> Iterator[Step]:
    """Yield a clash whose base, sides and new words are all the text, and its undoing."""
    for words in ("Here", "There"):
        yield "reviewer", "/edit/Radium", _typed(f"{words}: {pack}", pack, "publish")
    published = _radium().published_edit
    assert published
    base = published.replaces or published
    mine = {**_typed(f"Nowhere: {pack}", pack, "send"), "base": base.uid}
    yield "editor", "/edit/Radium", mine
    anew = {"seen": published.uid, "clash-0-0": "anew", "clash-0-0-text": pack}
    yield "editor", "/edit/Radium", {**mine, **anew, "clash-0-1": pack}
    for way in ("undo", "rollback", "revert"):
        yield "reviewer", f"/{way}/{published.uid}", {"summary": pack * 2, "submission": pack}
    back = "Lead.\n\nMiddle.\n\nEnd."
    yield "reviewer", "/edit/Radium", _typed(back, pack, "publish")


def _governing(pack: str) -> Iterator[Step]:
    edit = _newest()
    yield "administrator", f"/hide/{edit.uid}", {"do": "hide", "parts": "summary", "reason": pack}
    yield "administrator", f"/hide/{edit.uid}", {"do": "erase", "erase-notes": pack}
    for level in ("reviewed", pack):
        form = {"level": level, "reason": pack, "until": pack if level == pack else ""}
        yield "reviewer", "/protect/Radium", form
    yield "reviewer", "/move/Radium", {"to": pack + "x" * PACK, "reason": pack}
    yield "reviewer", "/redirect/Ra", {"to": pack, "reason": pack}
    yield "administrator", "/addresses/Marie", {"reason": pack, "address": pack}
    yield "administrator", "/trust/Marie", {"reason": pack, "do": "grant"}
    yield "administrator", "/trust/Marie", {"reason": pack, "do": "take_back"}
    yield from _blocking(pack)
    yield "administrator", "/delete/Radium", {"reason": pack}
    yield "editor", "/wiki/Radium", None
    yield "administrator", f"/undelete/{_radium().uid}", {"reason": pack}


def _blocking(pack: str) -> Iterator[Step]:
    form = {"stops": "editing", "scope": "category", "lasts": "7", "reason": pack}
    yield "administrator", "/blocks/new", {**form, "whom": pack, "which": pack}
    yield "administrator", "/blocks/new", {**form, "whom": "Irène", "which": pack[:200]}
    for block in Block.objects.filter(lifted_at=None):
        yield "administrator", f"/blocks/{block.uid}", {"reason": pack}


def _typed(text: str, summary: str, do: str) -> dict[str, str]:
    published = _radium().published_edit
    base = published.uid if published else new_uid()
    return {"text": text, "summary": summary, "do": do, "base": base, "language": "en"}


def _radium() -> Article:
    return Article.objects.select_related("published_edit__replaces").get(title="Radium")


def _newest() -> Edit:
    return Edit.objects.exclude(article=None).exclude(status=Status.SUPERSEDED).latest("pk")
