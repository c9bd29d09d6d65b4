"""Anonymous article pages are kept, and never stale once the saving request has answered."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from encyclopedia.accounts.models import User
from encyclopedia.keeping import KeptPage, Store
from tests.people_and_articles import make_article, propose, save

ADDRESS = "/wiki/Radium"


@pytest.fixture
def reader(radium: Article) -> Client:
    """An anonymous reader who has read the article once."""
    client = Client()
    assert client.get(ADDRESS).status_code == 200
    return client


def test_a_kept_page_costs_one_query(reader: Client) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = reader.get(ADDRESS)
    assert response.status_code == 200
    assert len(queries) == 1


def test_a_kept_page_is_the_page(reader: Client) -> None:
    fresh = reader.get(ADDRESS, {"unkept": ""})
    kept = reader.get(ADDRESS)
    assert kept.content == fresh.content
    for name in ("Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options"):
        assert kept[name] == fresh[name]


def test_after_a_save_the_next_read_is_the_new_text(
    reader: Client, radium: Article, editor: User
) -> None:
    save(radium, propose(radium, "Only just written."), editor)
    assert "Only just written." in reader.get(ADDRESS).content.decode()


def test_an_unchanged_page_is_not_sent_again(reader: Client, radium: Article, editor: User) -> None:
    tag = reader.get(ADDRESS)["ETag"]
    again = reader.get(ADDRESS, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    save(radium, propose(radium, "Changed."), editor)
    assert reader.get(ADDRESS, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("encoding", ["br", "gzip"])
def test_a_page_is_compressed_for_who_can_read_it(reader: Client, encoding: str) -> None:
    plain = reader.get(ADDRESS)
    packed = reader.get(ADDRESS, headers={"Accept-Encoding": encoding})
    assert packed["Content-Encoding"] == encoding
    assert len(packed.content) < len(plain.content)
    assert packed["ETag"] != plain["ETag"]
    assert "Accept-Encoding" in packed["Vary"]


def test_head_answers_as_get_without_a_body(reader: Client) -> None:
    response = reader.head(ADDRESS)
    assert response.content == b""
    assert int(response["Content-Length"]) == len(reader.get(ADDRESS).content)


def test_who_is_signed_in_is_never_given_a_kept_page(reader: Client, editor: User) -> None:
    signed_in = Client()
    signed_in.force_login(editor)
    page = signed_in.get(ADDRESS)
    assert editor.username in page.content.decode()
    assert editor.username not in reader.get(ADDRESS).content.decode().split("<main")[0]


def test_a_page_holds_nothing_for_one_person(reader: Client) -> None:
    response = reader.get(ADDRESS)
    assert "csrfmiddlewaretoken" not in response.content.decode()
    assert not response.cookies


def test_a_title_that_leads_nowhere_is_not_kept(reader: Client) -> None:
    assert reader.get("/wiki/Nowhere").status_code == 404
    assert reader.get("/wiki/").status_code == 404


def test_a_host_that_is_not_ours_is_refused(reader: Client) -> None:
    assert reader.get(ADDRESS, headers={"Host": "evil.example"}).status_code == 400


def test_the_page_of_a_red_link_that_turns_blue_is_made_anew(reader: Client, editor: User) -> None:
    assert b'class="missing"' in reader.get(ADDRESS).content
    make_article("Polonium", "Polonium is an element.", editor)
    assert b'class="missing"' not in reader.get(ADDRESS).content


def test_the_store_drops_what_was_not_asked_for_longest() -> None:
    store = Store(largest=5000)
    for name in "abc":
        store.put((name,), KeptPage({}, b"x" * 1500))
        store.get(("a",))
    assert store.get(("a",)) is not None
    assert store.get(("b",)) is None
    assert store.get(("c",)) is not None
