"""What every decision asks first and does last: whether the edit still waits, and who is told."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from articles import permissions, telling, trusting
from articles.drafting import locked
from articles.errors import AlreadyDecided, EditRefused, Resubmitted, Sentence
from articles.models import Act, Article, Edit, Status

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User

_VERDICTS = {
    Status.REJECTED: ("reject", "%(name)s rejected this a moment ago."),
    Status.CHANGES_ASKED: ("ask", "%(name)s asked for changes a moment ago."),
    Status.PUBLISHED: ("accept", "%(name)s accepted this a moment ago."),
    Status.MERGED: ("accept", "%(name)s accepted this a moment ago."),
}
"""By what became of an edit, the act that made it so, and the sentence for who comes second."""


def undecided(edit: Edit, reviewer: User, seen: str) -> tuple[Article, Edit]:
    """Lock the article; return it and the edit as they are now, if the edit still waits as seen.

    Raises:
        NotAllowed: the person may not decide on the edit.
        Resubmitted: the edit is not what was seen. AlreadyDecided: it does not wait any more.
    """
    article, edit = locked(edit)
    permissions.require_review(edit, reviewer)
    if edit.status == Status.SUPERSEDED:
        raise Resubmitted(
            Sentence("Its editor changed this edit meanwhile. Look at what it is now."),
            _newest(edit),
        )
    if edit.snapshot_hash != seen:
        raise Resubmitted(Sentence("This is not the edit that you saw. Look at it again."), edit)
    if edit.status != Status.PENDING:
        raise AlreadyDecided(decided_sentence(edit, reviewer))
    return article, edit


def require_shown(edit: Edit) -> None:
    """Refuse to publish a text that an administrator hid. Raises EditRefused."""
    if edit.is_text_hidden:
        raise EditRefused(
            Sentence(
                "The text of this edit is hidden, so it is not published. Reject it, or show its "
                "text first."
            )
        )


def decided_sentence(edit: Edit, reviewer: User) -> Sentence:
    """Return what became of an edit that does not wait any more, for who would decide on it."""
    if edit.status == Status.WITHDRAWN:
        return Sentence("Its editor withdrew this edit.")
    if edit.status not in _VERDICTS:
        return Sentence("This edit does not wait for review.")
    name, words = _VERDICTS[Status(edit.status)]
    verdicts = Act.objects.filter(edit=edit, name=name).select_related("actor")
    act = verdicts.order_by("-n").first()
    if act is None or act.actor is None:
        return Sentence("This edit does not wait for review any more.")
    if act.actor == reviewer:
        return Sentence("You decided on this edit already.")
    return Sentence(words, name=act.actor.shown_name)


def mark_reviewed(edit: Edit, reviewer: User, at: datetime) -> None:
    """Note who reviewed the edit that readers see, and when the next review is due."""
    every = edit.article.review_every if edit.article else None
    edit.reviewed_by, edit.reviewed_at = reviewer, at
    edit.waiting_since = at + timedelta(days=every) if every else None
    edit.save(update_fields=["reviewed_by", "reviewed_at", "waiting_since"])


def answer_editor(edit: Edit, act: Act) -> None:
    """Tell the editor what was decided, and count it where it is final."""
    if edit.editor is None:
        return
    telling.tell_editor(edit, act)
    if act.name == "accept":
        trusting.count_accepted(edit.editor)
    elif act.name == "reject":
        trusting.count_rejected(edit.editor)


def _newest(edit: Edit) -> Edit:
    """Return the edit that took the place of this one last."""
    while following := edit.continued_by.order_by("-number").first():
        edit = following
    return edit
