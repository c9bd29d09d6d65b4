"""The pages on which an administrator changes what an account is called."""

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Act
from encyclopedia.accounts.models import User

WHY = "Asked for it."


def page_of(account: User, deed: str) -> str:
    return reverse("account_deed", args=[account.uid, deed])


@pytest.fixture
def signed_in(client: Client, administrator: User) -> Client:
    client.force_login(administrator)
    return client


def test_an_administrator_renames_an_account(signed_in: Client, editor: User) -> None:
    answer = signed_in.post(page_of(editor, "rename"), {"name": "Maria", "reason": WHY})
    assert answer["Location"] == reverse("articles:person", args=["Maria"])
    editor.refresh_from_db()
    assert editor.username == "Maria"
    assert Act.objects.get(subject=editor.uid).note == WHY


@pytest.mark.parametrize(
    ("name", "reason", "words"),
    [
        ("Irène", WHY, "This name is taken. Choose another."),
        ("Maria", "", "Say why, in a sentence."),
        ("", WHY, "Give the new name."),
    ],
)
def test_what_is_refused_comes_back_as_it_was_typed(
    signed_in: Client, editor: User, reviewer: User, name: str, reason: str, words: str
) -> None:
    answer = signed_in.post(page_of(editor, "rename"), {"name": name, "reason": reason})
    assert answer.status_code == 422
    assert words in answer.text
    assert f'value="{name or reason}"' in answer.text
    assert not Act.objects.filter(subject=editor.uid).exists()


def test_a_name_is_hidden_and_shown_and_taken_away(signed_in: Client, editor: User) -> None:
    for deed in ("hide-name", "show-name", "anonymise"):
        assert signed_in.get(page_of(editor, deed)).status_code == 200
        assert signed_in.post(page_of(editor, deed), {"reason": WHY}).status_code == 302
    editor.refresh_from_db()
    assert editor.is_anonymised
    names = Act.objects.filter(subject=editor.uid).order_by("n").values_list("name", flat=True)
    assert list(names) == ["hide_name", "show_name", "anonymise"]


@pytest.mark.parametrize("deed", ["rename", "hide-name", "show-name", "anonymise", "nothing"])
def test_nobody_else_is_let_in(client: Client, editor: User, reviewer: User, deed: str) -> None:
    assert client.get(page_of(editor, deed)).status_code == 302
    client.force_login(reviewer)
    for answer in (
        client.get(page_of(editor, deed)),
        client.post(page_of(editor, deed), {"name": "Maria", "reason": WHY}),
    ):
        assert answer.status_code == 403
    editor.refresh_from_db()
    assert (editor.username, editor.is_name_hidden, editor.is_active) == ("Marie", False, True)


def test_what_is_no_deed_and_who_is_nobody_is_not_found(signed_in: Client, editor: User) -> None:
    assert signed_in.get(page_of(editor, "nothing")).status_code == 404
    assert signed_in.get("/accounts/of/abc/rename/").status_code == 404


def test_the_page_of_an_account_and_administration_lead_there(
    signed_in: Client, editor: User
) -> None:
    for page in (
        reverse("articles:person", args=["Marie"]),
        f"/admin/accounts/user/{editor.pk}/change/",
    ):
        assert page_of(editor, "hide-name") in signed_in.get(page).text
        assert page_of(editor, "show-name") not in signed_in.get(page).text
