"""No page of any address tells anybody a word that is not for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import unescape
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import Settings

from articles.content import new_uid
from articles.models import Block
from tests.site.secrets import DELETED, ROLES, UNPUBLISHED, Secrets, plant

Arguments = Callable[[Secrets], Sequence[tuple[str, ...]]]
QUERIES = {
    "articles:home": ("", "?after=1"),
    "articles:history": ("", "?kind=edit", "?only=minor", "?part=text:"),
    "articles:log": ("", "?kind=reject", "?person=Editor", "?kind=hide", "?title=Radium"),
    "articles:my_edits": ("", "?status=rejected"),
    "articles:review": ("", "?only=new", "?only=mine"),
    "articles:person": ("", "?after=1"),
}
"""What else is asked of a page than its address alone."""


def _nothing(secrets: Secrets) -> Sequence[tuple[str, ...]]:
    return [()]


def _titles(secrets: Secrets) -> Sequence[tuple[str, ...]]:
    return [("Radium",), (DELETED,)]


def _edits(secrets: Secrets) -> Sequence[tuple[str, ...]]:
    return [(edit.uid,) for edit in (*secrets.edits.values(), secrets.published)]


def _pairs(secrets: Secrets) -> Sequence[tuple[str, ...]]:
    seen = secrets.published.uid
    both = [((edit.uid, seen), (seen, edit.uid)) for edit in secrets.edits.values()]
    return [pair for two in both for pair in two]


def _names(secrets: Secrets) -> Sequence[tuple[str, ...]]:
    return [(person.username,) for person in secrets.people.values()] + [("Founder",)]


def _categories(secrets: Secrets) -> Sequence[tuple[str, ...]]:
    return [("Elements",), ("Nothing",)]


PAGES: dict[str, Arguments] = {
    **dict.fromkeys(("home", "help", "new", "log", "preview", "review", "my_edits"), _nothing),
    **dict.fromkeys(("blocks", "new_block"), _nothing),
    **dict.fromkeys(("article", "history", "edit", "add_redirect", "redirects"), _titles),
    **dict.fromkeys(("move", "protect", "delete", "plan_review"), _titles),
    **dict.fromkeys(("revision", "undo", "rollback", "revert", "hide", "review_edit"), _edits),
    **dict.fromkeys(("correct", "settle", "withdraw", "draft"), _edits),
    **dict.fromkeys(("person", "trust", "addresses"), _names),
    "category": _categories,
    "diff": _pairs,
    "source": lambda secrets: [(new_uid(),)],
    "help_page": lambda secrets: [("markup",), ("nothing",)],
    "undelete": lambda secrets: [(secrets.gone.uid,), (new_uid(),)],
    "block": lambda secrets: [(block.uid,) for block in Block.objects.all()] or [(new_uid(),)],
}
"""What each address of the encyclopedia is asked about."""
ELSEWHERE = ("account_", "markdownx_")
"""Names of addresses that know nothing of articles, or take text alone."""


@pytest.fixture
def secrets(db: None, settings: Settings) -> Secrets:
    settings.DEFAULT_PROTECTION = "reviewed"
    return plant()


def test_every_address_is_asked() -> None:
    names = set(_names_of(get_resolver().url_patterns))
    assert {name for name in names if not name.startswith((*ELSEWHERE, "admin:"))} == {
        f"articles:{name}" for name in PAGES
    }


@pytest.mark.parametrize("role", ROLES)
def test_everybody_finds_the_words_that_are_for_them_and_no_others(
    secrets: Secrets, role: str
) -> None:
    client, told, found = _client(secrets, role), [], set()
    for address in _addresses(secrets):
        page = _text(client.get(address))
        found |= secrets.seen_on(page)
        told += [(address, word) for word in secrets.told_to(role, page)]
    assert told == []
    assert found == {word for word, to in secrets.allowed.items() if role in to}


@pytest.mark.parametrize("role", ["anonymous", "contributor", "reviewer"])
def test_no_refusal_tells_what_is_not_for_whoever_asked(secrets: Secrets, role: str) -> None:
    client, told = _client(secrets, role), []
    for name in ("edit", "revert", "undo", "rollback", "review_edit", "correct", "settle"):
        for arguments in PAGES[name](secrets):
            address = reverse(f"articles:{name}", args=arguments)
            for edit in secrets.edits.values() if name == "edit" else (None,):
                response = _sent(client, address, edit.uid if edit else secrets.published.uid)
                told += [(address, word) for word in secrets.told_to(role, _text(response))]
    assert told == []


def test_administration_tells_nobody_but_administrators(secrets: Secrets) -> None:
    for role in ("contributor", "reviewer"):
        client, told = _client(secrets, role), []
        for name in filter(lambda one: one.startswith("admin:"), _all_names()):
            for address in _administration(name, secrets):
                told += secrets.told_to(role, _text(client.get(address)))
        assert told == []


def test_an_answer_kept_from_before_is_not_confirmed_to_somebody_else(secrets: Secrets) -> None:
    knowing = _client(secrets, "administrator")
    tags = {
        address: tag
        for address in _addresses(secrets)
        if (tag := knowing.get(address).headers.get("ETag"))
    }
    for role in ("anonymous", "reviewer"):
        client = _client(secrets, role)
        for address, tag in tags.items():
            response = client.get(address, headers={"If-None-Match": tag})
            assert response.status_code != 304 or _is_for_everybody(secrets, knowing, address)


@pytest.mark.parametrize("role", ["anonymous", "contributor"])
def test_what_is_hidden_and_what_does_not_exist_answer_alike(secrets: Secrets, role: str) -> None:
    client, unlike = _client(secrets, role), []
    for name in ("revision", "revert", "undo", "rollback", "draft", "withdraw", "review_edit"):
        nowhere = new_uid()
        absent = client.get(reverse(f"articles:{name}", args=[nowhere]))
        for word, edit in secrets.edits.items():
            hidden = client.get(reverse(f"articles:{name}", args=[edit.uid]))
            if _shape(hidden, edit.uid) != _shape(absent, nowhere):
                unlike.append((name, word))
    for name in ("article", "history", "edit"):
        absent = client.get(reverse(f"articles:{name}", args=["Qxnothing"]))
        hidden = client.get(reverse(f"articles:{name}", args=[UNPUBLISHED]))
        if _shape(hidden, UNPUBLISHED) != _shape(absent, "Qxnothing"):
            unlike.append((name, UNPUBLISHED))
    assert unlike == []


def _client(secrets: Secrets, role: str) -> Client:
    client = Client()
    if role in secrets.people:
        client.force_login(secrets.people[role])
    return client


def _addresses(secrets: Secrets) -> Iterator[str]:
    for name, arguments_of in PAGES.items():
        for arguments in arguments_of(secrets):
            address = reverse(f"articles:{name}", args=arguments)
            for query in QUERIES.get(f"articles:{name}", ("",)):
                yield f"{address}{query}"
    for edit in secrets.edits.values():
        yield f"{reverse('articles:edit', args=['Radium'])}?continue={edit.uid}"


def _administration(name: str, secrets: Secrets) -> Iterator[str]:
    for arguments in ((), (secrets.published.pk,), ("articles", "edit")):
        try:
            yield reverse(name, args=arguments)
        except Exception:  # noqa: BLE001, S112 (this name takes other arguments)
            continue


def _sent(client: Client, address: str, base: str) -> Any:
    """Send a form with everything in it that any of them reads, and undo what came of it."""
    sent = {
        **{"text": "Other words.", "language": "en", "title": "Radium", "summary": "x"},
        **{"base": base, "do": "publish", "note": "A note.", "snapshot": "0" * 64, "upon": base},
    }
    with transaction.atomic():
        response = client.post(address, sent)
        transaction.set_rollback(True)
    return response


def _is_for_everybody(secrets: Secrets, knowing: Client, address: str) -> bool:
    return secrets.told_to("anonymous", _text(knowing.get(address))) == []


def _text(response: Any) -> str:
    headers = " ".join(value for name, value in response.items() if name != "Content-Length")
    return unescape(f"{headers} {response.content.decode()}")


def _shape(response: Any, named: str) -> tuple[int, str]:
    """Return what an answer says but for what was asked about, and for what no two share."""
    text = _text(response).replace(named, "X").replace(named.casefold(), "X")
    text = re.sub(r'nonce-\S+|nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"', "", text)
    text = re.sub(r"csrftoken=\S+|expires=[^;]+|[0-9a-f-]{36}", "", text)
    return response.status_code, text


def _all_names() -> list[str]:
    return sorted(_names_of(get_resolver().url_patterns))


def _names_of(patterns: list[URLPattern | URLResolver], namespace: str = "") -> Iterator[str]:
    for one in patterns:
        if isinstance(one, URLResolver):
            inner = f"{namespace}{one.namespace}:" if one.namespace else namespace
            yield from _names_of(one.url_patterns, inner)
        elif one.name:
            yield f"{namespace}{one.name}"
