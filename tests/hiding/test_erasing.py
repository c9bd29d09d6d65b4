"""Texts are erased for good, and the chain still holds."""

from __future__ import annotations

import json

import pytest
from pytest_django.fixtures import Settings
from reversion.models import Version

from articles import deleting, hiding, permissions, protecting, reviewing, revisions
from articles.content import sha256
from articles.errors import EditRefused, NothingChanged
from articles.models import Act, Article, Deletion, Edit, Level, Protection, Status
from encyclopedia.accounts.models import User
from tests.hiding.test_hiding import SECRET, secret
from tests.people_and_articles import RADIUM_TEXT, make_article, propose, save

__all__ = ["secret"]


def everything() -> str:
    """Return all that the tables of articles and history hold, as one text."""
    rows: list[object] = []
    for model in (Edit, Act, Article, Deletion, Protection, Version):
        rows += model._default_manager.values_list()
    rows += Edit.objects.values_list("revision__comment", "parts__part")
    return repr(rows)


def test_an_erased_text_is_gone_for_everybody(secret: Edit, administrator: User) -> None:
    salt, content_hash = secret.salt, secret.content_hash
    hiding.erase(secret, ["text"], by=administrator, reason="Court")
    erased = Edit.objects.get(pk=secret.pk)
    for trace in (SECRET, salt, content_hash):
        assert trace not in everything()
    assert erased.is_erased
    assert not permissions.may_see(erased, administrator)
    assert revisions.article_snapshots([erased]) == {}
    assert list(revisions.verify()) == []


def test_what_stays_is_hashed_anew_and_still_guarded(secret: Edit, administrator: User) -> None:
    hiding.erase(secret, ["summary"], by=administrator, reason="Court")
    assert "Too much" not in everything()
    assert permissions.may_see(Edit.objects.get(pk=secret.pk), administrator)
    assert list(revisions.verify()) == []
    Version.objects.filter(revision__edit=secret).update(serialized_data="{}")
    assert len(list(revisions.verify())) == 1


def test_text_and_summary_go_one_after_the_other(secret: Edit, administrator: User) -> None:
    hiding.erase(secret, ["text"], by=administrator, reason="Court")
    assert list(revisions.verify()) == []
    Edit.objects.filter(pk=secret.pk).update(summary="Too little")
    assert list(revisions.verify())
    Edit.objects.filter(pk=secret.pk).update(summary="Too much")
    hiding.erase(secret, ["text", "summary"], by=administrator, reason="Court")
    assert json.loads(Act.objects.latest("pk").facts)["what"] == ["summary"]
    assert list(revisions.verify()) == []


def test_the_facts_say_what_was_erased_and_nothing_of_it(secret: Edit, administrator: User) -> None:
    hiding.erase(secret, ["text", "summary"], by=administrator, reason="Court")
    facts = json.loads(Act.objects.latest("pk").facts)
    assert (facts["act"], facts["edit"], facts["what"]) == (
        "erase",
        secret.uid,
        ["text", "summary"],
    )
    assert facts["kept"] == {}
    assert facts["snapshot"] == secret.snapshot_hash != sha256(SECRET)


def test_later_revisions_with_the_same_words_are_left(
    radium: Article, editor: User, administrator: User
) -> None:
    first = save(radium, propose(radium, f"{RADIUM_TEXT}\n{SECRET}"), editor)
    second = save(radium, propose(radium, f"{RADIUM_TEXT}\n{SECRET} More."), editor)
    hiding.erase(first, ["text"], by=administrator, reason="Court")
    assert SECRET in revisions.article_snapshots([second])[second.uid].content.text


def test_nothing_that_was_erased_is_shown_again(secret: Edit, administrator: User) -> None:
    hiding.erase(secret, ["text", "summary"], by=administrator, reason="Court")
    for part in ("text", "summary"):
        with pytest.raises(EditRefused, match="erased"):
            hiding.show(secret, [part], by=administrator, reason="Back")
    with pytest.raises(NothingChanged):
        hiding.erase(secret, ["text", "summary"], by=administrator, reason="Court")


