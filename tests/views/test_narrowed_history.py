"""Histories narrowed to a part, to minor edits, a kind, lost sources; runs; what is hidden."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html
from pytest_django.fixtures import Settings

from articles import editing, returning
from articles.content import Proposal
from articles.models import Article, Edit
from articles.pages import history as history_pages
from encyclopedia.accounts.models import User
from tests.people_and_articles import RADIUM_TEXT, infobox, propose, save
from tests.views.test_article_page import page_of
from tests.views.test_history import HISTORY, revise, rows


@pytest.fixture
def changes(radium: Article, editor: User, reviewer: User) -> dict[str, Edit]:
    """Edits of different parts and kinds, by what they did, the oldest first."""
    first = radium.published_edit
    assert first is not None
    made = {"first": first}
    made["history"] = change(radium, reviewer, "found in 1898", "found in December 1898")
    radium.refresh_from_db()
    content = radium.content()
    symbol = infobox("generic", symbol="Rd", found="1898[@curie1898]")
    made["field"] = save(radium, Proposal(replace(content, infobox=symbol)), editor)
    made["minor"] = change(radium, reviewer, "Watch dials", "Clock dials", is_minor=True)
    bare = replace(radium.content(), text="Bare.", references=(), infobox=infobox("generic"))
    made["bare"] = save(radium, Proposal(bare), editor)
    made["undo"] = returning.undo(radium, made["bare"], editor=reviewer)
    radium.refresh_from_db()
    return made


def change(
    article: Article, editor: User, was: str, becomes: str, *, is_minor: bool = False
) -> Edit:
    article.refresh_from_db()
    assert article.published_edit is not None
    proposal = propose(article, article.text.replace(was, becomes))
    return editing.save_edit(
        article, proposal, base=article.published_edit, editor=editor, is_minor=is_minor
    )


def listed(client: Client, changes: dict[str, Edit], **asked: str) -> list[str]:
    """Return the names of the edits that the narrowed history lists, the newest first."""
    page = page_of(client, f"{HISTORY}?{urlencode(asked)}")
    names = {edit.get_absolute_url(): name for name, edit in changes.items()}
    links = page.xpath("//a[contains(@class, 'history-time')]/@href")
    return [names[link] for link in links]


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({"part": "text:History"}, ["undo", "bare", "history", "first"]),
        ({"part": "text:Uses"}, ["undo", "bare", "minor", "first"]),
        ({"part": "infobox:symbol"}, ["undo", "bare", "field", "first"]),
        ({"part": "reference:curie1898"}, ["undo", "bare", "first"]),
        ({"part": "text:Nowhere"}, []),
        ({"minor": "only"}, ["minor"]),
        ({"minor": "no"}, ["undo", "bare", "field", "history", "first"]),
        ({"kind": "undo"}, ["undo"]),
        ({"loses": "1"}, ["bare"]),
        ({"part": "text:Uses", "minor": "only"}, ["minor"]),
        ({"part": "text:Uses", "kind": "edit", "minor": "no"}, ["bare"]),
        ({"part": "text:History", "loses": "1", "kind": "undo"}, []),
        ({"part": "x" * 400, "kind": "nonsense", "minor": "?"}, None),
        ({"part": "text:\0"}, ["undo", "bare", "first"]),
    ],
)
def test_a_history_is_narrowed_to_what_is_asked_for(
    client: Client, changes: dict[str, Edit], asked: dict[str, str], names: list[str] | None
) -> None:
    every = ["undo", "bare", "minor", "field", "history", "first"]
    assert listed(client, changes, **asked) == (every if names is None else names)


def test_an_empty_narrowing_says_so_and_leads_back(
    client: Client, changes: dict[str, Edit]
) -> None:
    page = page_of(client, f"{HISTORY}?part=text:Nowhere")
    assert "No edit of this article is like that." in page.text_content()
    assert page.xpath("//a[@href=$a]", a=HISTORY)


def test_the_parts_of_the_article_are_there_to_choose(
    client: Client, changes: dict[str, Edit]
) -> None:
    page = page_of(client, f"{HISTORY}?part=text:Long gone")
    parts = page.xpath("//select[@name='part']/optgroup/option/@value")
    assert parts == [
        *("text:", "text:History", "text:Uses", "text:Long gone"),
        *("infobox:symbol", "infobox:found", "reference:curie1898"),
    ]
    assert page.xpath("//option[@selected]/@value")[0] == "text:Long gone"


def test_a_narrowing_survives_paging_and_comparing(
    client: Client, changes: dict[str, Edit], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history_pages, "ROWS", 2)
    page = page_of(client, f"{HISTORY}?part=text:Uses&minor=no")
    hidden = page.xpath("//form[@class='history']/input[@type='hidden']")
    assert [(one.get("name"), one.get("value")) for one in hidden] == [
        ("part", "text:Uses"),
        ("minor", "no"),
    ]
    (older,) = page.xpath("//button[@name='before']/@value")
    names = listed(client, changes, part="text:Uses", minor="no", before=older)
    assert names == ["first"]


def test_the_difference_leads_to_the_history_of_each_part(
    client: Client, changes: dict[str, Edit]
) -> None:
    edit = changes["history"]
    assert edit.replaces is not None
    page = page_of(client, f"/diff/{edit.replaces.uid}...{edit.uid}")
    (link,) = page.xpath("//a[.='History of this section']/@href")
    assert "history" in listed(client, changes, part="text:History")
    assert link == f"{HISTORY}?part=text%3AHistory"


def moved_apart(edits: list[Edit], gap: timedelta) -> None:
    """Date the edits this far apart, the first an earlier day."""
    for n, edit in enumerate(edits):
        at = edits[-1].published_at
        assert at is not None
        at = at.replace(hour=12, minute=0) + gap * n - timedelta(days=1)
        Edit.objects.filter(pk=edit.pk).update(published_at=at)


def test_an_editors_run_within_an_hour_folds_behind_its_newest(
    client: Client, radium: Article, editor: User, reviewer: User
) -> None:
    run = revise(radium, editor, 3)
    other = save(radium, propose(radium, "Another's words."), reviewer)
    moved_apart([*run, other], timedelta(minutes=25))
    page = page_of(client, HISTORY)
    folded = page.xpath("//details[not(@class)]//a[contains(@class, 'history-time')]/@href")
    assert folded == [f"/revision/{run[1].uid}", f"/revision/{run[0].uid}"]
    assert "2 edits more by Marie within the hour" in page.text_content()
    assert run[0].replaces is not None
    whole = f"/diff/{run[0].replaces.uid}...{run[2].uid}"
    assert page.xpath("//a[.='Changes of all 3']/@href") == [whole]


def test_a_run_longer_than_an_hour_is_two(client: Client, radium: Article, editor: User) -> None:
    moved_apart(revise(radium, editor, 3), timedelta(minutes=45))
    assert "1 edit more by Marie within the hour" in page_of(client, HISTORY).text_content()


def test_editors_without_a_shown_name_are_in_no_run(
    client: Client, radium: Article, editor: User
) -> None:
    edits = revise(radium, editor, 3)
    Edit.objects.filter(pk__in=[edit.pk for edit in edits]).update(is_editor_hidden=True)
    page = page_of(client, HISTORY)
    assert not page.xpath("//details[not(@class)]")
    assert page.text_content().count("name hidden") == 3


def test_the_run_that_holds_a_choice_is_open(client: Client, radium: Article, editor: User) -> None:
    edits = revise(radium, editor, 3)
    asked = urlencode({"to": edits[1].uid, "from": edits[0].uid})
    assert page_of(client, f"{HISTORY}?{asked}").xpath("//details[not(@class)]/@open")


def test_what_is_hidden_shows_as_words_without_a_link(
    client: Client, radium: Article, editor: User, administrator: User
) -> None:
    first, hidden, last = revise(radium, editor, 3)
    Edit.objects.filter(pk=hidden.pk).update(
        is_text_hidden=True, is_summary_hidden=True, is_editor_hidden=True
    )
    page = page_of(client, HISTORY)
    answered = html.tostring(page, encoding="unicode")
    assert hidden.uid not in answered
    assert "Change 2" not in answered
    for words in ("text hidden", "summary hidden", "name hidden"):
        assert words in page.text_content()
    assert first.uid in rows(page)
    assert f"...{last.uid}" not in answered
    client.force_login(administrator)
    assert hidden.uid in rows(page_of(client, HISTORY))


def test_edits_that_wait_are_not_in_the_history_but_counted_for_those_who_take_part(
    client: Client, radium: Article, editor: User, settings: Settings
) -> None:
    settings.DEFAULT_PROTECTION = "reviewed"
    waiting = save(radium, propose(radium, "Unseen words."), editor, summary="Unseen summary")
    asked = urlencode({"before": waiting.uid, "from": waiting.uid, "to": waiting.uid})
    for address in (HISTORY, f"{HISTORY}?{asked}"):
        answered = client.get(address).content.decode()
        assert waiting.uid not in answered
        assert "Unseen" not in answered
        assert "wait" not in answered
    client.force_login(editor)
    page = page_of(client, HISTORY)
    assert "1 edit waits for review." in page.text_content()
    assert waiting.uid not in rows(page)


def test_editors_words_stay_words(client: Client, radium: Article, editor: User) -> None:
    text = RADIUM_TEXT + '\n## A "<b>" & *c*\n\nText.\n'
    save(radium, propose(radium, text), editor, summary="<script>x</script>")
    answered = client.get(f"{HISTORY}?part=text:%22%3E%3Cscript%3Ex").content.decode()
    assert "<script>x" not in answered
    assert "<b>" not in answered


def test_a_narrowed_history_costs_the_same_whatever_its_length(
    client: Client, radium: Article, editor: User, reviewer: User
) -> None:
    def queries(address: str) -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(address).status_code == 200
        return len(found)

    narrowed = f"{HISTORY}?part=text:Uses&minor=no&kind=edit"
    few = queries(narrowed)
    edits = revise(radium, editor, 12)
    assert queries(narrowed) == few <= 3
    assert queries(f"{narrowed}&before={edits[8].uid}") <= 4
    client.force_login(reviewer)
    assert queries(f"{narrowed}&before={edits[8].uid}") <= 6
