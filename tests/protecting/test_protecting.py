"""An article gets a level of its own: who may, what it asks, and how it ends."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from articles import permissions, protecting, reviewing, revisions
from articles.errors import EditRefused, NotAllowed, NothingChanged
from articles.models import Act, Article, Level, Protection, Status
from encyclopedia.accounts import roles
from encyclopedia.accounts.models import User
from tests.conftest import account
from tests.people_and_articles import RADIUM_TEXT, propose, save


def test_a_level_stands_in_its_row_and_in_the_log(radium: Article, reviewer: User) -> None:
    until = timezone.now() + timedelta(days=7)
    now = protecting.protect(radium, Level.STRICT, by=reviewer, reason=" Edit  war ", until=until)
    assert (now.level, now.reason, now.until) == (Level.STRICT, "Edit war", until)
    act = Act.objects.filter(subject=radium.uid).latest("n")
    facts = json.loads(act.facts)
    assert (act.name, act.note, act.actor) == ("protect", "Edit war", reviewer)
    assert (facts["level"], facts["until"]) == ("strict", until.isoformat())
    assert list(revisions.verify()) == []


@pytest.mark.parametrize("level", [*Level])
def test_reviewers_set_every_level(radium: Article, reviewer: User, level: Level) -> None:
    protecting.protect(radium, level, by=reviewer, reason="So")
    assert permissions.protection_of(radium).level == level


def test_contributors_protect_nothing(radium: Article, editor: User) -> None:
    with pytest.raises(NotAllowed, match="Only reviewers"):
        protecting.protect(radium, Level.CLOSED, by=editor, reason="Mine")
    assert not Protection.objects.exists()


@pytest.mark.parametrize(
    ("reason", "days", "sentence"),
    [
        ("  ", 1, "Say why"),
        ("x" * 501, 1, "500 is the most"),
        ("War", -1, "This time is over"),
        ("War", 4000, "ten years"),
    ],
)
def test_a_level_has_a_reason_and_an_end_to_come(
    radium: Article, reviewer: User, reason: str, days: int, sentence: str
) -> None:
    until = timezone.now() + timedelta(days=days)
    with pytest.raises(EditRefused, match=sentence):
        protecting.protect(radium, Level.STRICT, by=reviewer, reason=reason, until=until)
    assert not Protection.objects.exists()


def test_the_sites_own_level_needs_no_reason_and_leaves_no_row(
    radium: Article, reviewer: User
) -> None:
    protecting.protect(radium, Level.STRICT, by=reviewer, reason="War")
    protecting.protect(radium, None, by=reviewer)
    assert not Protection.objects.exists()
    assert json.loads(Act.objects.filter(subject=radium.uid).latest("n").facts)["level"] == ""
    with pytest.raises(NothingChanged):
        protecting.protect(radium, None, by=reviewer, reason="Again")


def test_the_same_again_is_refused(radium: Article, reviewer: User) -> None:
    protecting.protect(radium, Level.STRICT, by=reviewer, reason="War")
    acts = Act.objects.count()
    with pytest.raises(NothingChanged):
        protecting.protect(radium, Level.STRICT, by=reviewer, reason="War")
    assert Act.objects.count() == acts


def test_a_level_ends_by_itself(radium: Article, reviewer: User, settings: Settings) -> None:
    settings.DEFAULT_PROTECTION = "reviewed"
    protecting.protect(
        radium, Level.CLOSED, by=reviewer, reason="War", until=timezone.now() + timedelta(hours=1)
    )
    Protection.objects.update(until=timezone.now() - timedelta(seconds=1))
    assert permissions.protection_of(radium).level == Level.REVIEWED


def test_who_is_kept_out_reads_why_and_until_when(
    radium: Article, editor: User, reviewer: User
) -> None:
    until = timezone.now() + timedelta(days=3)
    protecting.protect(radium, Level.CLOSED, by=reviewer, reason="Edit war.", until=until)
    with pytest.raises(NotAllowed, match=r"until .* because: Edit war\.$"):
        save(radium, propose(radium, "Mine."), editor)


def test_an_edit_accepted_once_under_strict_waits_for_one_more_click_when_that_ends(
    radium: Article, editor: User, reviewer: User
) -> None:
    protecting.protect(radium, Level.STRICT, by=reviewer, reason="Dispute")
    waiting = save(radium, propose(radium, RADIUM_TEXT + "\nMore."), editor)
    reviewing.accept(waiting, reviewer=reviewer, seen=waiting.snapshot_hash)
    waiting.refresh_from_db()
    assert (waiting.status, waiting.accepted) == (Status.PENDING, 1)
    protecting.protect(radium, Level.REVIEWED, by=reviewer, reason="It is over")
    waiting.refresh_from_db()
    assert waiting.status == Status.PENDING
    reviewing.accept(waiting, reviewer=reviewer, seen=waiting.snapshot_hash)
    waiting.refresh_from_db()
    assert waiting.status == Status.PUBLISHED


def test_an_edit_that_waits_needs_two_when_the_article_becomes_strict(
    radium: Article, editor: User, reviewer: User, settings: Settings
) -> None:
    settings.DEFAULT_PROTECTION = "reviewed"
    waiting = save(radium, propose(radium, RADIUM_TEXT + "\nMore."), editor)
    protecting.protect(radium, Level.STRICT, by=reviewer, reason="Dispute")
    reviewing.accept(waiting, reviewer=reviewer, seen=waiting.snapshot_hash)
    waiting.refresh_from_db()
    assert waiting.status == Status.PENDING
    second = account("Fred", roles.REVIEWER)
    reviewing.accept(waiting, reviewer=second, seen=waiting.snapshot_hash)
    waiting.refresh_from_db()
    assert waiting.status == Status.PUBLISHED
