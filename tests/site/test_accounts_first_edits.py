"""The guard over the first edits of an account."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client, override_settings
from django.urls import resolve, reverse
from django.utils import timezone

from articles.models import Article, Edit, Status
from encyclopedia.accounts.first_edits import GUARDED, is_new
from encyclopedia.accounts.models import User
from tests.conftest import account
from tests.forms.browser import fields, send

FORM = "/edit/Radium"
TWO_AN_HOUR = override_settings(RATE_LIMITS={"first_edits": {"account": (2, 3600)}})
THREE_BY_ADDRESS = override_settings(RATE_LIMITS={"first_edits": {"address": (3, 3600)}})


@pytest.fixture(autouse=True)
def _one_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("encyclopedia.limits.clock", lambda: 3600 * 1_000_000 + 600.0)


@pytest.fixture
def newcomer(radium: Article) -> User:
    return account("Eve")


def signed_in(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def save_text(client: Client, text: str, **more: Any) -> Any:
    return send(client, client.get(FORM).content, FORM, text=text, **more)


def grown_old(person: User) -> User:
    person.date_joined = timezone.now() - timedelta(days=2)
    person.save()
    return person


@TWO_AN_HOUR
def test_a_new_account_saves_few_edits_an_hour_and_is_told_when_more(newcomer: User) -> None:
    client = signed_in(newcomer)
    assert [save_text(client, f"Text {n}.").status_code for n in range(2)] == [302, 302]
    refused = save_text(client, "Text 3.")
    assert refused.status_code == 429
    assert refused["Retry-After"] == "3000"
    assert "That was many requests. Try again in 50 minutes." in refused.content.decode()
    assert fields(refused.content)["text"][0].strip() == "Text 3."
    assert Edit.objects.filter(editor=newcomer, article__isnull=False).count() == 2


@TWO_AN_HOUR
def test_looking_and_what_is_refused_do_not_count_as_edits(newcomer: User) -> None:
    client = signed_in(newcomer)
    for _ in range(3):
        assert save_text(client, "Text.", do="preview").status_code == 200
        assert save_text(client, "Text.", summary="x" * 600).status_code == 422
    assert save_text(client, "Text.").status_code == 302


@THREE_BY_ADDRESS
def test_new_accounts_of_one_address_are_counted_together(newcomer: User) -> None:
    clients = [signed_in(newcomer), signed_in(account("Mallory"))]
    answers = [save_text(clients[n % 2], f"Text {n}.").status_code for n in range(4)]
    assert answers == [302, 302, 302, 429]


@TWO_AN_HOUR
def test_an_account_a_day_old_with_an_edit_published_is_not_held_back(
    radium: Article, newcomer: User
) -> None:
    Edit.objects.filter(article=radium).update(editor=newcomer, status=Status.PUBLISHED)
    client = signed_in(grown_old(newcomer))
    assert [save_text(client, f"Text {n}.").status_code for n in range(3)] == [302] * 3


def test_who_is_new(radium: Article, newcomer: User, reviewer: User) -> None:
    assert is_new(newcomer)
    assert is_new(grown_old(newcomer))
    assert not is_new(reviewer)
    Edit.objects.filter(article=radium).update(editor=newcomer, status=Status.PUBLISHED)
    assert not is_new(newcomer)
    newcomer.date_joined = timezone.now()
    assert is_new(newcomer)


@override_settings(ACCOUNT_EMAIL_VERIFICATION="mandatory")
def test_where_addresses_are_confirmed_the_first_edit_waits_for_that(newcomer: User) -> None:
    EmailAddress.objects.filter(user=newcomer).update(verified=False)
    refused = save_text(signed_in(newcomer), "Text.")
    assert refused.status_code == 403
    assert "Confirm your e-mail address before your first edit" in refused.content.decode()
    assert fields(refused.content)["text"][0].strip() == "Text."
    EmailAddress.objects.filter(user=newcomer).update(verified=True)
    assert save_text(signed_in(newcomer), "Text.").status_code == 302


def test_where_addresses_are_not_confirmed_one_edits_at_once(newcomer: User) -> None:
    EmailAddress.objects.filter(user=newcomer).update(verified=False)
    assert save_text(signed_in(newcomer), "Text.").status_code == 302


def test_every_guarded_address_is_one_of_the_site() -> None:
    for name in GUARDED:
        assert resolve(reverse(name, args=["radium"])).view_name == name
