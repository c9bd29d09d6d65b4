"""Hiding what a revision says from all but administrators, and erasing it for a legal reason.

What is hidden can be shown again. What is erased is gone: the snapshot, the summary, the notes
of decisions are emptied with their salts, and only what was hashed of them stays, so that the
chain holds. The act "erase" excuses that they are absent. Its facts name the edit and

    what    which of "text", "summary" and "note" were erased
    of      the numbers of the acts whose notes they were
    kept    hashes, under the edit's new salt, of its "snapshot" or "summary" that stay

Without an edit, the notes were those of acts about the subject itself, such as a deletion.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from articles import permissions, publishing
from articles.content import JSON, new_uid
from articles.errors import EditRefused, NothingChanged, Sentence
from articles.models import Act, Article, Deed, Deletion, Edit, Protection, Status, Subject
from articles.reasons import checked_reason
from articles.revisions import append_act, article_snapshots, erase_note, erase_texts

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User

HIDDEN_BY = {
    "text": "is_text_hidden",
    "summary": "is_summary_hidden",
    "editor": "is_editor_hidden",
}
"""The parts of an edit that can be hidden, each with the column that says so."""


def hide(edit: Edit, parts: Collection[str], *, by: User, reason: str) -> Edit:
    """Hide parts of an edit ("text", "summary", "editor") from all but administrators; its editor
    as that of the sources that it made, too.

    Raises (all are EditRefused):
        NotAllowed: whoever asks is no administrator.
        EditRefused: there is no reason; or readers see the text now.
        NothingChanged: these are hidden already, or none was named.
    """
    return _set_hidden(edit, parts, is_hidden=True, by=by, reason=reason)


def show(edit: Edit, parts: Collection[str], *, by: User, reason: str) -> Edit:
    """Show parts of an edit again that were hidden. Raises as `hide`; EditRefused where a part
    was erased, for then there is nothing to show.
    """
    return _set_hidden(edit, parts, is_hidden=False, by=by, reason=reason)


def erase(
    edit: Edit, parts: Collection[str], *, by: User, reason: str, notes: Collection[int] = ()
) -> Edit:
    """Erase the "text" or the "summary" of an edit, and notes, for good. Later revisions that
    hold the same words, and sources that the edit made, are left as they are.

    Args:
        notes: numbers of acts about the edit, or about its subject alone, whose notes to erase.

    Raises (all are EditRefused):
        NotAllowed: whoever asks is no administrator.
        EditRefused: there is no reason; readers see the text now; or the edit waits for review.
        NothingChanged: all of it is erased already, or nothing was named.
    """
    permissions.require_administrator(by)
    reason = checked_reason(reason)
    with transaction.atomic():
        subject, edit = _locked(edit)
        permissions.require_administrator(by)
        acts = _acts_with_notes(subject, edit, notes)
        wanted = _left_to_erase(edit, parts)
        if not (wanted or acts):
            raise NothingChanged(Sentence("Choose something that is not erased yet."))
        kept: dict[str, JSON] = {}
        if "text" in wanted:
            _require_unread(subject, edit)
            if isinstance(subject, Article) and subject.published_edit_id == edit.pk:
                publishing.clear(subject)
        if wanted:
            kept = erase_texts(edit, text="text" in wanted, summary="summary" in wanted)
        for act in acts:
            _erase_copies(subject, act)
            erase_note(act)
        details: dict[str, JSON] = {
            "what": [*wanted, *(["note"] if acts else [])],
            "of": [act.n for act in acts],
            "kept": kept,
        }
        about = edit if wanted or any(act.edit_id for act in acts) else None
        _append(subject, "erase", about, details, by=by, reason=reason)
    return edit


def _set_hidden(
    edit: Edit, parts: Collection[str], *, is_hidden: bool, by: User, reason: str
) -> Edit:
    permissions.require_administrator(by)
    reason = checked_reason(reason)
    with transaction.atomic():
        subject, edit = _locked(edit)
        permissions.require_administrator(by)
        changed = [
            part
            for part, column in HIDDEN_BY.items()
            if part in parts and getattr(edit, column) != is_hidden
        ]
        if not changed:
            raise NothingChanged(Sentence("Choose a part for which this changes something."))
        if is_hidden and "text" in changed:
            _require_unread(subject, edit)
        if not is_hidden:
            _require_there(edit, changed)
        for part in changed:
            setattr(edit, HIDDEN_BY[part], is_hidden)
        edit.save(update_fields=list(HIDDEN_BY.values()))
        name = "hide" if is_hidden else "show"
        _append(subject, name, edit, {"what": list(changed)}, by=by, reason=reason)
        if "editor" in changed:
            for made in _made_with(edit).filter(is_editor_hidden=not is_hidden):
                _set_hidden(made, ["editor"], is_hidden=is_hidden, by=by, reason=reason)
    return edit


def _made_with(edit: Edit) -> QuerySet[Edit]:
    """Return the edits of the sources that an edit of an article made: they say so, and name its
    editor. None where its text was erased, which named them.
    """
    snapshot = article_snapshots([edit]).get(edit.uid) if edit.article_id else None
    uids = list(snapshot.new_sources) if snapshot else []
    return Edit.objects.filter(source__uid__in=uids, deed=Deed.CREATE)


def _locked(edit: Edit) -> tuple[Subject, Edit]:
    """Lock the subject of the edit, and return both as they are now."""
    subjects = type(edit.subject)._default_manager
    subject = subjects.select_for_update(no_key=True).get(pk=edit.subject.pk)
    edit = Edit.objects.select_related("editor", "revision").get(pk=edit.pk)
    setattr(edit, subject.edit_relation, subject)
    return subject, edit


def _require_unread(subject: Subject, edit: Edit) -> None:
    """Refuse to take away a text that readers see now."""
    is_deleted = isinstance(subject, Article) and subject.is_deleted
    if subject.published_edit_id == edit.pk and not is_deleted:
        raise EditRefused(
            Sentence(
                "Readers see this text now. Return the article to another revision first, or "
                "delete it; then hide this one."
            ),
            "parts",
        )


def _require_there(edit: Edit, parts: Collection[str]) -> None:
    if "text" in parts and edit.is_erased:
        raise EditRefused(Sentence("This text was erased; nothing is left to show."), "parts")
    if "summary" in parts and not edit.summary:
        raise EditRefused(Sentence("This summary was erased; nothing is left to show."), "parts")


def _left_to_erase(edit: Edit, parts: Collection[str]) -> list[str]:
    """Return which of the parts are there to erase. Raises EditRefused: the edit waits."""
    wanted = []
    if "text" in parts and not edit.is_erased:
        if edit.status == Status.PENDING:
            raise EditRefused(
                Sentence("This edit waits for review. Reject it first, then erase its text."),
                "parts",
            )
        wanted.append("text")
    if "summary" in parts and edit.summary:
        wanted.append("summary")
    return wanted


def _acts_with_notes(subject: Subject, edit: Edit, numbers: Collection[int]) -> list[Act]:
    """Return those of the acts that have a note and are about the edit, or no edit."""
    acts = Act.objects.filter(subject=subject.uid, n__in=numbers).exclude(note="")
    return [act for act in acts.order_by("n") if act.edit_id in {edit.pk, None}]


def _erase_copies(subject: Subject, act: Act) -> None:
    """Empty the reason of a deletion or a protection that holds, which repeats the act's note."""
    for model, name in ((Deletion, "delete"), (Protection, "protect")):
        if act.name == name and isinstance(subject, Article):
            model.objects.filter(article=subject, reason=act.note).update(reason="")


def _append(
    subject: Subject,
    name: str,
    edit: Edit | None,
    details: dict[str, JSON],
    *,
    by: User,
    reason: str,
) -> None:
    """Say what was done, and give the article a new stamp: its page names its last editor."""
    if edit:
        details = {"snapshot": edit.snapshot_hash, **details}
    append_act(subject, name, actor=by, at=timezone.now(), edit=edit, note=reason, details=details)
    if isinstance(subject, Article):
        subject.stamp = new_uid()
        subject.save(update_fields=["stamp"])
