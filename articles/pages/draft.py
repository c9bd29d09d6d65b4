"""The page of an own draft: what it is, who may read it, and what its editor can do with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from articles import permissions
from articles.drafting import MOST_READERS
from articles.models import Edit, Status
from articles.models.articles import address
from articles.pages.effects import difference_address
from articles.pages.languages import direction
from articles.pages.moments import Made, made
from articles.pages.own import continue_address, withdraw_address

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User


@dataclass(frozen=True, slots=True)
class DraftReader:
    """Somebody to whom a draft is shown; `uid` is the account's."""

    uid: str
    name: str


@dataclass(frozen=True, slots=True)
class DraftPage:
    """An own draft, as its editor and those it is shown to see it.

    Attributes:
        address: of this page, to hand on; it leads to the newest form of the draft.
        article_address: of what readers see; empty where they see nothing yet.
        read_address: the draft as an article.
        changes_address: what it changes in its base; empty of a new article.
        is_own: whether the reader is its editor.
        is_behind: whether readers see a newer text than the draft was made upon.
        readers: those it is shown to; has_room: whether it can be shown to one more.
        is_published_at_once: whether readers will see it as soon as it is sent.
    """

    title: str
    language: str
    direction: str
    address: str
    made: Made
    article_address: str
    read_address: str
    changes_address: str
    continue_address: str
    withdraw_address: str
    is_own: bool
    is_behind: bool
    readers: tuple[DraftReader, ...]
    has_room: bool
    is_published_at_once: bool


def find_draft(uid: str, reader: User) -> Edit | None:
    """Return the draft that this one has become, if the reader may read it (at most 5 queries).

    Each change makes a new edit: whoever was given the address of an earlier one finds the
    newest. It may have been sent since, and be a draft no longer.
    """
    asked = Edit.objects.exclude(article=None).filter(uid=uid).first()
    if asked is None:
        return None
    following = dict(
        Edit.objects.filter(article=asked.article_id, editor=asked.editor_id)
        .exclude(continues=None)
        .values_list("continues", "pk")
    )
    newest = asked.pk
    while newest in following:
        newest = following[newest]
    edits = Edit.objects.select_related("editor", "base", "article__published_edit")
    return permissions.visible_edits(edits, reader).filter(pk=newest).first()


def draft_page(draft: Edit, reader: User) -> DraftPage:
    """Return the page of a draft that `find_draft` found (at most five queries)."""
    article = draft.article
    if article is None or draft.status != Status.DRAFT:
        raise TypeError("draft_page() takes drafts of articles")
    is_own = draft.editor_id == reader.pk
    published = article.published_edit if not article.is_deleted else None
    readers = tuple(
        DraftReader(one.uid, one.shown_name) for one in draft.shown_to.order_by("username")
    )
    base = draft.base
    return DraftPage(
        title=draft.title,
        language=article.language,
        direction=direction(article.language),
        address=reverse("articles:draft", args=[draft.uid]),
        made=made(draft),
        article_address=address("article", article.title) if published else "",
        read_address=draft.get_absolute_url(),
        changes_address=difference_address(base.uid, draft.uid) if base else "",
        continue_address=continue_address(draft),
        withdraw_address=withdraw_address(draft),
        is_own=is_own,
        is_behind=bool(published and published.pk != draft.base_id),
        readers=readers if is_own else (),
        has_room=len(readers) < MOST_READERS,
        is_published_at_once=is_own and permissions.publishes_as(article, reader) is not None,
    )
