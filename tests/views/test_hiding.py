"""Hiding and erasing in the browser, and where hidden words must not show."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from articles import hiding, protecting
from articles.models import Act, Article, Edit, Level
from encyclopedia.accounts.models import User
from tests.conftest import account
from tests.people_and_articles import RADIUM_TEXT, propose, save
from tests.views.test_article_page import page_of
from tests.views.test_deleting import main_of

TEXT, SUMMARY, NAME = "Quiettext", "Quietsummary", "Quietname"
HOSTILE = '"><script>alert(1)</script>'


@pytest.fixture
def secret(radium: Article, editor: User) -> Edit:
    """A revision between two others, whose text, summary and editor's name are to be hidden."""
    author = account(NAME)
    words = f"{RADIUM_TEXT}\n\n## {TEXT} heading\n\n{TEXT} is here."
    edit = save(radium, propose(radium, words), author, summary=SUMMARY)
    save(radium, propose(radium, RADIUM_TEXT + "\nLess."), editor, summary="Taken away")
    edit.refresh_from_db()
    return edit


@pytest.fixture
def hidden(secret: Edit, administrator: User) -> Edit:
    """The same, hidden whole."""
    return hiding.hide(
        secret, ["text", "summary", "editor"], by=administrator, reason="Private matters"
    )


def addresses(edit: Edit) -> list[str]:
    """Return every address at which something of the edit could show."""
    after = Edit.objects.get(replaces=edit)
    before = edit.replaces
    assert before is not None
    return [
        "/",
        "/wiki/Radium",
        "/history/Radium",
        f"/history/Radium?from={edit.uid}&to={after.uid}",
        f"/history/Radium?before={edit.uid}",
        f"/revision/{edit.uid}",
        f"/revision/{before.uid}",
        f"/revision/{after.uid}",
        f"/diff/{before.uid}...{edit.uid}",
        f"/diff/{edit.uid}...{after.uid}",
        f"/diff/{before.uid}...{after.uid}",
        f"/revert/{edit.uid}",
        f"/revert/{before.uid}",
        f"/undo/{edit.uid}",
        f"/undo/{after.uid}",
        f"/rollback/{after.uid}",
        f"/review/{edit.uid}",
        f"/hide/{edit.uid}",
        f"/drafts/{edit.uid}/",
        f"/withdraw/{edit.uid}",
        "/edit/Radium",
        f"/edit/Radium?continue={edit.uid}",
        f"/edit/Radium?base={edit.uid}",
        "/redirects/Radium",
        "/log/",
        "/review/",
        "/my-edits/",
        "/category/Elements",
    ]


@pytest.mark.parametrize("who", [None, "editor", "reviewer"])
def test_hidden_words_show_nowhere(
    who: str | None, client: Client, hidden: Edit, request: pytest.FixtureRequest
) -> None:
    if who:
        client.force_login(request.getfixturevalue(who))
    for address in addresses(hidden):
        page = client.get(address).content.decode()
        for word in (TEXT, SUMMARY, NAME):
            assert word not in page, (address, word)


def test_its_own_editor_reads_it_no_more(client: Client, hidden: Edit) -> None:
    client.force_login(User.objects.get(username=NAME))
    for address in addresses(hidden):
        page = client.get(address).content.decode()
        for word in (TEXT, SUMMARY):
            assert word not in page, (address, word)


def test_the_page_of_its_editor_does_not_list_it(
    client: Client, hidden: Edit, editor: User, reviewer: User
) -> None:
    for _ in ("anonymous", "reviewer"):
        page = client.get(f"/user/{NAME}").content.decode()
        for trace in (hidden.uid, TEXT, SUMMARY):
            assert trace not in page
        client.force_login(reviewer)


@pytest.mark.parametrize("who", [None, "editor", "reviewer"])
def test_a_hidden_text_answers_as_one_that_does_not_exist(
    who: str | None, client: Client, hidden: Edit, request: pytest.FixtureRequest
) -> None:
    if who:
        client.force_login(request.getfixturevalue(who))
    after, none = Edit.objects.get(replaces=hidden), "aaaaaaaaaaaaaaaa"
    for path in ("/revision/{}", f"/diff/{{}}...{after.uid}", "/revert/{}", "/undo/{}"):
        gone, never = client.get(path.format(hidden.uid)), client.get(path.format(none))
        assert gone.status_code in {302, 404}, path
        assert gone.status_code == never.status_code, path
        assert main_of(gone) == main_of(never)


def test_a_history_narrowed_to_a_part_says_nothing_of_a_hidden_text(
    client: Client, secret: Edit, administrator: User
) -> None:
    address = f"/history/Radium?part=text:{TEXT}+heading"
    assert secret.uid in client.get(address).content.decode()
    hiding.hide(secret, ["text"], by=administrator, reason="Private")
    assert secret.uid not in client.get(address).content.decode()


def test_history_still_lists_it(client: Client, hidden: Edit) -> None:
    text = page_of(client, "/history/Radium").text_content()
    assert "name hidden" in text
    assert "summary hidden" in text


def test_nothing_sent_brings_hidden_words_back(
    client: Client, hidden: Edit, reviewer: User
) -> None:
    client.force_login(reviewer)
    after = Edit.objects.get(replaces=hidden)
    sent = {"summary": "x", "text": "Mine.", "base": hidden.uid, "do": "changes"}
    for address in (
        f"/revert/{hidden.uid}",
        f"/undo/{after.uid}",
        f"/rollback/{after.uid}",
        "/edit/Radium",
    ):
        page = client.post(address, sent, follow=True).content.decode()
        for word in (TEXT, SUMMARY, NAME):
            assert word not in page, (address, word)
    assert TEXT not in Article.objects.get().text


