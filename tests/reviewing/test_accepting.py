"""A pending edit accepted: as it is, merged, corrected, settled; and every refusal of that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser

from articles import drafting, editing, reviewing
from articles.content import ArticleContent, Proposal
from articles.errors import (
    AlreadyDecided,
    EditConflict,
    EditRefused,
    NotAllowed,
    NothingChanged,
    Resubmitted,
    TitleTaken,
)
from articles.models import Act, Article, Deed, Edit, PublishedAs, Status
from articles.revisions import verify
from encyclopedia.accounts.models import User
from tests.people_and_articles import RADIUM_TEXT, propose, save
from tests.reviewing.conftest import PENDING_TEXT

ELSEWHERE = RADIUM_TEXT.replace("It was found", "It was first found")
CLASHING = RADIUM_TEXT.replace("were painted", "were long painted")


def accept(edit: Edit, reviewer: User, note: str = "") -> Edit:
    return reviewing.accept(edit, reviewer=reviewer, seen=edit.snapshot_hash, note=note)


def now(edit: Edit) -> Edit:
    return Edit.objects.get(pk=edit.pk)


def acts_on(edit: Edit) -> list[str]:
    return list(Act.objects.filter(edit=edit).order_by("n").values_list("name", flat=True))


def test_an_accepted_edit_is_what_readers_see(
    pending: Edit, reviewed: Article, reviewer: User
) -> None:
    accepted = accept(pending, reviewer, "Well found.")
    reviewed.refresh_from_db()
    assert accepted == pending == reviewed.published_edit
    assert reviewed.content().digest() == pending.content_hash
    assert "and signs were painted" in reviewed.text
    assert reviewed.pending == 0
    assert now(pending).reviewed_by == reviewer
    assert now(pending).reviewed_at is not None
    assert now(pending).published_as == ""
    assert now(pending).waiting_since is None
    assert acts_on(pending) == ["edit", "accept", "publish"]
    assert Act.objects.get(edit=pending, name="accept").note == "Well found."
    assert list(verify()) == []


def test_its_editor_is_told(pending: Edit, editor: User, reviewer: User) -> None:
    accept(pending, reviewer)
    editor.refresh_from_db()
    assert editor.unread_decisions == 1


def test_an_edit_is_merged_where_the_article_has_moved_on(
    pending: Edit, reviewed: Article, editor: User, reviewer: User, second: User
) -> None:
    save(reviewed, propose(reviewed, ELSEWHERE), second)
    merged = accept(pending, reviewer)
    reviewed.refresh_from_db()
    assert merged != pending
    assert (merged.deed, merged.editor, merged.merges) == (Deed.MERGE, editor, pending)
    assert merged.summary == pending.summary
    assert reviewed.published_edit == merged
    assert "signs were painted" in reviewed.text
    assert "first found" in reviewed.text
    assert reviewed.pending == 0
    assert now(pending).status == Status.MERGED
    assert now(merged).reviewed_by == reviewer
    assert list(verify()) == []


def test_an_edit_that_clashes_is_not_accepted_and_still_waits(
    pending: Edit, reviewed: Article, reviewer: User, second: User
) -> None:
    theirs = save(reviewed, propose(reviewed, CLASHING), second)
    with pytest.raises(EditConflict) as refusal:
        accept(pending, reviewer)
    assert refusal.value.published == theirs
    assert refusal.value.merge
    assert len(refusal.value.merge.clashes) == 1
    assert now(pending).status == Status.PENDING
    assert now(pending).accepted == 0
    assert acts_on(pending) == ["edit"]


def test_nobody_accepts_an_edit_of_their_own(strict: Article, reviewer: User) -> None:
    own = save(strict, propose(strict, PENDING_TEXT), reviewer)
    with pytest.raises(NotAllowed, match="of their own"):
        accept(own, reviewer)
    assert now(own).status == Status.PENDING


def test_only_reviewers_accept(pending: Edit, editor: User) -> None:
    other = User.objects.create_user("Henri")
    for person in (other, editor, AnonymousUser()):
        with pytest.raises(NotAllowed):
            reviewing.accept(pending, reviewer=person, seen=pending.snapshot_hash)  # type: ignore[arg-type]  # who is not signed in has no account
    assert acts_on(pending) == ["edit"]


def test_what_was_sent_again_meanwhile_is_not_accepted_unseen(
    pending: Edit, reviewed: Article, editor: User, reviewer: User
) -> None:
    newer = save(reviewed, propose(reviewed, f"{PENDING_TEXT}\nMore."), editor, base=pending)
    newest = save(reviewed, propose(reviewed, f"{PENDING_TEXT}\nMost."), editor, base=newer)
    with pytest.raises(Resubmitted) as refusal:
        accept(pending, reviewer)
    assert refusal.value.newest == newest
    assert now(newest).status == Status.PENDING


def test_an_edit_that_was_not_seen_is_not_accepted(pending: Edit, reviewer: User) -> None:
    for seen in ("", "0" * 64):
        with pytest.raises(Resubmitted) as refusal:
            reviewing.accept(pending, reviewer=reviewer, seen=seen)
        assert refusal.value.newest == pending


@pytest.mark.parametrize(
    ("first", "words"),
    [
        (reviewing.ask_for_changes, "Frédéric asked for changes"),
        (reviewing.reject, "Frédéric rejected"),
        (reviewing.accept, "Frédéric accepted"),
    ],
)
def test_who_comes_second_is_told_who_was_first(
    pending: Edit, reviewer: User, second: User, first: Callable[..., Edit], words: str
) -> None:
    first(pending, reviewer=second, seen=pending.snapshot_hash, note="Because.")
    with pytest.raises(AlreadyDecided, match=words):
        accept(pending, reviewer)
    assert acts_on(pending).count("accept") == (first is reviewing.accept)


def test_who_decided_is_named_as_readers_see_the_name(
    pending: Edit, reviewer: User, second: User
) -> None:
    reviewing.reject(pending, reviewer=second, seen=pending.snapshot_hash, note="No.")
    User.objects.filter(pk=second.pk).update(is_name_hidden=True)
    with pytest.raises(AlreadyDecided) as refusal:
        accept(pending, reviewer)
    assert "Frédéric" not in str(refusal.value)


def test_who_accepts_twice_is_told_so(pending: Edit, reviewer: User) -> None:
    accept(pending, reviewer)
    with pytest.raises(AlreadyDecided, match="You decided"):
        accept(pending, reviewer)


def test_what_its_editor_withdrew_is_not_accepted(
    pending: Edit, editor: User, reviewer: User
) -> None:
    drafting.withdraw(pending, editor=editor)
    with pytest.raises(AlreadyDecided, match="withdrew"):
        accept(pending, reviewer)


def test_a_draft_is_not_accepted(reviewed: Article, editor: User, reviewer: User) -> None:
    published = reviewed.published_edit
    assert published
    draft = editing.save_edit(
        reviewed, propose(reviewed, PENDING_TEXT), base=published, editor=editor, as_draft=True
    )
    with pytest.raises(AlreadyDecided, match="does not wait"):
        accept(draft, reviewer)


def test_a_note_has_a_length(pending: Edit, reviewer: User) -> None:
    with pytest.raises(EditRefused, match="2000 is the most") as refusal:
        accept(pending, reviewer, "x" * 2001)
    assert refusal.value.problems[0].field == "note"


def test_the_second_article_of_a_title_is_refused(
    reviewed: Article, editor: User, reviewer: User
) -> None:
    proposal = Proposal(ArticleContent(text="A noble gas."))
    first, other = (editing.create("Radon", proposal, editor=editor) for _ in range(2))
    accept(first, reviewer)
    with pytest.raises(TitleTaken):
        accept(other, reviewer)
    assert now(other).status == Status.PENDING


def test_strict_review_takes_two_reviewers(
    strict: Article, editor: User, reviewer: User, second: User
) -> None:
    edit = save(strict, propose(strict, PENDING_TEXT), editor)
    assert accept(edit, reviewer).status == Status.PENDING
    assert now(edit).accepted == 1
    editor.refresh_from_db()
    assert editor.unread_decisions == 0
    with pytest.raises(NotAllowed, match="Another reviewer"):
        accept(edit, reviewer)
    assert accept(edit, second).status == Status.PUBLISHED
    assert acts_on(edit) == ["edit", "accept", "accept", "publish"]
    assert now(edit).reviewed_by == second
    editor.refresh_from_db()
    assert editor.unread_decisions == 1
    assert list(verify()) == []


def test_an_edit_that_was_sent_again_takes_two_reviewers_anew(
    strict: Article, editor: User, reviewer: User, second: User
) -> None:
    edit = save(strict, propose(strict, PENDING_TEXT), editor)
    accept(edit, reviewer)
    newer = save(strict, propose(strict, f"{PENDING_TEXT}\nMore."), editor, base=edit)
    assert newer.accepted == 0
    assert accept(newer, second).status == Status.PENDING
    assert accept(newer, reviewer).status == Status.PUBLISHED


def test_one_reviewer_can_still_refuse_what_another_accepted(
    strict: Article, editor: User, reviewer: User, second: User
) -> None:
    edit = save(strict, propose(strict, PENDING_TEXT), editor)
    accept(edit, reviewer)
    reviewing.ask_for_changes(edit, reviewer=second, seen=edit.snapshot_hash, note="A source?")
    assert now(edit).status == Status.CHANGES_ASKED


def test_an_edit_corrected_by_its_reviewer_is_two_edits(
    pending: Edit, reviewed: Article, editor: User, reviewer: User
) -> None:
    correction = propose(reviewed, PENDING_TEXT.replace("signs", "some signs"))
    made = reviewing.accept_with_correction(
        pending,
        correction,
        upon=reviewed.published_edit,
        reviewer=reviewer,
        seen=pending.snapshot_hash,
        summary="Some only",
    )
    reviewed.refresh_from_db()
    assert "and some signs" in reviewed.text
    assert made.replaces == pending
    assert (made.editor, made.published_as) == (reviewer, PublishedAs.REVIEWER)
    assert now(pending).status == Status.PUBLISHED
    assert now(pending).editor == editor
    assert list(verify()) == []


def test_a_correction_takes_nothing_back_that_was_published_meanwhile(
    pending: Edit, reviewed: Article, reviewer: User, second: User
) -> None:
    begun_upon = reviewed.published_edit
    correction = propose(reviewed, PENDING_TEXT.replace("signs", "some signs"))
    save(reviewed, propose(reviewed, ELSEWHERE), second)
    reviewing.accept_with_correction(
        pending, correction, upon=begun_upon, reviewer=reviewer, seen=pending.snapshot_hash
    )
    reviewed.refresh_from_db()
    assert "and some signs" in reviewed.text
    assert "first found" in reviewed.text


def test_a_correction_that_clashes_with_what_was_published_meanwhile_is_refused_whole(
    pending: Edit, reviewed: Article, reviewer: User, second: User
) -> None:
    begun_upon = reviewed.published_edit
    changed = PENDING_TEXT.replace("It was found", "It was perhaps found")
    correction = propose(reviewed, changed)
    theirs = save(reviewed, propose(reviewed, ELSEWHERE), second)
    with pytest.raises(EditConflict) as refusal:
        reviewing.accept_with_correction(
            pending, correction, upon=begun_upon, reviewer=reviewer, seen=pending.snapshot_hash
        )
    assert refusal.value.published == theirs
    assert now(pending).status == Status.PENDING


def test_a_correction_sent_twice_is_one(pending: Edit, reviewed: Article, reviewer: User) -> None:
    correction = propose(reviewed, PENDING_TEXT.replace("signs", "some signs"))
    form, upon = uuid4(), reviewed.published_edit
    first, again = (
        reviewing.accept_with_correction(
            pending,
            correction,
            upon=upon,
            reviewer=reviewer,
            seen=pending.snapshot_hash,
            submission=form,
        )
        for _ in range(2)
    )
    assert first == again
    assert reviewed.edits.count() == 3


def test_a_correction_of_nothing_accepts_nothing(
    pending: Edit, reviewed: Article, reviewer: User
) -> None:
    with pytest.raises(NothingChanged, match="corrected nothing"):
        reviewing.accept_with_correction(
            pending,
            propose(reviewed, PENDING_TEXT),
            upon=reviewed.published_edit,
            reviewer=reviewer,
            seen=pending.snapshot_hash,
        )
    assert now(pending).status == Status.PENDING


def test_under_strict_review_nothing_is_corrected(
    strict: Article, editor: User, reviewer: User, second: User
) -> None:
    edit = save(strict, propose(strict, PENDING_TEXT), editor)
    upon = strict.published_edit
    correction = propose(strict, PENDING_TEXT.replace("signs", "some signs"))
    for person in (reviewer, second):
        with pytest.raises(NotAllowed, match="strict"):
            reviewing.accept_with_correction(
                edit, correction, upon=upon, reviewer=person, seen=edit.snapshot_hash
            )
        assert now(edit).accepted == 0
    accept(edit, reviewer)
    with pytest.raises(NotAllowed, match="strict"):
        reviewing.accept_with_correction(
            edit, correction, upon=upon, reviewer=second, seen=edit.snapshot_hash
        )
    assert now(edit).status == Status.PENDING


def test_a_new_article_is_corrected(reviewed: Article, editor: User, reviewer: User) -> None:
    created = editing.create("Radon", Proposal(ArticleContent(text="A gas.")), editor=editor)
    made = reviewing.accept_with_correction(
        created,
        Proposal(ArticleContent(text="A noble gas.")),
        upon=None,
        reviewer=reviewer,
        seen=created.snapshot_hash,
    )
    assert made.article
    assert made.article.published_edit == made
    assert made.replaces == created


def settled(reviewed: Article, words: str) -> Proposal:
    return propose(reviewed, RADIUM_TEXT.replace("were painted", words))


def test_a_reviewer_settles_the_clashes(
    pending: Edit, reviewed: Article, editor: User, reviewer: User, second: User
) -> None:
    theirs = save(reviewed, propose(reviewed, CLASHING), second)
    merged = reviewing.settle(
        pending,
        settled(reviewed, "and signs were long painted"),
        base=theirs,
        reviewer=reviewer,
        seen=pending.snapshot_hash,
    )
    reviewed.refresh_from_db()
    assert "and signs were long painted" in reviewed.text
    assert (merged.editor, merged.merges, merged.deed) == (reviewer, pending, Deed.MERGE)
    assert merged.published_as == PublishedAs.REVIEWER
    assert now(pending).status == Status.MERGED
    assert editor.trust.accepted == 1
    assert reviewed.pending == 0
    assert list(verify()) == []


def test_settling_takes_nothing_back_that_was_published_meanwhile(
    pending: Edit, reviewed: Article, reviewer: User, second: User
) -> None:
    theirs = save(reviewed, propose(reviewed, CLASHING), second)
    mine = settled(reviewed, "and signs were long painted")
    later = CLASHING.replace("It was found", "It was first found")
    save(reviewed, propose(reviewed, later), second)
    reviewing.settle(pending, mine, base=theirs, reviewer=reviewer, seen=pending.snapshot_hash)
    reviewed.refresh_from_db()
    assert "and signs were long painted" in reviewed.text
    assert "first found" in reviewed.text


def test_settling_to_what_readers_see_is_refused(
    pending: Edit, reviewed: Article, reviewer: User, second: User
) -> None:
    theirs = save(reviewed, propose(reviewed, CLASHING), second)
    with pytest.raises(NothingChanged):
        reviewing.settle(
            pending,
            propose(reviewed, CLASHING),
            base=theirs,
            reviewer=reviewer,
            seen=pending.snapshot_hash,
        )
    assert now(pending).status == Status.PENDING


def test_under_strict_review_the_editor_settles(
    strict: Article, editor: User, reviewer: User
) -> None:
    edit = save(strict, propose(strict, PENDING_TEXT), editor)
    base = strict.published_edit
    assert base
    with pytest.raises(NotAllowed, match="strict"):
        reviewing.settle(
            edit,
            settled(strict, "were so painted"),
            base=base,
            reviewer=reviewer,
            seen=edit.snapshot_hash,
        )


def test_an_accepted_edit_says_when_the_next_review_is_due(
    pending: Edit, reviewed: Article, reviewer: User
) -> None:
    reviewing.plan_review(reviewed, reviewer=reviewer, due=None, every=30)
    accepted = accept(pending, reviewer)
    found = now(accepted)
    assert found.reviewed_at
    assert found.waiting_since
    assert found.waiting_since - found.reviewed_at == timedelta(days=30)
    first = Edit.objects.get(article=reviewed, number=1)
    assert first.waiting_since is None


def test_references_that_a_correction_brings_are_kept(
    pending: Edit, reviewed: Article, reviewer: User
) -> None:
    correction = propose(reviewed, PENDING_TEXT)
    renamed = replace(correction.content, short_description="alkaline earth metal")
    reviewing.accept_with_correction(
        pending,
        Proposal(renamed),
        upon=reviewed.published_edit,
        reviewer=reviewer,
        seen=pending.snapshot_hash,
    )
    reviewed.refresh_from_db()
    assert reviewed.short_description == "alkaline earth metal"
    assert reviewed.references.count() == 1
