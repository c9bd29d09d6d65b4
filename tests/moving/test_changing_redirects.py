"""Redirects are removed, and made to lead elsewhere."""

from __future__ import annotations

import json

import pytest
from pytest_django.fixtures import Settings

from articles import moving, revisions
from articles.errors import NotAllowed, NothingChanged, TitleRefused
from articles.models import Act, Article, Title
from encyclopedia.accounts.models import User
from tests.people_and_articles import make_article


@pytest.fixture
def redirect(radium: Article, editor: User) -> Title:
    """Element 88, which leads to Radium."""
    return moving.add_redirect("Element 88", radium, editor=editor)


def test_a_removed_redirect_leads_nowhere_and_its_act_stays(
    radium: Article, redirect: Title, reviewer: User
) -> None:
    linking = make_article("Polonium", "See [[Element 88]].", reviewer)
    moving.remove_redirect(redirect, editor=reviewer, reason="Nobody says so")
    assert not Title.objects.filter(is_redirect=True).exists()
    act = Act.objects.filter(subject=radium.uid).latest("n")
    assert json.loads(act.facts)["title"] == "Element 88"
    assert (act.name, act.note) == ("unredirect", "Nobody says so")
    assert 'class="missing"' in Article.objects.get(pk=linking.pk).rendering.lead
    assert list(revisions.verify()) == []


def test_a_redirect_made_to_lead_elsewhere_stands_in_both_logs(
    radium: Article, redirect: Title, reviewer: User
) -> None:
    other = make_article("Radium compounds", "They glow.", reviewer)
    taken = moving.lead_elsewhere(redirect, other, editor=reviewer, reason="More exact")
    assert (taken.article, taken.shown, taken.is_redirect) == (other, "Element 88", True)
    assert Act.objects.filter(subject=radium.uid).latest("n").name == "unredirect"
    assert Act.objects.filter(subject=other.uid).latest("n").name == "redirect"
    assert list(revisions.verify()) == []


def test_who_may_not_move_does_not_change_redirects(
    radium: Article, redirect: Title, editor: User, reviewer: User
) -> None:
    other = make_article("Radium compounds", "They glow.", reviewer)
    with pytest.raises(NotAllowed):
        moving.remove_redirect(redirect, editor=editor)
    with pytest.raises(NotAllowed):
        moving.lead_elsewhere(redirect, other, editor=editor)
    assert Title.objects.get(pk=redirect.pk).article == radium


def test_a_redirect_is_seen_at_once_so_only_who_publishes_makes_one(
    radium: Article, editor: User, reviewer: User, settings: Settings
) -> None:
    settings.DEFAULT_PROTECTION = "reviewed"
    with pytest.raises(NotAllowed):
        moving.add_redirect("Ra", radium, editor=editor)
    assert moving.add_redirect("Ra", radium, editor=reviewer).article == radium


def test_an_articles_own_title_is_no_redirect_to_remove(radium: Article, reviewer: User) -> None:
    own = Title.objects.get(article=radium, is_redirect=False)
    with pytest.raises(TitleRefused):
        moving.remove_redirect(own, editor=reviewer)
    assert Title.objects.filter(pk=own.pk).exists()


def test_what_somebody_removed_first_is_refused_with_a_sentence(
    radium: Article, redirect: Title, reviewer: User
) -> None:
    moving.remove_redirect(Title.objects.get(pk=redirect.pk), editor=reviewer)
    acts = Act.objects.count()
    with pytest.raises(TitleRefused, match="by now"):
        moving.remove_redirect(redirect, editor=reviewer)
    assert Act.objects.count() == acts


def test_a_redirect_to_where_it_leads_already_is_refused(
    radium: Article, redirect: Title, reviewer: User
) -> None:
    with pytest.raises(NothingChanged):
        moving.lead_elsewhere(redirect, radium, editor=reviewer)
