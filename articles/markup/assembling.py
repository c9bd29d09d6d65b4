"""Puts a Document together from its parts."""

from __future__ import annotations

from collections.abc import Container, Mapping

from articles.content import SourceRecord
from articles.markup.clean import clean_all
from articles.markup.document import Counts, Document
from articles.markup.endings import entries, note_lists
from articles.markup.infobox import infobox
from articles.markup.kinds import Addresses, KindShape
from articles.markup.parsing import Parsed
from articles.markup.references import unclean_reference_list
from articles.markup.rendering import TEXT, Rendering


def render(
    parsed: Parsed,
    *,
    sources: Mapping[str, SourceRecord],
    existing: Container[str] = (),
    kind: KindShape = KindShape(),  # noqa: B008  # frozen
    edit_address: str = "",
    addresses: Addresses = Addresses(),  # noqa: B008  # frozen
) -> Document:
    """Return the document in the article's language.

    Args:
        sources: records by uid; a reference whose uid is missing is named as an error.
        existing: keys of the titles that exist; a link to any other is red.
        kind: the shape of the infobox.
        edit_address: where the article is edited; empty leaves out the links that edit one
            section.
        addresses: where links lead.
    """
    rendering = Rendering(parsed, sources, existing, edit_address, addresses)
    # In reading order, for that is how the references are numbered.
    lead = rendering.html(parsed.lead)
    facts = infobox(rendering, parsed, kind)
    rendering.enter(TEXT, rendering.words.lead)
    body = rendering.html(parsed.body)
    notes = note_lists(rendering)
    listed = entries(rendering, dict.fromkeys(entry.key for entry in parsed.content.references))
    references = unclean_reference_list(listed, sources, rendering.words)
    lead, facts, body, notes, references = clean_all((lead, facts, body, notes, references))
    return Document(
        lead=lead,
        infobox=facts,
        body=body,
        notes=notes,
        references=references,
        outline=parsed.outline,
        entries=listed,
        citations=tuple(rendering.citations),
        links=tuple(rendering.links),
        markers=tuple(rendering.markers),
        banners=tuple(rendering.banners),
        errors=tuple(
            sorted((*parsed.errors, *rendering.found.errors), key=lambda error: error.line)
        ),
        counts=Counts(parsed.words, len(rendering.citations), len(rendering.markers)),
    )
