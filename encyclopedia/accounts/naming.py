"""Naming: an account gets another name, its name is hidden, or taken away for good.

Each is an act on the account's chain. No name is a fact of an act, so what is hidden or taken
away stands nowhere but in what people wrote themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model, Q, Value
from django.db.models.functions import MD5, Concat, Left
from django.utils import timezone

from articles import permissions
from articles.content import new_uid
from articles.errors import EditRefused, NothingChanged, Sentence
from articles.models import Article, EditAddress
from articles.reasons import checked_reason
from articles.revisions import append_act
from articles.trusting import trust_of
from encyclopedia.accounts.models import User
from encyclopedia.accounts.names import FORMER, check_name, is_reserved, normal_name


def rename(account: User, to: str, *, by: User, reason: str) -> User:
    """Give an account another name, and return it. Whoever has it signs in with that name.

    Raises (all are EditRefused):
        NotAllowed: whoever asks is no administrator.
        EditRefused: the name breaks the rule, is reserved or taken; the reason is missing or too
            long; the account is anonymised.
        NothingChanged: this is its name.
    """
    name = _checked_name(to)
    with _changed(account, "rename", by=by, reason=reason) as now:
        if now.account.username == name:
            raise NothingChanged(Sentence("This is the account's name already."), "name")
        now.account.username = name
        try:
            with transaction.atomic():
                now.account.save(update_fields=["username"])
        except IntegrityError:  # of the name in any case
            raise EditRefused(Sentence("This name is taken. Choose another."), "name") from None
    return now.account


def hide_name(account: User, *, by: User, reason: str) -> User:
    """Show “name hidden” in place of the account's name everywhere, and return the account.

    Raises as `rename`; NothingChanged where it is hidden.
    """
    return _set_hidden(account, "hide_name", is_hidden=True, by=by, reason=reason)


def show_name(account: User, *, by: User, reason: str) -> User:
    """Show an account's name again. Raises as `rename`; NothingChanged where it is shown."""
    return _set_hidden(account, "show_name", is_hidden=False, by=by, reason=reason)


def anonymise(account: User, *, by: User, reason: str) -> User:
    """Close an account for ever, forget who had it, and return it. Its edits stay.

    Name, e-mail addresses, password, roles and the network addresses of its edits are gone;
    nobody can sign in to it, and whoever is signed in is so no longer.

    Raises (both are EditRefused):
        NotAllowed: whoever asks is no administrator.
        EditRefused: it is one's own account, an administrator's, or anonymised already; the
            reason is missing or too long.
    """
    with _changed(account, "anonymise", by=by, reason=reason) as now:
        _require_closable(now.account, by)
        _forget(now.account)
        _forget_addresses(now.account)
    return now.account


@dataclass
class _Now:
    """The account as it stands under the lock, which an operation changes."""

    account: User


@contextmanager
def _changed(account: User, act: str, *, by: User, reason: str) -> Iterator[_Now]:
    """Lock an account while it is changed; then record the act, and renew pages that name it."""
    permissions.require_administrator(by)
    reason = checked_reason(reason)
    with transaction.atomic():
        trust = trust_of(account)
        permissions.require_administrator(by)
        now = _Now(User.objects.select_for_update(no_key=True).get(pk=account.pk))
        if now.account.is_anonymised:
            raise EditRefused(Sentence("This account is anonymised. That cannot be changed."))
        yield now
        append_act(trust, act, actor=by, at=timezone.now(), note=reason)
        _renew_pages(now.account)


def _checked_name(typed: str) -> str:
    """Return a name in its normal form. Raises EditRefused."""
    name = normal_name(typed)
    try:
        check_name(name)
    except ValidationError as refusal:
        sentence = Sentence("%(sentence)s", sentence=" ".join(refusal.messages))
        raise EditRefused(sentence, "name") from None
    if is_reserved(name, settings.SITE_NAME):
        raise EditRefused(
            Sentence("This name is kept for the site itself. Choose another."), "name"
        )
    return name


def _set_hidden(account: User, act: str, *, is_hidden: bool, by: User, reason: str) -> User:
    with _changed(account, act, by=by, reason=reason) as now:
        if now.account.is_name_hidden == is_hidden:
            words = "This name is hidden already." if is_hidden else "This name is shown already."
            raise NothingChanged(Sentence(words))
        now.account.is_name_hidden = is_hidden
        now.account.save(update_fields=["is_name_hidden"])
    return now.account


def _require_closable(account: User, by: User) -> None:
    """Refuse one's own account and an administrator's, so that somebody is left to administer."""
    if account.pk == by.pk:
        raise EditRefused(Sentence("Nobody can anonymise their own account."))
    if permissions.is_administrator(account) or account.is_superuser:
        raise EditRefused(
            Sentence(
                "%(name)s is an administrator. Take that role away first.", name=account.username
            )
        )


def _forget(account: User) -> None:
    """Take from the account's row, and its roles, all that says who it was."""
    account.username = f"{FORMER} {account.uid}"
    account.email = account.first_name = account.last_name = ""
    account.last_login = None
    account.is_active = account.is_staff = account.wants_mail = False
    account.is_anonymised = True
    account.set_unusable_password()  # which also ends its sessions, as they carry a mark of it
    account.save()
    account.groups.clear()
    account.user_permissions.clear()


def _forget_addresses(account: User) -> None:
    """Delete its addresses of both kinds, and what administration noted of them and of its name."""
    mailboxes = EmailAddress.objects.filter(user=account)
    _forget_in_administration(EmailAddress, [box.pk for box in mailboxes])
    _forget_in_administration(User, [account.pk])
    mailboxes.delete()
    EditAddress.objects.filter(account=account).delete()


def _forget_in_administration(model: type[Model], keys: list[int]) -> None:
    noted = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(model), object_id__in=map(str, keys)
    )
    noted.update(object_repr=FORMER, change_message="")


def _renew_pages(account: User) -> None:
    """Give a new stamp to each article whose page names the account, as such pages are kept."""
    named = Q(published_edit__editor=account) | Q(published_edit__reviewed_by=account)
    # Every database has MD5. It keeps no secret here: a stamp must only be another one.
    stamp = Left(MD5(Concat("stamp", Value(new_uid()))), 16)
    Article.objects.filter(pk__in=Article.objects.filter(named).values("pk")).update(stamp=stamp)
