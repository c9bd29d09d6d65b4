"""What one line under the title tells readers of a revision: its sources, and its review."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Edit, PublishedAs
from articles.pages.decisions import REVIEWED
from articles.pages.moments import Made, day_of, made

ASK_FOR_A_SOURCE = "citation needed"
"""The kind of the markers that do."""


@dataclass(frozen=True, slots=True)
class Review:
    """What readers are told of a revision's review.

    Attributes:
        kind: "reviewed", "published" (by one who may without a review) or "unreviewed".
        icon: name of a symbol.
        words: "Reviewed 22 November 2026 by Mina K."; address: of the decision; may be empty.
    """

    kind: str
    icon: str
    words: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What one line under the title says of a revision.

    Attributes:
        citations, markers: how many there are; of markers, those that ask for a source.
        sourced: "42 citations".
        needs: "2 need a source, 1 needs other work"; empty where nothing does.
        review: whether somebody else looked at it.
        last_edit: the edit that made it; None where the review says whose it is.
    """

    citations: int
    markers: int
    sourced: str
    needs: str
    review: Review
    last_edit: Made | None


def standing_of(edit: Edit, *, citations: int, markers: int, needs_source: int) -> Standing:
    """Return the standing of a published edit (no query where its people are selected with it).

    Args:
        markers: of all kinds; needs_source: those among them that ask for a source.
    """
    review = review_of(edit)
    return Standing(
        citations=citations,
        markers=needs_source,
        sourced=_in_figures(
            ngettext("%(count)s citation", "%(count)s citations", citations), citations
        ),
        needs=_needs(needs_source, markers - needs_source),
        review=review,
        last_edit=made(edit) if review.kind == "unreviewed" else None,
    )


def review_of(edit: Edit) -> Review:
    """Return what readers are told of the review of a published edit."""
    address = edit.get_absolute_url()
    if edit.reviewed_by and edit.reviewed_at:
        words = _("Reviewed %(day)s by %(name)s") % {
            "day": day_of(edit.reviewed_at),
            "name": edit.reviewed_by.shown_name,
        }
        return Review("reviewed", "reviewed", words, f"{address}#{REVIEWED}")
    about = {"name": edit.shown_editor}
    match edit.published_as:
        case PublishedAs.REVIEWER:
            return Review(
                "published", "check", _("Published by %(name)s, reviewer") % about, address
            )
        case PublishedAs.TRUSTED:
            words = _("Published by %(name)s, trusted contributor") % about
            return Review("published", "check", words, address)
    return Review("unreviewed", "unreviewed", _("Not yet reviewed"))


def _needs(source: int, work: int) -> str:
    parts = (
        (source, ngettext("%(count)s needs a source", "%(count)s need a source", source)),
        (work, ngettext("%(count)s needs other work", "%(count)s need other work", work)),
    )
    return _(", ").join(_in_figures(text, count) for count, text in parts if count > 0)


def _in_figures(text: str, count: int) -> str:
    return text % {"count": number_format(count, force_grouping=True)}
