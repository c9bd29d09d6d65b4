"""An account gets another name, its name is hidden, or it is anonymised."""

from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.errors import EditRefused, NotAllowed, NothingChanged
from articles.models import Act, Article, Edit, EditAddress, Trust
from encyclopedia.accounts import naming
from encyclopedia.accounts.models import User
from tests.people_and_articles import make_article

Operation = Callable[..., User]
WHY = "Asked for it."


def rename(account: User, *, by: User, reason: str = WHY) -> User:
    return naming.rename(account, "Maria", by=by, reason=reason)


def hidden(account: User, by: User) -> User:
    return naming.hide_name(account, by=by, reason=WHY)


def acts_about(account: User) -> list[str]:
    return list(
        Act.objects.filter(subject=account.uid).order_by("n").values_list("name", flat=True)
    )


def test_a_renamed_account_signs_in_with_the_new_name_and_its_edits_bear_it(
    client: Client, radium: Article, editor: User, administrator: User, password: str
) -> None:
    assert rename(editor, by=administrator).username == "Maria"
    assert Edit.objects.filter(article=radium)[0].shown_editor == "Maria"
    client.post(reverse("account_login"), {"login": "Maria", "password": password})
    assert client.session["_auth_user_id"] == str(editor.pk)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("irène", "This name is taken"),
        ("Administrator", "kept for the site itself"),
        ("a/b", "Only letters, digits"),
        ("", "at least one letter"),
        ("Mаrie", "one alphabet"),
    ],
)
def test_a_name_is_refused_as_at_sign_up(
    editor: User, reviewer: User, administrator: User, name: str, words: str
) -> None:
    with pytest.raises(EditRefused, match=words) as refused:
        naming.rename(editor, name, by=administrator, reason=WHY)
    assert refused.value.problems[0].field == "name"
    editor.refresh_from_db()
    assert editor.username == "Marie"
    assert acts_about(editor) == []


def test_the_name_one_has_is_no_other(editor: User, administrator: User) -> None:
    with pytest.raises(NothingChanged):
        naming.rename(editor, " Marie ", by=administrator, reason=WHY)
    assert naming.rename(editor, "MARIE", by=administrator, reason=WHY).username == "MARIE"


def test_a_hidden_name_shows_nowhere_until_it_is_shown_again(
    client: Client, radium: Article, editor: User, administrator: User
) -> None:
    pages = ("/wiki/Radium", "/history/Radium", radium.edits.all()[0].get_absolute_url())
    naming.rename(editor, "Zofia", by=administrator, reason=WHY)  # a name that no source bears
    assert all("Zofia" in client.get(page).text for page in pages)
    hidden(editor, administrator)
    for page in pages:
        assert "Zofia" not in client.get(page).text
        assert "name hidden" in client.get(page).text
    naming.show_name(editor, by=administrator, reason=WHY)
    assert all("Zofia" in client.get(page).text for page in pages)


def test_what_is_so_already_is_not_done_again(editor: User, administrator: User) -> None:
    with pytest.raises(NothingChanged):
        naming.show_name(editor, by=administrator, reason=WHY)
    hidden(editor, administrator)
    with pytest.raises(NothingChanged):
        hidden(editor, administrator)
    assert acts_about(editor) == ["hide_name"]


def test_each_is_an_act_of_the_administrator_that_holds_no_name(
    editor: User, administrator: User
) -> None:
    rename(editor, by=administrator)
    hidden(editor, administrator)
    naming.show_name(editor, by=administrator, reason=WHY)
    naming.anonymise(editor, by=administrator, reason=WHY)
    assert acts_about(editor) == ["rename", "hide_name", "show_name", "anonymise"]
    assert Trust.objects.get(account=editor).acts == 4
    for act in Act.objects.filter(subject=editor.uid):
        assert (act.actor, act.note) == (administrator, WHY)
        assert "Mari" not in act.facts


