"""Lists by key, never by offset: a list of 100,000 rows opens as fast as one of ten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Window(Generic[Row]):
    """Some rows of a list, in its order.

    Attributes:
        rows: at most as many as were asked for.
        has_earlier: whether the list has rows above these.
        has_later: whether it has rows below these.
    """

    rows: tuple[Row, ...]
    has_earlier: bool
    has_later: bool


@dataclass(frozen=True, slots=True)
class Order:
    """The order of a list; the names together tell its rows apart.

    Attributes:
        names: of the fields, the first weighing most.
        descending: whether the largest come first.
    """

    names: tuple[str, ...]
    descending: bool = False


def window(
    rows: QuerySet[Row],
    order: Order,
    size: int,
    *,
    below: Sequence[object] = (),
    above: Sequence[object] = (),
) -> Window[Row]:
    """Return the rows below, or those above, one with these values; or the first (one query)."""
    found = list(cut(rows, order, size, below=below, above=above))
    return window_of(found, size, below=below, above=above)


def cut(
    rows: QuerySet[Row],
    order: Order,
    size: int,
    *,
    below: Sequence[object] = (),
    above: Sequence[object] = (),
) -> QuerySet[Row]:
    """Return the query for a window, which finds one row more than it shows."""
    descending = order.descending != bool(above)
    if start := above or below:
        rows = rows.filter(_beyond(order.names, start, "lt" if descending else "gt"))
    return rows.order_by(*(f"{'-' * descending}{n}" for n in order.names))[: size + 1]


def window_of(
    found: Sequence[Row],
    size: int,
    *,
    below: Sequence[object] = (),
    above: Sequence[object] = (),
) -> Window[Row]:
    """Return the window of what the query of `cut` found, in its order."""
    has_more, shown = len(found) > size, found[:size]
    if above:
        return Window(tuple(reversed(shown)), has_earlier=has_more, has_later=True)
    return Window(tuple(shown), has_earlier=bool(below), has_later=has_more)


def _beyond(names: Sequence[str], values: Sequence[object], side: str) -> Q:
    """Say that the fields, compared in order, lie beyond the values.

    The first is bounded on its own too, so that an index on it is searched, not walked.
    """
    strictly = Q(**{f"{names[0]}__{side}": values[0]})
    if len(names) == 1:
        return strictly
    bounded = Q(**{f"{names[0]}__{side}e": values[0]})
    return bounded & (strictly | _beyond(names[1:], values[1:], side))
