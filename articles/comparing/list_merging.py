"""Three-way merge of lists whose members have names: fields, references, categories."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from articles.comparing.clashes import Clash, Hole, Merged, one_of_three
from articles.content import FieldValue, InfoboxField, ReferenceEntry, title_key

T = TypeVar("T")
Named = Mapping[str, T]


def merge_fields(
    base: Sequence[InfoboxField], mine: Sequence[InfoboxField], theirs: Sequence[InfoboxField]
) -> Merged[InfoboxField | None]:
    """Return the merged fields of the infobox; None where a field shall not be."""
    old, one, other = ({row.name: row for row in rows} for rows in (base, mine, theirs))
    return _merged(old, one, other, _field)


def merge_references(
    base: Sequence[ReferenceEntry],
    mine: Sequence[ReferenceEntry],
    theirs: Sequence[ReferenceEntry],
    held: Collection[str] = (),
) -> Merged[ReferenceEntry | None]:
    """Return the merged references; None where a reference shall not be.

    The keys in `held` clash though one side alone changed them.
    """
    old, one, other = ({entry.key: entry for entry in side} for side in (base, mine, theirs))
    return _merged(old, one, other, _reference, held)


def merge_names(base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]) -> Merged[str]:
    """Return the merged list of categories. It never clashes: spelt twice anew, mine counts."""
    old, one, other = ({title_key(name): name for name in side} for side in (base, mine, theirs))
    merged = _merged(old, one, other, lambda _, mine, theirs: mine or theirs)
    return Merged(tuple(filter(None, merged.taking("mine"))), merged.joined)


def merge_options(
    base: frozenset[str], mine: frozenset[str], theirs: frozenset[str]
) -> Merged[frozenset[str]]:
    """Return the merged set. It never clashes: a name is there or not."""
    merged = (base | mine | theirs) - (base - mine) - (base - theirs)
    return Merged((merged,), len(base ^ merged))


def _merged(
    base: Named[T],
    mine: Named[T],
    theirs: Named[T],
    clash: Callable[[T | None, T | None, T | None], T | Hole[T | None] | None],
    held: Collection[str] = (),
) -> Merged[T | None]:
    """Merge name by name; `clash` is asked about one that both sides changed differently."""
    pieces: list[T | Hole[T | None] | None] = []
    joined = 0
    for name in _order(list(base), list(mine), list(theirs)):
        three = base.get(name), mine.get(name), theirs.get(name)
        settled = None if name in held else one_of_three(*three)
        if settled is None:
            pieces.append(clash(*three))
        else:
            joined += settled[0] != three[0]
            if settled[0] is not None:
                pieces.append(settled[0])
    return Merged(tuple(pieces), joined)


def _order(base: list[str], mine: list[str], theirs: list[str]) -> list[str]:
    """Return every name once, in the order of the side that changed the order, else of both.

    A name of the other side comes behind the one that it follows there.
    """
    in_mine = set(mine)
    in_base = set(base)
    is_mine_new = [name for name in base if name in in_mine] != [
        name for name in mine if name in in_base
    ]
    first, second = (mine, theirs) if is_mine_new else (theirs, mine)
    order = _woven(first, second)
    return _woven(order, base)


def _woven(first: list[str], second: Iterable[str]) -> list[str]:
    """Return the first list, with what only the second has behind what it follows there."""
    known = set(first)
    behind: dict[str, list[str]] = {}
    last = ""
    for name in second:
        if name in known:
            last = name
        else:
            behind.setdefault(last, []).append(name)
    woven = behind.get("", [])
    for name in first:
        woven += [name, *behind.get(name, ())]
    return woven


def _reference(
    base: ReferenceEntry | None, mine: ReferenceEntry | None, theirs: ReferenceEntry | None
) -> Hole[ReferenceEntry | None]:
    key = next(entry.key for entry in (mine, theirs, base) if entry)
    was, one, other = (entry.source if entry else "" for entry in (base, mine, theirs))
    return Hole(Clash("references", key, was, one, other), mine, theirs)


def _field(
    base: InfoboxField | None, mine: InfoboxField | None, theirs: InfoboxField | None
) -> InfoboxField | Hole[InfoboxField | None]:
    """Return the field, if label and values were changed apart from each other; else a hole."""
    if mine and theirs:
        label = one_of_three(base.label if base else "", mine.label, theirs.label)
        values = _values(base.values if base else (), mine.values, theirs.values)
        if label and values:
            return InfoboxField(mine.name, label[0], values)
    shown = next(row.label for row in (mine, theirs, base) if row)
    both = None
    if mine and theirs:
        both = replace(mine, values=tuple(dict.fromkeys((*mine.values, *theirs.values))))
    was, one, other = (_text(row) for row in (base, mine, theirs))
    clash = Clash("infobox", shown, was, one, other, can_be_both=bool(both), can_be_anew=True)
    return Hole(clash, mine, theirs, both, partial(_anew, mine or theirs))


def _values(
    base: tuple[FieldValue, ...], mine: tuple[FieldValue, ...], theirs: tuple[FieldValue, ...]
) -> tuple[FieldValue, ...] | None:
    """Return the values, if each was changed by one side at most; else None."""
    if settled := one_of_three(base, mine, theirs):
        return settled[0]
    if not len(base) == len(mine) == len(theirs):
        return None
    values = [one_of_three(*three) for three in zip(base, mine, theirs, strict=True)]
    return None if None in values else tuple(value[0] for value in values if value)


def _text(row: InfoboxField | None) -> str:
    return "\n".join(value.text for value in row.values) if row else ""


def _anew(model: InfoboxField | None, text: str) -> InfoboxField | None:
    """Return the field with one value for each line of the text, ranks in order as they were."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if model is None or not lines:
        return None
    ranks = [value.rank for value in model.values][: len(lines)]
    ranks += ["normal"] * (len(lines) - len(ranks))
    return replace(model, values=tuple(map(FieldValue, lines, ranks)))
