"""Accounts: signing up, names, roles."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client, override_settings
from django.urls import reverse

from encyclopedia.accounts import roles
from encyclopedia.accounts.models import User
from encyclopedia.accounts.names import check_name

FORM = {"username": "Ada Lovelace", "email": "ada@example.org", "password1": "analytical-1843"}


def groups_of(account: User) -> set[str]:
    return set(account.groups.values_list("name", flat=True))


def test_the_roles_are_there_after_migrating_and_made_once(db: None) -> None:
    assert set(Group.objects.values_list("name", flat=True)) == set(roles.ROLES)
    roles.make_groups(apps=apps)
    assert Group.objects.count() == len(roles.ROLES)


def test_everybody_who_signs_up_is_a_contributor_and_signed_in(client: Client, db: None) -> None:
    response = client.post(reverse("account_signup"), FORM)
    assert response.status_code == 302
    ada = User.objects.get(username="Ada Lovelace")
    assert groups_of(ada) == {roles.CONTRIBUTOR}
    assert client.session["_auth_user_id"] == str(ada.pk)


def test_signing_up_sends_a_link_that_confirms_the_address(client: Client, db: None) -> None:
    client.post(reverse("account_signup"), FORM)
    link = re.search(r"http://testserver(/accounts/confirm-email/\S+)", str(mail.outbox[0].body))
    assert link
    client.post(link[1])
    assert EmailAddress.objects.get(email="ada@example.org").verified


BY_CODE = override_settings(
    ACCOUNT_EMAIL_VERIFICATION="mandatory", ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED=True
)


@BY_CODE
def test_on_the_open_web_a_code_from_the_mail_completes_signing_up(
    client: Client, db: None
) -> None:
    response = client.post(reverse("account_signup"), FORM)
    assert response["Location"] == reverse("account_email_verification_sent")
    assert "_auth_user_id" not in client.session
    code = re.search(r"^[A-Z0-9]{4}-?[A-Z0-9]{2,4}$", str(mail.outbox[0].body), re.MULTILINE)
    assert code, mail.outbox[0].body
    client.post(response["Location"], {"code": code[0]})
    assert "_auth_user_id" in client.session


@BY_CODE
def test_on_the_open_web_signing_up_tells_nobody_who_has_an_account(
    client: Client, editor: User
) -> None:
    taken, free = (
        Client().post(reverse("account_signup"), {**FORM, "username": name, "email": email})
        for name, email in (("Ada", "marie@example.org"), ("Eve", "eve@example.org"))
    )
    assert (taken.status_code, taken["Location"]) == (free.status_code, free["Location"])
    assert not User.objects.filter(username="Ada").exists()


@BY_CODE
def test_on_the_open_web_who_has_an_address_confirms_it_and_who_has_none_signs_in(
    db: None, password: str
) -> None:
    for name, email, address in (
        ("Pierre", "", "/"),
        ("Paul", "paul@example.org", reverse("account_email_verification_sent")),
    ):
        roles.create_administrator(name, password, email)
        login = {"login": name, "password": password}
        assert Client().post(reverse("account_login"), login)["Location"] == address
    assert [message.to for message in mail.outbox] == [["paul@example.org"]]


def test_one_signs_in_by_name_in_any_case_or_by_address(
    client: Client, editor: User, password: str
) -> None:
    for login in ("marie", "MARIE", "marie@example.org"):
        client.logout()
        response = client.post(reverse("account_login"), {"login": login, "password": password})
        assert response.status_code == 302, login


def test_signing_in_returns_to_the_page_one_came_from(
    client: Client, editor: User, password: str
) -> None:
    address = reverse("account_login") + "?next=/edit/Radium"
    response = client.post(address, {"login": "Marie", "password": password})
    assert response["Location"] == "/edit/Radium"


def test_signing_in_never_leads_to_another_site(
    client: Client, editor: User, password: str
) -> None:
    address = reverse("account_login") + "?next=https://elsewhere.example/"
    response = client.post(address, {"login": "Marie", "password": password})
    assert response["Location"] == "/"


def test_guessing_a_password_is_stopped(client: Client, editor: User, password: str) -> None:
    for _ in range(5):
        client.post(reverse("account_login"), {"login": "Marie", "password": "wrong guess"})
    response = client.post(reverse("account_login"), {"login": "Marie", "password": password})
    assert "_auth_user_id" not in client.session
    assert "Try again in 5 minutes" in response.content.decode()


def test_resetting_tells_nobody_whether_an_address_has_an_account(
    client: Client, editor: User
) -> None:
    known, unknown = (
        client.post(reverse("account_reset_password"), {"email": email})
        for email in ("marie@example.org", "nobody@example.org")
    )
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert [message.to for message in mail.outbox] == [
        ["marie@example.org"],
        ["nobody@example.org"],
    ]


def test_a_name_is_unique_whatever_its_case(client: Client, editor: User) -> None:
    response = client.post(reverse("account_signup"), {**FORM, "username": "mARIE"})
    assert "This name is taken. Choose another." in response.content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("mARIE")


@pytest.mark.parametrize(
    "name", ["Marie Curie", "हिन्दी", "李四光", "O’Neill", "J. R. Smith", "Anna-Lena_3", "محمد"]
)
def test_a_name_may_be_of_any_script(name: str) -> None:
    check_name(name)


@pytest.mark.parametrize(
    "name",
    ["", "12.34", "127.0.0.1", "a/b", "a@b.org", "a#b", "<b>", " a", "a ", "a--b", "a\u202eb",
     "a\x00b", "x" * 61],
)  # fmt: skip
def test_a_name_holds_nothing_that_means_something_in_an_address(name: str) -> None:
    with pytest.raises(ValidationError):
        check_name(name)


def test_spaces_in_a_name_are_made_single(client: Client, db: None) -> None:
    client.post(reverse("account_signup"), {**FORM, "username": "Ada   Lovelace"})
    assert User.objects.get().username == "Ada Lovelace"


def test_a_uid_is_sixteen_signs_made_once(editor: User, reviewer: User) -> None:
    assert re.fullmatch(r"[a-z2-7]{16}", editor.uid)
    assert editor.uid != reviewer.uid
    before = editor.uid
    editor.username = "Maria"
    editor.save()
    editor.refresh_from_db()
    assert editor.uid == before


def test_an_administrator_has_every_role(administrator: User) -> None:
    assert groups_of(administrator) == set(roles.ROLES)
    assert administrator.is_staff
    assert roles.administrators() == [administrator]


def test_administration_offers_accounts_and_no_tasks(client: Client, administrator: User) -> None:
    offered = {model._meta.label for model in admin.site._registry}
    assert "accounts.User" in offered
    assert not [name for name in offered if name.startswith("django_q.")]
    client.force_login(administrator)
    assert client.get("/admin/").status_code == 200
    assert client.get("/admin/django_q/schedule/add/").status_code == 404


def test_administration_is_closed_to_contributors(client: Client, editor: User) -> None:
    client.force_login(editor)
    assert client.get("/admin/accounts/user/", follow=True).status_code == 403


def test_administration_signs_in_on_the_page_with_limits(client: Client, db: None) -> None:
    response = client.get("/admin/", follow=True)
    assert response.redirect_chain[-1][0].startswith(reverse("account_login"))
