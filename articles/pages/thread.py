"""What was said of an edit, and of those that it takes up again: the notes between its editor and
reviewers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from articles import permissions
from articles.models import Act, Edit
from articles.pages.decisions import DECISIONS, Decision, decision_of
from articles.pages.effects import difference_address

if TYPE_CHECKING:
    from articles.permissions import Reader

LONGEST = 200
"""Edits of one editor of one article among which those are looked for that lead to this one."""


@dataclass(frozen=True, slots=True)
class Thread:
    """What was decided so far.

    Attributes:
        decisions: the oldest first.
        earlier: how often the edit was changed since it was first sent.
        changes_address: what changed since the last decision; empty where nothing did.
    """

    decisions: tuple[Decision, ...]
    earlier: int
    changes_address: str


def thread(edit: Edit, reader: Reader) -> Thread:
    """Return what was decided on the edit and on those it takes up again (two queries)."""
    by_key = {one.pk: one for one in (*_earlier(edit, reader), edit)}
    acts = (
        Act.objects.filter(edit__in=by_key, name__in=DECISIONS)
        .select_related("actor")
        .order_by("at", "pk")
    )
    decided = [(act, by_key[act.edit_id]) for act in acts if act.edit_id]
    last = decided[-1][1] if decided else edit
    return Thread(
        decisions=tuple(decision_of(act, about) for act, about in decided),
        earlier=len(by_key) - 1,
        changes_address=difference_address(last.uid, edit.uid) if last.pk != edit.pk else "",
    )


def _earlier(edit: Edit, reader: Reader) -> tuple[Edit, ...]:
    """Return the edits that this one takes up again, and the one it merges, whose text the reader
    may read, the newest first.
    """
    if not (edit.continues_id or edit.merges_id):
        return ()
    of_editor = Edit.objects.filter(article=edit.article_id, number__lt=edit.number)
    rows = permissions.visible_edits(of_editor.exclude(sent_at=None), reader).only(
        "uid", "continues", "merges", "number", "title"
    )
    known = {one.pk: one for one in rows.order_by("-number")[:LONGEST]}
    found = [edit]
    while before := known.get(found[-1].merges_id or found[-1].continues_id or 0):
        found.append(before)
    return tuple(found[1:])
