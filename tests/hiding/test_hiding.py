"""Parts of a revision are hidden and shown again: by the operations."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from pytest_django.fixtures import Settings

from articles import hiding, permissions, returning, reviewing, revisions
from articles.errors import EditConflict, EditRefused, NotAllowed, NothingChanged
from articles.models import Act, Article, Edit
from encyclopedia.accounts.models import User
from tests.people_and_articles import RADIUM_TEXT, propose, save

SECRET = "Quietsecret lives at a street."


@pytest.fixture
def secret(radium: Article, editor: User) -> Edit:
    """A revision that says too much, which readers do not see any more."""
    edit = save(radium, propose(radium, f"{RADIUM_TEXT}\n{SECRET}"), editor, summary="Too much")
    save(radium, propose(radium, RADIUM_TEXT + "\nLess."), editor)
    edit.refresh_from_db()
    return edit


def test_hidden_parts_are_seen_by_administrators_alone(
    secret: Edit, editor: User, reviewer: User, administrator: User
) -> None:
    hidden = hiding.hide(secret, ["text", "summary", "editor"], by=administrator, reason="Private")
    assert hidden.shown_summary == "summary hidden"
    assert hidden.shown_editor == "name hidden"
    for reader in (AnonymousUser(), editor, reviewer):
        assert not permissions.may_see(hidden, reader)
    assert permissions.may_see(hidden, administrator)


def test_what_is_hidden_is_listed_and_stands_in_the_log(secret: Edit, administrator: User) -> None:
    hiding.hide(secret, ["text", "editor"], by=administrator, reason="Private")
    assert permissions.listed_edits(Edit.objects.all(), AnonymousUser()).filter(pk=secret.pk)
    act = Act.objects.latest("pk")
    facts = json.loads(act.facts)
    assert (act.name, act.note, act.edit, act.actor) == ("hide", "Private", secret, administrator)
    assert (facts["what"], facts["snapshot"]) == (["text", "editor"], secret.snapshot_hash)
    assert list(revisions.verify()) == []


def test_it_is_shown_again_as_it_was(secret: Edit, administrator: User) -> None:
    hiding.hide(secret, ["text", "summary", "editor"], by=administrator, reason="Private")
    hiding.show(secret, ["text", "editor"], by=administrator, reason="Not private")
    shown = Edit.objects.get(pk=secret.pk)
    assert (shown.is_text_hidden, shown.is_summary_hidden, shown.is_editor_hidden) == (
        False,
        True,
        False,
    )
    assert SECRET in revisions.article_snapshots([shown])[shown.uid].content.text
    assert json.loads(Act.objects.latest("pk").facts)["what"] == ["text", "editor"]
    assert list(revisions.verify()) == []


def test_the_text_that_readers_see_is_not_hidden_before_it_is_replaced(
    radium: Article, administrator: User
) -> None:
    edit = radium.published_edit
    assert edit is not None
    with pytest.raises(EditRefused, match="Readers see this text now"):
        hiding.hide(edit, ["text"], by=administrator, reason="Private")
    with pytest.raises(EditRefused, match="Readers see this text now"):
        hiding.erase(edit, ["text"], by=administrator, reason="Court")
    assert not Act.objects.filter(name__in=["hide", "erase"]).exists()


def test_hiding_the_last_editor_renews_the_page(radium: Article, administrator: User) -> None:
    stamp, edit = radium.stamp, radium.published_edit
    assert edit is not None
    hiding.hide(edit, ["editor"], by=administrator, reason="Private")
    radium.refresh_from_db()
    assert radium.stamp != stamp


@pytest.mark.parametrize("who", ["editor", "reviewer"])
def test_only_administrators_hide_show_and_erase(
    who: str, secret: Edit, administrator: User, request: pytest.FixtureRequest
) -> None:
    person: User = request.getfixturevalue(who)
    for deed in (hiding.hide, hiding.show, hiding.erase):
        with pytest.raises(NotAllowed):
            deed(secret, ["summary"], by=person, reason="Mine")
    assert not Act.objects.filter(name__in=["hide", "show", "erase"]).exists()


def test_hiding_has_a_reason_and_changes_something(secret: Edit, administrator: User) -> None:
    with pytest.raises(EditRefused, match="Say why"):
        hiding.hide(secret, ["text"], by=administrator, reason=" ")
    with pytest.raises(NothingChanged):
        hiding.hide(secret, [], by=administrator, reason="Private")
    with pytest.raises(NothingChanged):
        hiding.show(secret, ["text"], by=administrator, reason="Not private")
    hiding.hide(secret, ["text"], by=administrator, reason="Private")
    with pytest.raises(NothingChanged):
        hiding.hide(secret, ["text"], by=administrator, reason="Private")
    assert Act.objects.filter(name="hide").count() == 1


def test_nobody_returns_to_a_hidden_text_nor_undoes_what_took_it_away(
    radium: Article, secret: Edit, editor: User, administrator: User
) -> None:
    hiding.hide(secret, ["text"], by=administrator, reason="Private")
    radium.refresh_from_db()
    taking_away = radium.published_edit
    assert taking_away is not None
    for person in (editor, administrator):
        with pytest.raises(EditRefused):
            returning.revert(radium, secret, editor=person)
        with pytest.raises(EditRefused):
            returning.undo(radium, taking_away, editor=person)
    radium.refresh_from_db()
    assert SECRET not in radium.text


def test_a_form_that_began_from_a_hidden_text_is_refused(
    radium: Article, secret: Edit, editor: User, administrator: User
) -> None:
    hiding.hide(secret, ["text"], by=administrator, reason="Private")
    with pytest.raises(EditRefused, match="began from"):
        save(radium, propose(radium, "Mine."), editor, base=secret)


def test_a_clash_shows_nothing_of_a_hidden_base(
    radium: Article, editor: User, reviewer: User, administrator: User, settings: Settings
) -> None:
    base = save(radium, propose(radium, SECRET), reviewer)
    settings.DEFAULT_PROTECTION = "reviewed"
    waiting = save(radium, propose(radium, "Mine alone."), editor)
    save(radium, propose(radium, "Theirs alone."), reviewer)
    hiding.hide(base, ["text"], by=administrator, reason="Private")
    with pytest.raises(EditConflict) as refused:
        reviewing.accept(waiting, reviewer=reviewer, seen=waiting.snapshot_hash)
    assert SECRET not in repr(refused.value.merge)
