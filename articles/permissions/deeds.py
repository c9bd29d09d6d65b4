"""What somebody may do, and the sentence for who may not."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from articles.content import Proposal, title_key
from articles.errors import NotAllowed, Sentence
from articles.models import Act, Article, Block, Edit, Level, Protection, PublishedAs, Status
from articles.permissions.addresses import as_digits
from articles.permissions.people import (
    blocks_on,
    holding_blocks,
    is_administrator,
    is_reviewer,
    is_trusted,
)

if TYPE_CHECKING:
    from articles.permissions.people import Reader
    from encyclopedia.accounts.models import User

STRICT_REVIEWERS = 2
"""How many reviewers accept an edit where review is strict."""
UNDECIDED = (Status.DRAFT, Status.PENDING, Status.CHANGES_ASKED)
"""The statuses in which an edit is its editor's to change or withdraw."""


def protection_of(article: Article | None) -> Protection:
    """Return what protects the article now: its own protection, or the site's (one query)."""
    return holding(Protection.objects.filter(article=article).first() if article else None)


def holding(own: Protection | None) -> Protection:
    """Return what protects an article with this protection of its own: that, or the site's."""
    if own and (own.until is None or own.until > timezone.now()):
        return own
    return Protection(level=settings.DEFAULT_PROTECTION)


def may_edit(article: Article | None, editor: Reader) -> bool:
    """Say whether the person may edit the article, or make a new one where it is None."""
    return _reason_against(article, editor) is None


def require_edit(article: Article | None, editor: Reader) -> None:
    """Refuse who may not edit the article, or make a new one where it is None.

    Raises NotAllowed.
    """
    if reason := _reason_against(article, editor):
        raise NotAllowed(reason)


def require_sources(proposal: Proposal, before: frozenset[str], editor: Reader) -> None:
    """Refuse an edit that brings sources beside those before, from who is kept from that.

    Raises NotAllowed.
    """
    named = {entry.source for entry in proposal.content.references} | set(proposal.new_sources)
    if named <= before:
        return
    for block in blocks_on(editor):
        if block.no_sources:
            raise NotAllowed(_kept_from_sources(block))


def require_categories(proposal: Proposal, editor: Reader) -> None:
    """Refuse an edit that puts an article into a category that its editor is kept from.

    Raises NotAllowed.
    """
    if not proposal.content.categories:
        return
    keys = set(map(title_key, proposal.content.categories))
    for block in blocks_on(editor):
        if block.stops_editing and block.category_key in keys:
            raise NotAllowed(_blocked(block))


def publishes_as(article: Article | None, editor: User) -> PublishedAs | None:
    """Return what lets the person publish an edit of the article unreviewed; None: it waits.

    Of an article that is not made yet where it is None.
    """
    level = protection_of(article).level
    if level == Level.STRICT or not may_edit(article, editor):
        return None
    if is_reviewer(editor):
        return PublishedAs.REVIEWER
    if level == Level.OPEN:
        if is_trusted(editor):
            return PublishedAs.TRUSTED
        return PublishedAs.CONTRIBUTOR if settings.OPEN_TO_UNTRUSTED else None
    is_new = article is None or article.published_edit_id is None
    if level == Level.REVIEWED and not is_new and is_trusted(editor):
        return PublishedAs.TRUSTED
    return None


def may_move(article: Article, person: Reader) -> bool:
    """Say whether the person may give the article another title."""
    return _reason_against_move(article, person) is None


def require_move(article: Article, person: Reader) -> None:
    """Refuse who may not give the article another title, or take one from it that led there: all
    but reviewers, and trusted contributors unless it is strict or closed.

    Raises NotAllowed.
    """
    if reason := _reason_against_move(article, person):
        raise NotAllowed(reason)


def may_redirect(article: Article, person: User) -> bool:
    """Say whether the person may make another title lead to the article."""
    return _reason_against_redirect(article, person) is None


def require_redirect(article: Article, person: User) -> None:
    """Refuse who may not make another title lead to the article, which no review follows: all but
    those whose edits of it need none, and those who may move it.

    Raises NotAllowed.
    """
    if reason := _reason_against_redirect(article, person):
        raise NotAllowed(reason)


def acceptances_asked(article: Article | None) -> int:
    """Return how many reviewers must accept an edit of the article."""
    return acceptances_under(protection_of(article))


def acceptances_under(protection: Protection) -> int:
    """Return how many reviewers must accept an edit of an article protected like this."""
    return STRICT_REVIEWERS if protection.level == Level.STRICT else 1


def may_review(edit: Edit, person: Reader) -> bool:
    """Say whether the person may decide on the edit, if it waits."""
    return _reason_against_review(edit, person) is None


def require_review(edit: Edit, person: Reader) -> None:
    """Refuse who may not decide on the edit: all but reviewers, and its own editor.

    Raises NotAllowed.
    """
    if reason := _reason_against_review(edit, person):
        raise NotAllowed(reason)


def has_accepted(edit: Edit, person: Reader) -> bool:
    """Say whether the person accepted this edit before, where more than one are asked to."""
    return Act.objects.filter(edit=edit, name="accept", actor_id=person.pk).exists()


def may_change(edit: Edit, person: Reader) -> bool:
    """Say whether the edit is the person's own, and not decided on: to change or withdraw."""
    return person.is_authenticated and edit.editor_id == person.pk and edit.status in UNDECIDED


