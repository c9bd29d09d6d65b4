"""What an edit did, in a line: its numbers, and the address of its difference."""

from __future__ import annotations

from functools import cache

from django.urls import get_script_prefix, reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Edit


def difference_address(before: str, after: str) -> str:
    """Return the address of the difference between two revisions, by uid."""
    return _shape(get_script_prefix()).format(before, after)


@cache
def _shape(_prefix: str) -> str:
    """Return the address with places for both uids: looked up once, as a history names many."""
    before, after = "a" * 16, "b" * 16
    found = reverse("articles:diff", args=[before, after])
    return found.replace(before, "{0}").replace(after, "{1}")


def effect_in_words(edit: Edit, before: Edit | None) -> str:
    """Return what an edit did to the numbers: "+212 words, +2 citations, −1 marker"."""
    return numbers_in_words(
        edit.words - (before.words if before else 0),
        edit.citations - (before.citations if before else 0),
        edit.markers - (before.markers if before else 0),
    )


def numbers_in_words(words: int, citations: int, markers: int) -> str:
    """Return differences in words, those of nothing left out."""
    parts = []
    if words:
        parts.append(ngettext("%(count)s word", "%(count)s words", abs(words)))
    if citations:
        parts.append(ngettext("%(count)s citation", "%(count)s citations", abs(citations)))
    if markers:
        parts.append(ngettext("%(count)s marker", "%(count)s markers", abs(markers)))
    counts = filter(None, (words, citations, markers))
    return _(", ").join(
        text % {"count": _signed(count)} for text, count in zip(parts, counts, strict=True)
    )


def _signed(count: int) -> str:
    sign, size = "−" if count < 0 else "+", abs(count)
    return f"{sign}{number_format(size, force_grouping=True) if size >= 1000 else size}"