def test_an_administrator_hides_and_shows_parts(
    client: Client, secret: Edit, administrator: User
) -> None:
    client.force_login(administrator)
    address = f"/hide/{secret.uid}"
    page = page_of(client, address).text_content()
    assert SUMMARY in page
    assert NAME in page
    assert "Show again" not in page
    sent = {"do": "hide", "parts": ["text", "editor"], "reason": "Private"}
    answer = client.post(address, sent, follow=True)
    assert "Hidden from all but administrators." in answer.content.decode()
    assert "Show again" in answer.content.decode()
    edit = Edit.objects.get(pk=secret.pk)
    assert (edit.is_text_hidden, edit.is_summary_hidden, edit.is_editor_hidden) == (
        True,
        False,
        True,
    )
    assert TEXT in client.get(f"/revision/{secret.uid}").content.decode()
    client.post(address, {"do": "show", "parts": ["text"], "reason": "Not private"})
    assert not Edit.objects.get(pk=secret.pk).is_text_hidden


def test_an_administrator_erases_a_text_and_a_note(
    client: Client, secret: Edit, radium: Article, reviewer: User, administrator: User
) -> None:
    protecting.protect(radium, Level.CLOSED, by=reviewer, reason="Quietreason")
    number = Act.objects.get(name="protect").n
    client.force_login(administrator)
    address = f"/hide/{secret.uid}"
    assert "Quietreason" in client.get(address).content.decode()
    sent = {
        "do": "erase",
        "erase-parts": ["text"],
        "erase-notes": [str(number)],
        "erase-reason": "Court order",
    }
    refused = client.post(address, sent)
    assert refused.status_code == 422
    assert "Say that you know" in refused.content.decode()
    assert f'value="{number}" checked' in refused.content.decode()
    assert not Edit.objects.get(pk=secret.pk).is_erased
    answer = client.post(address, {**sent, "erase-is_meant": "on"}, follow=True)
    page = answer.content.decode()
    assert "What was hashed of it stays in the chain." in page
    assert "Quietreason" not in page
    assert client.get(f"/revision/{secret.uid}").status_code == 404
    assert TEXT not in client.get("/history/Radium").content.decode()


def test_the_text_that_readers_see_is_refused_with_the_way_on(
    client: Client, radium: Article, administrator: User
) -> None:
    edit = radium.published_edit
    assert edit is not None
    client.force_login(administrator)
    address = f"/hide/{edit.uid}"
    assert "Readers see this text now." in client.get(address).content.decode()
    answer = client.post(address, {"do": "hide", "parts": ["text"], "reason": "Private"})
    assert answer.status_code == 422
    assert "Readers see this text now." in answer.context["to_hide"].errors["parts"][0]


@pytest.mark.parametrize(
    "sent",
    [
        {"do": "hide", "reason": "Private"},
        {"do": "hide", "parts": ["text"]},
        {"do": "hide", "parts": ["all"], "reason": "Private"},
        {"do": "hide", "parts": ["text"], "reason": "x" * 501},
        {"do": "show", "parts": ["text"], "reason": "Private"},
        {"do": "erase", "erase-reason": "Court", "erase-is_meant": "on"},
        {
            "do": "erase",
            "erase-parts": ["editor"],
            "erase-reason": "Court",
            "erase-is_meant": "on",
        },
        {"do": "erase", "erase-notes": ["x"], "erase-reason": "Court", "erase-is_meant": "on"},
        {"do": "erase", "erase-notes": ["99"], "erase-reason": "Court", "erase-is_meant": "on"},
    ],
)
def test_what_is_sent_half_changes_nothing(
    client: Client, secret: Edit, administrator: User, sent: dict[str, object]
) -> None:
    client.force_login(administrator)
    acts = Act.objects.count()
    assert client.post(f"/hide/{secret.uid}", sent).status_code == 422
    assert Act.objects.count() == acts


@pytest.mark.parametrize("who", ["editor", "reviewer"])
def test_who_administers_nothing_learns_nothing_there(
    who: str, client: Client, secret: Edit, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(who))
    there, nowhere = client.get(f"/hide/{secret.uid}"), client.get("/hide/aaaaaaaaaaaaaaaa")
    assert there.status_code == nowhere.status_code == 403
    assert main_of(there) == main_of(nowhere)


def test_hostile_notes_are_text(
    client: Client, secret: Edit, radium: Article, reviewer: User, administrator: User
) -> None:
    protecting.protect(radium, Level.CLOSED, by=reviewer, reason=HOSTILE)
    client.force_login(administrator)
    page = client.get(f"/hide/{secret.uid}").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_a_hidden_edit_that_waits_shows_to_administrators_alone(
    client: Client,
    radium: Article,
    reviewer: User,
    administrator: User,
    settings: Settings,
) -> None:
    settings.DEFAULT_PROTECTION = "reviewed"
    waiting = save(radium, propose(radium, TEXT), account(NAME), summary=SUMMARY)
    hiding.hide(waiting, ["text", "summary", "editor"], by=administrator, reason="Private")
    client.force_login(reviewer)
    for address in ("/review/", f"/review/{waiting.uid}", "/history/Radium", "/log/"):
        page = client.get(address).content.decode()
        for word in (TEXT, SUMMARY, NAME):
            assert word not in page, (address, word)