@pytest.mark.parametrize("operation", [rename, naming.hide_name, naming.anonymise])
def test_only_administrators_may_and_say_why(
    operation: Operation, editor: User, reviewer: User, administrator: User
) -> None:
    for person in (editor, reviewer):
        with pytest.raises(NotAllowed):
            operation(editor, by=person, reason=WHY)
    with pytest.raises(EditRefused, match="Say why"):
        operation(editor, by=administrator, reason=" ")
    editor.refresh_from_db()
    assert (editor.username, editor.is_name_hidden, editor.is_active) == ("Marie", False, True)
    assert acts_about(editor) == []


def test_of_an_anonymised_account_only_its_edits_stay(
    client: Client, radium: Article, editor: User, administrator: User, password: str
) -> None:
    client.force_login(editor)
    edit = Edit.objects.filter(article=radium)[0]
    EditAddress.objects.create(
        edit=edit, account=editor, address="192.0.2.7", made_at=timezone.now()
    )
    now = naming.anonymise(editor, by=administrator, reason=WHY)
    assert now.username == f"Former contributor {editor.uid}"
    assert (now.email, now.is_active, now.is_anonymised) == ("", False, True)
    assert not now.has_usable_password()
    assert not now.groups.exists()
    assert not EmailAddress.objects.filter(user=now).exists()
    assert not EditAddress.objects.exists()
    assert client.get(reverse("account_preferences")).status_code == 302  # signed in no longer
    for login in (now.username, "Marie", "marie@example.org"):
        stranger = Client()
        stranger.post(reverse("account_login"), {"login": login, "password": password})
        assert "_auth_user_id" not in stranger.session
    assert Edit.objects.get(pk=edit.pk).shown_editor == now.username
    assert now.username in stranger.get("/wiki/Radium").text


def test_administration_forgets_the_name_and_the_address_too(
    editor: User, administrator: User
) -> None:
    for row in (editor, EmailAddress.objects.get(user=editor)):
        LogEntry.objects.create(
            user=administrator,
            content_type=ContentType.objects.get_for_model(row),
            object_id=str(row.pk),
            object_repr=str(row),
            action_flag=ADDITION,
        )
    naming.anonymise(editor, by=administrator, reason=WHY)
    assert set(LogEntry.objects.values_list("object_repr", flat=True)) == {"Former contributor"}


def test_nobody_anonymises_themselves_or_an_administrator(administrator: User) -> None:
    with pytest.raises(EditRefused, match="their own account"):
        naming.anonymise(administrator, by=administrator, reason=WHY)
    other = User.objects.create_superuser("Paul", "paul@example.org", "x")
    with pytest.raises(EditRefused, match="Take that role away first"):
        naming.anonymise(other, by=administrator, reason=WHY)


@pytest.mark.parametrize("operation", [rename, naming.hide_name, naming.anonymise])
def test_an_anonymised_account_stays_so(
    operation: Operation, editor: User, administrator: User
) -> None:
    naming.anonymise(editor, by=administrator, reason=WHY)
    with pytest.raises(EditRefused, match="That cannot be changed"):
        operation(editor, by=administrator, reason=WHY)


def test_every_page_that_names_the_account_is_made_anew_in_as_many_queries(
    editor: User, administrator: User, reviewer: User
) -> None:
    counts = []
    for titles in (["A"], ["B", "C", "D"]):
        for title in titles:
            make_article(title, "Text.", editor)
        stamps = set(Article.objects.values_list("stamp", flat=True))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            hidden(editor, administrator)
        counts.append(len(queries))
        assert not stamps & set(Article.objects.values_list("stamp", flat=True))
        naming.show_name(editor, by=administrator, reason=WHY)
    assert counts[1] <= counts[0]
    assert all(len(stamp) == 16 for stamp in Article.objects.values_list("stamp", flat=True))


def test_administration_shows_the_name_and_changes_nothing_but_roles(
    client: Client, editor: User, administrator: User
) -> None:
    client.force_login(administrator)
    page = client.get(f"/admin/accounts/user/{editor.pk}/change/").text
    assert "Marie" in page
    assert 'name="username"' not in page
    assert client.get(f"/admin/accounts/user/{editor.pk}/delete/").status_code == 403
