"""The page of a source: its record, what cites it, its history."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles import editing
from articles.content import ArticleContent, Proposal, ReferenceEntry, SourceRecord, new_uid
from articles.models import Article, Source
from articles.pages import listed
from encyclopedia.accounts.models import User
from tests.people_and_articles import CURIE
from tests.views.test_article_page import page_of


@pytest.fixture
def curie(radium: Article) -> Source:
    return Source.objects.get()


def cite(title: str, uid: str, editor: User, record: SourceRecord | None = None) -> None:
    """Publish an article that cites the source twice."""
    content = ArticleContent(
        text="It is so.[@c] And so.[@c]", references=(ReferenceEntry("c", uid),)
    )
    editing.create(title, Proposal(content, {uid: record} if record else {}), editor=editor)


def test_a_source_shows_its_record(client: Client, curie: Source) -> None:
    page = page_of(client, f"/source/{curie.uid}/")
    text = page.text_content()
    for words in ("Curie, Pierre; Curie, Marie", "Comptes rendus", "1898", "Article journal"):
        assert words in text
    assert page.xpath("//dd/a[@href='https://doi.org/10.1000/curie.1898']")


def test_a_source_names_the_articles_that_cite_it(
    client: Client, curie: Source, editor: User
) -> None:
    cite("Polonium", curie.uid, editor)
    page = page_of(client, f"/source/{curie.uid}/")
    titles = [one.text_content() for one in page.xpath("//*[@class='titles-title']")]
    assert titles == ["Polonium", "Radium"]
    assert "2 citations" in page.text_content()


def test_a_source_shows_its_history(client: Client, curie: Source) -> None:
    page = page_of(client, f"/source/{curie.uid}/")
    assert "Made with edit 1 of Radium" in page.text_content()
    assert page.xpath("//a[starts-with(@href, '/revision/')]")


def test_a_merged_source_leads_to_the_one_it_is(
    client: Client, curie: Source, editor: User
) -> None:
    uid = new_uid()
    cite("Polonium", uid, editor, replace(CURIE, title="The same work"))
    response = client.get(f"/source/{uid}/")
    assert response.status_code == 302
    assert response["Location"] == f"/source/{curie.uid}/"
    assert "Polonium" in page_of(client, f"/source/{curie.uid}/").text_content()


@pytest.mark.parametrize("uid", ["a" * 16, "nonsense"])
def test_an_unknown_source_is_not_found(client: Client, db: None, uid: str) -> None:
    response = client.get(f"/source/{uid}/")
    assert response.status_code == 404
    assert "There is no such source." in response.content.decode()


def test_a_source_costs_three_queries_however_often_it_is_cited(
    client: Client, curie: Source, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listed, "ROWS", 4)
    for n in range(6):
        cite(f"Compound {n}", curie.uid, editor)
    with CaptureQueriesContext(connection) as queries:
        page = page_of(client, f"/source/{curie.uid}/")
    assert len(queries) == 3
    further = page.xpath("//a[starts-with(@href, '?after=')]/@href")[0]
    rest = page_of(client, f"/source/{curie.uid}/{further}")
    titles = [one.text_content() for one in rest.xpath("//*[@class='titles-title']")]
    assert titles == ["Compound 4", "Compound 5", "Radium"]


def test_an_address_that_runs_code_is_no_link(client: Client, curie: Source) -> None:
    """The door refuses such an address; one that came in another way leads nowhere either."""
    record = SourceRecord(title="Odd", url="javascript:alert(1)", archive_url="data:text/html,x")
    Source.objects.filter(pk=curie.pk).update(csl=record.to_csl())
    page = page_of(client, f"/source/{curie.uid}/")
    assert "javascript:alert(1)" in page.text_content()
    assert not [a for a in page.xpath("//main//@href") if a.startswith(("javascript", "data"))]
