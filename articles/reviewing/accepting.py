"""Accepting a pending edit: as it is, merged, corrected, or with its clashes settled."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from articles import editing, permissions
from articles.comparing import merge_contents
from articles.content import ArticleContent, Proposal
from articles.drafting import checked_note
from articles.errors import EditConflict, NotAllowed, NothingChanged, Sentence
from articles.models import Article, Deed, Edit
from articles.proposing import (
    Prepared,
    Recorded,
    about,
    prepare,
    published_ancestor,
    rebased,
    record_edit,
    reread,
    shown_content,
    stored,
)
from articles.reviewing.waiting import answer_editor, mark_reviewed, require_shown, undecided
from articles.revisions import About, Lineage, article_snapshots, decide

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User

CLASHES = Sentence(
    "What readers see was changed in the same places since this edit was made. Settle the "
    "clashes, or ask its editor to."
)
CHANGED_MEANWHILE = Sentence(
    "Another edit was published while you corrected this one, in the same places. Nothing you "
    "typed is lost: look at what readers see now, and take it into your text."
)
NO_CORRECTION = Sentence(
    "Under strict review a correction would wait, too. Accept the edit, or ask for changes."
)
NOTHING_LEFT = Sentence(
    "This is what readers already see, so nothing of the edit is left. Reject it, or ask for "
    "changes."
)
NO_SETTLING = Sentence("Under strict review its editor settles the clashes. Ask for changes.")


def accept(edit: Edit, *, reviewer: User, seen: str, note: str = "") -> Edit:
    """Accept a pending edit, and return what came of it: the published edit, which is the merge
    where the article has moved on; or the pending edit, where another reviewer must accept too.

    Args:
        seen: the hash of the snapshot that the reviewer saw.

    Raises (all are EditRefused):
        NotAllowed: the person does not review, made the edit, or accepted it before.
        Resubmitted: the edit was changed meanwhile. AlreadyDecided: somebody was first.
        EditConflict: what was published meanwhile touches the same places.
        ContentRefused, TitleTaken: it cannot be published as it is any more.
    """
    permissions.require_review(edit, reviewer)
    note = checked_note(note)
    prepared = stored(edit)
    with transaction.atomic():
        article, edit = undecided(edit, reviewer, seen)
        require_shown(edit)
        asked = permissions.acceptances_asked(article)
        if asked > 1 and permissions.has_accepted(edit, reviewer):
            raise NotAllowed(Sentence("You accepted this edit. Another reviewer must, too."))
        edit.accepted += 1
        edit.save(update_fields=["accepted"])
        act = decide(edit, "accept", actor=reviewer, note=note, details={"asked": asked})
        if edit.accepted < asked:
            return edit
        published = _published(article, edit, prepared, reviewer)
        mark_reviewed(published, reviewer, act.at)
        answer_editor(edit, act)
        return published


def accept_with_correction(
    edit: Edit,
    proposal: Proposal,
    *,
    upon: Edit | None,
    reviewer: User,
    seen: str,
    note: str = "",
    summary: str = "",
    submission: UUID | None = None,
) -> Edit:
    """Accept a pending edit and publish the reviewer's own edit upon it, which is returned.

    The same submission sent twice is one edit.

    Args:
        proposal: the accepted content as the reviewer corrected it.
        upon: the edit that readers saw when the correction was begun; None where they saw none.

    Raises as `accept` and `editing.save_edit`: NotAllowed, too, where review is strict, for then
    the correction is to wait; EditConflict, too, where the correction clashes with what was
    published since `upon`; NothingChanged: nothing was corrected.
    """
    permissions.require_review(edit, reviewer)
    if earlier := _earlier(submission, reviewer):
        return earlier
    _require_one_acceptance(edit.article, NO_CORRECTION)
    shown = content_upon(edit, upon)
    with transaction.atomic():
        accepted = accept(edit, reviewer=reviewer, seen=seen, note=note)
        article = accepted.article
        if article is None:
            raise TypeError("accept() returns edits of articles")
        _require_one_acceptance(article, NO_CORRECTION)
        if accepted.replaces != upon:
            proposal = _carried_on(proposal, shown, article, accepted.replaces)
        try:
            return editing.save_edit(
                article,
                proposal,
                base=accepted,
                editor=reviewer,
                summary=summary,
                submission=submission,
            )
        except NothingChanged:
            raise NothingChanged(
                Sentence("You corrected nothing in it. Correct it, or accept it as it is.")
            ) from None


def settle(
    edit: Edit,
    proposal: Proposal,
    *,
    base: Edit,
    reviewer: User,
    seen: str,
    note: str = "",
    summary: str = "",
    submission: UUID | None = None,
) -> Edit:
    """Accept a pending edit that clashes with what readers see, in the reviewer's own words where
    it does, and return the merge, whose editor is the reviewer.

    The same submission sent twice is one edit.

    Args:
        base: the edit that readers saw when the reviewer settled the clashes.

    Raises (all are EditRefused): as `accept`; NotAllowed, too, where review is strict;
    NothingChanged: nothing of the edit is left.
    """
    permissions.require_review(edit, reviewer)
    if earlier := _earlier(submission, reviewer):
        return earlier
    note, said = checked_note(note), about(reviewer, summary, submission)
    before = article_snapshots([base])[base.uid].content
    prepared = prepare(proposal, before)
    with transaction.atomic():
        article, edit = undecided(edit, reviewer, seen)
        require_shown(edit)
        _require_one_acceptance(article, NO_SETTLING)
        prepared = rebased(article, prepared, base, reviewer)
        if prepared.content == article.content():
            raise NothingChanged(NOTHING_LEFT)
        edit.accepted += 1
        edit.save(update_fields=["accepted"])
        act = decide(edit, "accept", actor=reviewer, note=note, details={"asked": 1})
        lineage = Lineage(base=article.published_edit, merges=edit)
        merged = record_edit(article, prepared, said, Deed.MERGE, lineage)
        merged.publish(actor=reviewer, published_as=permissions.publishes_as(article, reviewer))
        answer_editor(edit, act)
        return merged.edit


def content_upon(edit: Edit, upon: Edit | None) -> ArticleContent:
    """Return what the edit makes of the article as it was when readers saw `upon`, or the last
    edit before that is not hidden by now.
    """
    content, ancestor = stored(edit).content, published_ancestor(edit.base)
    if upon is None or ancestor is None or ancestor == upon:
        return content
    return merge_contents(shown_content(ancestor), content, shown_content(upon)).content


def _published(article: Article, edit: Edit, prepared: Prepared, reviewer: User) -> Edit:
    """Publish the edit, or its merge with what readers see, and return which of them it is."""
    try:
        now = rebased(article, prepared, edit.base, reviewer)
    except EditConflict as conflict:
        raise EditConflict(CLASHES, conflict.published, conflict.merge) from None
    recorded: Recorded
    if now is prepared:
        recorded = reread(edit, prepared)
    else:
        said = About(edit.editor, edit.editor_name, edit.summary, edit.is_minor)
        lineage = Lineage(base=article.published_edit, merges=edit)
        recorded = record_edit(article, now, said, Deed.MERGE, lineage)
    recorded.publish(actor=reviewer)
    return recorded.edit


def _carried_on(
    proposal: Proposal, shown: ArticleContent, article: Article, published: Edit | None
) -> Proposal:
    """Return the correction of what was shown, upon what was accepted in its place."""
    merge = merge_contents(shown, proposal.normalised().content, article.content())
    if merge.clashes and published:
        raise EditConflict(CHANGED_MEANWHILE, published, merge)
    return Proposal(merge.content, proposal.new_sources)


def _earlier(submission: UUID | None, reviewer: User) -> Edit | None:
    """Return the edit that the same form made when the reviewer sent it before."""
    if submission is None:
        return None
    return Edit.objects.filter(submission=submission, editor=reviewer).first()


def _require_one_acceptance(article: Article | None, refusal: Sentence) -> None:
    """Refuse to accept in other words than the editor's where review is strict."""
    if permissions.acceptances_asked(article) > 1:
        raise NotAllowed(refusal)
