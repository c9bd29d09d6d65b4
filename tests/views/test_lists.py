"""Home, category, missing articles and help."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html
from pytest_django import Settings

from articles import editing
from articles.content import ArticleContent, Proposal
from articles.models import Article
from articles.pages import listed
from encyclopedia.accounts.models import User
from tests.people_and_articles import make_article
from tests.views.test_article_page import page_of


def member(title: str, editor: User) -> None:
    """Publish an article of the category Elements."""
    content = ArticleContent(text=f"{title}.", categories=("Elements",), short_description="metal")
    editing.create(title, Proposal(content), editor=editor)


def test_a_category_lists_its_members_by_title(
    client: Client, radium: Article, editor: User
) -> None:
    member("Actinium", editor)
    make_article("Water", "Water.", editor)
    page = page_of(client, "/category/Elements")
    assert page.xpath("string(//h1)") == "Elements"
    assert [a.text for a in page.xpath("//*[@class='titles-title']")] == ["Actinium", "Radium"]
    assert "metal" in page.text_content()


def test_a_category_has_one_address(client: Client, radium: Article) -> None:
    response = client.get("/category/elements")
    assert response.status_code == 301
    assert response["Location"] == "/category/Elements"


def test_a_category_without_members_is_not_found(client: Client, db: None) -> None:
    response = client.get("/category/Nothing_<b>")
    assert response.status_code == 404
    assert "Nothing &lt;b&gt;" in response.content.decode()


def test_a_category_costs_two_queries_however_many_members(
    client: Client, radium: Article, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listed, "ROWS", 4)
    for n in range(9):
        member(f"Element {n}", editor)
    seen: list[str] = []
    address = ""
    for _ in range(3):
        with CaptureQueriesContext(connection) as queries:
            page = page_of(client, f"/category/Elements{address}")
        assert len(queries) == 2
        seen += [a.text for a in page.xpath("//*[@class='titles-title']")]
        address = (page.xpath("//a[starts-with(@href, '?after=')]/@href") or [""])[0]
    assert seen == [*(f"Element {n}" for n in range(9)), "Radium"]
    assert not address
    back = page.xpath("//a[starts-with(@href, '?before=')]/@href")[0]
    earlier = page_of(client, f"/category/Elements{back}")
    assert [a.text for a in earlier.xpath("//*[@class='titles-title']")] == seen[4:8]


def test_a_missing_article_is_offered_for_writing(client: Client, db: None) -> None:
    response = client.get("/wiki/Perpetual_motion")
    assert response.status_code == 404
    text = response.content.decode()
    assert "Nobody has written “Perpetual motion” yet." in text
    assert 'href="/edit/Perpetual_motion"' in text


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("Comonmark", "CommonMark"),
        ("Camp Ashraf massacre", "2013 Camp Ashraf massacre"),
        ("Markup Common", "Common markup"),
        ("Element 88", "Radium"),
    ],
)
def test_near_titles_are_named(
    client: Client, radium: Article, editor: User, asked: str, meant: str
) -> None:
    for title in ("CommonMark", "2013 Camp Ashraf massacre", "Common markup", "Zebra"):
        make_article(title, "Text.", editor)
    page = client.get(f"/wiki/{asked}").content.decode()
    assert (f">{meant}<" in page) is (meant != "Radium")
    assert ">Zebra<" not in page


def test_a_missing_article_costs_three_queries_however_many_titles(
    client: Client, editor: User
) -> None:
    for n in range(15):
        make_article(f"Radium {n}", "Text.", editor)
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/wiki/Radium").status_code == 404
    assert len([one for one in queries if "stamp" not in one["sql"]]) == 3


@pytest.mark.parametrize("path", ["a%7Cb", "%5Bx%5D", "a/../b", "%20", "x" * 300, "%01", "_"])
def test_what_can_be_no_title_is_not_found_and_says_why(
    client: Client, db: None, path: str
) -> None:
    response = client.get(f"/wiki/{path}")
    assert response.status_code == 404
    assert "title" in response.content.decode()


def figures_of(page: html.HtmlElement) -> dict[str, str]:
    figures = page.xpath("//dl[@class='figures']/div")
    return {one.findtext("dt"): one.findtext("dd") for one in figures}


def test_home_says_what_this_place_is(client: Client, radium: Article, editor: User) -> None:
    make_article("Polonium", "Polonium.", editor)
    page = page_of(client, "/")
    text = " ".join(page.text_content().split())
    for words in (
        "Radium is a chemical element.",
        "First text",
        "Polonium",
    ):
        assert words in text
    assert figures_of(page) == {
        "articles": "2",
        "citations": "3",
        "source": "1",
        "statement needs a source": "1",
    }
    assert page.xpath("//main//a[@href='/wiki/Radium']")
    assert page.xpath("//main//sup[@class='cite']/a/@href")[0].startswith("/wiki/Radium#")


def test_home_of_an_empty_encyclopedia_is_a_page(client: Client, db: None) -> None:
    assert set(figures_of(page_of(client, "/")).values()) == {"0"}


def test_home_costs_eight_queries_whatever_there_is(
    client: Client, radium: Article, editor: User
) -> None:
    for n in range(12):
        make_article(f"Article {n}", "Text.{{citation needed}}", editor)
    with CaptureQueriesContext(connection) as queries:
        page_of(client, "/")
    assert len(queries) <= 8


@pytest.fixture
def documents(tmp_path: Path, settings: Settings) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "markup.md").write_text("# Writing <articles>\n\n## Citations\n\nLike **so**.\n")
    settings.BASE_DIR = tmp_path
    return folder


def test_help_lists_and_shows_the_documents(client: Client, documents: Path) -> None:
    page = page_of(client, "/help/")
    assert page.xpath("//a[@href='/help/markup/']")[0].text_content() == "Writing <articles>"
    page = page_of(client, "/help/markup/")
    assert page.xpath("string(//h1)") == "Writing <articles>"
    assert page.xpath("//strong[. = 'so']")
    assert page.xpath("//nav//a[@href='#citations']")


def test_a_changed_document_is_shown_anew(client: Client, documents: Path) -> None:
    file = documents / "markup.md"
    page_of(client, "/help/markup/")
    file.write_text("# Writing\n\nOtherwise.\n")
    os.utime(file, (1, 1))
    assert "Otherwise." in page_of(client, "/help/markup/").text_content()


@pytest.mark.parametrize("name", ["nothing", "..", "markup.md", "README"])
def test_there_is_no_other_help(client: Client, documents: Path, name: str) -> None:
    assert client.get(f"/help/{name}/").status_code == 404
