"""Telling: an editor learns what was decided on an edit, in the site and, if wished, by e-mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import send_mail
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import tasks
from articles.errors import Sentence
from articles.models import Act, Edit

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User


_WORDS = {
    "accept": "%(name)s accepted your edit.",
    "ask": "%(name)s asks for changes.",
    "reject": "%(name)s rejected your edit. It stays in My edits.",
}


def words_for_editor(act: Act) -> Sentence | None:
    """Return what an editor is told of a decision; None of an act that is none."""
    words = _WORDS.get(act.name)
    return Sentence(words, name=act.actor.shown_name if act.actor else "?") if words else None


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


def mail_decision(act_id: int) -> None:
    """Send the editor the decision, if that is still wished and the address is confirmed. A task.

    Nothing in the letter opens anything: its link asks to sign in.
    """
    act = Act.objects.select_related("edit__editor", "actor").get(pk=act_id)
    editor, sentence = act.edit.editor if act.edit else None, words_for_editor(act)
    if act.edit is None or editor is None or sentence is None:
        return
    if not (editor.wants_mail and editor.is_active):
        return
    confirmed = EmailAddress.objects.filter(user=editor, primary=True, verified=True).first()
    if confirmed is None:
        return
    values = {
        "title": act.edit.title,
        "words": sentence.translated(_),
        "note": act.note,
        "address": f"{settings.SITE_URL}{reverse('articles:my_edits')}",
        "site_name": settings.SITE_NAME,
    }
    subject = _("%(site)s: your edit of “%(title)s”") % {
        "site": settings.SITE_NAME,
        "title": act.edit.title,
    }
    body = render_to_string("articles/mail/decision.txt", values)
    send_mail(" ".join(subject.split()), body, None, [confirmed.email])
