"""What was decided on an edit, by whom and why, as pages show it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from articles import telling
from articles.models import Act, Edit

REVIEWED = "decision--reviewed"
"""Id of the act, on the page of a revision, by which it was last reviewed."""
REVIEWS = ("accept", "confirm")

_WORDS: Mapping[str, tuple[str, str, str]] = {
    "accept": ("yes", "check", gettext_noop("%(name)s accepted this.")),
    "ask": ("ask", "talk", gettext_noop("%(name)s asked for changes.")),
    "reject": ("no", "refused", gettext_noop("%(name)s rejected this.")),
    "confirm": ("yes", "reviewed", gettext_noop("%(name)s reviewed this again, and it holds.")),
    "send_on": ("wait", "talk", gettext_noop("%(name)s left this to another reviewer.")),
    "withdraw": ("plain", "undo", gettext_noop("%(name)s withdrew this.")),
}
DECISIONS = tuple(_WORDS)
"""The names of the acts that decide on an edit."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One act about an edit.

    Attributes:
        kind, icon: as a notice has them.
        words: a sentence that says who did what.
        note: why; may be empty.
        anchor: id on the page of the revision; is_review: whether readers are told of this one.
        address: of the act on the page of the revision.
    """

    kind: str
    icon: str
    words: str
    note: str
    at: datetime
    anchor: str
    address: str
    is_review: bool = False


def decisions_on(edit: Edit) -> tuple[Decision, ...]:
    """Return what was decided on an edit that somebody may read, in order (one query).

    Of the pending edit that it merges, only that it was accepted: the rest is about another text.
    """
    acts = list(
        Act.objects.filter(edit__in=filter(None, (edit.pk, edit.merges_id)), name__in=DECISIONS)
        .select_related("actor")
        .order_by("n")
    )
    shown = [act for act in acts if act.edit_id == edit.pk or act.name == "accept"]
    last = next((act for act in reversed(shown) if act.name in REVIEWS), None)
    return tuple(decision_of(act, edit, is_review=act is last) for act in shown)


def own_decisions(edits: Iterable[Edit]) -> dict[int, list[Decision]]:
    """Return what was decided on each of somebody's own edits, by the edit's key (one query).

    An edit that takes another up again has what was decided on that one, too.
    """
    by_act: dict[int, list[Edit]] = {}
    for edit in edits:
        for key in filter(None, (edit.pk, edit.continues_id)):
            by_act.setdefault(key, []).append(edit)
    acts = Act.objects.filter(edit__in=by_act, name__in=DECISIONS).select_related("actor")
    found: dict[int, list[Decision]] = {}
    for act in acts.order_by("at", "pk") if by_act else ():
        for edit in by_act[act.edit_id] if act.edit_id else ():
            found.setdefault(edit.pk, []).append(decision_of(act, edit, is_own=True))
    return found


def decision_of(act: Act, edit: Edit, *, is_own: bool = False, is_review: bool = False) -> Decision:
    """Return an act on the edit as pages show it (no query where its actor is selected)."""
    kind, icon, words = _WORDS[act.name]
    name = act.actor.shown_name if act.actor else _("somebody")
    said = telling.words_for_editor(act) if is_own else None
    anchor = f"act--{act.n}"
    return Decision(
        kind=kind,
        icon=icon,
        words=said.translated(_) if said else _(words) % {"name": name},
        note=act.note,
        at=act.at,
        anchor=anchor,
        address=f"{edit.get_absolute_url()}#{anchor}",
        is_review=is_review,
    )
