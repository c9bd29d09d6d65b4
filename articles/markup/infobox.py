"""The infobox: rows of a definition list, and what its kind finds missing."""

from __future__ import annotations

from articles.citing import date_words
from articles.content import InfoboxField
from articles.errors import Sentence
from articles.markup import marks
from articles.markup.document import Marker
from articles.markup.html import escape
from articles.markup.kinds import FieldShape, KindShape
from articles.markup.parsing import Parsed, ParsedValue
from articles.markup.pieces import Pieces
from articles.markup.rendering import Rendering


def infobox(rendering: Rendering, parsed: Parsed, kind: KindShape) -> str:
    """Return the rows as a `dl`, or "" where there are none."""
    fields = parsed.content.infobox.fields
    rows = [
        _row(rendering, field, values, kind.field(field.name), parsed.content.language)
        for field, values in zip(fields, parsed.values, strict=True)
    ]
    _report_missing(rendering, parsed, kind)
    return f'<dl class="infobox">\n{"".join(rows)}</dl>\n' if rows else ""


def _row(
    rendering: Rendering,
    field: InfoboxField,
    values: tuple[ParsedValue, ...],
    shape: FieldShape,
    language: str,
) -> str:
    rendering.enter(field.name, rendering.words.infobox)
    shown = []
    for value, parsed in zip(field.values, values, strict=True):
        html = _value(rendering, field.name, parsed, shape, language)
        rank = "" if value.rank == "normal" else f' class="{escape(value.rank)}"'
        shown.append(f"<dd{rank}>{html}</dd>")
    label = escape(field.label or shape.label or field.name)
    return f'<div class="field"><dt>{label}</dt>{"".join(shown)}</div>\n'


def _value(
    rendering: Rendering, name: str, value: ParsedValue, shape: FieldShape, language: str
) -> str:
    cited, marked = len(rendering.citations), len(rendering.markers)
    pieces = _dated(value.pieces, language) if shape.type == "date" else value.pieces
    html = rendering.html(pieces)
    sourced = len(rendering.citations) > cited or len(rendering.markers) > marked
    if not shape.citation_required or sourced:
        return html
    rendering.markers.append(
        Marker("citation needed", value.plain, "", "", "", name, by_itself=True)
    )
    return html + marks.needs_source(rendering.words, rendering.addresses)


def _dated(pieces: Pieces, language: str) -> Pieces:
    """Return the pieces with a date at their start in words: "2013-09-01" is typed, not read."""
    if not pieces or not isinstance(pieces[0], str):
        return pieces
    typed = pieces[0]
    written = typed.strip()
    words = date_words(written, "", language)
    return pieces if words == written else (escape(words), *pieces[1:])


def _report_missing(rendering: Rendering, parsed: Parsed, kind: KindShape) -> None:
    present = {field.name for field in parsed.content.infobox.fields}
    for shape in kind.fields:
        if (
            shape.required
            and shape.name not in present
            and kind.name == parsed.content.infobox.kind
        ):
            rendering.found.report(
                Sentence(
                    "The infobox has no “%(label)s” yet. Fill it in where it is known.",
                    label=shape.label or shape.name,
                ),
                0,
                "infobox",
            )
