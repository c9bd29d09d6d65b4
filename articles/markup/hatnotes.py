"""The words of hatnotes: `{{main|Title}}`, `{{see also|Title}}`, `{{about|this|other|Title}}`."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from articles.markup.html import escape
from articles.markup.labels import Labels
from articles.markup.pieces import LinkStart, Piece

_PLACE = "%s"


def hatnote(token: Token, labels: Labels) -> list[Piece]:
    """Return the pieces of a hatnote token, whose meta holds its name, words and links."""
    shown: list[list[Piece]] = [
        [escape(words)] if link is None else _linked(link, words)
        for words, link in zip(token.meta["words"], token.meta["links"], strict=True)
    ]
    match token.meta["name"]:
        case "about":
            sentences = _about(shown, labels)
        case "main":
            form = labels.main_article if len(shown) == 1 else labels.main_articles
            sentences = _filled(form, [_listed(shown, labels)])
        case _:
            sentences = _filled(labels.see_also, [_listed(shown, labels)])
    return ['<div role="note" class="hatnote">', *sentences, "</div>\n"]


def _linked(link: LinkStart, words: str) -> list[Piece]:
    name, _, section = (part.strip() for part in words.partition("#"))
    return [link, escape(f"{name} § {section}" if name and section else name + section), "</a>"]


def _about(shown: list[list[Piece]], labels: Labels) -> list[Piece]:
    """Return "This article is about A. For B, see C. For D, see E." """
    sentences = _filled(labels.about, shown[:1]) if any(shown[0]) else []
    for place in range(1, len(shown) - 1, 2):
        if sentences:
            sentences.append(" ")
        sentences += _filled(labels.other_use, shown[place : place + 2])
    return sentences


def _listed(items: Sequence[list[Piece]], labels: Labels) -> list[Piece]:
    form = labels.joined([_PLACE] * len(items))
    return _filled(form, items)


def _filled(form: str, items: Sequence[list[Piece]]) -> list[Piece]:
    """Return the form with the items in its places, in order."""
    between = form.split(_PLACE)
    pieces: list[Piece] = [between[0]]
    for item, text in zip(items, between[1:], strict=False):
        pieces += [*item, text]
    return pieces
