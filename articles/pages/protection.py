"""How an article is protected, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from articles import permissions
from articles.models import Article, Level
from articles.pages.managing import ArticleHead, article_head


@dataclass(frozen=True, slots=True)
class LevelChoice:
    """A level to choose: its value, its name, and what it means."""

    value: str
    name: str
    meaning: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ProtectionPage:
    """How an article is protected now.

    Attributes:
        level: its name.
        is_own: whether it is the article's own, not the site's.
        reason: why; may be empty.
        until: when it ends by itself; None where it stays.
        choices: the levels; the first is the site's.
    """

    head: ArticleHead
    address: str
    level: str
    meaning: str
    is_own: bool
    reason: str
    until: datetime | None
    choices: tuple[LevelChoice, ...]


def protection_page(article: Article, address: str, chosen: str | None = None) -> ProtectionPage:
    """Return the page of an article's protection (one query).

    `chosen` is the level that a form names; None to begin with the present one.
    """
    now = permissions.protection_of(article)
    own = now.level if now.pk else ""
    chosen = own if chosen is None else chosen
    default = Level(settings.DEFAULT_PROTECTION)
    site = _("As the site is: %(level)s") % {"level": default.label}
    return ProtectionPage(
        head=article_head(article),
        address=address,
        level=str(Level(now.level).label),
        meaning=meaning(Level(now.level)),
        is_own=bool(now.pk),
        reason=now.reason,
        until=now.until,
        choices=(
            LevelChoice("", site, _("No level of its own."), chosen == ""),
            *(
                LevelChoice(one.value, one.label.capitalize(), meaning(one), chosen == one.value)
                for one in Level
            ),
        ),
    )


def meaning(level: Level) -> str:
    """Return in a sentence what a level asks of editors."""
    match level:
        case Level.OPEN:
            if settings.OPEN_TO_UNTRUSTED:
                return _("Every contributor's edit is published at once.")
            return _("Edits of trusted contributors and reviewers are published at once.")
        case Level.REVIEWED:
            return _("Edits wait for a reviewer, but for those of trusted contributors.")
        case Level.STRICT:
            return _("Every edit waits, reviewers' too, until two reviewers accept it.")
        case Level.CLOSED:
            return _("Only reviewers edit; their edits are published at once.")
