"""The permalink of a source's revision: its record as it was then."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.citing import printed_html
from articles.models import Edit
from articles.pages.moments import day_of, time_of
from articles.pages.parts import Link, Notice
from articles.pages.source import Chip, Fact, chips, facts, name_of
from articles.pages.stored import stored_html
from articles.revisions import source_snapshots


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A source's record as one revision has it. Attributes as in SourcePage."""

    title: str
    notices: tuple[Notice, ...]
    printed: SafeString
    chips: tuple[Chip, ...]
    facts: tuple[Fact, ...]


def record_page(edit: Edit) -> RecordPage:
    """Return the page of a source's revision (one query)."""
    if edit.source is None:
        raise TypeError("record_page() takes edits of sources")
    record = source_snapshots([edit])[edit.uid].record
    sentence = _("You are reading the record of this source of %(day)s by %(editor)s.")
    words = sentence % {"day": day_of(time_of(edit)), "editor": edit.shown_editor}
    today = Link(_("Today's record"), edit.source.get_absolute_url())
    return RecordPage(
        title=name_of(record) or edit.source.uid,
        notices=(Notice("plain", "history", words, (today,)),),
        printed=stored_html(printed_html(record)),
        chips=tuple(chips(record)),
        facts=tuple(facts(record)),
    )
