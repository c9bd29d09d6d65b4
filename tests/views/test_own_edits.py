"""My edits, a draft's page and taking an edit back, over HTTP."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml.html import HtmlElement

from articles import editing, reviewing
from articles.content import Proposal
from articles.models import Article, Edit, Status
from encyclopedia.accounts.models import User
from tests.views.test_article_page import page_of


@pytest.fixture(autouse=True)
def _reviewed(radium: Article, settings: Any) -> None:
    settings.DEFAULT_PROTECTION = "reviewed"
    settings.RATE_LIMITS = {}


@pytest.fixture
def signed_in(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def pend(
    article: Article, editor: User, text: str, *, as_draft: bool = False, base: Edit | None = None
) -> Edit:
    article.refresh_from_db()
    base = base or article.published_edit
    assert base is not None
    proposal = Proposal(replace(article.content(), text=text))
    return editing.save_edit(
        article, proposal, base=base, editor=editor, summary=text[:20], as_draft=as_draft
    )


def test_who_is_not_signed_in_is_asked_to(client: Client, radium: Article, editor: User) -> None:
    draft = pend(radium, editor, "Radium glows.", as_draft=True)
    for path in ("/my-edits/", f"/withdraw/{draft.uid}", f"/drafts/{draft.uid}/", "/drafts/no/"):
        answer = client.get(path)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/accounts/login/")


def test_each_edit_is_listed_with_its_state(
    signed_in: Client, radium: Article, editor: User, reviewer: User
) -> None:
    asked = pend(radium, editor, "Radium gleams.")
    reviewing.ask_for_changes(
        asked, reviewer=reviewer, seen=asked.snapshot_hash, note="Name a source."
    )
    pend(radium, editor, "Radium glows.")
    pend(radium, editor, "Radium shines.", as_draft=True)
    page = signed_in.get("/my-edits/").text
    for words in ("waits for review", "draft", "published", "Irène asks for changes."):
        assert words in page
    assert "Name a source." in page
    assert f"/edit/Radium?continue={asked.uid}" in page


def test_the_list_can_be_narrowed_to_one_state(
    signed_in: Client, radium: Article, editor: User
) -> None:
    pend(radium, editor, "Radium glows.")
    pend(radium, editor, "Radium shines.", as_draft=True)
    page = signed_in.get("/my-edits/?state=draft").text
    assert "Radium shines." in page
    assert "Radium glows." not in page


def test_what_was_taken_up_again_is_listed_once(
    signed_in: Client, radium: Article, editor: User
) -> None:
    first = pend(radium, editor, "Radium glows.")
    pend(radium, editor, "Radium shines.", base=first)
    page = signed_in.get("/my-edits/").text
    assert "Radium shines." in page
    assert "Radium glows." not in page


def test_reading_the_list_clears_the_count_of_unread_decisions(
    signed_in: Client, radium: Article, editor: User, reviewer: User
) -> None:
    edit = pend(radium, editor, "Radium glows.")
    reviewing.reject(edit, reviewer=reviewer, seen=edit.snapshot_hash, note="No source.")
    editor.refresh_from_db()
    assert editor.unread_decisions == 1
    signed_in.get("/my-edits/")
    editor.refresh_from_db()
    assert editor.unread_decisions == 0


def test_nobody_else_s_edits_are_listed(
    client: Client, radium: Article, editor: User, reviewer: User
) -> None:
    pend(radium, editor, "Radium glows.")
    client.force_login(reviewer)
    assert "Radium" not in client.get("/my-edits/").text.partition("<main")[2]


def test_an_edit_is_withdrawn_after_being_asked(
    signed_in: Client, radium: Article, editor: User
) -> None:
    edit = pend(radium, editor, "Radium glows.")
    address = f"/withdraw/{edit.uid}"
    assert "It stays in My edits" in signed_in.get(address).text
    edit.refresh_from_db()
    assert edit.status == Status.PENDING
    answer = signed_in.post(address, {"note": "I was wrong."})
    assert answer["Location"] == "/my-edits/"
    edit.refresh_from_db()
    assert edit.status == Status.WITHDRAWN
    assert edit.acts.get(name="withdraw").note == "I was wrong."


def test_nobody_withdraws_the_edit_of_somebody_else(
    client: Client, radium: Article, editor: User, reviewer: User
) -> None:
    edit = pend(radium, editor, "Radium glows.")
    client.force_login(reviewer)
    absent = client.post("/withdraw/aaaaaaaaaaaaaaaa")
    answer = client.post(f"/withdraw/{edit.uid}")
    assert answer.status_code == absent.status_code == 404
    assert answer.text.count("There is no such edit here.") == 2
    edit.refresh_from_db()
    assert edit.status == Status.PENDING


def test_an_edit_decided_on_cannot_be_withdrawn(
    signed_in: Client, radium: Article, editor: User, reviewer: User
) -> None:
    edit = pend(radium, editor, "Radium glows.")
    reviewing.reject(edit, reviewer=reviewer, seen=edit.snapshot_hash, note="No.")
    answer = signed_in.post(f"/withdraw/{edit.uid}", {"note": "Mine."})
    assert answer.status_code == 422
    assert "Mine." in answer.text
    edit.refresh_from_db()
    assert edit.status == Status.REJECTED


def test_the_queries_do_not_grow_with_the_edits(
    signed_in: Client, radium: Article, editor: User, reviewer: User
) -> None:
    counts = []
    for round_ in range(2):
        for number in range(3):
            edit = pend(radium, editor, f"Radium glows {round_} {number}.")
            reviewing.reject(edit, reviewer=reviewer, seen=edit.snapshot_hash, note="No.")
        signed_in.get("/my-edits/")
        with CaptureQueriesContext(connection) as queries:
            signed_in.get("/my-edits/")
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 6


def test_pages_of_edits_lead_on_and_back(signed_in: Client, radium: Article, editor: User) -> None:
    for number in range(52):
        pend(radium, editor, f"Text {number}.")
    first = page_of(signed_in, "/my-edits/?state=pending")
    older = page_of(signed_in, first.xpath("//nav[@class='pager']/a[.='Older']/@href")[0])
    newer = page_of(signed_in, older.xpath("//nav[@class='pager']/a[.='Newer']/@href")[0])
    assert summaries(first) == [f"Text {number}." for number in range(51, 1, -1)]
    assert summaries(older) == ["Text 1.", "Text 0."]
    assert summaries(newer) == summaries(first)
    assert not first.xpath("//nav[@class='pager']/a[.='Newer']")
    assert not older.xpath("//nav[@class='pager']/a[.='Older']")


def summaries(page: HtmlElement) -> list[str]:
    found: list[str] = page.xpath("//li[@class='own-row']//q/text()")
    return found


def test_notes_and_summaries_are_shown_as_they_were_typed(
    signed_in: Client, radium: Article, editor: User, reviewer: User
) -> None:
    bad = "<script>alert(1)</script>"
    edit = pend(radium, editor, bad)
    reviewing.reject(edit, reviewer=reviewer, seen=edit.snapshot_hash, note=f"{bad}\n\n{bad}")
    page = page_of(signed_in, "/my-edits/")
    assert not page.xpath("//main//script")
    assert page.text_content().count(bad) == 2
    assert bad[:20] in page.xpath("string(//q)")
