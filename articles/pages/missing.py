"""The page of a title that no article has: it offers to write it, and names titles near it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from rapidfuzz import fuzz, process

from articles import permissions
from articles.content import title_from_path, title_key
from articles.models import Article, Title
from articles.models.articles import address
from articles.pages.deleted import Deleted, deleted_at
from articles.pages.own_notices import own_notices
from articles.pages.parts import Link, Notice

if TYPE_CHECKING:
    from articles.permissions import Reader

NEIGHBOURS = 1_000
"""Titles looked at on either side of the missing one, in the order of keys."""
LONGER = 20
"""Titles looked at that hold the missing one whole."""
LEAST_TO_HOLD = 4
"""Letters from which a title is looked for inside others."""
MOST_NEAR = 6
LEAST_LIKENESS = 75
"""Of 100; below it a title is another one, not this one mistyped."""


@dataclass(frozen=True, slots=True)
class MissingPage:
    """A title that nobody has written an article under.

    Attributes:
        write_address: the edit form for it; empty for one who may not write.
        redirect_address: the form that makes it lead to another article; likewise.
        near: articles with titles much like it, the likest first.
        deleted: what is told of the article that was deleted there; None where none was, or on
            pages that say nothing of it.
        own: what the reader began under this title and nobody decided on, each a notice.
    """

    title: str
    write_address: str
    redirect_address: str
    near: tuple[Link, ...]
    deleted: Deleted | None
    own: tuple[Notice, ...] = ()


def missing_page(path: str, reader: Reader, *, tells_deletion: bool = False) -> MissingPage:
    """Return the page of a title that leads nowhere (two queries; three to tell of a deletion; one
    more for who is signed in).

    Raises TitleRefused: no article can have such a title.
    """
    title = title_from_path(path)
    may_write = not reader.is_authenticated or permissions.may_edit(None, reader)
    return MissingPage(
        title=title,
        # Who is signed out is asked to sign in there.
        write_address=address("edit", title) if may_write else "",
        redirect_address=address("add_redirect", title) if may_write else "",
        near=tuple(Link(shown, address("article", shown)) for shown in near_titles(title, reader)),
        deleted=deleted_at(title, reader) if tells_deletion else None,
        own=own_notices(None, title, reader),
    )


def near_titles(title: str, reader: Reader) -> list[str]:
    """Return the shown titles that are most like this one, the likest first (two queries).

    Looked at are those before and after it in order, which begin alike, and those that hold it.
    """
    key = title_key(title)
    titles = Title.objects.all()
    before = titles.filter(key__lt=key).order_by("-key").values("pk")[:NEIGHBOURS]
    after = titles.filter(key__gt=key).order_by("key").values("pk")[:NEIGHBOURS]
    articles = permissions.visible_articles(Article.objects.all(), reader)
    near = articles.filter(Q(titles__pk__in=before) | Q(titles__pk__in=after))
    candidates = dict(near.values_list("titles__key", "titles__shown"))
    if len(key) >= LEAST_TO_HOLD:
        longer = articles.filter(titles__key__contains=key)
        candidates |= dict(longer.values_list("titles__key", "titles__shown")[:LONGER])
    found = process.extract(
        key, list(candidates), scorer=_likeness, limit=MOST_NEAR, score_cutoff=LEAST_LIKENESS
    )
    return [candidates[near] for near, _score, _place in found]


def _likeness(one: str, other: str, **options: object) -> float:
    """Return how like two keys are, of 100: letter by letter, or the words in any order."""
    return max(fuzz.ratio(one, other), fuzz.token_set_ratio(one, other) - 5)
