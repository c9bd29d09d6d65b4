"""What changed, as groups of rows that a template prints: on this page and before publishing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.comparing import (
    Change,
    Difference,
    FieldChange,
    NamesChange,
    Piece,
    RecordChange,
    ReferenceChange,
    Row,
    SectionChange,
)
from articles.pages.history_filters import part_name
from articles.pages.stored import stored_html

NOTHING = stored_html("")
UNCHANGED = frozenset({"same", "folded"})


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One row of a comparison: was and is.

    Attributes:
        kind: "same", "changed", "added", "removed", "moved_to" (at the place it left),
            "moved_from" (at its new place), "folded" (unchanged lines to be opened), or "rest".
        label: what the row is about; empty where its block says it.
        before, after: text with `<del>` and `<ins>`; empty on a side that has none.
        note: of a moved row "moved to “History”"; of a folded one "23 unchanged lines".
        anchor, other: id of a moved row, and of its other place; else empty.
    """

    kind: str
    before: SafeString = NOTHING
    after: SafeString = NOTHING
    label: str = ""
    note: str = ""
    anchor: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """What changed in one section, field, reference or list.

    Attributes:
        name: of the section, the field, the reference's key; empty where the group says it.
        note: what became of the whole ("added", "was called “Uses”"); may be empty.
        part: by which a history is narrowed to it; empty where it cannot be.
        history_words: "History of this section"; empty where there is no part.
    """

    name: str
    note: str
    rows: tuple[ChangeRow, ...]
    part: str = ""
    history_words: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """One part of the article. `name` is for links: "text"; `count` is in words: "3 changes"."""

    name: str
    heading: str
    count: str
    blocks: tuple[Block, ...]


def groups(found: Difference) -> tuple[Group, ...]:
    """Return the parts that changed: infobox, references, text, categories, and what is left."""
    infobox = [*_change(_("Kind"), found.infobox_kind), *map(_field, found.infobox)]
    references = list(map(_reference, found.references))
    if found.references_reordered:
        references.append(Block("", _("The references stand in another order."), ()))
    categories = _names(found.categories)
    about = [
        *_change(_("Short description"), found.short_description),
        *_change(_("Language"), found.language),
        *(Block(_("Options"), "", block.rows) for block in _names(found.options)),
    ]
    sections = _worth_reading(found.sections)
    parts = (
        ("about", _("Description"), len(about), about),
        ("infobox", _("Infobox"), len(infobox), infobox),
        ("references", _("References"), len(references), references),
        ("text", _("Text"), sum(one.changes for one in sections), list(map(_section, sections))),
        ("categories", _("Categories"), sum(len(b.rows) or 1 for b in categories), categories),
    )
    return tuple(
        Group(name, heading, _changes(count), tuple(blocks))
        for name, heading, count, blocks in parts
        if blocks
    )


def record_groups(changes: Sequence[RecordChange]) -> tuple[Group, ...]:
    """Return what changed in the record of a source, a block a variable."""
    blocks = (
        Block(_(change.label), "", (_both(change.before, change.after),)) for change in changes
    )
    found = tuple(blocks)
    return (Group("record", _("Record"), _changes(len(found)), found),) if found else ()


def _worth_reading(sections: Sequence[SectionChange]) -> Sequence[SectionChange]:
    """Return the sections without those where only blank lines changed, unless all are such."""
    return [one for one in sections if not _is_about_blanks(one.rows)] or sections


def _is_about_blanks(rows: Sequence[Row]) -> bool:
    return all(row.is_blank or row.kind in UNCHANGED for row in rows)


def _changes(count: int) -> str:
    return ngettext("%(count)d change", "%(count)d changes", count) % {"count": count}


def _change(label: str, change: Change | None) -> Iterator[Block]:
    if change:
        yield Block(label, "", (_both(change.before, change.after),))


