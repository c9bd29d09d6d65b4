"""An article gets another title: by the operation."""

from __future__ import annotations

import json

import pytest
from pytest_django.fixtures import Settings

from articles import moving, protecting, reviewing, revisions, trusting
from articles.errors import EditRefused, NotAllowed, NothingChanged, TitleRefused
from articles.models import Act, Article, Level, Status, Title
from encyclopedia.accounts.models import User
from tests.people_and_articles import RADIUM_TEXT, make_article, propose, save


@pytest.fixture
def trusted(editor: User, administrator: User) -> User:
    """The contributor Marie, whose edits need no review."""
    trusting.grant(editor, by=administrator, reason="Known for years")
    return editor


def titles(article: Article) -> dict[str, bool]:
    """Return the titles that lead to the article, and whether each is a redirect."""
    return dict(Title.objects.filter(article=article).values_list("shown", "is_redirect"))


def last_facts(article: Article) -> dict[str, object]:
    facts: dict[str, object] = json.loads(Act.objects.filter(subject=article.uid).latest("n").facts)
    return facts


def test_history_stays_and_the_old_title_leads_to_the_new(radium: Article, trusted: User) -> None:
    edits, stamp = radium.edits.count(), radium.stamp
    moved = moving.move(radium, "element 88", editor=trusted, reason="Its number")
    radium.refresh_from_db()
    assert moved.title == radium.title == "Element 88"
    assert titles(radium) == {"Element 88": False, "Radium": True}
    assert radium.edits.count() == edits
    assert radium.stamp != stamp
    facts = last_facts(radium)
    assert facts["act"] == "move"
    assert (facts["from"], facts["to"], facts["redirect"]) == ("Radium", "Element 88", True)
    assert Act.objects.filter(subject=radium.uid).latest("n").note == "Its number"
    assert list(revisions.verify()) == []


def test_its_page_edits_under_the_new_title(radium: Article, trusted: User) -> None:
    moving.move(radium, "Element 88", editor=trusted)
    html = Article.objects.get(pk=radium.pk).rendering.body
    assert "/edit/Element_88?section=" in html
    assert "/edit/Radium" not in html


def test_a_redirect_of_its_own_is_taken_over(radium: Article, trusted: User) -> None:
    moving.add_redirect("Element 88", radium, editor=trusted)
    moving.move(radium, "Element 88", editor=trusted)
    assert titles(radium) == {"Element 88": False, "Radium": True}
    moving.move(radium, "Radium", editor=trusted)
    assert titles(radium) == {"Radium": False, "Element 88": True}
    assert list(revisions.verify()) == []


def test_a_move_can_change_the_case_alone(radium: Article, trusted: User) -> None:
    moving.move(radium, "RADIUM", editor=trusted)
    assert titles(radium) == {"RADIUM": False}
    assert last_facts(radium)["redirect"] is False
    assert list(revisions.verify()) == []


def test_redirects_lead_to_articles_so_none_leads_in_a_circle(
    radium: Article, trusted: User
) -> None:
    for title in ("A", "B", "C", "Radium", "A"):
        moving.move(radium, title, editor=trusted)
    assert titles(radium) == {"A": False, "B": True, "C": True, "Radium": True}
    assert set(Title.objects.values_list("article", flat=True)) == {radium.pk}
    assert list(revisions.verify()) == []


@pytest.mark.parametrize("title", ["Polonium", "pOLONIUM", "Element 84"])
def test_a_title_that_leads_elsewhere_is_refused(
    radium: Article, trusted: User, title: str
) -> None:
    other = make_article("Polonium", "Polonium is an element.", trusted)
    moving.add_redirect("Element 84", other, editor=trusted)
    before, acts = titles(radium), Act.objects.count()
    with pytest.raises(TitleRefused, match="leads to an article already"):
        moving.move(radium, title, editor=trusted)
    radium.refresh_from_db()
    assert (radium.title, titles(radium), Act.objects.count()) == ("Radium", before, acts)


