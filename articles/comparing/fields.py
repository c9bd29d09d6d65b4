"""What changed in single values, in lists of names, and in the infobox."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from articles.comparing.matching import Effort, matched
from articles.comparing.words import Pieces, diff_words, whole
from articles.content import FieldValue, Infobox, InfoboxField


@dataclass(frozen=True, slots=True)
class Change:
    """A text that reads otherwise.

    Attributes:
        before, after: its pieces; none of an empty text.
    """

    before: Pieces
    after: Pieces


@dataclass(frozen=True, slots=True)
class NamesChange:
    """What changed in a list of names.

    Attributes:
        added, removed: names on one side only, in order.
        is_reordered: whether the names on both sides stand in another order.
    """

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    is_reordered: bool = False

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.is_reordered)


@dataclass(frozen=True, slots=True)
class ValueChange:
    """One value of an infobox field.

    Attributes:
        kind: "same", "changed", "added" or "removed".
        before, after: pieces of its text; empty on a side that has no such value.
        rank_before, rank_after: rank on each side; empty where there is no such value.
    """

    kind: str
    before: Pieces
    after: Pieces
    rank_before: str
    rank_after: str


@dataclass(frozen=True, slots=True)
class FieldChange:
    """What changed in one infobox field.

    Attributes:
        name: its stable name.
        label: what readers see after (of a removed field, saw before).
        label_before: the label before where it reads otherwise; else empty.
        kind: "added", "removed", "changed", or "moved" (nothing but its place changed).
        is_moved: whether its place among the fields that stay changed.
        values: its values on both sides, in order, also those that stay.
    """

    name: str
    label: str
    label_before: str
    kind: str
    is_moved: bool
    values: tuple[ValueChange, ...]


def text_change(before: str, after: str, effort: Effort) -> Change | None:
    """Return how the text changed, or None."""
    return None if before == after else Change(*diff_words(before, after, effort))


def names_change(before: Sequence[str], after: Sequence[str]) -> NamesChange:
    """Return how the list changed; falsy if it did not."""
    old, new = set(before), set(after)
    return NamesChange(
        tuple(name for name in after if name not in old),
        tuple(name for name in before if name not in new),
        [name for name in before if name in new] != [name for name in after if name in old],
    )


def infobox_changes(before: Infobox, after: Infobox, effort: Effort) -> tuple[FieldChange, ...]:
    """Return the fields that changed: those of the infobox after in its order, then removed ones.

    Fields are the same if their names are.
    """
    old = {row.name: row for row in before.fields}
    new = {row.name: row for row in after.fields}
    kept = [name for name in old if name in new], [name for name in new if name in old]
    stay = {kept[0][i] for i, _ in matched(*kept, effort)}
    found = []
    for name, row in new.items():
        if name not in old:
            found.append(_one_sided(row, "added"))
        elif old[name] != row or name not in stay:
            found.append(_field_change(old[name], row, name not in stay, effort))
    found += [_one_sided(row, "removed") for name, row in old.items() if name not in new]
    return tuple(found)


def _one_sided(row: InfoboxField, kind: str) -> FieldChange:
    pairs = ((None, one) if kind == "added" else (one, None) for one in row.values)
    values = tuple(_value_change(old, new, Effort()) for old, new in pairs)
    return FieldChange(row.name, row.label, "", kind, False, values)


def _field_change(
    old: InfoboxField, new: InfoboxField, is_moved: bool, effort: Effort
) -> FieldChange:
    label_before = old.label if old.label != new.label else ""
    kind = "moved" if old == new else "changed"
    values = tuple(_value_changes(old.values, new.values, effort))
    return FieldChange(new.name, new.label, label_before, kind, is_moved, values)


def _value_changes(
    old: Sequence[FieldValue], new: Sequence[FieldValue], effort: Effort
) -> list[ValueChange]:
    """Pair equal texts first; between them, the values as they stand in order."""
    found = []
    i = j = 0
    texts = [value.text for value in old], [value.text for value in new]
    for i_end, j_end in [*matched(*texts, effort), (len(old), len(new))]:
        found += [
            _value_change(one, other, effort)
            for one, other in zip_longest(old[i:i_end], new[j:j_end])
        ]
        if i_end < len(old):
            found.append(_value_change(old[i_end], new[j_end], effort))
        i, j = i_end + 1, j_end + 1
    return found


def _value_change(old: FieldValue | None, new: FieldValue | None, effort: Effort) -> ValueChange:
    if old and new:
        before, after = diff_words(old.text, new.text, effort)
        kind = "same" if old == new else "changed"
        return ValueChange(kind, before, after, old.rank, new.rank)
    if old:
        return ValueChange("removed", whole(old.text, "deleted"), (), old.rank, "")
    rank, text = (new.rank, new.text) if new else ("", "")
    return ValueChange("added", (), whole(text, "inserted"), "", rank)
