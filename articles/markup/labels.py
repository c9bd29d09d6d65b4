"""The words that rendering adds to an article, in the article's language.

Stored HTML holds the article's language only, so these are no interface strings and do not go
through gettext. A language that has no table is served in English.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of one language. `%s` stands for what is named last in a name."""

    markers: Mapping[str, tuple[str, str]]
    banners: Mapping[str, tuple[str, str]]
    months: Sequence[str]
    lead: str = "Introduction"
    infobox: str = "Facts"
    notes: str = "Notes"
    table: str = "Table"
    edit: str = "Edit"
    edit_section: str = "Edit section: %s"
    reference: str = "Reference %s"
    about_it: str = "About"
    about_reference: str = "About the source of reference %s"
    note: str = "Note %s"
    back_to_reference: str = "Back to use %s of reference %s"
    back_to_note: str = "Back to use %s of note %s"
    cited_times: str = "cited %s times"
    more_uses: str = "and %s more"
    never_used: str = "never used"
    help: str = "Help"
    never_cited: str = "never cited"
    same_source: str = "the same source as reference %s"
    no_record: str = "No source stands behind the key %s."
    needs_source: str = "needs a source"
    since: str = "since %s"
    reason: str = "Reason: %s"
    main_article: str = "Main article: %s."
    main_articles: str = "Main articles: %s."
    see_also: str = "See also: %s."
    about: str = "This article is about %s."
    other_use: str = "For %s, see %s."
    listed: tuple[str, str] = field(default=(", ", " and "))

    def month(self, since: str) -> str:
        """Return "November 2026" for "2026-11", and what is no month as it stands."""
        year, _, month = since.partition("-")
        if month.isdecimal() and 1 <= int(month) <= 12:
            return f"{self.months[int(month) - 1]} {year}"
        return since

    def joined(self, items: Sequence[str]) -> str:
        """Return the items as a list in words: "A, B and C"."""
        comma, last = self.listed
        if len(items) < 2:
            return "".join(items)
        return comma.join(items[:-1]) + last + items[-1]


ENGLISH = Labels(
    markers={
        "citation needed": ("citation needed", "No source given"),
        "failed verification": ("failed verification", "The source does not say this"),
        "better source needed": ("better source needed", "A better source is wanted"),
        "dubious": ("dubious", "This is doubted"),
        "clarify": ("clarify", "It is not clear what this means"),
        "when": ("when?", "It is not said when"),
        "who": ("who?", "It is not said who"),
        "page needed": ("page needed", "It is not said where in the source"),
        "dead link": ("dead link", "The source is gone from its address"),
    },
    banners={
        "more sources needed": (
            "This article needs more sources",
            "This section needs more sources",
        ),
        "neutrality disputed": (
            "Whether this article is neutral is disputed",
            "Whether this section is neutral is disputed",
        ),
        "out of date": ("This article is out of date", "This section is out of date"),
    },
    months=(
        *("January", "February", "March", "April", "May", "June", "July"),
        *("August", "September", "October", "November", "December"),
    ),
)

_TABLES = {"en": ENGLISH}

MARKERS = tuple(ENGLISH.markers)
"""Names of the markers that stand in running text."""
BANNERS = tuple(ENGLISH.banners)
"""Names of the banners, which stand on a line of their own."""
HATNOTES = ("main", "see also", "about")
"""Names of the hatnotes, which stand on a line of their own."""


def labels(language: str) -> Labels:
    """Return the words for a BCP 47 tag: of the tag, else of its language, else English."""
    tag = language.casefold()
    return _TABLES.get(tag) or _TABLES.get(tag.partition("-")[0], ENGLISH)