def test_a_move_to_the_present_title_or_to_none_is_refused(radium: Article, trusted: User) -> None:
    with pytest.raises(NothingChanged, match="already"):
        moving.move(radium, "radium", editor=trusted)
    with pytest.raises(TitleRefused):
        moving.move(radium, "Radium|Ra", editor=trusted)


def test_an_article_that_readers_do_not_see_is_not_moved(db: None, reviewer: User) -> None:
    unseen = Article.objects.create(title="Unseen")
    with pytest.raises(TitleRefused, match="Readers do not see"):
        moving.move(unseen, "Elsewhere", editor=reviewer)


def test_a_reason_has_a_length(radium: Article, reviewer: User) -> None:
    with pytest.raises(EditRefused, match="500 is the most"):
        moving.move(radium, "Ra", editor=reviewer, reason="x" * 501)


def test_contributors_move_once_they_are_trusted(
    radium: Article, editor: User, administrator: User
) -> None:
    with pytest.raises(NotAllowed, match="trusted contributors"):
        moving.move(radium, "Ra", editor=editor)
    trusting.grant(editor, by=administrator, reason="Known")
    assert moving.move(radium, "Ra", editor=editor).title == "Ra"


@pytest.mark.parametrize("level", [Level.STRICT, Level.CLOSED])
def test_only_reviewers_move_what_is_strict_or_closed(
    radium: Article, trusted: User, reviewer: User, level: Level
) -> None:
    protecting.protect(radium, level, by=reviewer, reason="Edit war")
    with pytest.raises(NotAllowed, match="Only reviewers"):
        moving.move(radium, "Ra", editor=trusted)
    assert moving.move(radium, "Ra", editor=reviewer).title == "Ra"


def test_only_reviewers_leave_no_redirect(radium: Article, trusted: User, reviewer: User) -> None:
    with pytest.raises(NotAllowed):
        moving.move(radium, "Ra", editor=trusted, leave_redirect=False)
    moving.move(radium, "Ra", editor=reviewer, leave_redirect=False)
    assert titles(radium) == {"Ra": False}
    assert list(revisions.verify()) == []


def test_links_to_the_new_title_turn_blue_and_to_a_lost_one_red(
    radium: Article, reviewer: User
) -> None:
    to_new = make_article("Polonium", "See [[Ra]].", reviewer)
    to_old = make_article("Thorium", "See [[Radium]].", reviewer)

    def is_red(article: Article) -> bool:
        return 'class="missing"' in Article.objects.get(pk=article.pk).rendering.lead

    assert (is_red(to_new), is_red(to_old)) == (True, False)
    moving.move(radium, "Ra", editor=reviewer)
    assert (is_red(to_new), is_red(to_old)) == (False, False)
    moving.move(radium, "Radium 226", editor=reviewer, leave_redirect=False)
    assert (is_red(to_new), is_red(to_old)) == (True, False)


def test_its_links_to_itself_stay_blue(db: None, reviewer: User) -> None:
    article = make_article("Radium", "[[Radium]] and [[Ra]] are the same.", reviewer)
    moving.move(article, "Ra", editor=reviewer)
    assert 'class="missing"' not in Article.objects.get(pk=article.pk).rendering.lead


def test_an_edit_made_before_is_accepted_under_the_new_title(
    radium: Article, editor: User, reviewer: User, settings: Settings
) -> None:
    settings.DEFAULT_PROTECTION = "reviewed"
    waiting = save(radium, propose(radium, RADIUM_TEXT + "\nIt decays."), editor)
    assert waiting.status == Status.PENDING
    moving.move(radium, "Element 88", editor=reviewer)
    accepted = reviewing.accept(waiting, reviewer=reviewer, seen=waiting.snapshot_hash)
    radium.refresh_from_db()
    assert radium.published_edit == accepted
    assert (radium.title, "It decays." in radium.text) == ("Element 88", True)
    assert "/edit/Element_88" in radium.rendering.body
    assert list(revisions.verify()) == []


def test_the_permalink_shows_the_title_of_then(radium: Article, reviewer: User) -> None:
    first = radium.published_edit
    assert first is not None
    moving.move(radium, "Element 88", editor=reviewer)
    first.refresh_from_db()
    assert first.title == "Radium"
