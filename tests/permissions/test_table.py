"""The tables of docs/permissions.md, each cell of them tried at every address it is about.

Every state under every level with WHOLE_DRILL=1; else those of one axis each: the common level,
and the two states that levels bear upon most.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver

from encyclopedia.accounts.models import User
from tests.hostile.payloads import IS_WHOLE
from tests.permissions.addresses import ADDRESSES, ARTICLE, ELSEWHERE, SITE, Asked
from tests.permissions.table import LEVELS, PERSONS, STATES, deeds
from tests.permissions.world import World, build

DEEDS = deeds()
WORLDS = [
    (state, level)
    for state, level in product(STATES, LEVELS)
    if IS_WHOLE or level == "reviewed" or state in ("pending", "published")
]


@pytest.mark.parametrize(("state", "level"), WORLDS)
@pytest.mark.usefixtures("db")
def test_every_address_answers_as_the_table_says(state: str, level: str, settings: Any) -> None:
    settings.DEFAULT_PROTECTION = "reviewed"
    world = build(state, level)
    clients = {person: _client(who) for person, who in world.people.items()}
    wrong = [
        f"{asked.method} {asked.name} ({asked.deed}) as {person}: {found}"
        for asked in _asked_for(state, level)
        for person in PERSONS
        if (
            found := _found(
                asked, world, clients[person], DEEDS[asked.deed][person].allows(state, level)
            )
        )
    ]
    assert not wrong, "\n".join(wrong)


def test_every_address_stands_in_the_list() -> None:
    listed = {asked.name for asked in ADDRESSES}
    missing = {
        name
        for name in _names(get_resolver())
        if name not in listed and not name.startswith(ELSEWHERE)
    }
    assert not missing


def test_every_deed_of_the_table_is_tried() -> None:
    assert {asked.deed for asked in ADDRESSES} | {"publish at once"} == set(DEEDS)


def _asked_for(state: str, level: str) -> Iterator[Asked]:
    """Yield what is to be tried then; what hangs on less than both is tried once."""
    for asked in ADDRESSES:
        if asked.depends_on == SITE and (state, level) != ("pending", "reviewed"):
            continue
        if asked.depends_on == ARTICLE and state != "pending":
            continue
        yield asked


def _client(who: User | AnonymousUser) -> Client:
    client = Client()
    if isinstance(who, User):
        client.force_login(who)
    return client


def _found(asked: Asked, world: World, client: Client, expected: bool) -> str:
    """Ask, and say what is wrong with the answer; nothing where it is as the table says."""
    path, data = asked.path(world), asked.data(world)
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        response = client.post(path, data) if asked.method == "POST" else client.get(path)
        transaction.set_rollback(True)
    writes = [query["sql"] for query in queries if _writes(query["sql"])]
    if writes and not expected:
        return f"{response.status_code}, refused, but wrote: {writes[0][:200]}"
    is_change = asked.method == "POST" and asked.writes
    is_done = bool(writes) if is_change else _is_shown(response)
    if is_done != expected:
        return f"{response.status_code}, expected {'yes' if expected else 'no'}"
    return ""


def _is_shown(response: HttpResponseBase) -> bool:
    """Say whether the page is shown; where nothing clashes, settling leads to the review."""
    return response.status_code == 200 or response.get("Location", "").startswith("/review/")


def _writes(sql: str) -> bool:
    """Say whether a query changes a row; what a session or a limit counts is no change."""
    words = sql.lstrip().split(maxsplit=3)
    return words[0] in {"INSERT", "UPDATE", "DELETE"} and not any(
        table in sql[:200] for table in ("django_session", "django_cache")
    )


def _names(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for one in resolver.url_patterns:
        if isinstance(one, URLPattern):
            yield f"{prefix}{one.name}"
        else:
            yield from _names(one, f"{prefix}{one.namespace}:" if one.namespace else prefix)
