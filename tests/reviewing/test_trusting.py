"""Trust: counted by accepted and rejected edits, granted and taken back by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from pytest_django.fixtures import Settings

from articles import reviewing, trusting
from articles.errors import EditRefused, NotAllowed
from articles.models import Act, Article, Edit, Trust
from articles.revisions import verify
from encyclopedia.accounts.models import User
from tests.people_and_articles import RADIUM_TEXT, propose, save


@pytest.fixture(autouse=True)
def _soon(settings: Settings) -> None:
    settings.TRUST_AFTER_EDITS, settings.TRUST_AFTER_DAYS = 3, 0
    settings.TRUST_TAKEN_AFTER_REJECTIONS = 2


def acts_on(trust: Trust) -> list[str]:
    return list(Act.objects.filter(subject=trust.uid).order_by("n").values_list("name", flat=True))


def accepted(account: User, times: int) -> Trust:
    for _ in range(times):
        trusting.count_accepted(account)
    return Trust.objects.get(account=account)


def rejected(account: User, times: int) -> Trust:
    for _ in range(times):
        trusting.count_rejected(account)
    return Trust.objects.get(account=account)


def test_trust_comes_by_accepted_edits(reviewed: Article, editor: User, reviewer: User) -> None:
    for n in range(4):
        edit = save(reviewed, propose(reviewed, f"{RADIUM_TEXT}\nWord {n}."), editor)
        if n < 3:
            reviewing.accept(edit, reviewer=reviewer, seen=edit.snapshot_hash)
    assert edit.published_as == "trusted"
    assert Edit.objects.filter(article=reviewed, is_by_newcomer=True).count() == 2
    assert acts_on(editor.trust) == ["trust"]
    assert list(verify()) == []


def test_a_rejection_begins_the_row_anew(editor: User) -> None:
    accepted(editor, 2)
    rejected(editor, 1)
    assert not accepted(editor, 2).is_trusted
    assert accepted(editor, 1).is_trusted


def test_trust_takes_days(editor: User, settings: Settings) -> None:
    settings.TRUST_AFTER_DAYS = 30
    trust = accepted(editor, 5)
    assert not trust.is_trusted
    assert trust.row_began_at is not None
    trust.row_began_at -= timedelta(days=30)
    trust.save()
    assert accepted(editor, 1).is_trusted


def test_rejections_take_trust_away(editor: User, administrator: User) -> None:
    assert accepted(editor, 3).is_trusted
    assert rejected(editor, 1).is_trusted
    accepted(editor, 1)
    assert rejected(editor, 1).is_trusted, "two in a row are too many, not two"
    assert not rejected(editor, 1).is_trusted
    trusting.grant(editor, by=administrator, reason="They know the field.")
    assert rejected(editor, 1).is_trusted
    assert not rejected(editor, 1).is_trusted
    assert acts_on(editor.trust) == ["trust", "distrust", "trust", "distrust"]
    assert list(verify()) == []


def test_what_an_administrator_took_back_does_not_come_by_itself(
    editor: User, administrator: User
) -> None:
    accepted(editor, 3)
    trusting.take_back(editor, by=administrator, reason="Copied texts.")
    assert not accepted(editor, 9).is_trusted
    assert trusting.grant(editor, by=administrator, reason="Long ago.").is_trusted


def test_trust_by_itself_can_be_switched_off(editor: User, settings: Settings) -> None:
    settings.TRUST_AFTER_EDITS = 0
    assert not accepted(editor, 9).is_trusted


@pytest.mark.parametrize("change", [trusting.grant, trusting.take_back])
def test_only_administrators_change_trust(
    editor: User, reviewer: User, change: Callable[..., Trust]
) -> None:
    with pytest.raises(NotAllowed):
        change(editor, by=reviewer, reason="Because.")
    assert not Trust.objects.exists()


def test_trust_is_not_granted_twice_nor_taken_from_nobody(
    editor: User, administrator: User
) -> None:
    with pytest.raises(EditRefused, match="is not trusted"):
        trusting.take_back(editor, by=administrator, reason="Because.")
    trusting.grant(editor, by=administrator, reason="Because.")
    with pytest.raises(EditRefused, match="trusted already"):
        trusting.grant(editor, by=administrator, reason="Because.")
