"""Notes that both sides added under one name."""

from __future__ import annotations

from itertools import count

from articles.comparing.soundness import Readings
from articles.markup.spans import spans


def notes_apart(base: str, mine: str, theirs: str, read: Readings) -> str:
    """Return theirs with other names for the new notes that mine also has, with other words."""
    known = read[base].notes, read[mine].notes, read[theirs].notes
    for name in sorted((known[1] & known[2]) - known[0]):
        if _definition(mine, name) != _definition(theirs, name):
            free = next(one for n in count(2) if (one := f"{name}{n}") not in set.union(*known))
            theirs = _renamed(theirs, name, free)
    return theirs


def _definition(text: str, name: str) -> str:
    """Return the first line of the note's definition."""
    return text.partition(f"[^{name}]:")[2].partition("\n")[0].strip()


def _renamed(text: str, old: str, new: str) -> str:
    parts, done = [], 0
    for span in spans(text):
        words = text[max(span.start, done) : span.end]
        parts += [text[done : max(span.start, done)], words.replace(f"[^{old}]", f"[^{new}]")]
        done = max(span.end, done)
    return "".join([*parts, text[done:]])
