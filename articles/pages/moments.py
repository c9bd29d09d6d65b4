"""Who made a revision and when, as pages show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from urllib.parse import quote

from django.urls import get_script_prefix, reverse
from django.utils import timezone
from django.utils.formats import date_format

from articles.models import Edit


def time_of(edit: Edit) -> datetime:
    """Return when readers first saw the edit; of one that they do not see, when it was made."""
    return edit.published_at or edit.made_at


def day_of(at: datetime) -> str:
    """Return the day in the site's zone, "22 November 2026": never relative, for pages are kept."""
    return date_format(timezone.localtime(at), "j F Y")


@dataclass(frozen=True, slots=True)
class Made:
    """Who made a revision, and when readers first saw it.

    Attributes:
        uid: of the edit.
        address: its permalink.
        at: when.
        editor: name as readers see it; editor_address: of their page, empty where readers may not
            know who it is, or there is no account.
        summary: what the editor said of it; may be empty.
    """

    uid: str
    address: str
    at: datetime
    editor: str
    summary: str
    editor_address: str = ""


def made(edit: Edit) -> Made:
    """Return who made the edit and when (no query where its editor is selected with it)."""
    return Made(
        uid=edit.uid,
        address=edit.get_absolute_url(),
        at=time_of(edit),
        editor=edit.shown_editor,
        summary=edit.shown_summary,
        editor_address=editor_address(edit),
    )


def editor_address(edit: Edit) -> str:
    """Return the address of the page of who made an edit; empty where no reader may know who it
    is, or there is no account (no query where its editor is selected with it).
    """
    editor = edit.editor
    if edit.is_editor_hidden or editor is None or editor.is_name_hidden or editor.is_anonymised:
        return ""
    return _person_shape(get_script_prefix()).replace(_ANYBODY, quote(editor.username), 1)


_ANYBODY = "anybody"


@cache
def _person_shape(_prefix: str) -> str:
    """Return the address of a person's page: looked up once, as a history names many."""
    return reverse("articles:person", args=[_ANYBODY])
