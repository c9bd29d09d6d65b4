"""The permalink: a revision as it read then."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from articles.content import Proposal
from articles.models import Article, Edit, Status
from encyclopedia.accounts.models import User
from tests.people_and_articles import RADIUM_TEXT, propose, save
from tests.views.test_article_page import page_of


@pytest.fixture
def first(radium: Article) -> Edit:
    assert radium.published_edit is not None
    return radium.published_edit


def test_an_old_revision_shows_the_words_and_sources_of_then(
    client: Client, radium: Article, first: Edit, editor: User
) -> None:
    gone = replace(radium.content(), text="All gone.", references=(), categories=())
    save(radium, Proposal(replace(gone, infobox=type(gone.infobox)())), editor)
    text = page_of(client, f"/revision/{first.uid}").text_content()
    assert "It was found in 1898." in text
    assert "Sur une substance nouvelle" in text
    assert "Symbol" in text
    assert "Elements" in text


def test_the_banner_says_which_revision_it_is(
    client: Client, radium: Article, first: Edit, editor: User
) -> None:
    assert (
        "It is the one readers see now." in page_of(client, f"/revision/{first.uid}").text_content()
    )
    second = save(radium, propose(radium, RADIUM_TEXT + "\nMore."), editor)
    page = page_of(client, f"/revision/{first.uid}")
    assert "by Marie. Readers now see a newer one." in page.text_content()
    for address in (
        f"/revision/{second.uid}",
        f"/diff/{first.uid}...{second.uid}",
        "/wiki/Radium",
    ):
        assert page.xpath("//*[contains(@class, 'notice')]//a[@href=$a]", a=address)


def test_only_who_may_edit_is_offered_to_return_to_it(
    client: Client, radium: Article, first: Edit, editor: User
) -> None:
    save(radium, propose(radium, RADIUM_TEXT + "\nMore."), editor)
    way_back = f"/revert/{first.uid}"
    address = f"/revision/{first.uid}"
    assert not page_of(client, address).xpath("//a[@href=$a]", a=way_back)
    client.force_login(editor)
    assert page_of(client, address).xpath("//a[@href=$a]", a=way_back)


def test_a_revision_is_not_listed_by_search_engines(client: Client, first: Edit) -> None:
    page = page_of(client, f"/revision/{first.uid}")
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_a_revision_offers_no_edit_of_a_section(client: Client, first: Edit) -> None:
    page = page_of(client, f"/revision/{first.uid}")
    assert not page.xpath("//a[contains(@class, 'edit-section')]")


def test_who_may_not_see_an_edit_is_told_there_is_none(client: Client, first: Edit) -> None:
    Edit.objects.filter(pk=first.pk).update(status=Status.REJECTED)
    assert client.get(f"/revision/{first.uid}").status_code == 404
    assert client.get("/revision/aaaaaaaaaaaaaaaa").status_code == 404


def test_a_source_has_permalinks_too(client: Client, first: Edit) -> None:
    edit = Edit.objects.exclude(source=None).get()
    page = page_of(client, f"/revision/{edit.uid}")
    assert "Sur une substance nouvelle" in page.text_content()
    assert page.xpath("//a[starts-with(@href, '/source/')]")


def test_the_revision_of_an_infobox_kind_has_no_page(client: Client, first: Edit) -> None:
    edit = Edit.objects.exclude(infobox_kind=None).first()
    assert edit is not None
    assert client.get(f"/revision/{edit.uid}").status_code == 404
