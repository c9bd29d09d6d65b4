"""What readers see, reviewed again: planned, due, confirmed, sent on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from articles import editing, reviewing
from articles.content import ArticleContent, Proposal
from articles.errors import AlreadyDecided, EditRefused, NotAllowed
from articles.models import Act, Article, Edit
from articles.revisions import verify
from encyclopedia.accounts.models import User
from tests.people_and_articles import RADIUM_TEXT, propose, save


def seen_now(article: Article) -> Edit:
    article.refresh_from_db()
    assert article.published_edit is not None
    return Edit.objects.get(pk=article.published_edit.pk)


@pytest.fixture
def due(reviewed: Article, reviewer: User) -> Edit:
    """What readers see of Radium, due for review since now."""
    reviewing.plan_review(reviewed, reviewer=reviewer, due=timezone.now(), every=None)
    return seen_now(reviewed)


def test_a_planned_review_falls_due(reviewed: Article, reviewer: User) -> None:
    day = timezone.now() + timedelta(days=7)
    assert reviewing.plan_review(reviewed, reviewer=reviewer, due=day, every=30) == day
    assert seen_now(reviewed).waiting_since == day
    assert reviewed.review_every == 30
    assert Act.objects.filter(subject=reviewed.uid, name="plan_review").count() == 1
    assert list(verify()) == []


def test_a_day_that_is_over_means_now(reviewed: Article, reviewer: User) -> None:
    before = timezone.now()
    long_ago = before - timedelta(days=900)
    reviewing.plan_review(reviewed, reviewer=reviewer, due=long_ago, every=None)
    since = seen_now(reviewed).waiting_since
    assert since is not None
    assert since >= before
    assert list(verify()) == []


def test_a_plan_can_be_given_up(due: Edit, reviewed: Article, reviewer: User) -> None:
    assert reviewing.plan_review(reviewed, reviewer=reviewer, due=None, every=None) is None
    assert seen_now(reviewed).waiting_since is None


@pytest.mark.parametrize("every", [0, -1, 3651, 10**9])
def test_an_interval_is_of_days_one_can_live_to_see(
    reviewed: Article, reviewer: User, every: int
) -> None:
    with pytest.raises(EditRefused, match="An interval") as refusal:
        reviewing.plan_review(reviewed, reviewer=reviewer, due=None, every=every)
    assert refusal.value.problems[0].field == "every"


def test_a_day_is_at_most_ten_years_away(reviewed: Article, reviewer: User) -> None:
    far = timezone.now() + timedelta(days=3652)
    with pytest.raises(EditRefused, match="ten years"):
        reviewing.plan_review(reviewed, reviewer=reviewer, due=far, every=None)


def test_only_reviewers_plan(reviewed: Article, editor: User) -> None:
    with pytest.raises(NotAllowed):
        reviewing.plan_review(reviewed, reviewer=editor, due=None, every=30)


def test_what_nobody_sees_is_not_planned(reviewed: Article, editor: User, reviewer: User) -> None:
    created = editing.create("Radon", Proposal(ArticleContent(text="A gas.")), editor=editor)
    assert created.article
    with pytest.raises(EditRefused, match="readers see"):
        reviewing.plan_review(created.article, reviewer=reviewer, due=None, every=30)


def test_a_confirmed_article_is_reviewed_until_the_next_time(
    reviewed: Article, reviewer: User
) -> None:
    reviewing.plan_review(reviewed, reviewer=reviewer, due=timezone.now(), every=30)
    stamp = reviewed.stamp
    reviewing.confirm(seen_now(reviewed), reviewer=reviewer, note="Still true.")
    found = seen_now(reviewed)
    assert found.reviewed_by == reviewer
    assert found.reviewed_at
    assert found.waiting_since
    assert found.waiting_since - found.reviewed_at == timedelta(days=30)
    assert reviewed.stamp != stamp
    assert list(verify()) == []


def test_without_an_interval_a_confirmed_article_is_due_no_more(due: Edit, second: User) -> None:
    assert reviewing.confirm(due, reviewer=second).waiting_since is None


def test_nobody_confirms_an_edit_of_their_own(reviewed: Article, reviewer: User) -> None:
    own = save(reviewed, propose(reviewed, f"{RADIUM_TEXT}\nMore."), reviewer)
    with pytest.raises(NotAllowed, match="of their own"):
        reviewing.confirm(own, reviewer=reviewer)


def test_what_readers_see_no_more_is_not_confirmed(
    due: Edit, reviewed: Article, reviewer: User, second: User
) -> None:
    newer = save(reviewed, propose(reviewed, f"{RADIUM_TEXT}\nMore."), second)
    for decide in (reviewing.confirm, reviewing.send_on):
        with pytest.raises(AlreadyDecided, match="another revision"):
            decide(due, reviewer=reviewer, note="Hm.")
    assert newer.waiting_since is not None, "publishing reviews nothing: it is still due"


def test_what_is_sent_on_goes_to_the_end_of_the_queue(
    due: Edit, reviewer: User, second: User
) -> None:
    sent = reviewing.send_on(due, reviewer=reviewer, note="I know no chemistry.")
    assert sent.waiting_since
    assert due.waiting_since
    assert sent.waiting_since > due.waiting_since
    assert reviewing.confirm(sent, reviewer=second).reviewed_by == second
    assert list(verify()) == []


def test_sending_on_asks_for_a_note(due: Edit, reviewer: User) -> None:
    with pytest.raises(EditRefused, match="Say why"):
        reviewing.send_on(due, reviewer=reviewer, note=" ")


def test_what_is_not_due_is_not_sent_on(due: Edit, reviewer: User, second: User) -> None:
    reviewing.confirm(due, reviewer=reviewer)
    with pytest.raises(AlreadyDecided, match="not due"):
        reviewing.send_on(due, reviewer=second, note="Somebody else, then.")


def test_a_pending_edit_is_not_confirmed(pending: Edit, reviewer: User) -> None:
    with pytest.raises(AlreadyDecided):
        reviewing.confirm(pending, reviewer=reviewer)
