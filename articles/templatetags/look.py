"""What every template may use to draw: icons, dates, the meter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from urllib.parse import unquote

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.pages.body import ContentsEntry
from articles.pages.history_rows import HistoryRow

register = template.Library()

METER_WIDTH, METER_GAP = 96, 2
"""Width of the meter and the gap between its bars, in units of its viewBox."""

_ABOUT_TITLES = frozenset({"wiki", "edit", "history", "category"})
_FORMS = {"date": "j F Y", "time": "H:i", "moment": "j F Y, H:i"}


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """Return the symbol of icons.svg with this name, silent beside its word."""
    return format_html(
        '<svg class="icon icon-{}" aria-hidden="true"><use href="{}#{}"/></svg>',
        name,
        static("articles/icons.svg"),
        name,
    )


@register.simple_tag
def when(moment: datetime, form: str = "date") -> SafeString:
    """Return a moment as readers see it, in the site's zone: as "date", "time" or "moment"."""
    local = timezone.localtime(moment)
    return format_html(
        '<time datetime="{}">{}</time>',
        local.isoformat(timespec="seconds"),
        date_format(local, _FORMS[form], use_l10n=False),
    )


@register.simple_tag
def named_page(address: str | None) -> str:
    """Return the title that an address of ours is about: "/edit/Red_fox" gives "Red fox".

    Empty for any other address: a page that is not about a title is not worth naming.
    """
    _, _, path = (address or "").partition("?")[0].partition("/")
    view, _, title = path.partition("/")
    return unquote(title).replace("_", " ") if view in _ABOUT_TITLES else ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One stretch of the meter: its kind, where it begins, and its width."""

    kind: str
    x: float
    width: float


def bars(**counts: int) -> tuple[Bar, ...]:
    """Share the meter's width among counts by kind; one of 0 has no bar.

    A bar is at least 3 units wide, so that one open marker among 300 citations still shows.
    """
    present = {kind: count for kind, count in counts.items() if count > 0}
    room = METER_WIDTH - METER_GAP * (len(present) - 1)
    least = 3.0
    spare = room - least * len(present)
    found, x = [], 0.0
    for kind, count in present.items():
        width = round(least + spare * count / sum(present.values()), 2)
        found.append(Bar(kind, round(x, 2), width))
        x += width + METER_GAP
    return tuple(found)


@register.simple_tag
def meter(sourced: int = 0, needs: int = 0) -> SafeString:
    """Draw the meter: what has a source, and what is marked as needing one.

    Always followed by the words that say the same.
    """
    drawn = format_html_join(
        "",
        '<rect class="meter-{}" x="{}" width="{}" height="8"/>',
        ((bar.kind, bar.x, bar.width) for bar in bars(sourced=sourced, needs=needs)),
    )
    return format_html(
        '<svg class="meter" viewBox="0 0 {} 8" preserveAspectRatio="none" aria-hidden="true">'
        "{}</svg>",
        METER_WIDTH,
        drawn,
    )


@register.simple_tag
def contents_lines(contents: Iterable[ContentsEntry], language: str, direction: str) -> SafeString:
    """Return the lines of the contents; a loop of the template takes ten times as long."""
    written = format_html(' lang="{}" dir="{}"', language, direction)
    return format_html_join(
        "\n",
        '<li class="level-{}"><a href="#{}"{}>{}</a></li>',
        (
            (entry.level, entry.anchor, written if entry.is_written else "", entry.words)
            for entry in contents
        ),
    )


_RADIO = (
    '<label class="history-radio"><input class="radio" type="radio" name="{}" value="{}"{}>'
    '<span class="hidden">{} {}, {}</span></label>'
)


@register.simple_tag
def revision_radios(row: HistoryRow, older_side: str, newer_side: str, time: str) -> SafeString:
    """Return the two radios that choose a revision for comparison: a history has a hundred, and
    the template takes five times as long.
    """
    checked = SafeString(" checked")
    uid, day = row.made.uid, row.day
    return format_html(
        _RADIO + _RADIO,
        *("from", uid, checked if row.is_from else "", older_side, day, time),
        *("to", uid, checked if row.is_to else "", newer_side, day, time),
    )
