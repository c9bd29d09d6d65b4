"""Own drafts over HTTP: kept, shown to named people, brought up to date, sent for review."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from articles import drafting
from articles.models import Article, Edit, Status
from encyclopedia.accounts.models import User
from tests.conftest import account
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


@pytest.fixture
def now(radium: Article) -> str:
    """The text that readers see."""
    return radium.text


def other_client(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def keep(client: Client, text: str) -> Edit:
    """Keep a text as a draft, by the form."""
    answer = send(client, client.get(FORM), FORM, text=text, summary="Begun", do="draft")
    assert answer.status_code == 302
    draft = Edit.objects.get(status=Status.DRAFT)
    assert answer["Location"] == f"/drafts/{draft.uid}/"
    return draft


def words(page: Any) -> str:
    return " ".join("".join(element(page.content, "content").itertext()).split())


def test_a_draft_is_kept_from_the_form_and_readers_see_nothing_of_it(
    signed_in: Client, radium: Article, now: str
) -> None:
    draft = keep(signed_in, now.replace("Watch", "Clock"))
    page = signed_in.get(f"/drafts/{draft.uid}/")
    assert "Kept as a draft." in page.text
    assert "“Begun”" in page.text or "Begun" in page.text
    radium.refresh_from_db()
    assert (radium.text, radium.pending) == (now, 0)


def test_a_new_article_is_kept_as_a_draft_and_taken_up_again(
    signed_in: Client, editor: User
) -> None:
    form = signed_in.get("/edit/Polonium")
    assert send(signed_in, form, "/edit/Polonium", text="A metal.", do="draft").status_code == 302
    draft = Edit.objects.get(status=Status.DRAFT)
    again = signed_in.get(f"/edit/Polonium?continue={draft.uid}")
    assert fields(again.content)["text"] == ["A metal."]
    send(signed_in, again, "/edit/Polonium", text="A rare metal.", do="draft")
    draft.refresh_from_db()
    assert draft.status == Status.SUPERSEDED
    assert Edit.objects.get(status=Status.DRAFT).article_id == draft.article_id
    assert Client().get("/wiki/Polonium").status_code == 404


def test_nobody_finds_a_draft_but_its_editor_and_administrators(
    signed_in: Client, now: str, reviewer: User, administrator: User
) -> None:
    draft = keep(signed_in, now.replace("Watch", "Clock"))
    for path in (f"/drafts/{draft.uid}/", f"/revision/{draft.uid}"):
        assert other_client(reviewer).get(path).status_code == 404
        assert other_client(administrator).get(path).status_code == 200
    hidden = other_client(reviewer).get(f"/drafts/{draft.uid}/")
    assert words(hidden) == words(other_client(reviewer).get("/drafts/aaaaaaaaaaaaaaaa/"))


def test_who_it_is_shown_to_reads_it_and_nothing_more(
    signed_in: Client, now: str, reviewer: User
) -> None:
    draft = keep(signed_in, now.replace("Watch", "Clock"))
    address = f"/drafts/{draft.uid}/"
    signed_in.post(address, {"do": "show", "name": " irène "})
    assert "Irène" in words(signed_in.get(address))
    theirs = other_client(reviewer)
    page = theirs.get(address)
    assert "Marie shows you this draft" in words(page)
    assert "Who may read it" not in page.text
    assert theirs.get(f"/revision/{draft.uid}").status_code == 200
    for do in ("send", "update", "show", "hide:x"):
        assert theirs.post(address, {"do": do, "name": "Marie"}).status_code == 422
    draft.refresh_from_db()
    assert draft.status == Status.DRAFT
    signed_in.post(address, {"do": f"hide:{reviewer.uid}"})
    assert theirs.get(address).status_code == 404


def test_its_address_leads_to_what_it_has_become(
    signed_in: Client, now: str, reviewer: User
) -> None:
    first = keep(signed_in, now.replace("Watch", "Clock"))
    drafting.show_to(first, ["Irène"], editor=first.editor)  # type: ignore[arg-type]  # Marie
    form = signed_in.get(f"{FORM}?continue={first.uid}")
    send(signed_in, form, FORM, text=now.replace("Watch", "Instrument"), do="draft")
    newest = Edit.objects.get(status=Status.DRAFT)
    answer = other_client(reviewer).get(f"/drafts/{first.uid}/")
    assert answer["Location"] == f"/drafts/{newest.uid}/"
    drafting.send(newest, editor=newest.editor)  # type: ignore[arg-type]  # Marie
    sent = Edit.objects.get(status=Status.PENDING)
    assert signed_in.get(f"/drafts/{first.uid}/")["Location"] == f"/revision/{sent.uid}"


def test_a_name_that_nobody_has_is_refused_with_what_was_typed(signed_in: Client, now: str) -> None:
    draft = keep(signed_in, now.replace("Watch", "Clock"))
    hostile = "<script>alert(1)</script>"
    answer = signed_in.post(f"/drafts/{draft.uid}/", {"do": "show", "name": hostile})
    assert answer.status_code == 422
    assert "Nobody here is called" in words(answer)
    assert hostile not in answer.text
    assert element(answer.content, "id_name").get("value") == hostile


def test_it_is_shown_to_twenty_people_at_most(signed_in: Client, now: str) -> None:
    draft = keep(signed_in, now.replace("Watch", "Clock"))
    people = [account(f"Reader{n}") for n in range(21)]
    address = f"/drafts/{draft.uid}/"
    for one in people[:20]:
        assert signed_in.post(address, {"do": "show", "name": one.username}).status_code == 302
    assert "Show it to them" not in signed_in.get(address).text
    answer = signed_in.post(address, {"do": "show", "name": people[20].username})
    assert answer.status_code == 422
    assert "at most 20 people" in words(answer)


def test_it_is_brought_up_to_date_with_what_was_published(
    signed_in: Client, radium: Article, now: str, reviewer: User
) -> None:
    draft = keep(signed_in, now.replace("Watch", "Clock"))
    save(radium, propose(radium, now.replace("in 1898", "in December 1898")), reviewer)
    address = f"/drafts/{draft.uid}/"
    assert "Bring it up to date" in words(signed_in.get(address))
    signed_in.post(address, {"do": "update"})
    newest = Edit.objects.get(status=Status.DRAFT)
    assert newest.continues_id == draft.pk
    text = signed_in.get(f"/revision/{newest.uid}").text
    assert "Clock dials" in text
    assert "December 1898" in text
    assert "Bring it up to date" not in words(signed_in.get(f"/drafts/{newest.uid}/"))


@pytest.mark.parametrize(
    ("do", "state"), [("update", Status.DRAFT), ("send", Status.PENDING)], ids=["update", "send"]
)
def test_clashes_with_what_was_published_are_settled(
    signed_in: Client, radium: Article, now: str, reviewer: User, do: str, state: Status
) -> None:
    draft = keep(signed_in, now.replace("Watch dials", "Clock dials"))
    save(radium, propose(radium, now.replace("Watch dials", "Compass dials")), reviewer)
    address = f"/drafts/{draft.uid}/"
    screen = signed_in.post(address, {"do": do})
    assert screen.status_code == 409
    form = fields(screen.content, "clash--form")
    again = signed_in.post(address, {**form, "do": do})
    assert again.status_code == 422
    answer = signed_in.post(address, {**form, "clash-0-0": "mine", "do": do})
    assert answer.status_code == 302
    radium.refresh_from_db()
    made = Edit.objects.get(continues=draft)
    assert (made.status, made.base, made.summary) == (state, radium.published_edit, "Begun")
    assert "Clock dials" in signed_in.get(f"/revision/{made.uid}").text


def test_sending_it_leads_to_the_article_and_says_that_it_waits(
    signed_in: Client, radium: Article, now: str
) -> None:
    draft = keep(signed_in, now.replace("Watch", "Clock"))
    answer = signed_in.post(f"/drafts/{draft.uid}/", {"do": "send"})
    assert answer["Location"] == "/wiki/Radium"
    radium.refresh_from_db()
    assert radium.pending == 1
    assert "Sent for review." in signed_in.get("/wiki/Radium").text


def test_a_draft_of_what_readers_see_by_now_is_not_sent(
    signed_in: Client, radium: Article, now: str, reviewer: User
) -> None:
    draft = keep(signed_in, now.replace("Watch", "Clock"))
    save(radium, propose(radium, now.replace("Watch", "Clock")), reviewer)
    answer = signed_in.post(f"/drafts/{draft.uid}/", {"do": "send"})
    assert answer.status_code == 422
    assert "This is what readers already see" in words(answer)
