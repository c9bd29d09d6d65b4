"""What an account wishes of the site, and the roles that come with who is signed in."""

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from encyclopedia.accounts.backend import AccountBackend
from encyclopedia.accounts.models import User


def test_an_account_changes_its_own_wishes(client: Client, editor: User) -> None:
    client.force_login(editor)
    page = client.get(reverse("account_preferences")).content.decode()
    assert "Tell me by e-mail what became of my edits" in page
    client.post(reverse("account_preferences"), {"wants_mail": "on"})
    editor.refresh_from_db()
    assert (editor.wants_mail, editor.wants_keys) == (True, False)


def test_what_is_no_wish_is_not_taken_from_the_form(client: Client, editor: User) -> None:
    client.force_login(editor)
    client.post(reverse("account_preferences"), {"is_superuser": "on", "username": "Root"})
    editor.refresh_from_db()
    assert (editor.is_superuser, editor.username) == (False, "Marie")


def test_strangers_are_asked_to_sign_in_first(client: Client, db: None) -> None:
    response = client.get(reverse("account_preferences"))
    assert (
        response["Location"] == f"{reverse('account_login')}?next={reverse('account_preferences')}"
    )


def test_preferences_stand_in_the_account_menu(client: Client, editor: User) -> None:
    client.force_login(editor)
    assert f'href="{reverse("account_preferences")}"' in client.get("/help/").content.decode()


def test_only_reviewers_are_led_to_the_queue(client: Client, editor: User, reviewer: User) -> None:
    link = f'href="{reverse("articles:review")}"'
    assert link not in client.get("/help/").text
    client.force_login(editor)
    assert link not in client.get("/help/").text
    client.force_login(reviewer)
    assert link in client.get("/help/").text


def test_new_decisions_are_told_in_words_in_the_account_menu(client: Client, editor: User) -> None:
    client.force_login(editor)
    page = client.get("/help/").text
    assert "My edits" in page
    assert "new decision" not in page
    for count, words in ((1, "1 new decision"), (2, "2 new decisions")):
        User.objects.update(unread_decisions=count)
        assert f">{words}<" in client.get("/help/").text


def test_the_masthead_costs_session_and_account_alone(
    client: Client, reviewer: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client.force_login(reviewer)
    client.get("/help/")
    with django_assert_num_queries(2):
        client.get("/help/")


@pytest.mark.parametrize(
    ("who", "reviews", "administers"),
    [("editor", False, False), ("reviewer", True, False), ("administrator", True, True)],
)
def test_who_is_signed_in_comes_with_the_roles_in_one_query(
    request: pytest.FixtureRequest,
    django_assert_num_queries: DjangoAssertNumQueries,
    who: str,
    reviews: bool,
    administers: bool,
) -> None:
    person: User = request.getfixturevalue(who)
    with django_assert_num_queries(1):
        found = AccountBackend().get_user(person.pk)
        assert found is not None
        assert (found.reviews, found.administers) == (reviews, administers)
    again = User.objects.get(pk=person.pk)
    assert (again.reviews, again.administers) == (reviews, administers)


def test_who_is_above_all_permissions_needs_no_group(administrator: User) -> None:
    administrator.groups.clear()
    found = AccountBackend().get_user(administrator.pk)
    assert found is not None
    assert found.reviews
    assert found.administers


def test_a_closed_account_is_signed_in_no_longer(client: Client, editor: User) -> None:
    client.force_login(editor)
    editor.is_active = False
    editor.save()
    assert AccountBackend().get_user(editor.pk) is None
    assert client.get(reverse("account_preferences")).status_code == 302


def test_a_hidden_name_gives_way_to_other_words(editor: User, rf: RequestFactory) -> None:
    assert editor.shown_name == "Marie"
    editor.is_name_hidden = True
    assert editor.shown_name == "name hidden"
