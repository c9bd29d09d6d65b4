"""The history of an article: its published revisions by day, any two of which can be compared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import permissions
from articles.content import is_uid
from articles.models import Article, Deed, Edit
from articles.models.articles import address
from articles.pages.finding import Found, find
from articles.pages.languages import direction
from articles.pages.moments import Made, day_of, made, time_of
from articles.pages.paging import Order, window

if TYPE_CHECKING:
    from articles.permissions import Reader

ROWS = 50
READERS_ORDER = Order(("published_at", "id"), descending=True)

_SHOWN = (
    *("uid", "deed", "made_at", "published_at", "summary", "is_minor", "editor_name"),
    *("words", "citations", "markers", "article_id", "editor__username"),
    *("editor__is_name_hidden", "is_editor_hidden", "is_summary_hidden", "is_text_hidden"),
    *("replaces__uid", "replaces__words", "replaces__citations", "replaces__markers"),
)


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One revision in a list.

    Attributes:
        deed: what it did where that is not plain editing ("reverted"); else empty.
        effect: "+212 words, +2 citations, −1 marker"; empty where no number changed.
        changes_address: its difference from the one before; empty of the first.
        day: "22 November 2026".
        is_from, is_to: whether it is chosen as the older, the newer side of a comparison.
    """

    made: Made
    day: str
    is_minor: bool
    deed: str
    effect: str
    changes_address: str
    is_from: bool
    is_to: bool


@dataclass(frozen=True, slots=True)
class Day:
    """The revisions of one day, the newest first."""

    name: str
    rows: tuple[HistoryRow, ...]


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """One page of a history.

    Attributes:
        carried: revisions chosen on another page, so that paging does not lose the choice.
        newer, older: uid at which the next page that way begins; empty where there is none.
        is_only_one: whether the article has one revision so far.
        can_compare: whether there are two to compare.
    """

    title: str
    language: str
    direction: str
    address: str
    article_address: str
    edit_address: str
    carried: tuple[HistoryRow, ...]
    days: tuple[Day, ...]
    newer: str
    older: str
    is_only_one: bool
    can_compare: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader asked of a history.

    Attributes:
        older, newer: uids of the two revisions to compare; each may be empty.
        before, after: uid of the revision below, or above, which the page begins.
    """

    older: str = ""
    newer: str = ""
    before: str = ""
    after: str = ""

    @property
    def uids(self) -> frozenset[str]:
        """The uids among them that can be some."""
        return frozenset(filter(is_uid, (self.older, self.newer, self.before, self.after)))


def find_for_history(path: str, reader: Reader) -> Found | None:
    """Return the article with what its history shows of it, or None (one query).

    Raises TitleRefused: no article can have such a title.
    """
    return find(path, reader, Article.objects.only("title", "language"))


def history_page(article: Article, choice: Choice, reader: Reader) -> HistoryPage:
    """Return one page of the article's history (two queries)."""
    edits = _published_edits(reader)
    # By uid alone: with the article too, SQLite would walk its whole history for them.
    named = {
        edit.uid: edit
        for edit in (edits.filter(uid__in=choice.uids) if choice.uids else ())
        if edit.article_id == article.pk
    }
    seen = window(
        edits.filter(article=article),
        READERS_ORDER,
        ROWS,
        below=_place(named.get(choice.before)),
        above=_place(named.get(choice.after)),
    )
    pair = _chosen(seen.rows, choice, named)
    here = {edit.uid for edit in seen.rows}
    carried = sorted(
        (named[uid] for uid in set(pair) & named.keys() - here), key=time_of, reverse=True
    )
    is_only_one = len(seen.rows) == 1 and not (seen.has_earlier or seen.has_later)
    return HistoryPage(
        title=article.title,
        language=article.language,
        direction=direction(article.language),
        address=address("history", article.title),
        article_address=address("article", article.title),
        edit_address=address("edit", article.title),
        carried=tuple(_row(edit, pair, day_of(time_of(edit))) for edit in carried),
        days=tuple(_days(seen.rows, pair)),
        newer=seen.rows[0].uid if seen.rows and seen.has_earlier else "",
        older=seen.rows[-1].uid if seen.rows and seen.has_later else "",
        is_only_one=is_only_one,
        can_compare=bool(seen.rows) and not is_only_one,
    )


def difference_address(before: str, after: str) -> str:
    """Return the address of the difference between two revisions, by uid."""
    return reverse("articles:diff", args=[before, after])


def effect_in_words(edit: Edit, before: Edit | None) -> str:
    """Return what an edit did to the numbers: "+212 words, +2 citations, −1 marker"."""
    return numbers_in_words(
        edit.words - (before.words if before else 0),
        edit.citations - (before.citations if before else 0),
        edit.markers - (before.markers if before else 0),
    )


def numbers_in_words(words: int, citations: int, markers: int) -> str:
    """Return differences in words, those of nothing left out."""
    parts = []
    if words:
        parts.append(ngettext("%(count)s word", "%(count)s words", abs(words)))
    if citations:
        parts.append(ngettext("%(count)s citation", "%(count)s citations", abs(citations)))
    if markers:
        parts.append(ngettext("%(count)s marker", "%(count)s markers", abs(markers)))
    counts = filter(None, (words, citations, markers))
    return _(", ").join(
        text % {"count": _signed(count)} for text, count in zip(parts, counts, strict=True)
    )


def _signed(count: int) -> str:
    sign, size = "−" if count < 0 else "+", abs(count)
    return f"{sign}{number_format(size, force_grouping=True) if size >= 1000 else size}"


def _published_edits(reader: Reader) -> QuerySet[Edit]:
    return (
        permissions.visible_edits(Edit.objects.exclude(published_at=None), reader)
        .select_related("editor", "replaces")
        .only(*_SHOWN)
    )


def _place(edit: Edit | None) -> Sequence[object]:
    return (edit.published_at, edit.pk) if edit else ()


def _chosen(rows: Sequence[Edit], choice: Choice, named: dict[str, Edit]) -> tuple[str, str]:
    """Return the pair to compare: what the reader chose, else the newest and the one before."""
    older = choice.older if choice.older in named else ""
    newer = choice.newer if choice.newer in named else ""
    if not (older or newer) and len(rows) > 1:
        return rows[1].uid, rows[0].uid
    return older, newer


def _days(rows: Iterable[Edit], pair: tuple[str, str]) -> Iterable[Day]:
    for _date, edits in groupby(rows, key=lambda edit: timezone.localtime(time_of(edit)).date()):
        of_day = list(edits)
        name = day_of(time_of(of_day[0]))
        yield Day(name, tuple(_row(edit, pair, name) for edit in of_day))


def _row(edit: Edit, pair: tuple[str, str], day: str) -> HistoryRow:
    before = edit.replaces
    return HistoryRow(
        made=made(edit),
        day=day,
        is_minor=edit.is_minor,
        deed="" if edit.deed == Deed.EDIT else str(edit.get_deed_display()),
        effect=effect_in_words(edit, before),
        changes_address=difference_address(before.uid, edit.uid) if before else "",
        is_from=edit.uid == pair[0],
        is_to=edit.uid == pair[1],
    )
