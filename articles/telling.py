"""Telling: an editor learns what was decided on an edit, in the site and, if wished, by e-mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import F

from articles import tasks
from articles.models import Act, Edit

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User


def tell_editor(edit: Edit, act: Act) -> None:
    """Count one more unread decision for the edit's editor, and have it mailed if that is wished.

    The caller is in the transaction of the decision.
    """
    if edit.editor is None:
        return
    accounts = get_user_model()._default_manager
    accounts.filter(pk=edit.editor.pk).update(unread_decisions=F("unread_decisions") + 1)
    if edit.editor.wants_mail:
        tasks.mail_decision(act.pk)


def forget_unread(account: User) -> None:
    """Note that the account has read what was decided."""
    accounts = get_user_model()._default_manager
    accounts.filter(pk=account.pk).update(unread_decisions=0)
