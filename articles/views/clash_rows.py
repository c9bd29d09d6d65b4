"""The clashes of a merge as the clash screen shows them, one fieldset each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from articles.citing import printed_html
from articles.comparing import Clash, diff_words
from articles.forms.clashes import Chosen
from articles.pages.changes import pieces_html
from articles.pages.printed import printed_sources
from articles.pages.stored import stored_html

if TYPE_CHECKING:
    from articles.views.clashing import Sides

PARTS: Mapping[str, str] = {
    "text": gettext_noop("Text"),
    "infobox": gettext_noop("Infobox"),
    "references": gettext_noop("Reference"),
    "short_description": gettext_noop("Short description"),
    "language": gettext_noop("Language of the text"),
    "options": gettext_noop("Options"),
    "categories": gettext_noop("Categories"),
}


@dataclass(frozen=True, slots=True)
class Side:
    """What stands in one place on one side, HTML; empty where nothing does."""

    html: SafeString
    nothing: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """One choice: a radio button."""

    value: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ShownClash:
    """One place to choose at.

    Attributes:
        name: of the radio buttons; number: from 1.
        part, place: where it is, in words; the place is an editor's word and may be empty.
        mine_name: what the side called mine is called.
        offers: the choices.
        anew: what is written anew so far, None where nothing can be.
        problem: what is missing; empty.
    """

    name: str
    number: int
    part: str
    place: str
    before: Side
    theirs: Side
    mine: Side
    mine_name: str
    offers: tuple[Offer, ...]
    anew: str | None
    problem: str


def shown_clashes(
    clashes: Sequence[Clash], chosen: Sequence[Chosen], sides: Sides, mine_name: str
) -> tuple[ShownClash, ...]:
    """Return the clashes with what is chosen so far (one query where references clash)."""
    printed = _printed(clashes, sides)
    return tuple(
        _shown(number, clash, one, sides, mine_name, printed)
        for number, (clash, one) in enumerate(zip(clashes, chosen, strict=True), 1)
    )


def _shown(
    number: int,
    clash: Clash,
    one: Chosen,
    sides: Sides,
    mine_name: str,
    printed: Mapping[str, str],
) -> ShownClash:
    before, mine, theirs = _sides(clash, printed)
    is_begun = bool(one.take)
    return ShownClash(
        name=one.name,
        number=number,
        part=_(PARTS[clash.part]),
        place=clash.place,
        before=before,
        theirs=theirs,
        mine=mine,
        mine_name=mine_name,
        offers=tuple(_offers(clash, one, mine_name)),
        anew=(one.text or clash.mine) if clash.can_be_anew else None,
        problem=_("Write what shall stand here, or choose a side.")
        if is_begun and one.choice is None
        else "",
    )


def _offers(clash: Clash, one: Chosen, mine_name: str) -> list[Offer]:
    found = [("mine", mine_name), ("theirs", _("Theirs"))]
    if clash.can_be_both:
        found.append(("both", _("Both, one after the other")))
    if clash.can_be_anew:
        found.append(("anew", _("Write anew")))
    return [Offer(value, words, value == one.take) for value, words in found]


def _sides(clash: Clash, printed: Mapping[str, str]) -> tuple[Side, Side, Side]:
    """Return before, mine and theirs; what each side wrote anew is marked."""
    if clash.part == "references":
        before, mine, theirs = (
            Side(stored_html(printed.get(uid, escape(uid))), "" if uid else _nothing(""))
            for uid in (clash.base, clash.mine, clash.theirs)
        )
    else:
        before = Side(SafeString(escape(clash.base)), _nothing(clash.base))
        mine, theirs = (
            Side(_marked(clash.base, text), _nothing(text)) for text in (clash.mine, clash.theirs)
        )
    return before, mine, theirs


def _marked(before: str, after: str) -> SafeString:
    if not before:
        return SafeString(escape(after))
    return pieces_html(diff_words(before, after)[1])


def _nothing(text: str) -> str:
    return "" if text.strip() else _("Nothing stands here.")


def _printed(clashes: Sequence[Clash], sides: Sides) -> dict[str, str]:
    """Return the printed references of the sources at which references clash, by uid."""
    uids = {
        uid
        for clash in clashes
        if clash.part == "references"
        for uid in (clash.base, clash.mine, clash.theirs)
    }
    if not uids:
        return {}
    new = {uid: printed_html(one) for uid, one in sides.mine.new_sources.items() if uid in uids}
    return {**new, **printed_sources(uids)}
