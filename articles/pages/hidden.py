"""What of an edit is hidden or erased, as administrators see it, and what they can choose from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Act, Edit
from articles.pages.moments import time_of

MOST_NOTES = 50
"""The newest notes that are listed."""


@dataclass(frozen=True, slots=True)
class HiddenPart:
    """One part of an edit.

    Attributes:
        words: what it says; empty of the text, which has an address instead.
        state: "shown", "hidden" or "erased".
        state_words: the same for people.
    """

    value: str
    name: str
    words: str
    address: str
    state: str
    state_words: str


@dataclass(frozen=True, slots=True)
class Note:
    """A note of an act.

    Attributes:
        n: the act's number in its chain.
        is_chosen: whether a form that was sent chose it.
    """

    n: int
    words: str
    by: str
    at: datetime
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class HidePage:
    """An edit, part by part.

    Attributes:
        title: of what it is an edit.
        edit_address: of the edit itself.
        is_any_hidden: whether there is a part to show again.
        is_read_now: whether readers see its text now, so that it cannot be hidden.
        notes: of decisions on it, and of acts about its subject, the newest first.
    """

    title: str
    number: int
    at: datetime
    address: str
    subject_address: str
    edit_address: str
    parts: tuple[HiddenPart, ...]
    is_any_hidden: bool
    is_read_now: bool
    notes: tuple[Note, ...]


def find_edit(uid: str) -> Edit | None:
    """Return the edit of an article or a source, or None (one query)."""
    edits = Edit.objects.filter(infobox_kind=None).select_related("article", "source", "editor")
    return edits.defer("article__text").filter(uid=uid).first()


def hide_page(edit: Edit, chosen: Collection[str] = ()) -> HidePage:
    """Return the page of an edit that `find_edit` found (one query).

    `chosen` are the numbers of the notes that a form chose, as they were sent.
    """
    subject = edit.subject
    is_deleted = edit.article is not None and edit.article.is_deleted
    parts = _parts(edit)
    return HidePage(
        title=edit.title,
        number=edit.number,
        at=time_of(edit),
        address=reverse("articles:hide", args=[edit.uid]),
        subject_address="" if is_deleted else _address(edit),
        edit_address=edit.get_absolute_url(),
        parts=parts,
        is_any_hidden=any(part.state == "hidden" for part in parts),
        is_read_now=subject.published_edit_id == edit.pk and not is_deleted,
        notes=_notes(edit, chosen),
    )


def _address(edit: Edit) -> str:
    subject = edit.article or edit.source
    return subject.get_absolute_url() if subject else ""


def _parts(edit: Edit) -> tuple[HiddenPart, ...]:
    editor = edit.editor.get_username() if edit.editor else edit.editor_name
    is_summary_erased = edit.is_summary_hidden and not edit.summary
    text_address = "" if edit.is_erased else edit.get_absolute_url()
    return (
        _part("text", _("Text"), "", edit.is_text_hidden, edit.is_erased, text_address),
        _part(
            "summary", _("Edit summary"), edit.summary, edit.is_summary_hidden, is_summary_erased
        ),
        _part("editor", _("Editor's name"), editor, edit.is_editor_hidden, is_erased=False),
    )


def _part(
    value: str, name: str, words: str, is_hidden: bool, is_erased: bool, address: str = ""
) -> HiddenPart:
    state = "erased" if is_erased else "hidden" if is_hidden else "shown"
    in_words = {"erased": _("erased"), "hidden": _("hidden"), "shown": _("shown")}
    return HiddenPart(value, name, words, address, state, in_words[state])


def _notes(edit: Edit, chosen: Collection[str]) -> tuple[Note, ...]:
    acts = Act.objects.filter(Q(edit=edit) | Q(edit=None), subject=edit.subject.uid)
    rows = acts.exclude(note="").select_related("actor").order_by("-n")[:MOST_NOTES]
    return tuple(
        Note(
            n=act.n,
            words=act.note,
            by=act.actor.shown_name if act.actor else "",
            at=act.at,
            is_chosen=str(act.n) in chosen,
        )
        for act in rows
    )
