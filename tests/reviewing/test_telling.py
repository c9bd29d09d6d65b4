"""What editors are told of decisions, in the site and by e-mail."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from articles import reviewing, telling
from articles.models import Act, Article, Edit, Status
from encyclopedia.accounts.models import User
from tests.people_and_articles import propose, save


@pytest.fixture
def pending(radium: Article, editor: User, settings: Any) -> Edit:
    settings.DEFAULT_PROTECTION = "reviewed"
    edit = save(radium, propose(radium, "Radium glows."), editor)
    assert edit.status == Status.PENDING
    return edit


def reject(edit: Edit, reviewer: User, note: str = "No source.") -> None:
    reviewing.reject(edit, reviewer=reviewer, seen=edit.snapshot_hash, note=note)


def wish(editor: User) -> None:
    User.objects.filter(pk=editor.pk).update(wants_mail=True)


def test_nobody_is_mailed_who_did_not_ask_for_it(pending: Edit, reviewer: User) -> None:
    reject(pending, reviewer)
    assert not mail.outbox


def test_a_decision_is_mailed_with_its_note_to_who_asked_for_that(
    pending: Edit, editor: User, reviewer: User, django_capture_on_commit_callbacks: Any
) -> None:
    wish(editor)
    with django_capture_on_commit_callbacks(execute=True):
        reject(pending, reviewer, "No source.\n\n<b>Name</b> & date one.")
    (letter,) = mail.outbox
    assert letter.to == ["marie@example.org"]
    assert "“Radium”" in letter.subject
    assert "Irène rejected your edit." in letter.body
    assert "<b>Name</b> & date one." in letter.body
    assert "/my-edits/" in letter.body
    assert pending.uid not in letter.body


def test_an_address_that_nobody_confirmed_gets_no_letter(
    pending: Edit, editor: User, reviewer: User
) -> None:
    wish(editor)
    EmailAddress.objects.filter(user=editor).update(verified=False)
    reject(pending, reviewer)
    telling.mail_decision(Act.objects.get(name="reject").pk)
    assert not mail.outbox


def test_a_wish_taken_back_before_the_letter_is_sent_holds(
    pending: Edit, editor: User, reviewer: User
) -> None:
    reject(pending, reviewer)
    telling.mail_decision(Act.objects.get(name="reject").pk)
    assert not mail.outbox


def test_a_subject_stays_one_line(
    pending: Edit, editor: User, reviewer: User, settings: Any
) -> None:
    settings.SITE_NAME = "A\r\nBcc: everybody@example.org"
    wish(editor)
    reject(pending, reviewer)
    telling.mail_decision(Act.objects.get(name="reject").pk)
    assert "\n" not in mail.outbox[-1].subject
    assert mail.outbox[-1].recipients() == ["marie@example.org"]
