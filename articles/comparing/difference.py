"""The whole difference between two contents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from articles.comparing.fields import (
    Change,
    FieldChange,
    NamesChange,
    infobox_changes,
    names_change,
    text_change,
)
from articles.comparing.matching import Effort
from articles.comparing.references import ReferenceChange, reference_changes
from articles.comparing.text import SectionChange, diff_text
from articles.content import ArticleContent, SourceRecord
from articles.markup import Counts, parse, render

_NO_RECORDS: Mapping[str, SourceRecord] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed between two contents, in the order in which pages show it.

    Attributes:
        before, after: the numbers of both (words, citations, markers).
        short_description: None if it did not change.
        infobox_kind: names of the kinds; None if it did not change.
        infobox: changed fields.
        references: changed references.
        references_reordered: whether the references on both sides stand in another order.
        sections: changed sections of the text.
        categories: names added and removed.
        language: None if it did not change.
        options: names added and removed.
        is_empty: whether nothing changed: the contents are equal, and so are the records of
            the sources that were handed over on both sides.
    """

    before: Counts
    after: Counts
    short_description: Change | None
    infobox_kind: Change | None
    infobox: tuple[FieldChange, ...]
    references: tuple[ReferenceChange, ...]
    references_reordered: bool
    sections: tuple[SectionChange, ...]
    categories: NamesChange
    language: Change | None
    options: NamesChange
    is_empty: bool

    @property
    def words(self) -> int:
        """Words more (or, below 0, fewer) than before."""
        return self.after.words - self.before.words

    @property
    def citations(self) -> int:
        """Citations more than before."""
        return self.after.citations - self.before.citations

    @property
    def markers(self) -> int:
        """Markers more than before."""
        return self.after.markers - self.before.markers


def compare(
    before: ArticleContent,
    after: ArticleContent,
    *,
    sources_before: Mapping[str, SourceRecord] = _NO_RECORDS,
    sources_after: Mapping[str, SourceRecord] = _NO_RECORDS,
    counts: tuple[Counts, Counts] | None = None,
) -> Difference:
    """Return what changed between two contents and the records of their sources, by uid.

    The numbers are those handed over; without them both texts are parsed, which is slow. The
    time is bounded for any two texts: careful matching as far as one `Effort` reaches, quick
    matching beyond.
    """
    effort = Effort()
    references = reference_changes(
        before.references, after.references, sources_before, sources_after, effort
    )
    numbers = counts or (_counts(before, sources_before), _counts(after, sources_after))
    return Difference(
        before=numbers[0],
        after=numbers[1],
        short_description=text_change(before.short_description, after.short_description, effort),
        infobox_kind=text_change(before.infobox.kind, after.infobox.kind, effort),
        infobox=infobox_changes(before.infobox, after.infobox, effort),
        references=references,
        references_reordered=_keys_reordered(before, after),
        sections=diff_text(before.text, after.text, effort),
        categories=names_change(before.categories, after.categories),
        language=text_change(before.language, after.language, effort),
        options=names_change(sorted(before.options), sorted(after.options)),
        is_empty=before == after and not references,
    )


def _keys_reordered(before: ArticleContent, after: ArticleContent) -> bool:
    return names_change(
        [entry.key for entry in before.references], [entry.key for entry in after.references]
    ).is_reordered


def _counts(content: ArticleContent, sources: Mapping[str, SourceRecord]) -> Counts:
    return render(parse(content), sources=sources, existing=frozenset()).counts
