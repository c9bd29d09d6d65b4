"""The guard over sign-up: limits, a field that nobody sees, the operator's question, names."""

from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse

from encyclopedia import environment
from encyclopedia.accounts.models import User
from encyclopedia.accounts.names import check_name

FORM = {"username": "Ada Lovelace", "email": "ada@example.org", "password1": "analytical-1843"}


def sign_up(client: Client, **fields: str) -> Any:
    return client.post(reverse("account_signup"), {**FORM, **fields})


def keeps_what_was_typed(response: HttpResponse) -> bool:
    page = response.content.decode()
    return (
        'value="Ada Lovelace"' in page
        and 'value="ada@example.org"' in page
        and FORM["password1"] not in page
    )


@pytest.fixture
def ten_seconds_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("encyclopedia.limits.clock", lambda: 7200 * 1_000_000 + 10.0)


@pytest.mark.usefixtures("db", "ten_seconds_in")
@override_settings(RATE_LIMITS={"new_accounts": {"address": (2, 7200)}})
def test_few_accounts_are_made_from_one_address_and_the_form_says_when_more_are() -> None:
    for name in ("Bob", "Eve"):
        assert sign_up(Client(), username=name, email=f"{name}@example.org").status_code == 302
    refused = sign_up(Client())
    assert refused.status_code == 429
    assert refused["Retry-After"] == "7190"
    assert "That was many requests. Try again in 120 minutes." in refused.content.decode()
    assert keeps_what_was_typed(refused)
    assert User.objects.count() == 2


@pytest.mark.usefixtures("db", "ten_seconds_in")
@override_settings(RATE_LIMITS={"new_accounts": {"address": (1, 7200)}})
def test_a_form_with_a_mistake_is_not_counted_as_an_account(client: Client) -> None:
    for _ in range(3):
        assert sign_up(client, password1="short").status_code == 200
    assert sign_up(client).status_code == 302


@pytest.mark.usefixtures("db")
def test_a_field_that_nobody_sees_is_out_of_reach_and_says_so_to_whoever_reads_the_code(
    client: Client,
) -> None:
    page = client.get(reverse("account_signup")).content.decode()
    field = page[page.index('<div class="unseen"') :]
    field = field[: field.index("</div>")]
    assert 'aria-hidden="true"' in field
    assert 'tabindex="-1"' in field
    assert 'autocomplete="off"' in field
    assert "Leave this empty" in field


@pytest.mark.usefixtures("db")
def test_who_fills_in_the_field_that_nobody_sees_makes_no_account(client: Client) -> None:
    refused = sign_up(client, website="https://spam.example/")
    assert not User.objects.exists()
    assert not mail.outbox
    assert "a field that people do not see was filled in" in refused.content.decode()
    assert keeps_what_was_typed(refused)
    assert "spam.example" not in refused.content.decode()


QUESTION = override_settings(
    SIGN_UP_QUESTION="Which metal glows?", SIGN_UP_ANSWERS=["Radium", "the radium"]
)


@pytest.mark.usefixtures("db")
def test_without_a_question_of_the_operator_none_is_asked(client: Client) -> None:
    assert 'name="answer"' not in client.get(reverse("account_signup")).content.decode()


@pytest.mark.usefixtures("db")
@QUESTION
@pytest.mark.parametrize("answer", ["Radium", "  rADIUM ", "The Radium", "the  ra dium"])
def test_each_right_answer_is_taken_whatever_its_case_and_spaces(
    client: Client, answer: str
) -> None:
    assert sign_up(client, answer=answer).status_code == 302
    assert User.objects.filter(username="Ada Lovelace").exists()


@pytest.mark.usefixtures("db")
@QUESTION
@pytest.mark.parametrize("answer", ["lead", ""])
def test_a_wrong_answer_makes_no_account_and_loses_nothing_but_the_password(
    client: Client, answer: str
) -> None:
    refused = sign_up(client, answer=answer)
    assert not User.objects.exists()
    assert keeps_what_was_typed(refused)
    page = refused.content.decode()
    assert "Which metal glows?" in page
    assert "This is not the answer." in page or not answer


def test_the_question_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert environment.question("SIGN_UP_QUESTION", "SIGN_UP_ANSWERS") == ("", [])
    monkeypatch.setenv("SIGN_UP_QUESTION", "Which metal glows?")
    monkeypatch.setenv("SIGN_UP_ANSWERS", "radium | uranium|")
    assert environment.question("SIGN_UP_QUESTION", "SIGN_UP_ANSWERS") == (
        "Which metal glows?",
        ["radium", "uranium"],
    )


@pytest.mark.parametrize("only", ["SIGN_UP_QUESTION", "SIGN_UP_ANSWERS"])
def test_a_question_without_answers_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, only: str
) -> None:
    monkeypatch.setenv(only, "radium")
    with pytest.raises(ImproperlyConfigured, match="Set both, or neither"):
        environment.question("SIGN_UP_QUESTION", "SIGN_UP_ANSWERS")


@pytest.mark.parametrize("name", ["Mаrie", "Pαul", "Аdministrator", "Ꭺda"])
def test_a_name_mixes_no_alphabets_of_which_letters_look_alike(name: str) -> None:
    with pytest.raises(Exception, match="one alphabet"):
        check_name(name)


@pytest.mark.parametrize("name", ["Мария", "Παύλος", "田中さん", "Tanaka 田中", "Ørsted", "김 Kim"])
def test_a_name_of_one_alphabet_or_of_unlike_ones_is_taken(name: str) -> None:
    check_name(name)


@pytest.mark.usefixtures("db")
@override_settings(SITE_NAME="The Open Record")
@pytest.mark.parametrize(
    "name",
    ["Sample editor", "SAMPLE-EDITOR", "software", "Administrator", "the open record",
     "Former contributor 7", "Name hidden", "reviewer"],
)  # fmt: skip
def test_nobody_signs_up_under_a_name_of_the_site_itself(client: Client, name: str) -> None:
    refused = sign_up(client, username=name)
    assert "This name is kept for the site itself. Choose another." in refused.content.decode()
    assert not User.objects.exists()


@override_settings(RATE_LIMITS={"resetting_mail": {"name": (2, 600)}})
def test_one_mailbox_is_sent_few_letters_and_the_form_says_when_more(
    client: Client, editor: User
) -> None:
    address = reverse("account_reset_password")
    answers = [
        Client().post(address, {"email": email})
        for email in ("marie@example.org", "MARIE@example.org", "marie@example.org")
    ]
    assert [answer.status_code for answer in answers] == [302, 302, 200]
    assert "That was many requests. Try again in" in answers[2].content.decode()
    assert len(mail.outbox) == 2
