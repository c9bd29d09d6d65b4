"""The edit form where edits wait: its words, own edits taken up again, what was decided."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from articles import drafting, editing, reviewing, trusting
from articles.content import ArticleContent, Proposal
from articles.models import Article, Edit, Status
from encyclopedia.accounts.models import User
from tests.forms.browser import element, fields, send
from tests.people_and_articles import propose, save

FORM = "/edit/Radium"


@pytest.fixture(autouse=True)
def _reviewed(radium: Article, settings: Any) -> None:
    settings.DEFAULT_PROTECTION = "reviewed"
    settings.RATE_LIMITS = {}


@pytest.fixture
def signed_in(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def words(page: Any) -> str:
    return " ".join("".join(element(page.content, "content").itertext()).split())


def buttons(page: Any) -> list[tuple[str, str]]:
    """Return what the buttons of the bar send and say."""
    form = element(page.content, "edit--form")
    bar = next(one for one in form.iter("div") if one.get("class") == "bar edit-bar")
    return [(one.get("value", ""), one.text or "") for one in bar.iter("button")]


def reject(edit: Edit, reviewer: User, note: str = "No source.") -> None:
    reviewing.reject(edit, reviewer=reviewer, seen=edit.snapshot_hash, note=note)


def ask(edit: Edit, reviewer: User, note: str = "Name a source.") -> None:
    reviewing.ask_for_changes(edit, reviewer=reviewer, seen=edit.snapshot_hash, note=note)


def pending(radium: Article, editor: User, text: str = "Radium glows.") -> Edit:
    edit = save(radium, propose(radium, text), editor, summary="It glows")
    assert edit.status == Status.PENDING
    return edit


def test_the_button_says_whether_readers_will_see_it(
    signed_in: Client, editor: User, administrator: User
) -> None:
    assert buttons(signed_in.get(FORM))[0] == ("send", "Send for review")
    trusting.grant(editor, by=administrator, reason="Good work.")
    assert buttons(signed_in.get(FORM))[0] == ("publish", "Publish")
    assert buttons(signed_in.get("/edit/Polonium"))[0] == ("send", "Send for review")


def test_a_button_that_came_untrue_saves_nothing_and_says_so(
    signed_in: Client, radium: Article, editor: User, settings: Any
) -> None:
    settings.DEFAULT_PROTECTION = "open"
    page = signed_in.get(FORM)
    settings.DEFAULT_PROTECTION = "reviewed"
    answer = send(signed_in, page, FORM, text="Mine.", do="publish")
    assert answer.status_code == 422
    assert "wait for review now, so nothing was published" in words(answer)
    assert fields(answer.content)["text"] == ["Mine."]
    assert Edit.objects.filter(article=radium).count() == 1
    settings.DEFAULT_PROTECTION = "open"
    again = send(signed_in, answer, FORM, do="send")
    assert again.status_code == 422
    assert "need no review any more, so nothing was sent" in words(again)
    assert send(signed_in, again, FORM, do="publish").status_code == 302


def test_sending_says_that_it_waits_and_readers_see_nothing(
    signed_in: Client, radium: Article
) -> None:
    answer = send(signed_in, signed_in.get(FORM), FORM, text="Mine.", do="send")
    assert answer["Location"] == "/wiki/Radium"
    assert "Sent for review. Readers see it once" in signed_in.get("/wiki/Radium").text
    assert "Mine." not in Client().get("/wiki/Radium").text


def test_the_form_names_own_edits_that_wait(
    signed_in: Client, radium: Article, editor: User
) -> None:
    edit = pending(radium, editor)
    page = signed_in.get(FORM)
    assert "waits for review." in words(page)
    assert f'href="{FORM}?continue={edit.uid}"' in page.text
    assert f'href="/withdraw/{edit.uid}"' in page.text


def test_a_pending_edit_goes_on_in_the_form(
    signed_in: Client, radium: Article, editor: User
) -> None:
    edit = pending(radium, editor)
    page = signed_in.get(f"{FORM}?continue={edit.uid}")
    form = fields(page.content)
    assert (form["text"], form["summary"]) == (["Radium glows."], ["It glows"])
    assert ("draft", "Keep as draft") not in buttons(page)
    assert send(signed_in, page, FORM, text="Radium shines.", do="send").status_code == 302
    edit.refresh_from_db()
    newest = Edit.objects.get(continues=edit)
    radium.refresh_from_db()
    assert (edit.status, newest.status) == (Status.SUPERSEDED, Status.PENDING)
    assert radium.pending == 1


def test_asked_changes_are_shown_with_the_note_and_sent_again(
    signed_in: Client, radium: Article, editor: User, reviewer: User
) -> None:
    edit = pending(radium, editor)
    ask(edit, reviewer, "Name a source <b>for this</b>.")
    assert "Changes are asked for in your edit" in words(signed_in.get(FORM))
    page = signed_in.get(f"{FORM}?continue={edit.uid}")
    assert "Irène asks for changes." in words(page)
    assert "Name a source <b>for this</b>." in words(page)
    send(signed_in, page, FORM, text="Radium shines.[@curie1898]", do="send")
    assert Edit.objects.get(continues=edit).status == Status.PENDING


def test_a_rejected_edit_begins_anew_in_the_form(
    signed_in: Client, radium: Article, editor: User, reviewer: User
) -> None:
    page = signed_in.get(FORM).content
    send(signed_in, page, FORM, text="Radium.[@curie]", renamed="curie1898 curie", do="send")
    edit = Edit.objects.get(status=Status.PENDING)
    reject(edit, reviewer)
    again = signed_in.get(f"{FORM}?continue={edit.uid}")
    assert "Irène rejected your edit." in words(again)
    form = fields(again.content)
    assert form["text"] == ["Radium.[@curie]"]
    assert form["renamed"] == ["curie1898 curie"]
    send(signed_in, again, FORM, text="Radium again.[@curie]", do="send")
    edit.refresh_from_db()
    newest = Edit.objects.latest("id")
    assert (edit.status, newest.status) == (Status.REJECTED, Status.PENDING)
    assert newest.continues is None


def test_a_rejected_edit_keeps_the_source_that_it_made(
    signed_in: Client, radium: Article, editor: User, reviewer: User
) -> None:
    page = signed_in.get(FORM).content
    opened = send(signed_in, page, FORM, do="source-open")
    added = send(signed_in, opened, FORM, source_title="Rays", source_key="rays", do="source-add")
    send(signed_in, added, FORM, text="Radium.[@rays]", do="send")
    edit = Edit.objects.get(status=Status.PENDING)
    reject(edit, reviewer)
    again = signed_in.get(f"{FORM}?continue={edit.uid}")
    assert '"key":"rays"' in fields(again.content)["new_source"][0]


def test_an_own_new_article_that_waits_is_taken_up_at_its_address(
    signed_in: Client, editor: User
) -> None:
    edit = editing.create("Polonium", Proposal(ArticleContent(text="A metal.")), editor=editor)
    page = signed_in.get(f"/edit/Polonium?continue={edit.uid}")
    assert fields(page.content)["text"] == ["A metal."]
    answer = send(signed_in, page, "/edit/Polonium", text="A rare metal.", do="send")
    newest = Edit.objects.get(continues=edit)
    assert answer["Location"] == f"/revision/{newest.uid}"
    assert newest.article_id == edit.article_id
    assert "A rare metal." in signed_in.get(answer["Location"]).text


def test_a_preview_of_an_own_new_article_keeps_what_it_is_of(
    signed_in: Client, editor: User
) -> None:
    edit = editing.create("Polonium", Proposal(ArticleContent(text="A metal.")), editor=editor)
    page = signed_in.get(f"/edit/Polonium?continue={edit.uid}")
    seen = send(signed_in, page, "/preview/", text="A rare metal.", do="preview")
    assert fields(seen.content)["base"] == [edit.uid]
    send(signed_in, seen, "/edit/Polonium", do="send")
    assert Edit.objects.get(continues=edit).article_id == edit.article_id


def test_nobody_takes_up_the_edit_of_somebody_else(
    client: Client, radium: Article, editor: User, reviewer: User
) -> None:
    edit = pending(radium, editor, "Unseen words.")
    other = Client()
    other.force_login(reviewer)
    page = other.get(f"{FORM}?continue={edit.uid}")
    assert "Unseen words." not in page.text
    answer = send(other, page, FORM, base=edit.uid, text="Stolen.")
    assert answer.status_code == 422
    edit.refresh_from_db()
    assert edit.status == Status.PENDING


def test_an_edit_decided_on_meanwhile_is_refused_with_all_that_was_typed(
    signed_in: Client, radium: Article, editor: User, reviewer: User
) -> None:
    edit = pending(radium, editor)
    page = signed_in.get(f"{FORM}?continue={edit.uid}")
    reject(edit, reviewer)
    answer = send(signed_in, page, FORM, text="Radium shines.", do="send")
    assert answer.status_code == 422
    assert "rejected by now" in words(answer)
    assert fields(answer.content)["text"] == ["Radium shines."]


def test_what_is_withdrawn_can_be_taken_up_again(
    signed_in: Client, radium: Article, editor: User
) -> None:
    edit = pending(radium, editor)
    drafting.withdraw(edit, editor=editor)
    page = signed_in.get(f"{FORM}?continue={edit.uid}")
    assert send(signed_in, page, FORM, do="send").status_code == 302
    radium.refresh_from_db()
    assert radium.pending == 1


def test_a_clash_of_an_edit_taken_up_again_is_settled_once(
    signed_in: Client, radium: Article, editor: User, reviewer: User
) -> None:
    text = radium.text
    edit = pending(radium, editor, text.replace("Watch dials", "Clock dials"))
    save(radium, propose(radium, text.replace("Watch dials", "Compass dials")), reviewer)
    page = signed_in.get(f"{FORM}?continue={edit.uid}")
    assert "Readers see a newer revision" in words(page)
    screen = send(signed_in, page, FORM, summary="Again", do="send")
    assert screen.status_code == 409
    form = fields(screen.content, "clash--form")
    answer = signed_in.post(FORM, {**form, "clash-0-0": "mine", "do": "send"})
    assert answer.status_code == 302
    newest = Edit.objects.get(continues=edit)
    radium.refresh_from_db()
    assert (newest.status, newest.base) == (Status.PENDING, radium.published_edit)
    assert "Clock dials" in signed_in.get(f"/revision/{newest.uid}").text


def test_the_page_of_a_missing_article_names_what_one_began_under_its_title(
    signed_in: Client, editor: User, reviewer: User
) -> None:
    edit = editing.create("Polonium", Proposal(ArticleContent(text="A metal.")), editor=editor)
    for path in ("/wiki/Polonium", "/edit/Polonium"):
        assert f"/edit/Polonium?continue={edit.uid}" in signed_in.get(path).text
    for client in (Client(), Client()):
        assert "continue=" not in client.get("/wiki/Polonium").text
        client.force_login(reviewer)
        assert "continue=" not in client.get("/wiki/Polonium").text
    assert "Write it" in signed_in.get("/wiki/Polonium").text


def test_who_goes_on_with_a_new_article_is_told_that_its_title_was_taken(
    signed_in: Client, editor: User, reviewer: User
) -> None:
    proposal = Proposal(ArticleContent(text="A metal."))
    edit = editing.create("Polonium", proposal, editor=editor)
    address = f"/edit/Polonium?continue={edit.uid}"
    assert "was published meanwhile" not in words(signed_in.get(address))
    editing.create("Polonium", proposal, editor=reviewer)
    page = signed_in.get(address)
    assert "An article “Polonium” was published meanwhile" in words(page)
    assert fields(page.content)["text"] == ["A metal."]
