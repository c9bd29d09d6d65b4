"""The pieces of a printed reference, and the line that they are put on."""

from __future__ import annotations

from dataclasses import dataclass

_STOPS = tuple(".?!…。？！")
_CLOSING_QUOTES = "\"'”’»"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a printed reference.

    Attributes:
        text: plain, not escaped.
        style: "" or "italic".
        href: an http or https address, or "".
    """

    text: str
    style: str = ""
    href: str = ""


class Line:
    """A reference as it grows: sentences, each ended by one full stop.

    Source: Help:Citation Style 1, "Separators": a full stop and a space between the elements,
    and none where the element ends in a mark of its own.
    """

    __slots__ = ("_last", "_parts", "_plain")

    def __init__(self) -> None:
        self._parts: list[Part] = []
        self._plain: list[str] = []
        self._last = ""

    def sentence(self, text: str, style: str = "", href: str = "") -> None:
        """End the sentence so far and begin the next with the text; an empty one is left out."""
        if text:
            if self._last:
                self.put(" " if self._is_ended() else ". ")
            self.put(text, style, href)

    def put(self, text: str, style: str = "", href: str = "") -> None:
        """Go on with the text as it stands."""
        if not text:
            return
        self._last = text
        if style or href:
            self._flush()
            self._parts.append(Part(text, style, href))
        else:
            self._plain.append(text)

    def end(self) -> None:
        """End the last sentence."""
        if self._last and not self._is_ended():
            self.put(".")

    def parts(self) -> tuple[Part, ...]:
        """Return what stands on the line, plain neighbours in one part."""
        self._flush()
        return tuple(self._parts)

    def _is_ended(self) -> bool:
        return self._last.rstrip(_CLOSING_QUOTES).endswith(_STOPS)

    def _flush(self) -> None:
        if self._plain:
            self._parts.append(Part("".join(self._plain)))
            self._plain.clear()
