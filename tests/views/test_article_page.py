"""The article page: one query, the same for every anonymous reader."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from articles import editing, moving
from articles.content import ArticleContent, Proposal
from articles.models import Article
from encyclopedia.accounts.models import User
from tests.people_and_articles import RADIUM_TEXT, make_article, propose, save


def page_of(client: Client, address: str) -> html.HtmlElement:
    response = client.get(address)
    assert response.status_code == 200, response
    return html.document_fromstring(response.content.decode())


def test_an_article_shows_its_parts(client: Client, radium: Article) -> None:
    page = page_of(client, "/wiki/Radium")
    assert page.xpath("string(//h1)") == "Radium"
    text = page.text_content()
    for words in (
        "chemical element with symbol Ra",
        "It was found in 1898.",
        "3 citations",
        "1 needs a source",
        "Last edited",
        "Marie",
        "Sur une substance nouvelle",
        "Elements",
        "CC BY-SA 4.0",
    ):
        assert words in text
    assert page.xpath("//dl//dt[contains(., 'Symbol')]")
    assert page.xpath("//a[@href='/edit/Radium']")
    assert page.xpath("//a[@href='/category/Elements']")
    assert page.xpath("//link[@rel='canonical']/@href")[0].endswith("/wiki/Radium")


def test_contents_lead_to_places_in_the_page(client: Client, radium: Article) -> None:
    page = page_of(client, "/wiki/Radium")
    targets = page.xpath("//nav[contains(@class, 'contents')]//a/@href")
    assert "#history" in targets
    assert "#list--references" in targets
    for target in targets:
        assert page.xpath("//*[@id=$id]", id=target[1:])


def test_no_id_stands_twice(client: Client, radium: Article) -> None:
    ids = page_of(client, "/wiki/Radium").xpath("//@id")
    assert len(ids) == len(set(ids))


def test_an_article_costs_one_query(client: Client, radium: Article) -> None:
    client.get("/wiki/Radium")
    with CaptureQueriesContext(connection) as queries:
        client.get("/wiki/Radium", {"unkept": ""})
    assert len([q for q in queries if "stamp" not in q["sql"]]) == 1


def test_other_spellings_lead_to_the_canonical_address(client: Client, editor: User) -> None:
    make_article("Camp Ashraf", "A camp.", editor)
    for path in ("/wiki/camp_ashraf", "/wiki/Camp%20Ashraf", "/wiki/CAMP__ASHRAF"):
        response = client.get(path, {"a": "b"})
        assert response.status_code == 301
        assert response["Location"] == "/wiki/Camp_Ashraf?a=b"


def test_a_redirect_shows_its_target_and_says_so(
    client: Client, radium: Article, editor: User
) -> None:
    moving.add_redirect("Element 88", radium, editor=editor)
    page = page_of(client, "/wiki/Element_88")
    assert page.xpath("string(//h1)") == "Radium"
    assert page.xpath("//a[@href='/wiki/Element_88?redirect=no']")[0].text_content() == "Element 88"
    assert page.xpath("//link[@rel='canonical']/@href")[0].endswith("/wiki/Radium")


def test_a_redirect_itself_can_be_seen(client: Client, radium: Article, editor: User) -> None:
    moving.add_redirect("Element 88", radium, editor=editor)
    page = page_of(client, "/wiki/Element_88?redirect=no")
    assert page.xpath("string(//h1)") == "Element 88"
    assert page.xpath("//main//a[@href='/wiki/Radium']")


def test_two_anonymous_readers_get_the_same_bytes(radium: Article) -> None:
    first, second = Client().get("/wiki/Radium?a"), Client().get("/wiki/Radium?a")
    assert first.content == second.content
    assert b"csrf" not in first.content
    assert not first.cookies


def test_language_and_direction_stand_on_what_the_editor_wrote(
    client: Client, editor: User
) -> None:
    content = ArticleContent(text="متن", short_description="شرح", language="fa")
    editing.create("رادیوم", Proposal(content), editor=editor)
    page = page_of(client, "/wiki/رادیوم")
    written = page.xpath("//*[@lang='fa' and @dir='rtl']")
    assert {one.tag for one in written} >= {"h1", "p", "div"}
    assert page.get("lang") == "en"


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_an_article_is_only_read_here(client: Client, radium: Article, method: str) -> None:
    assert getattr(client, method)("/wiki/Radium").status_code == 405


def test_the_latest_edit_is_shown(client: Client, radium: Article, reviewer: User) -> None:
    save(radium, propose(radium, RADIUM_TEXT + "\nMore."), reviewer)
    assert "Irène" in page_of(client, "/wiki/Radium").text_content()


def test_each_reference_leads_to_the_page_of_its_source(client: Client, radium: Article) -> None:
    uid = radium.content().references[0].source
    page = client.get(radium.get_absolute_url()).content.decode()
    assert f'href="/source/{uid}/"' in page
    assert client.get(f"/source/{uid}/").status_code == 200
