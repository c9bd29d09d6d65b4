"""The history of an article: its published revisions by day, any two of which can be compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import permissions
from articles.content import is_uid
from articles.models import Article, Edit, EditPart, Status
from articles.models.articles import address
from articles.pages.finding import Found, find
from articles.pages.history_filters import Filters, Narrowing, filters
from articles.pages.history_rows import SHOWN, Day, HistoryRow, Pair, Reading, runs_of
from articles.pages.languages import direction
from articles.pages.managing import manage_links
from articles.pages.moments import day_of, time_of
from articles.pages.paging import Order, Window, cut, window_of
from articles.pages.parts import Link

if TYPE_CHECKING:
    from articles.permissions import Reader

ROWS = 40
READERS_ORDER = Order(("published_at", "id"), descending=True)
_PARTS_ORDER = Order(("published_at", "edit_id"), descending=True)
_BESIDE = ("editor", "reviewed_by", "replaces")


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """One page of a history.

    Attributes:
        filters: the form that narrows it.
        waiting: how many edits wait for review; empty for readers, and where none does.
        ways_on: what the reader may do with the newest revision.
        manage: what the reader may do with the article beside editing it.
        carried: revisions chosen on another page, so that paging does not lose the choice.
        newer, older: uid at which the next page that way begins; empty where there is none.
        is_only_one: whether the article has one revision so far.
        is_empty: whether no edit is as the history is narrowed to.
        can_compare: whether there are two to compare.
    """

    title: str
    language: str
    direction: str
    address: str
    article_address: str
    edit_address: str
    filters: Filters
    waiting: str
    ways_on: tuple[Link, ...]
    manage: tuple[Link, ...]
    carried: tuple[HistoryRow, ...]
    days: tuple[Day, ...]
    newer: str
    older: str
    is_only_one: bool
    is_empty: bool
    can_compare: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader asked of a history.

    Attributes:
        older, newer: uids of the two revisions to compare; each may be empty.
        before, after: uid of the revision below, or above, which the page begins.
        narrowing: which edits to list.
    """

    older: str = ""
    newer: str = ""
    before: str = ""
    after: str = ""
    narrowing: Narrowing = field(default_factory=Narrowing)

    @property
    def uids(self) -> frozenset[str]:
        """The uids among them that can be some."""
        return frozenset(filter(is_uid, (self.older, self.newer, self.before, self.after)))


def find_for_history(path: str, reader: Reader) -> Found | None:
    """Return the article with what its history shows of it, or None (one query).

    Raises TitleRefused: no article can have such a title.
    """
    shown = ("uid", "title", "language", "pending", "published_edit", "is_deleted")
    articles = Article.objects.select_related("rendering").only(*shown, "rendering__outline")
    return find(path, reader, articles)


def history_page(article: Article, choice: Choice, reader: Reader) -> HistoryPage:
    """Return one page of the history of an article found for it (at most three queries)."""
    named = _named(article, choice, reader)
    seen = _listed(article, choice, named, reader)
    sees_hidden = permissions.is_administrator(reader)
    reading = Reading(sees_hidden, _chosen(seen.rows, choice, named, Reading(sees_hidden, Pair())))
    is_newest = bool(seen.rows) and not seen.has_earlier and not choice.narrowing
    is_only_one = is_newest and len(seen.rows) == 1 and not seen.has_later
    return HistoryPage(
        title=article.title,
        language=article.language,
        direction=direction(article.language),
        address=address("history", article.title),
        article_address=address("article", article.title),
        edit_address=address("edit", article.title),
        filters=filters(article, choice.narrowing),
        waiting=_waiting(article, reader),
        ways_on=tuple(_ways_on(seen.rows[0], article, reader)) if is_newest else (),
        manage=manage_links(article, reader),
        carried=_carried(seen.rows, named, reading),
        days=tuple(reading.days(seen.rows)),
        newer=seen.rows[0].uid if seen.rows and seen.has_earlier else "",
        older=seen.rows[-1].uid if seen.rows and seen.has_later else "",
        is_only_one=is_only_one,
        is_empty=not seen.rows,
        can_compare=bool(seen.rows) and not is_only_one,
    )


