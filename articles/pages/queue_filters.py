"""What the queue can be narrowed to, and the addresses that carry it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_noop

from articles import permissions
from articles.content import one_line, title_key
from articles.models import Act, ArticleCategory, Deed, Edit, Status

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User

AGES: Mapping[int, str] = {
    0: gettext_noop("however long it waits"),
    1: gettext_noop("longer than a day"),
    7: gettext_noop("longer than a week"),
    30: gettext_noop("longer than a month"),
}
"""What the queue can be narrowed to by age, in days."""
KINDS: Mapping[str, str] = {
    "articles": gettext_noop("New articles"),
    "editors": gettext_noop("New editors"),
    "sources": gettext_noop("Removes sources"),
    "due": gettext_noop("Due again"),
    "mine": gettext_noop("Mine"),
}
"""What else it can be narrowed to, each by itself or together with others."""
LAST_ACTS = 1000
"""Acts of a reviewer among which those are looked for that make an edit theirs."""
FEW_MEMBERS = 500
"""Members up to which a category is looked up by them, else along the queue."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reviewer narrows the queue to.

    Attributes:
        age: least days that an edit has waited; a key of AGES.
        category: as typed; empty for any.
        kinds: some of KINDS; all of them hold.
    """

    age: int = 0
    category: str = ""
    kinds: tuple[str, ...] = ()

    @classmethod
    def of(cls, age: str, category: str, kinds: Iterable[str]) -> Filters:
        """Return the filters that an address names; what it names wrongly is left out."""
        days = int(age) if age in map(str, AGES) else 0
        wanted = set(kinds)
        chosen = tuple(kind for kind in KINDS if kind in wanted)
        return cls(days, one_line(category)[:200], chosen)

    @property
    def query(self) -> str:
        """They as an address carries them; empty where there are none."""
        pairs = [("age", str(self.age))] if self.age else []
        pairs += [("category", self.category)] if self.category else []
        return urlencode([*pairs, *(("only", kind) for kind in self.kinds)])


def review_address(uid: str, filters: Filters) -> str:
    """Return the address at which an edit is decided on, and which leads on in the queue."""
    address = reverse("articles:review_edit", args=[uid])
    return f"{address}?{filters.query}" if filters.query else address


# Not “status is pending”: a database would walk the index of that, and find one in a hundred. And
# not “is true”, for which SQLite asks no index.
_NARROWINGS: Mapping[str, Q] = {
    "articles": Q(deed=Deed.CREATE) & ~Q(status=Status.PUBLISHED),
    "editors": Q(is_by_newcomer__in=[True]) & ~Q(status=Status.PUBLISHED),
    "sources": Q(removes_sources__in=[True]) & ~Q(status=Status.PUBLISHED),
    "due": Q(status=Status.PUBLISHED),
}


def narrowed(filters: Filters, reviewer: User) -> QuerySet[Edit]:
    """Return what waits now and keeps all the filters (a query for a category, one for “mine”)."""
    until = timezone.now() - timedelta(days=filters.age)
    edits = permissions.visible_edits(Edit.objects.all(), reviewer).filter(
        waiting_since__lte=until, article__is_deleted=False
    )
    for kind, narrowing in _NARROWINGS.items():
        if kind in filters.kinds:
            edits = edits.filter(narrowing)
    if "mine" in filters.kinds:
        edits = _own_cases(edits, reviewer)
    return _in_category(edits, title_key(filters.category)) if filters.category else edits


def _own_cases(edits: QuerySet[Edit], reviewer: User) -> QuerySet[Edit]:
    """Return what the reviewer accepted once already, and what came back from an editor whom they
    asked for changes in that article.
    """
    acts = Act.objects.filter(actor=reviewer).order_by("-at", "-id").values("pk")[:LAST_ACTS]
    own = Act.objects.filter(pk__in=acts)
    accepted = own.filter(name="accept", edit__status=Status.PENDING)
    came_back = own.filter(
        name="ask",
        edit__status=Status.SUPERSEDED,
        edit__article__edits__status=Status.PENDING,
        edit__article__edits__waiting_since__isnull=False,
        edit__article__edits__continues__isnull=False,
        edit__article__edits__editor=F("edit__editor"),
    )
    found = accepted.values_list("edit_id").union(came_back.values_list("edit__article__edits"))
    return edits.filter(pk__in=[key for (key,) in found])


def _in_category(edits: QuerySet[Edit], key: str) -> QuerySet[Edit]:
    members = ArticleCategory.objects.filter(key=key)
    few = list(members.values_list("article_id", flat=True)[: FEW_MEMBERS + 1])
    if len(few) <= FEW_MEMBERS:
        return edits.filter(article__in=few)
    return edits.filter(Exists(members.filter(article=OuterRef("article_id"))))
