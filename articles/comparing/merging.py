"""Three-way merge of contents: what two editors made of one base, in one content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Literal, TypeVar

from articles.comparing.clashes import Choice, Clash, Hole, Merged, Part, one_of_three
from articles.comparing.keys import agree_on_keys, cited_anew
from articles.comparing.list_merging import (
    merge_fields,
    merge_names,
    merge_options,
    merge_references,
)
from articles.comparing.text_merging import merge_texts
from articles.content import ArticleContent, Infobox, InfoboxField, ReferenceEntry

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a content, each merged, in the order of the edit form."""

    short_description: Merged[str]
    kind: Merged[str]
    fields: Merged[InfoboxField | None]
    text: Merged[str]
    references: Merged[ReferenceEntry | None]
    categories: Merged[str]
    language: Merged[str]
    options: Merged[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Merge:
    """Two edits of one content, merged. The same three contents always give the same clashes.

    Attributes:
        parts: the content part by part, with holes where it clashes.
        content: merged; where it clashes, mine.
        clashes: in the order of the edit form: short description, infobox, text, references,
            language.
        joined: how many changes of mine and theirs were joined without asking.
        touching: excerpts of places where both changed sentences that touch: merged, but to be
            looked at by a reviewer.
    """

    parts: Parts
    content: ArticleContent
    clashes: tuple[Clash, ...]
    joined: int
    touching: tuple[str, ...]

    @property
    def is_clean(self) -> bool:
        """Whether nothing clashes."""
        return not self.clashes

    def settled(self, choices: Sequence[Choice]) -> ArticleContent:
        """Return the content after the choices, one for each clash in order.

        Raises:
            ValueError: there are more or fewer choices than clashes, or a clash does not allow
                the choice made for it.
        """
        if len(choices) != len(self.clashes):
            raise ValueError(f"{len(choices)} choices for {len(self.clashes)} clashes")
        return _content(self.parts, choices)


def merge_contents(base: ArticleContent, mine: ArticleContent, theirs: ArticleContent) -> Merge:
    """Return the merge of two contents that were both made from `base`.

    A reference that one side took out and the other cites anew clashes.
    """
    base, mine, theirs = agree_on_keys(base, mine, theirs)
    text = merge_texts(base.text, mine.text, theirs.text, language=mine.language)
    parts = _parts(base, mine, theirs, text.merged)
    outcomes = _content(parts, "mine"), _content(parts, "theirs")
    if held := frozenset[str]().union(*(cited_anew(one, mine, theirs) for one in outcomes)):
        references = base.references, mine.references, theirs.references
        parts = replace(parts, references=merge_references(*references, held))
    every = _in_order(parts)
    return Merge(
        parts,
        _content(parts, "mine"),
        tuple(clash for part in every for clash in part.clashes),
        sum(part.joined for part in every),
        text.touching,
    )


def _parts(
    base: ArticleContent, mine: ArticleContent, theirs: ArticleContent, text: Merged[str]
) -> Parts:
    was, one, other = base.infobox, mine.infobox, theirs.infobox
    return Parts(
        short_description=_whole(
            "short_description",
            base.short_description,
            mine.short_description,
            theirs.short_description,
        ),
        kind=_whole("infobox", was.kind, one.kind, other.kind),
        fields=merge_fields(was.fields, one.fields, other.fields),
        text=text,
        references=merge_references(base.references, mine.references, theirs.references),
        categories=merge_names(base.categories, mine.categories, theirs.categories),
        language=_whole("language", base.language, mine.language, theirs.language),
        options=merge_options(base.options, mine.options, theirs.options),
    )


def _whole(part: Part, base: str, mine: str, theirs: str) -> Merged[str]:
    """Merge a value that changes as a whole."""
    if settled := one_of_three(base, mine, theirs):
        return Merged(settled, int(settled != (base,)))
    is_line = part == "short_description"
    clash = Clash(part, "", base, mine, theirs, can_be_anew=is_line)
    return Merged((Hole(clash, mine, theirs, anew=_one_line if is_line else None),))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _in_order(parts: Parts) -> tuple[Merged[object], ...]:
    return tuple(getattr(parts, name) for name in Parts.__slots__)


def _content(parts: Parts, choices: Sequence[Choice] | Literal["mine", "theirs"]) -> ArticleContent:
    """Return the content after the choices, or with one side's wherever it clashes."""
    left = iter(() if isinstance(choices, str) else choices)

    def of(part: Merged[T]) -> list[T]:
        if isinstance(choices, str):
            return part.taking(choices)
        return part.settled(list(islice(left, len(part.clashes))))

    return ArticleContent(
        short_description="".join(of(parts.short_description)),
        infobox=Infobox("".join(of(parts.kind)), tuple(filter(None, of(parts.fields)))),
        text="".join(of(parts.text)),
        references=tuple(filter(None, of(parts.references))),
        categories=tuple(of(parts.categories)),
        language="".join(of(parts.language)),
        options=of(parts.options)[0],
    )