def _field(change: FieldChange) -> Block:
    notes = []
    if change.kind in {"added", "removed"}:
        notes.append(_("added") if change.kind == "added" else _("removed"))
    if change.is_moved:
        notes.append(_("moved to another place"))
    if change.label_before:
        notes.append(_("was called “%(name)s”") % {"name": change.label_before})
    rows = (
        ChangeRow(
            value.kind,
            pieces_html(value.before),
            pieces_html(value.after),
            note=_ranks(value.rank_before, value.rank_after),
        )
        for value in change.values
        if not (change.kind == "moved" and value.kind == "same")
    )
    part = part_name("infobox", change.name)
    words = _("History of this field")
    return Block(change.label, _(", ").join(notes), tuple(rows), part, words)


def _ranks(before: str, after: str) -> str:
    if before == after or not (before and after):
        return ""
    return _("rank %(before)s → %(after)s") % {"before": before, "after": after}


def _reference(change: ReferenceChange) -> Block:
    notes = {
        "added": _("added"),
        "removed": _("removed"),
        "renamed": _("key was “%(key)s”") % {"key": change.key_before},
        "replaced": _("another source under the same key"),
        "repaired": _("the record of the source was changed"),
    }
    rows = [_both(change.before, change.after)]
    for part in change.fields:
        row = _both(part.before, part.after)
        rows.append(ChangeRow(row.kind, row.before, row.after, label=_(part.label)))
    return Block(
        change.key,
        notes[change.kind],
        tuple(rows),
        part_name("reference", change.key),
        _("History of this reference"),
    )


def _section(change: SectionChange) -> Block:
    notes = {
        "added": _("new section"),
        "removed": _("section removed"),
        "renamed": _("was called “%(name)s”") % {"name": change.heading_before},
    }
    name = change.heading or _("Introduction")
    return Block(
        name,
        notes.get(change.state, ""),
        tuple(_lines(change.rows)),
        part_name("text", change.heading),
        _("History of this section"),
    )


def _lines(rows: Sequence[Row]) -> Iterator[ChangeRow]:
    """Yield the rows of a section; blank lines only where nothing else changed."""
    is_about_blanks = _is_about_blanks(rows)
    for row in rows:
        if row.kind == "folded":
            yield _folded(row)
        elif not row.is_blank:
            yield _line(row)
        elif is_about_blanks and row.kind != "same":
            yield ChangeRow(row.kind, note=_("an empty line"))


def _folded(row: Row) -> ChangeRow:
    count = len(row.lines)
    words = ngettext("%(count)d unchanged line", "%(count)d unchanged lines", count)
    lines = stored_html(escape("\n".join(row.lines)))
    return ChangeRow("folded", before=lines, note=words % {"count": count})


def _line(row: Row) -> ChangeRow:
    if row.is_moved:
        return _moved(row)
    return ChangeRow(row.kind, pieces_html(row.before), pieces_html(row.after))


def _moved(row: Row) -> ChangeRow:
    """Return a line that only moved: nothing of its text is marked as gone or new."""
    where = {"section": row.other_section or _("Introduction")}
    is_gone = row.kind == "moved_to"
    note = (_("moved to “%(section)s”") if is_gone else _("moved from “%(section)s”")) % where
    return ChangeRow(
        row.kind,
        stored_html(escape(row.before_text)),
        stored_html(escape(row.after_text)),
        note=note,
        anchor=row.moved_id,
        other=row.other_id,
    )


def _names(change: NamesChange) -> list[Block]:
    if not change:
        return []
    rows = [
        *(ChangeRow("removed", before=_marked("del", name)) for name in change.removed),
        *(ChangeRow("added", after=_marked("ins", name)) for name in change.added),
    ]
    return [Block("", _("in another order") if change.is_reordered else "", tuple(rows))]


def _both(before: Sequence[Piece], after: Sequence[Piece]) -> ChangeRow:
    kind = "changed" if before and after else "added" if after else "removed"
    return ChangeRow(kind, pieces_html(before), pieces_html(after))


_TAGS = {"deleted": "del", "inserted": "ins"}


def pieces_html(pieces: Iterable[Piece]) -> SafeString:
    """Return the text of the pieces, escaped, with what changed in `<del>` and `<ins>`."""
    return stored_html(
        "".join(
            _marked(_TAGS[piece.kind], piece.text) if piece.kind in _TAGS else escape(piece.text)
            for piece in pieces
        )
    )


def _marked(tag: str, text: str) -> SafeString:
    return stored_html(f"<{tag}>{escape(text)}</{tag}>")
