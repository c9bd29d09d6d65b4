"""What the acts of an article say beside its edits: its titles, its protection, its deletion."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from articles.content import title_key
from articles.models import Article, Deletion, Protection, Title
from articles.revisions.verifying.chains import Told, moment
from articles.revisions.verifying.edits import first_title
from articles.revisions.verifying.lives import Lives

OF_DELETED = frozenset({"undelete", "hide", "show", "erase", "withdraw"})
"""Acts that a deleted article still allows."""


class Government:
    """The acts of one article that are about no edit, replayed."""

    def __init__(self) -> None:
        self.first_title: str | None = None
        self.title: str | None = None
        self.redirects: dict[str, str] = {}
        self.protection: tuple[str, str, datetime | None] | None = None
        self.deletion: tuple[str, datetime, str | None] | None = None

    def take(self, told: Told) -> Iterator[str] | None:
        """Let the act happen, and yield what is against the rules; None: it is none of these."""
        deed = {
            "redirect": self._redirect,
            "unredirect": self._unredirect,
            "move": self._move,
            "protect": self._protect,
            "delete": self._delete,
            "undelete": self._undelete,
        }.get(told.facts["act"])
        return None if deed is None else deed(told)

    def allows(self, act: str) -> bool:
        """Say whether the act may come now."""
        return self.deletion is None or act in OF_DELETED

    def _redirect(self, told: Told) -> Iterator[str]:
        title = told.facts["title"]
        if title_key(title) in self.redirects:
            yield f"“{title}” leads here already."
        self.redirects[title_key(title)] = title

    def _unredirect(self, told: Told) -> Iterator[str]:
        title = told.facts["title"]
        if self.redirects.pop(title_key(title), None) != title:
            yield f"“{title}” did not lead here."

    def _move(self, told: Told) -> Iterator[str]:
        before, to = told.facts["from"], told.facts["to"]
        self.first_title = self.first_title or before
        if self.title not in {None, before}:
            yield "it is moved from a title that it did not have."
        self.redirects.pop(title_key(to), None)
        if told.facts["redirect"]:
            self.redirects[title_key(before)] = before
        self.title = to

    def _protect(self, told: Told) -> Iterator[str]:
        level, until = told.facts["level"], told.facts["until"]
        end = datetime.fromisoformat(until) if until else None
        self.protection = (level, told.note, end) if level else None
        yield from ()

    def _delete(self, told: Told) -> Iterator[str]:
        if set(told.facts["redirects"]) != set(self.redirects.values()):
            yield "it names other redirects than there were."
        self.deletion = (told.note, moment(told.facts), told.facts["actor"])

    def _undelete(self, told: Told) -> Iterator[str]:
        back = told.facts["redirects"]
        if self.deletion is None or not set(back) <= set(self.redirects.values()):
            yield "what was not deleted is brought back."
        self.redirects = {title_key(title): title for title in back}
        self.deletion = None


def article_unlike(article: Article, government: Government, lives: Lives) -> Iterator[str]:
    """Yield what differs between an article's own rows and its acts."""
    is_deleted = government.deletion is not None
    if article.is_deleted != is_deleted:
        yield "its acts do not say so of its deletion."
    if article.pending != lives.pending:
        yield f"it counts {article.pending} pending edits; there are {lives.pending}."
    if article.review_every != lives.every:
        yield "its acts name another interval of review."
    published = lives.of.get(lives.published or "")
    if published and "text" in published.hidden and not is_deleted:
        yield "readers see a text that is hidden."
    first = first_title(article)
    if first and government.first_title not in {None, first}:
        yield f"its first edit calls it “{first}”, its first move otherwise."
    title = government.title or first
    if title is not None and article.title != title:
        yield f"it is called “{article.title}”; its acts say “{title}”."
    yield from _titles_unlike(article, government, lives)
    if _protection(article) != government.protection:
        yield "it is protected otherwise than its acts say."
    if _deletion(article) != government.deletion:
        yield "its deletion is told otherwise than its acts say."


def _titles_unlike(article: Article, government: Government, lives: Lives) -> Iterator[str]:
    is_there = lives.published is not None and government.deletion is None
    rows = Title.objects.filter(article=article).values_list("shown", "key", "is_redirect")
    there = {shown for shown, _, is_redirect in rows if is_redirect}
    own = [shown for shown, _, is_redirect in rows if not is_redirect]
    for shown, key, _ in rows:
        if key != title_key(shown):
            yield f"the title “{shown}” is looked up by another name."
    told = set(government.redirects.values()) if is_there else set()
    for title in sorted(told - there):
        yield f"the redirect “{title}” is gone."
    for title in sorted(there - told):
        yield f"the redirect “{title}” has no act."
    if own != ([article.title] if is_there else []):
        yield "its own title leads elsewhere, or to what readers do not see."


def _protection(article: Article) -> tuple[str, str, datetime | None] | None:
    return (
        Protection.objects.filter(article=article).values_list("level", "reason", "until").first()
    )


def _deletion(article: Article) -> tuple[str, datetime, str | None] | None:
    rows = Deletion.objects.filter(article=article)
    return rows.values_list("reason", "at", "by__uid").first()
