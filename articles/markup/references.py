"""The list of references: entries with their numbers, printed sources and links back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import quote

from articles.citing import printed_html
from articles.content import JSON, SourceRecord
from articles.markup.clean import clean
from articles.markup.html import escape, fragment
from articles.markup.labels import Labels, labels

SOURCE_ADDRESS = "/source/%s/"
"""Of the page of a source, by its uid."""
MOST_OPEN_USES = 5
"""With more uses than this the links back are folded."""
LONGEST_SECTION_NAME = 60


@dataclass(frozen=True, slots=True)
class Use:
    """One place that leads to a reference or note.

    Attributes:
        id: of the mark in the text.
        section: name of the section, shortened; the words for lead, infobox or notes there.
    """

    id: str
    section: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One reference as it is printed.

    Attributes:
        number: from 1 by first citation; 0 when never cited.
        key: the reference's name in this article.
        source: uid of the source.
        uses: the marks that lead here, in reading order, as far as they can be led back to.
        use_count: how many marks there are.
        same_as: number of the earlier reference with the same source, or 0.
    """

    number: int
    key: str
    source: str
    uses: tuple[Use, ...] = ()
    use_count: int = 0
    same_as: int = 0

    def to_json(self) -> JSON:
        """Return the entry as JSON values; `from_json` gives it back."""
        uses: list[JSON] = [[use.id, use.section] for use in self.uses]
        return [self.number, self.key, self.source, uses, self.use_count, self.same_as]

    @classmethod
    def from_json(cls, value: Sequence[Any]) -> Entry:
        """Return the entry that `to_json` wrote."""
        number, key, source, uses, use_count, same_as = value
        return cls(number, key, source, tuple(Use(*use) for use in uses), use_count, same_as)


def reference_id(key: str) -> str:
    """Return the id of a reference in the list."""
    return f"ref--{key}"


def reference_list(
    entries: Sequence[Entry], sources: Mapping[str, SourceRecord], language: str = "en"
) -> str:
    """Return the HTML of the list, or "" when there are no references. Nothing is parsed."""
    return clean(unclean_reference_list(entries, sources, labels(language)))


def unclean_reference_list(
    entries: Sequence[Entry], sources: Mapping[str, SourceRecord], words: Labels
) -> str:
    """Return the list for a caller who cleans it together with other parts."""
    if not entries:
        return ""
    items = "".join(_item(entry, sources.get(entry.source), words) for entry in entries)
    return f'<ol class="references" role="list">\n{items}</ol>\n'


def _item(entry: Entry, record: SourceRecord | None, words: Labels) -> str:
    identifier = escape(reference_id(entry.key))
    if record is None:
        printed = f'<span class="broken">{escape(words.no_record % entry.key)}</span>'
    else:
        printed = f'<span class="printed" dir="auto">{printed_html(record)}</span>'
    mend = []
    if not entry.number:
        mend.append(words.never_cited)
    if entry.same_as:
        mend.append(words.same_source % entry.same_as)
    if mend:
        printed += f' <span class="mend">{escape("; ".join(mend))}</span>'
    if record is not None:
        label = escape(words.about_reference % (entry.number or entry.key))
        address = SOURCE_ADDRESS % quote(entry.source)
        printed += f' <a class="about" href="{address}" aria-label="{label}">{words.about_it}</a>'
    if not entry.number:
        return f'<li id="{identifier}" class="uncited">{printed}</li>\n'
    back = links_back(
        entry.uses, entry.use_count, str(entry.number), words.back_to_reference, words
    )
    number = f'<span class="number">{entry.number}</span>'
    return f'<li id="{identifier}">{number} {back} {printed}</li>\n'


def links_back(uses: Sequence[Use], count: int, name: str, form: str, words: Labels) -> str:
    """Return the links from an entry called `name` to its uses, folded when there are many.

    `form` is the label of one link, with places for the number of the use and the name.
    """
    links = [_link_back(use, place, name, form, count) for place, use in enumerate(uses, 1)]
    more = f" {escape(words.more_uses % (count - len(uses)))}" if count > len(uses) else ""
    if count <= MOST_OPEN_USES:
        arrow = "↑ " if count > 1 else ""
        return f'<span class="backlinks">{arrow}{" ".join(links)}{more}</span>'
    by_section = groupby(zip(uses, links, strict=True), key=lambda pair: pair[0].section)
    lines = "".join(
        f"<li>{escape(section)} {' '.join(link for _, link in pairs)}</li>"
        for section, pairs in by_section
    )
    summary = escape(words.cited_times % count)
    lines += f"<li>{more.strip()}</li>" if more else ""
    return (
        f'<details class="backlinks"><summary>{summary}</summary>'
        f'<ul role="list">{lines}</ul></details>'
    )


def _link_back(use: Use, place: int, name: str, form: str, count: int) -> str:
    label = escape(form % (place, name))
    shown = "↑" if count == 1 else letters(place)
    return f'<a role="doc-backlink" href="{fragment(use.id)}" aria-label="{label}">{shown}</a>'


def letters(number: int) -> str:
    """Return a for 1, z for 26, aa for 27."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(97 + rest) + name
    return name


def same_sources(
    keys: Iterable[tuple[str, str]], sources: Mapping[str, SourceRecord]
) -> dict[str, str]:
    """Return for each later key the earlier one that reaches the same source.

    Takes pairs of key and uid in printed order. Two uids reach one source where the sources have
    been merged, and then both have the one record.
    """
    first: dict[object, str] = {}
    later: dict[str, str] = {}
    for key, uid in keys:
        earlier = first.setdefault(sources.get(uid, uid), key)
        if earlier != key:
            later[key] = earlier
    return later
