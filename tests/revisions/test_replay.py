"""A chain may be whole and still say what cannot have happened: that is found, too."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings

from articles import revisions
from articles.models import Act, Article, Edit, PublishedAs, Status
from articles.revisions import append_act, decide, mark_published
from articles.revisions.verifying.lives import Lives
from encyclopedia.accounts.models import User
from tests.people_and_articles import propose, save

Forge = Callable[[Edit, User, User], object]


@pytest.fixture
def pending(radium: Article, editor: User, settings: Settings) -> Edit:
    """An edit of Radium by Marie that waits."""
    settings.DEFAULT_PROTECTION = "reviewed"
    return save(radium, propose(radium, radium.text + "\nIt decays.\n"), editor)


def _found() -> str:
    return "\n".join(str(finding) for finding in revisions.verify())


def _own_acceptance(edit: Edit, editor: User, reviewer: User) -> None:
    Edit.objects.filter(pk=edit.pk).update(accepted=1)
    decide(edit, "accept", actor=editor, details={"asked": 1})
    mark_published(edit, actor=editor)


def _no_acceptance(edit: Edit, editor: User, reviewer: User) -> None:
    mark_published(edit, actor=reviewer)


def _acceptance_by_somebody_else(edit: Edit, editor: User, reviewer: User) -> None:
    decide(edit, "accept", actor=reviewer, details={"asked": 1})
    mark_published(edit, actor=editor)


def _claim_of_another(edit: Edit, editor: User, reviewer: User) -> None:
    mark_published(edit, actor=reviewer, published_as=PublishedAs.REVIEWER)


def _acceptance_without_publication(edit: Edit, editor: User, reviewer: User) -> None:
    decide(edit, "accept", actor=reviewer, details={"asked": 1})
    Edit.objects.filter(pk=edit.pk).update(accepted=1)


def _acceptance_twice(edit: Edit, editor: User, reviewer: User) -> None:
    for _ in range(2):
        decide(edit, "accept", actor=reviewer, details={"asked": 3})
    Edit.objects.filter(pk=edit.pk).update(accepted=2)


def _verdict_without_reason(edit: Edit, editor: User, reviewer: User) -> None:
    decide(edit, "reject", actor=reviewer, to=Status.REJECTED)


def _rejection_of_a_draft(edit: Edit, editor: User, reviewer: User) -> None:
    decide(edit, "withdraw", actor=editor, to=Status.WITHDRAWN)
    decide(edit, "reject", actor=reviewer, to=Status.REJECTED, note="No.")


def _withdrawal_by_another(edit: Edit, editor: User, reviewer: User) -> None:
    decide(edit, "withdraw", actor=reviewer, to=Status.WITHDRAWN)


def _sent_again(edit: Edit, editor: User, reviewer: User) -> None:
    decide(edit, "ask", actor=reviewer, to=Status.CHANGES_ASKED, note="A source?")
    decide(edit, "send", actor=editor, to=Status.PENDING)


def _confirmation_of_what_waits(edit: Edit, editor: User, reviewer: User) -> None:
    act = decide(edit, "confirm", actor=reviewer)
    Edit.objects.filter(pk=edit.pk).update(reviewed_by=reviewer, reviewed_at=act.at)
    Edit.objects.filter(pk=edit.pk).update(waiting_since=edit.waiting_since)


def _unknown_act(edit: Edit, editor: User, reviewer: User) -> None:
    append_act(edit.subject, "bless", actor=reviewer, at=timezone.now(), edit=edit)


@pytest.mark.parametrize(
    ("forge", "said"),
    [
        (_own_acceptance, "an edit of their own"),
        (_no_acceptance, "nobody accepted it"),
        (_acceptance_by_somebody_else, "did not accept it"),
        (_claim_of_another, "did not make it"),
        (_acceptance_without_publication, "never published"),
        (_acceptance_twice, "accepts an edit twice"),
        (_verdict_without_reason, "gives no reason"),
        (_rejection_of_a_draft, "decides on an edit that is withdrawn"),
        (_withdrawal_by_another, "by somebody else"),
        (_sent_again, "changes_asked is sent for review"),
        (_confirmation_of_what_waits, "what readers do not see"),
        (_unknown_act, "nobody knows the act “bless”"),
    ],
)
def test_acts_that_leave_the_diagram_are_found_in_a_chain_that_is_whole(
    pending: Edit, editor: User, reviewer: User, forge: Forge, said: str
) -> None:
    assert _found() == ""
    with transaction.atomic():
        forge(pending, editor, reviewer)
    assert said in _found()
    assert "hash does not follow" not in _found()


def test_acts_from_before_there_was_review_still_hold(radium: Article) -> None:
    lives = Lives(accepts_itself=False)
    acts = Act.objects.filter(subject=radium.uid).order_by("n")
    for act, unknown_then in zip(acts, ({"continues", "merges", "target"}, {"as"}), strict=True):
        facts = {k: v for k, v in json.loads(act.facts).items() if k not in unknown_then}
        assert list(lives.take(facts) or ()) == []
    assert [life.status for life in lives.of.values()] == [Status.PUBLISHED]