def _named(article: Article, choice: Choice, reader: Reader) -> dict[str, Edit]:
    """Return the edits that the choice names, by uid (one query where it names any)."""
    if not choice.uids:
        return {}
    # By uid alone: with the article too, SQLite would walk its whole history for them.
    edits = permissions.listed_edits(Edit.objects.filter(uid__in=choice.uids), reader)
    rows = edits.select_related(*_BESIDE).only(*SHOWN)
    return {edit.uid: edit for edit in rows if edit.article_id == article.pk}


def _listed(
    article: Article, choice: Choice, named: Mapping[str, Edit], reader: Reader
) -> Window[Edit]:
    """Return the edits of this page of the history (one query).

    Its inner query walks one index and joins nothing, whatever a database expects of joins.
    """
    place = {"below": _place(named.get(choice.before)), "above": _place(named.get(choice.after))}
    asked, here = choice.narrowing, {"article": article, "published_at__isnull": False}
    keys: QuerySet[Any, int]
    if asked.part:
        parts = asked.of(EditPart.objects.filter(**here, part=asked.part))
        keys = cut(parts, _PARTS_ORDER, ROWS, **place).values_list("edit_id", flat=True)
    else:
        edits = asked.of(Edit.objects.filter(**here, status=Status.PUBLISHED))
        keys = cut(edits, READERS_ORDER, ROWS, **place).values_list("pk", flat=True)
    shown = permissions.listed_edits(Edit.objects.filter(pk__in=keys), reader)
    found = shown.select_related(*_BESIDE).only(*SHOWN)
    rows = cut(found, _way(READERS_ORDER, place["above"]), ROWS)
    return window_of(list(rows), ROWS, **place)


def _way(order: Order, above: Sequence[object]) -> Order:
    """Return the order in which a page is found: from its end up where it is the one above."""
    return replace(order, descending=order.descending != bool(above))


def _place(edit: Edit | None) -> Sequence[object]:
    return (edit.published_at, edit.pk) if edit else ()


def _chosen(
    rows: Sequence[Edit], choice: Choice, named: Mapping[str, Edit], reading: Reading
) -> Pair:
    """Return the pair to compare: what the reader chose, else the newest and the one before its
    run; within it where the page has but one run.
    """
    older = choice.older if choice.older in named else ""
    newer = choice.newer if choice.newer in named else ""
    readable = [edit for edit in rows if reading.may_read(edit)]
    if older or newer or len(readable) < 2:
        return Pair(older, newer)
    heads = [run[0] for run in runs_of(readable)]
    before = heads[1] if len(heads) > 1 else readable[1]
    return Pair(before.uid, readable[0].uid)


def _carried(
    rows: Sequence[Edit], named: Mapping[str, Edit], reading: Reading
) -> tuple[HistoryRow, ...]:
    """Return the rows of what is chosen and not on this page, the newest first."""
    here = {edit.uid for edit in rows}
    elsewhere = {reading.pair.older, reading.pair.newer} & named.keys() - here
    in_order = sorted((named[uid] for uid in elsewhere), key=time_of, reverse=True)
    readable = filter(reading.may_read, in_order)
    return tuple(reading.row(edit, day_of(time_of(edit))) for edit in readable)


def _waiting(article: Article, reader: Reader) -> str:
    """Return what those who take part are told of edits that wait."""
    if not (article.pending and reader.is_authenticated):
        return ""
    words = ngettext(
        "%(count)d edit waits for review.", "%(count)d edits wait for review.", article.pending
    )
    return words % {"count": article.pending}


def _ways_on(newest: Edit, article: Article, reader: Reader) -> Sequence[Link]:
    """Return what a reviewer may do with the edit that readers see."""
    if newest.pk != article.published_edit_id or not newest.replaces:
        return ()
    if not permissions.is_reviewer(reader):
        return ()
    words = _("Roll back the last edits of %(editor)s") % {"editor": newest.shown_editor}
    return (Link(words, reverse("articles:rollback", args=[newest.uid]), "undo"),)