def require_change(edit: Edit, person: Reader) -> None:
    """Refuse who may not change or withdraw the edit. Raises NotAllowed."""
    if not person.is_authenticated or edit.editor_id != person.pk:
        raise NotAllowed(Sentence("Only its editor can do this with the edit."))
    if edit.status not in UNDECIDED:
        raise NotAllowed(
            Sentence("This edit is %(status)s by now. Look it up in My edits.", status=edit.status)
        )


def require_reviewer(person: Reader) -> None:
    """Refuse all but reviewers, and blocked ones. Raises NotAllowed."""
    if not is_reviewer(person):
        raise NotAllowed(Sentence("Only reviewers can do this. Ask one of them."))
    require_unblocked(person)


def require_administrator(person: Reader) -> None:
    """Refuse all but administrators. Raises NotAllowed."""
    if not is_administrator(person):
        raise NotAllowed(Sentence("Only administrators can do this. Ask one of them."))


def require_unblocked(person: Reader) -> None:
    """Refuse who is blocked from everything but reading. Raises NotAllowed."""
    for block in blocks_on(person):
        if block.stops_editing and _is_whole(block):
            raise NotAllowed(_blocked(block))


def require_sign_up(address: str) -> None:
    """Refuse to make an account for who asks from an address that is kept from it.

    Raises NotAllowed.
    """
    digits = as_digits(address)
    if not digits:
        return
    blocks = holding_blocks().filter(low__lte=digits, high__gte=digits, stops_sign_up=True)
    if block := blocks.order_by("pk").first():
        raise NotAllowed(_kept_from_sign_up(block))


def _reason_against(article: Article | None, editor: Reader) -> Sentence | None:
    if not (editor.is_authenticated and editor.is_active):
        return Sentence("Only contributors can edit. Sign in, or create an account.")
    for block in blocks_on(editor):
        if block.stops_editing and (_is_whole(block) or _is_about(block, article)):
            return _blocked(block)
    if article is None:
        return None
    if article.is_deleted:
        return Sentence("This article is deleted. Ask an administrator to bring it back.")
    protection = protection_of(article)
    if protection.level == Level.CLOSED and not is_reviewer(editor):
        return _closed(protection)
    return None


def _reason_against_move(article: Article, person: Reader) -> Sentence | None:
    reason = _reason_against(article, person)
    if reason or is_reviewer(person):
        return reason
    if protection_of(article).level in {Level.STRICT, Level.CLOSED}:
        return Sentence("Only reviewers can change the titles of this article. Ask one of them.")
    if not is_trusted(person):
        return Sentence(
            "Only reviewers and trusted contributors can change the titles of this article. Ask "
            "one of them."
        )
    return None


def _reason_against_redirect(article: Article, person: User) -> Sentence | None:
    reason = _reason_against(article, person)
    if reason or publishes_as(article, person):
        return reason
    return _reason_against_move(article, person)


def _reason_against_review(edit: Edit, person: Reader) -> Sentence | None:
    if not is_reviewer(person):
        return Sentence("Only reviewers decide on edits.")
    if edit.editor_id == person.pk:
        return Sentence("Nobody decides on an edit of their own. Another reviewer will.")
    if edit.article is not None and edit.article.is_deleted:
        return Sentence("This article is deleted. Ask an administrator to bring it back.")
    for block in blocks_on(person):
        if block.stops_editing and (_is_whole(block) or _is_about(block, edit.article)):
            return _blocked(block)
    return None


def _is_whole(block: Block) -> bool:
    return not (block.article_id or block.category or block.no_sources)


def _is_about(block: Block, article: Article | None) -> bool:
    if article is None:
        return False
    if block.article_id:
        return block.article_id == article.pk
    return bool(block.category) and article.categories.filter(key=block.category_key).exists()


def _blocked(block: Block) -> Sentence:
    reason = block.reason.rstrip(".")
    if block.until is None:
        return Sentence("You cannot edit, because: %(reason)s. You can read.", reason=reason)
    return Sentence(
        "You cannot edit until %(until)s, because: %(reason)s. You can read.",
        until=_day(block.until),
        reason=reason,
    )


def _kept_from_sources(block: Block) -> Sentence:
    reason = block.reason.rstrip(".")
    if block.until is None:
        return Sentence("You cannot add sources, because: %(reason)s.", reason=reason)
    return Sentence(
        "You cannot add sources until %(until)s, because: %(reason)s.",
        until=_day(block.until),
        reason=reason,
    )


def _kept_from_sign_up(block: Block) -> Sentence:
    reason = block.reason.rstrip(".")
    if block.until is None:
        return Sentence(
            "From where you are no account can be made, because: %(reason)s. You can read, and "
            "sign in if you have an account.",
            reason=reason,
        )
    return Sentence(
        "From where you are no account can be made until %(until)s, because: %(reason)s. You can "
        "read, and sign in if you have an account.",
        until=_day(block.until),
        reason=reason,
    )


def _closed(protection: Protection) -> Sentence:
    reason = protection.reason.rstrip(".")
    if not reason:
        return Sentence("Only reviewers can edit this article.")
    if protection.until is None:
        return Sentence("Only reviewers can edit this article, because: %(why)s.", why=reason)
    return Sentence(
        "Only reviewers can edit this article until %(until)s, because: %(why)s.",
        until=_day(protection.until),
        why=reason,
    )


def _day(at: datetime) -> str:
    return date_format(timezone.localtime(at), "j F Y, H:i")
