"""Undo, rollback and revert: ordinary edits that take back, and nothing more than was meant."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from pytest_django.fixtures import Settings

from articles import editing, returning
from articles.comparing import Choice
from articles.content import ArticleContent, Proposal, ReferenceEntry, SourceRecord, new_uid
from articles.errors import (
    EditConflict,
    EditRefused,
    NotAllowed,
    NothingChanged,
    UnknownBase,
)
from articles.models import Act, Article, Deed, Edit, Status
from encyclopedia.accounts.models import User
from tests.people_and_articles import infobox, make_article, propose, save

LEAD, HISTORY, USES = "Radium is a chemical element.", "found in 1898", "Watch dials"


def change(article: Article, editor: User, was: str, becomes: str) -> Edit:
    """Publish an edit that puts some words in place of others."""
    article.refresh_from_db()
    return save(article, propose(article, article.text.replace(was, becomes)), editor)


def text_of(article: Article) -> str:
    article.refresh_from_db()
    return article.text


def hide(edit: Edit) -> Edit:
    """Hide the text of an edit, behind the back of whoever does it in earnest."""
    edit.is_text_hidden = True
    edit.save(update_fields=["is_text_hidden"])
    return edit


def test_an_edit_in_the_middle_is_undone_and_later_ones_stay(
    radium: Article, editor: User, reviewer: User
) -> None:
    wrong = change(radium, editor, HISTORY, "found in 1798")
    change(radium, editor, USES, "Clock faces")
    undone = returning.undo(radium, wrong, editor=reviewer, summary="It was 1898")
    assert HISTORY in text_of(radium)
    assert "Clock faces" in radium.text
    assert (undone.deed, undone.target, undone.editor) == (Deed.UNDO, wrong, reviewer)
    assert undone.base == undone.replaces
    assert undone.status == Status.PUBLISHED


def test_the_edit_that_readers_see_is_undone(radium: Article, editor: User) -> None:
    wrong = change(radium, editor, HISTORY, "found in 1798")
    returning.undo(radium, wrong, editor=editor)
    assert HISTORY in text_of(radium)


def test_an_undo_gives_back_fields_references_and_categories(radium: Article, editor: User) -> None:
    before = radium.content()
    after = replace(
        before,
        text="Nothing cited.",
        infobox=infobox("generic", symbol="Rd"),
        references=(),
        categories=("Metals",),
        short_description="a metal",
    )
    wrong = save(radium, Proposal(after), editor)
    returning.undo(radium, wrong, editor=editor)
    radium.refresh_from_db()
    assert radium.content() == before


def test_an_undone_edit_takes_its_source_out_of_the_references(
    radium: Article, editor: User
) -> None:
    content, uid = radium.content(), new_uid()
    more = replace(
        content,
        text=content.text + "\nMore.[@davy]\n",
        references=(*content.references, ReferenceEntry("davy", uid)),
    )
    added = save(radium, Proposal(more, {uid: SourceRecord(title="Elements")}), editor)
    undone = returning.undo(radium, added, editor=editor)
    radium.refresh_from_db()
    assert [entry.key for entry in radium.content().references] == ["curie1898"]
    assert undone.removes_sources
    again = returning.undo(radium, undone, editor=editor)
    radium.refresh_from_db()
    assert radium.content() == more
    assert again.citations_added == 1


def test_an_undo_in_conflict_writes_nothing_and_carries_the_merge(
    radium: Article, editor: User, reviewer: User
) -> None:
    wrong = change(radium, editor, HISTORY, "found in 1798")
    change(radium, editor, "found in 1798", "found in December 1798")
    edits, acts = Edit.objects.count(), Act.objects.count()
    with pytest.raises(EditConflict) as refused:
        returning.undo(radium, wrong, editor=reviewer)
    assert (Edit.objects.count(), Act.objects.count()) == (edits, acts)
    assert refused.value.merge is not None
    (clash,) = refused.value.merge.clashes
    assert "1898" in clash.mine
    assert "December 1798" in clash.theirs


def test_a_settled_undo_names_what_it_undid(radium: Article, editor: User) -> None:
    wrong = change(radium, editor, HISTORY, "found in 1798")
    later = change(radium, editor, "found in 1798", "found in December 1798")
    merge = returning.reverse_of(radium, wrong, editor=editor).merged()
    settled = Proposal(merge.settled([Choice("mine")]))
    made = returning.settle_undo(radium, wrong, settled, base=later, editor=editor)
    assert (made.deed, made.target, made.base) == (Deed.UNDO, wrong, later)
    assert HISTORY in text_of(radium)


def test_the_first_revision_cannot_be_undone(radium: Article, editor: User) -> None:
    first = radium.published_edit
    assert first is not None
    with pytest.raises(NothingChanged, match="first revision"):
        returning.undo(radium, first, editor=editor)


def test_what_was_undone_already_changes_nothing(radium: Article, editor: User) -> None:
    wrong = change(radium, editor, HISTORY, "found in 1798")
    returning.undo(radium, wrong, editor=editor)
    radium.refresh_from_db()
    with pytest.raises(NothingChanged):
        returning.undo(radium, wrong, editor=editor)


def test_one_form_sent_twice_is_one_undo(radium: Article, editor: User) -> None:
    wrong, submission = change(radium, editor, HISTORY, "found in 1798"), uuid4()
    once = returning.undo(radium, wrong, editor=editor, submission=submission)
    radium.refresh_from_db()
    assert returning.undo(radium, wrong, editor=editor, submission=submission) == once


def test_a_contributors_undo_waits_where_edits_are_reviewed(
    radium: Article, editor: User, settings: Settings
) -> None:
    wrong = change(radium, editor, HISTORY, "found in 1798")
    settings.DEFAULT_PROTECTION = "reviewed"
    undone = returning.undo(radium, wrong, editor=editor)
    assert undone.status == Status.PENDING
    assert "found in 1798" in text_of(radium)


@pytest.mark.parametrize("level", ["reviewed", "strict"])
def test_a_rollback_is_under_the_review_of_its_article(
    radium: Article, editor: User, reviewer: User, settings: Settings, level: str
) -> None:
    change(radium, reviewer, USES, "Clock faces")
    wrong = change(radium, editor, HISTORY, "found in 1798")
    settings.DEFAULT_PROTECTION = level
    made = returning.rollback(radium, wrong, editor=reviewer)
    assert made.status == (Status.PENDING if level == "strict" else Status.PUBLISHED)
    assert (HISTORY in text_of(radium)) is (level == "reviewed")


def test_an_edit_that_readers_never_saw_is_not_undone_or_returned_to(
    radium: Article, editor: User, settings: Settings
) -> None:
    settings.DEFAULT_PROTECTION = "reviewed"
    waiting = change(radium, editor, HISTORY, "found in 1798")
    for deed in (returning.undo, returning.revert):
        with pytest.raises(EditRefused, match="never saw"):
            deed(radium, waiting, editor=editor)


def test_edits_of_others_that_wait_do_not_exist_for_a_contributor(
    radium: Article, editor: User, reviewer: User, settings: Settings
) -> None:
    settings.DEFAULT_PROTECTION = "strict"
    waiting = change(radium, reviewer, HISTORY, "found in 1798")
    for deed in (returning.undo, returning.revert):
        with pytest.raises(UnknownBase):
            deed(radium, waiting, editor=editor)


def test_an_edit_of_another_article_is_not_undone_here(radium: Article, editor: User) -> None:
    other = make_article("Polonium", "Polonium is an element.", editor)
    wrong = change(other, editor, "an element", "a metal")
    for deed in (returning.undo, returning.revert):
        with pytest.raises(UnknownBase):
            deed(radium, wrong, editor=editor)


def test_a_hidden_revision_is_not_published_again(
    radium: Article, editor: User, reviewer: User, administrator: User
) -> None:
    hidden = change(radium, editor, HISTORY, "found by somebody at 5 Rue Cuvier")
    after = change(radium, reviewer, "by somebody at 5 Rue Cuvier", "in 1898")
    last = change(radium, reviewer, USES, "Clock faces")
    hide(hidden)
    with pytest.raises(UnknownBase):
        returning.revert(radium, hidden, editor=editor)
    with pytest.raises(EditRefused, match="is hidden"):
        returning.revert(radium, hidden, editor=administrator)
    for person in (editor, administrator):
        with pytest.raises(EditRefused, match="is hidden"):
            returning.undo(radium, after, editor=person)
    with pytest.raises(EditRefused, match="is hidden"):
        returning.rollback(radium, last, editor=administrator)
    assert "Cuvier" not in text_of(radium)


def test_a_hidden_edit_is_undone_by_administrators_alone(
    radium: Article, editor: User, administrator: User
) -> None:
    hidden = hide(change(radium, editor, HISTORY, "found at 5 Rue Cuvier"))
    with pytest.raises(UnknownBase):
        returning.undo(radium, hidden, editor=editor)
    returning.undo(radium, hidden, editor=administrator)
    assert "Cuvier" not in text_of(radium)


def test_a_rollback_takes_back_the_last_run_whole(
    radium: Article, editor: User, reviewer: User
) -> None:
    kept = change(radium, reviewer, USES, "Clock faces")
    first = change(radium, editor, HISTORY, "found in 1798")
    change(radium, editor, LEAD, "Radium is cheese.")
    last = change(radium, editor, "cheese", "green cheese")
    made = returning.rollback(radium, last, editor=reviewer, summary="Nonsense")
    assert (made.deed, made.target, made.base) == (Deed.ROLLBACK, first, last)
    assert made.content_hash == kept.content_hash
    assert "cheese" not in text_of(radium)
    assert "Clock faces" in radium.text


def test_runs_of_the_same_editor_are_rolled_back_one_at_a_time(
    radium: Article, editor: User, reviewer: User
) -> None:
    change(radium, reviewer, USES, "Clock faces")
    change(radium, editor, HISTORY, "found in 1798")
    change(radium, reviewer, LEAD, "Radium is a metal.")
    last = change(radium, editor, "metal", "green metal")
    run = returning.run_of(last)
    assert list(run.edits()) == [last]
    returning.rollback(radium, last, editor=reviewer)
    assert "found in 1798" in text_of(radium)
    assert "Radium is a metal." in radium.text


def test_nobody_rolls_back_to_nothing(radium: Article, editor: User, reviewer: User) -> None:
    last = change(radium, editor, HISTORY, "found in 1798")
    with pytest.raises(EditRefused, match="Nobody else"):
        returning.rollback(radium, last, editor=reviewer)


def test_a_run_without_an_account_is_known_by_its_name(
    radium: Article, editor: User, reviewer: User
) -> None:
    runs = [("Old wiki", HISTORY, "found in 1798"), ("Old wiki", LEAD, "Cheese."), ("", USES, "x")]
    made = []
    for name, was, becomes in runs:
        edit = change(radium, editor, was, becomes)
        Edit.objects.filter(pk=edit.pk).update(editor=None, editor_name=name)
        made.append(Edit.objects.get(pk=edit.pk))
    assert list(returning.run_of(made[2]).edits()) == [made[2]]
    run = returning.run_of(made[1])
    assert (run.first, run.before.editor) == (made[0], editor)


def test_a_rollback_of_what_readers_see_no_more_is_refused(
    radium: Article, editor: User, reviewer: User
) -> None:
    seen = change(radium, editor, HISTORY, "found in 1798")
    change(radium, reviewer, USES, "Clock faces")
    radium = Article.objects.select_related("published_edit").get(pk=radium.pk)
    with pytest.raises(EditRefused, match="Irène published an edit since"):
        returning.rollback(radium, seen, editor=reviewer)
    assert "found in 1798" in text_of(radium)


def test_a_rollback_decided_on_an_old_page_sees_what_came_since(
    radium: Article, editor: User, reviewer: User
) -> None:
    change(radium, reviewer, USES, "Clock faces")
    seen = change(radium, editor, HISTORY, "found in 1798")
    as_loaded = Article.objects.select_related("published_edit").get(pk=radium.pk)
    change(radium, editor, LEAD, "Radium is cheese.")
    with pytest.raises(EditRefused, match="published an edit since"):
        returning.rollback(as_loaded, seen, editor=reviewer)


def test_one_form_sent_twice_is_one_rollback(radium: Article, editor: User, reviewer: User) -> None:
    change(radium, reviewer, USES, "Clock faces")
    last, submission = change(radium, editor, HISTORY, "found in 1798"), uuid4()
    once = returning.rollback(radium, last, editor=reviewer, submission=submission)
    assert returning.rollback(radium, last, editor=reviewer, submission=submission) == once
    assert Edit.objects.filter(deed=Deed.ROLLBACK).count() == 1


def test_only_reviewers_roll_back(radium: Article, editor: User, reviewer: User) -> None:
    last = change(radium, reviewer, HISTORY, "found in 1798")
    with pytest.raises(NotAllowed):
        returning.rollback(radium, last, editor=editor)


def test_a_revert_names_the_revision_it_returns_to(radium: Article, editor: User) -> None:
    first = radium.published_edit
    assert first is not None
    change(radium, editor, HISTORY, "found in 1798")
    made = returning.revert(radium, first, editor=editor)
    assert (made.deed, made.target) == (Deed.REVERT, first)
    assert made.content_hash == first.content_hash


def test_a_revert_gives_a_dropped_source_back_under_its_key(radium: Article, editor: User) -> None:
    first, before = radium.published_edit, radium.content()
    assert first is not None
    save(radium, Proposal(replace(before, text="Nothing cited.", references=())), editor)
    returning.revert(radium, first, editor=editor)
    radium.refresh_from_db()
    assert radium.content() == before


def test_an_unpublished_article_has_nothing_to_take_back(editor: User, settings: Settings) -> None:
    settings.DEFAULT_PROTECTION = "reviewed"
    waiting = editing.create("Xenon", Proposal(ArticleContent(text="Xenon.")), editor=editor)
    assert waiting.article is not None
    for deed in (returning.undo, returning.revert):
        with pytest.raises(NothingChanged):
            deed(waiting.article, waiting, editor=editor)