def test_an_edit_that_waits_is_rejected_before_its_text_is_erased(
    radium: Article, editor: User, reviewer: User, administrator: User, settings: Settings
) -> None:
    settings.DEFAULT_PROTECTION = "reviewed"
    waiting = save(radium, propose(radium, SECRET), editor)
    with pytest.raises(EditRefused, match="Reject it first"):
        hiding.erase(waiting, ["text"], by=administrator, reason="Court")
    reviewing.reject(waiting, reviewer=reviewer, seen=waiting.snapshot_hash, note="No")
    hiding.erase(waiting, ["text"], by=administrator, reason="Court")
    waiting.refresh_from_db()
    assert waiting.status == Status.REJECTED
    assert SECRET not in everything()
    assert list(revisions.verify()) == []


def test_the_note_of_a_decision_is_erased(
    radium: Article, editor: User, reviewer: User, administrator: User, settings: Settings
) -> None:
    settings.DEFAULT_PROTECTION = "reviewed"
    waiting = save(radium, propose(radium, "Mine."), editor)
    reviewing.reject(waiting, reviewer=reviewer, seen=waiting.snapshot_hash, note=SECRET)
    act = Act.objects.get(name="reject")
    hiding.erase(waiting, [], by=administrator, reason="Court", notes=[act.n])
    act.refresh_from_db()
    assert (act.note, act.salt) == ("", "")
    assert SECRET not in everything()
    facts = json.loads(Act.objects.latest("pk").facts)
    assert (facts["what"], facts["of"], facts["edit"]) == (["note"], [act.n], waiting.uid)
    assert not Edit.objects.get(pk=waiting.pk).is_erased
    assert list(revisions.verify()) == []


def test_the_reason_of_a_protection_is_erased_wherever_it_stands(
    radium: Article, secret: Edit, reviewer: User, administrator: User
) -> None:
    protecting.protect(radium, Level.CLOSED, by=reviewer, reason="Namely Quietreason")
    act = Act.objects.get(name="protect")
    hiding.erase(secret, [], by=administrator, reason="Court", notes=[act.n])
    assert "Quietreason" not in everything()
    assert Act.objects.latest("pk").edit is None
    assert list(revisions.verify()) == []


def test_notes_of_other_articles_and_edits_are_out_of_reach(
    radium: Article, secret: Edit, reviewer: User, administrator: User
) -> None:
    other = make_article("Polonium", "An element.", reviewer)
    protecting.protect(other, Level.CLOSED, by=reviewer, reason="War")
    number = Act.objects.get(name="protect").n
    with pytest.raises(NothingChanged):
        hiding.erase(secret, [], by=administrator, reason="Court", notes=[number])
    assert Act.objects.get(name="protect").note == "War"


def test_the_last_text_of_a_deleted_article_is_erased_with_its_rows(
    radium: Article, administrator: User
) -> None:
    edit = radium.published_edit
    assert edit is not None
    deleting.delete(radium, by=administrator, reason="Quietly")
    hiding.erase(edit, ["text", "summary"], by=administrator, reason="Court")
    radium.refresh_from_db()
    assert radium.content().text == ""
    assert radium.content().references == ()
    assert "Watch dials" not in everything()
    with pytest.raises(EditRefused, match="erased"):
        deleting.undelete(radium, by=administrator, reason="Back")
    assert list(revisions.verify()) == []


def test_what_was_published_upon_an_erased_text_is_still_merged(
    radium: Article, editor: User, reviewer: User, administrator: User, settings: Settings
) -> None:
    base = save(radium, propose(radium, RADIUM_TEXT + f"\n{SECRET}"), reviewer)
    settings.DEFAULT_PROTECTION = "reviewed"
    waiting = save(
        radium, propose(radium, RADIUM_TEXT.replace("It glows.", "It glows at night.")), editor
    )
    save(radium, propose(radium, RADIUM_TEXT + "\n\n## Safety\n\nTake care."), reviewer)
    hiding.erase(base, ["text"], by=administrator, reason="Court")
    reviewing.accept(waiting, reviewer=reviewer, seen=waiting.snapshot_hash)
    radium.refresh_from_db()
    assert "It glows at night." in radium.text
    assert "Take care." in radium.text
    assert SECRET not in radium.text
    assert list(revisions.verify()) == []
