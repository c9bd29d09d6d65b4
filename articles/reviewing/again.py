"""Reviewing again what readers see: when that is due, and what a reviewer says of it then."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from articles import permissions
from articles.content import new_uid
from articles.drafting import checked_note, locked
from articles.errors import AlreadyDecided, EditRefused, Sentence
from articles.models import Article, Edit
from articles.reviewing.waiting import mark_reviewed
from articles.revisions import append_act, decide

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User

MOST_DAYS = 3650
"""The longest interval between two reviews, and the furthest day for which one is planned."""


def confirm(edit: Edit, *, reviewer: User, note: str = "") -> Edit:
    """Say of the edit that readers see that it holds: reviewed now.

    Raises (both are EditRefused):
        NotAllowed: the person does not review, or made the edit.
        AlreadyDecided: readers see another by now.
    """
    permissions.require_review(edit, reviewer)
    note = checked_note(note)
    with transaction.atomic():
        article, edit = _still_published(edit, reviewer)
        act = decide(edit, "confirm", actor=reviewer, note=note)
        mark_reviewed(edit, reviewer, act.at)
        article.stamp = new_uid()
        article.save(update_fields=["stamp"])
    return edit


def send_on(edit: Edit, *, reviewer: User, note: str) -> Edit:
    """Leave an article that is due again to another reviewer, with a note; it stays due, at the
    end of the queue.

    Raises as `confirm`; AlreadyDecided, too, where it is not due; EditRefused: there is no note.
    """
    permissions.require_review(edit, reviewer)
    note = checked_note(note, required=True)
    with transaction.atomic():
        _article, edit = _still_published(edit, reviewer)
        if edit.waiting_since is None or edit.waiting_since > timezone.now():
            raise AlreadyDecided(Sentence("This article is not due for review."))
        act = decide(edit, "send_on", actor=reviewer, note=note)
        edit.waiting_since = act.at
        edit.save(update_fields=["waiting_since"])
    return edit


def plan_review(
    article: Article, *, reviewer: User, due: datetime | None, every: int | None, note: str = ""
) -> datetime | None:
    """Say when the article is due for review again, and after how many days from each review on;
    return when it is due next.

    With an interval alone it is due that long after the last review. A moment that is over makes
    it due now. Neither takes it out of the plan.

    Raises (both are EditRefused):
        NotAllowed: the person does not review.
        EditRefused: the article is not published, the interval is not of 1 to 3,650 days, or the
            day is further away.
    """
    permissions.require_reviewer(reviewer)
    note = checked_note(note)
    _check_plan(due, every)
    with transaction.atomic():
        article = Article.objects.select_for_update(no_key=True).get(pk=article.pk)
        permissions.require_reviewer(reviewer)
        published = article.published_edit
        if published is None or article.is_deleted:
            raise EditRefused(Sentence("Only an article that readers see can be due for review."))
        now = timezone.now()
        if due is None and every is not None:
            due = (published.reviewed_at or now) + timedelta(days=every)
        due = max(due, now) if due else None
        published.waiting_since = due
        published.save(update_fields=["waiting_since"])
        article.review_every = every
        article.save(update_fields=["review_every"])
        append_act(
            article,
            "plan_review",
            actor=reviewer,
            at=now,
            note=note,
            details={"every": every, "due": due.astimezone(UTC).isoformat() if due else None},
        )
    return due


def _check_plan(due: datetime | None, every: int | None) -> None:
    if every is not None and not 1 <= every <= MOST_DAYS:
        raise EditRefused(
            Sentence("An interval is from 1 to %(most)d days long.", most=MOST_DAYS), "every"
        )
    if due is not None and due - timezone.now() > timedelta(days=MOST_DAYS):
        raise EditRefused(Sentence("This is more than ten years away. Choose a day before."), "due")


def _still_published(edit: Edit, reviewer: User) -> tuple[Article, Edit]:
    """Lock the article; return it and the edit as they are now, if readers still see the edit."""
    article, edit = locked(edit)
    permissions.require_review(edit, reviewer)
    if article.published_edit_id != edit.pk:
        raise AlreadyDecided(Sentence("Readers see another revision by now. Look at that one."))
    return article, edit
