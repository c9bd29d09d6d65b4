"""Numbers by first use, and the marks that lead to what is numbered."""

from __future__ import annotations

from collections import defaultdict

from articles.markup.bounds import Allowance
from articles.markup.references import LONGEST_SECTION_NAME, Use


class Ledger:
    """Numbers names in the order in which they are first used, each group from 1.

    Attributes:
        numbers: the number of each name used, in order of first use.
        counts: how often each was used.
        uses: the marks of each, as far as the allowance for links back went.
    """

    def __init__(self, prefix: str, allowance: Allowance) -> None:
        self.numbers: dict[str, int] = {}
        self.counts: dict[str, int] = {}
        self.uses: defaultdict[str, list[Use]] = defaultdict(list)
        self._prefix = prefix
        self._allowance = allowance
        self._last: defaultdict[str, int] = defaultdict(int)

    def use(self, name: str, section: str, group: str = "") -> tuple[int, str]:
        """Record one more use; return the number, and the id of the mark or ""."""
        if name not in self.numbers:
            self._last[group] += 1
            self.numbers[name] = self._last[group]
            self.counts[name] = 0
        self.counts[name] += 1
        if not self._allowance.take():
            return self.numbers[name], ""
        # A name may end in a hyphen and a number, but the last hyphen is ours, so that no two
        # marks share an id. Two hyphens keep clear of the ids of sections.
        mark = f"{self._prefix}--{name}-{self.counts[name]}"
        self.uses[name].append(Use(mark, _shortened(section)))
        return self.numbers[name], mark


def _shortened(name: str) -> str:
    return name if len(name) <= LONGEST_SECTION_NAME else name[: LONGEST_SECTION_NAME - 1] + "…"
