"""What readers are told of a revision's review, and contributors of edits that wait."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from articles import reviewing, trusting
from articles.hiding import hide
from articles.models import Article, Edit
from encyclopedia.accounts.models import User
from tests.people_and_articles import propose, save
from tests.views.test_article_page import page_of

ARTICLE = "/wiki/Radium"


@pytest.fixture(autouse=True)
def _reviewed(radium: Article, settings: Any) -> None:
    settings.DEFAULT_PROTECTION = "reviewed"


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def pending(radium: Article, editor: User, text: str = "Radium glows.") -> Edit:
    return save(radium, propose(radium, text), editor)


def accept(edit: Edit, reviewer: User, note: str = "") -> Edit:
    return reviewing.accept(edit, reviewer=reviewer, seen=edit.snapshot_hash, note=note)


def standing(page: html.HtmlElement) -> str:
    return " ".join(page.xpath("string(//*[contains(@class, 'standing')])").split())


def published(radium: Article) -> Edit:
    radium.refresh_from_db()
    assert radium.published_edit is not None
    return radium.published_edit


def test_what_nobody_reviewed_says_so(client: Client, radium: Article) -> None:
    page = page_of(client, ARTICLE)
    assert "Not yet reviewed" in standing(page)
    assert "Last edited" in standing(page)
    assert page.xpath("//*[contains(@class, 'icon-unreviewed')]")


def test_an_accepted_edit_says_who_reviewed_it_and_leads_to_the_decision(
    client: Client, radium: Article, editor: User, reviewer: User
) -> None:
    edit = accept(pending(radium, editor), reviewer, "Well <i>sourced</i>.")
    page = page_of(client, ARTICLE)
    (link,) = page.xpath("//*[contains(@class, 'standing')]//a[contains(., 'Reviewed')]")
    assert link.text.endswith("by Irène")
    address, _sharp, anchor = link.get("href").partition("#")
    assert address == f"/revision/{edit.uid}"
    decision = page_of(client, address).get_element_by_id(anchor)
    assert "Irène accepted this." in decision.text_content()
    assert "Well <i>sourced</i>." in decision.text_content()


def test_a_merge_says_who_accepted_the_edit_that_it_merges(
    client: Client, radium: Article, editor: User, reviewer: User
) -> None:
    text = published(radium).article.content().text  # type: ignore[union-attr]  # of an article
    edit = pending(radium, editor, text.replace("Watch", "Clock"))
    save(radium, propose(radium, text.replace("in 1898", "in May 1898")), reviewer)
    merged = accept(edit, reviewer, "Joined.")
    assert merged.merges_id == edit.pk
    page = page_of(client, f"/revision/{merged.uid}")
    assert "Reviewed" in standing(page)
    assert "Joined." in page.get_element_by_id("decision--reviewed").text_content()


def test_what_was_asked_of_an_earlier_form_is_not_told_to_readers(
    client: Client, radium: Article, editor: User, reviewer: User
) -> None:
    first = pending(radium, editor)
    reviewing.ask_for_changes(
        first, reviewer=reviewer, seen=first.snapshot_hash, note="Secret words."
    )
    second = save(radium, propose(radium, "Radium shines."), editor, base=first)
    edit = accept(second, reviewer)
    assert "Secret words." not in client.get(f"/revision/{edit.uid}").text


def test_who_published_without_review_is_named_with_what_let_them(
    client: Client, radium: Article, editor: User, reviewer: User, administrator: User
) -> None:
    save(radium, propose(radium, "Radium shines."), reviewer)
    assert "Published by Irène, reviewer" in standing(page_of(client, ARTICLE))
    trusting.grant(editor, by=administrator, reason="Good.")
    pending(radium, editor)
    assert "Published by Marie, trusted contributor" in standing(page_of(client, ARTICLE))


def test_a_kept_page_tells_of_a_review_at_once(
    client: Client, radium: Article, reviewer: User
) -> None:
    assert "Not yet reviewed" in client.get(ARTICLE).text
    reviewing.confirm(published(radium), reviewer=reviewer, note="Checked.")
    assert "Reviewed" in standing(page_of(client, ARTICLE))


def test_a_permalink_says_the_same_of_its_own_revision(
    client: Client, radium: Article, editor: User, reviewer: User
) -> None:
    first = published(radium)
    edit = accept(pending(radium, editor), reviewer)
    save(radium, propose(radium, "Radium shines."), reviewer)
    assert "Not yet reviewed" in standing(page_of(client, f"/revision/{first.uid}"))
    assert "by Irène" in standing(page_of(client, f"/revision/{edit.uid}"))
    assert "3 citations" in standing(page_of(client, f"/revision/{first.uid}"))


def test_readers_see_nothing_of_edits_that_wait(
    client: Client, radium: Article, editor: User
) -> None:
    before = client.get(ARTICLE).text
    pending(radium, editor, "Unseen words.")
    assert client.get(ARTICLE).text == before
    assert "wait" not in standing(page_of(client, ARTICLE))


def test_contributors_see_how_many_wait_and_their_own_as_links(
    radium: Article, editor: User, reviewer: User, administrator: User
) -> None:
    own = pending(radium, editor, "Unseen words.")
    pending(radium, editor, "Other words.")
    mine = page_of(client_of(editor), ARTICLE)
    assert "2 edits wait for review." in mine.text_content()
    assert mine.xpath(f"//a[@href='/edit/Radium?continue={own.uid}']")
    theirs = page_of(client_of(reviewer), ARTICLE)
    assert "2 edits wait for review." in theirs.text_content()
    assert len(theirs.xpath("//main//a[@href='/review/']")) == 1
    assert not mine.xpath("//a[@href='/review/']")
    assert "?continue=" not in html.tostring(theirs).decode()


def test_telling_of_edits_that_wait_costs_one_query_more(
    radium: Article, editor: User, reviewer: User
) -> None:
    client = client_of(editor)
    client.get(ARTICLE)
    counts = []
    for number in range(3):
        with CaptureQueriesContext(connection) as queries:
            client.get(ARTICLE)
        counts.append(len(queries))
        for _n in range(4):
            pending(radium, editor, f"Radium glows {number}.")
    assert counts[1] == counts[2] == counts[0] + 1


def test_the_queries_of_a_permalink_do_not_grow_with_its_decisions(
    client: Client, radium: Article, reviewer: User
) -> None:
    edit = published(radium)
    counts = []
    for number in range(2):
        reviewing.confirm(edit, reviewer=reviewer, note=f"Once {number}.")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/revision/{edit.uid}")
        counts.append(len(queries))
        for _n in range(5):
            reviewing.confirm(edit, reviewer=reviewer)
    assert counts[0] == counts[1]


@pytest.mark.parametrize("state", ["pending", "changes asked", "rejected", "withdrawn"])
def test_an_edit_that_readers_do_not_see_is_not_there_for_them(
    client: Client, radium: Article, editor: User, reviewer: User, state: str
) -> None:
    edit = pending(radium, editor, "Unseen words.")
    about: dict[str, Any] = {"reviewer": reviewer, "seen": edit.snapshot_hash, "note": "No."}
    if state == "changes asked":
        reviewing.ask_for_changes(edit, **about)
    elif state == "rejected":
        reviewing.reject(edit, **about)
    address = f"/revision/{edit.uid}"
    assert client.get(address).status_code == 404
    page = page_of(client_of(editor), address)
    assert "Unseen words." in page.text_content()
    assert not standing(page)


def test_a_hidden_revision_is_there_for_administrators_alone(
    client: Client, radium: Article, editor: User, reviewer: User, administrator: User
) -> None:
    first = published(radium)
    save(radium, propose(radium, "Radium shines."), reviewer)
    hide(first, ["text"], by=administrator, reason="Libel.")
    address = f"/revision/{first.uid}"
    absent = client.get("/revision/aaaaaaaaaaaaaaaa")
    for person in (client, client_of(editor), client_of(reviewer)):
        answer = person.get(address)
        assert answer.status_code == absent.status_code == 404
        assert "There is no such revision." in answer.text
    shown = page_of(client_of(administrator), address)
    assert "The text of this revision is hidden" in shown.text_content()
