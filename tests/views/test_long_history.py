"""The history of an article with 10,000 edits: a tenth of what `tests.bench.history` measures."""

from __future__ import annotations

import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from encyclopedia.accounts.models import User
from tests.bench.history import addresses, fill
from tests.timing import allowed

EDITS = 10_000


@pytest.mark.django_db
def test_a_long_history_opens_as_fast_as_a_short_one(
    client: Client, radium: Article, reviewer: User
) -> None:
    editors = [reviewer, *(User.objects.create_user(f"Editor {n}") for n in range(9))]
    fill(radium, editors, EDITS)
    client.force_login(reviewer)
    for name, address in addresses(radium, EDITS):
        client.get(address)
        began = time.process_time()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200, name
        spent = time.process_time() - began
        assert len(queries) <= 6, name
        # Noting the queries and the test's own client are counted in.
        assert spent <= allowed(0.05), name
