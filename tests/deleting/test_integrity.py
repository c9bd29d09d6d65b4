"""Whatever is done to an article, its rows go on saying what its history says."""

from __future__ import annotations

from pytest_django.fixtures import Settings

from articles import checking, deleting, hiding, moving, protecting, reviewing
from articles.models import Act, Article, Level
from encyclopedia.accounts.models import User
from tests.people_and_articles import RADIUM_TEXT, make_article, propose, save


def test_an_article_that_everything_was_done_to_is_whole(
    radium: Article, editor: User, reviewer: User, administrator: User, settings: Settings
) -> None:
    settings.DEFAULT_PROTECTION = "reviewed"
    first = radium.published_edit
    assert first is not None
    moving.add_redirect("Element 88", radium, editor=reviewer)
    protecting.protect(radium, Level.STRICT, by=reviewer, reason="Dispute")
    waiting = save(radium, propose(radium, RADIUM_TEXT + "\nMore."), editor, summary="More")
    moving.move(radium, "Ra", editor=reviewer, reason="Shorter")
    protecting.protect(radium, None, by=reviewer)
    reviewing.accept(waiting, reviewer=reviewer, seen=waiting.snapshot_hash, note="Fine")
    moving.move(radium, "Radium", editor=reviewer, leave_redirect=False)
    assert list(checking.check()) == []
    hiding.hide(first, ["text", "summary", "editor"], by=administrator, reason="Private")
    hiding.show(first, ["editor"], by=administrator, reason="Public")
    hiding.erase(first, ["summary"], by=administrator, reason="Court")
    assert list(checking.check()) == []
    note = Act.objects.get(name="accept")
    hiding.erase(first, ["text"], by=administrator, reason="Court")
    hiding.erase(waiting, [], by=administrator, reason="Court", notes=[note.n])
    assert list(checking.check()) == []
    deleting.delete(radium, by=administrator, reason="A hoax")
    assert list(checking.check()) == []
    deleting.undelete(radium, by=administrator, reason="No hoax")
    assert list(checking.check()) == []


def test_a_deleted_article_whose_last_text_was_erased_is_whole(
    radium: Article, administrator: User
) -> None:
    edit = radium.published_edit
    assert edit is not None
    deleting.delete(radium, by=administrator, reason="An attack")
    reason = Act.objects.get(name="delete")
    hiding.erase(edit, ["text", "summary"], by=administrator, reason="Court", notes=[reason.n])
    make_article("Radium", "Written anew.", administrator)
    assert list(checking.check()) == []
