"""The letters that the site sends to an address."""

from django.core import mail
from django.test import Client, override_settings
from django.urls import reverse

from encyclopedia.accounts.models import User

FORM = {"username": "O’Neill", "email": "ada@example.org", "password1": "analytical-1843"}


def letter() -> str:
    sent = mail.outbox[-1]
    return f"{sent.subject}\n{sent.body}"


def says_it_in_the_words_of_the_site(text: str) -> bool:
    return "please" not in text.lower() and "!" not in text and "&#" not in text


@override_settings(SITE_NAME="The Open Record", SITE_URL="https://encyclopedia.example")
def test_the_letter_with_a_link_says_whose_address_it_confirms(client: Client, db: None) -> None:
    client.post(reverse("account_signup"), FORM)
    assert "The account O’Neill gave this address as its own." in letter()
    assert "http://testserver/accounts/confirm-email/" in letter()
    assert letter().endswith("The Open Record\nhttps://encyclopedia.example")
    assert says_it_in_the_words_of_the_site(letter())


def test_the_letter_to_reset_a_password_leads_to_the_page(client: Client, editor: User) -> None:
    client.post(reverse("account_reset_password"), {"email": "marie@example.org"})
    assert "a new password for the account Marie" in letter()
    assert "http://testserver/accounts/password/reset/key/" in letter()
    assert says_it_in_the_words_of_the_site(letter())


def test_who_has_no_account_is_told_so_by_letter_alone(client: Client, db: None) -> None:
    client.post(reverse("account_reset_password"), {"email": "eve@example.org"})
    assert "no account has this address" in letter()
    assert says_it_in_the_words_of_the_site(letter())


@override_settings(
    ACCOUNT_EMAIL_VERIFICATION="mandatory", ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED=True
)
def test_who_has_an_account_already_is_told_so_by_letter_alone(
    client: Client, editor: User
) -> None:
    client.post(reverse("account_signup"), {**FORM, "email": "marie@example.org"})
    assert "which an account has already" in letter()
    assert says_it_in_the_words_of_the_site(letter())
