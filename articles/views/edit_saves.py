"""How the edit form saves: its buttons, true for who edits, and the own edit it goes on with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from articles.models import Article, Edit, Status
from articles.pages.moments import Made, made
from articles.pages.own import Badge, badge_of, withdraw_address
from articles.permissions import UNDECIDED, publishes_as

if TYPE_CHECKING:
    from articles.permissions import Reader


@dataclass(frozen=True, slots=True)
class Continued:
    """The own edit that is taken up again.

    Attributes:
        is_behind: whether readers see a newer revision than the one it began from.
        withdraw_address: where it is taken back; empty where it was decided on.
    """

    made: Made
    badge: Badge
    is_behind: bool
    withdraw_address: str


@dataclass(frozen=True, slots=True)
class SaveButton:
    """What the filled button does, and says that it does.

    Attributes:
        do: "publish" or "send"; words and busy: before and after it is pressed.
        keeps: words of the button that keeps the edit as a draft; empty where it cannot be one.
    """

    do: str
    words: str
    busy: str
    keeps: str = ""


def save_button(
    article: Article | None, editor: Reader, continued: Edit | None = None
) -> SaveButton:
    """Return the buttons that save an edit of the article, true for who edits (six queries)."""
    waits = continued is not None and continued.status in (Status.PENDING, Status.CHANGES_ASKED)
    keeps = "" if waits else _("Keep as draft")
    if editor.is_authenticated and publishes_as(article, editor) is None:
        return SaveButton("send", _("Send for review"), _("Sending…"), keeps)
    return SaveButton("publish", _("Publish"), _("Publishing…"), keeps)


def continued_of(edit: Edit, article: Article | None) -> Continued:
    """Return what the form says of the own edit that it takes up again."""
    published = article.published_edit if article else None
    return Continued(
        made=made(edit),
        badge=badge_of(edit),
        is_behind=published is not None and published.pk != edit.base_id,
        withdraw_address=withdraw_address(edit) if edit.status in UNDECIDED else "",
    )
