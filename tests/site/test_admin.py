"""Django's administration: who comes in, what it changes, and that nothing is written around."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.core import serializers
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from articles import blocking
from articles.models import Act, Article, Edit, InfoboxKind
from articles.revisions import verify
from encyclopedia.accounts import roles
from encyclopedia.accounts.models import User
from tests.conftest import account
from tests.people_and_articles import propose, save

UNTOUCHED = {"sessions.Session", "admin.LogEntry"}
"""What Django notes of a visit."""


@pytest.fixture
def chemist(db: None) -> User:
    """An administrator by role alone, no superuser."""
    return account("Chemist", roles.ADMINISTRATOR)


@pytest.fixture
def inside(chemist: User) -> Client:
    client = Client()
    client.force_login(chemist)
    return client


def rows() -> dict[str, str]:
    """Return all rows of the database, by model, as text."""
    return {
        model._meta.label: serializers.serialize("json", model._default_manager.order_by("pk"))
        for model in apps.get_models()
        if model._meta.label not in UNTOUCHED and model._meta.label != "reversion.Version"
    }


def pages_of(model: type[Model]) -> Iterator[str]:
    """Yield every address that administration could have for the model and one of its rows."""
    prefix = f"/admin/{model._meta.app_label}/{model._meta.model_name}"
    yield f"{prefix}/"
    yield f"{prefix}/add/"
    row = model._default_manager.first()
    assert row is not None
    yield from (f"{prefix}/{row.pk}/{page}" for page in ("change/", "delete/", "history/", ""))
    yield f"{prefix}/{row.pk}/password/"


def test_what_is_offered_was_made_for_it() -> None:
    offered = {model._meta.label for model in admin.site._registry}
    assert offered == {
        "accounts.User",
        "articles.Article",
        "articles.Edit",
        "articles.InfoboxKind",
    }


def test_an_administrator_needs_to_be_no_superuser(inside: Client, chemist: User) -> None:
    assert not chemist.is_staff
    text = inside.get("/admin/").content.decode()
    for words in ("Accounts", "Articles", "Edits", "Infobox kinds"):
        assert words.lower() in text.lower()
    assert reverse("admin:index") in inside.get("/").content.decode()


def test_nobody_else_comes_in(
    client: Client, editor: User, reviewer: User, radium: Article
) -> None:
    staff = account("Staff")
    User.objects.filter(pk=staff.pk).update(is_staff=True)
    addresses = ["/admin/", "/admin/jsi18n/", *pages_of(Article), *pages_of(InfoboxKind)]
    before = rows()
    for address in addresses:
        answer = client.get(address, follow=True)
        assert answer.redirect_chain[-1][0].startswith(reverse("account_login")) or (
            answer.status_code == 404
        )
    for person in (editor, reviewer, User.objects.get(pk=staff.pk)):
        client.force_login(person)
        for address in addresses:
            assert client.get(address, follow=True).status_code in (403, 404), address
            assert client.post(address, {"post": "yes"}, follow=True).status_code in (403, 404)
    after = rows()
    assert {name: after[name] for name in after if name != "accounts.User"} == {
        name: before[name] for name in before if name != "accounts.User"
    }


@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda one: one._meta.label)
def test_no_page_adds_changes_or_deletes_a_row_by_itself(
    model: type[Model], inside: Client, administrator: User, radium: Article
) -> None:
    forged = {
        **{field.name: "forged" for field in model._meta.fields},
        "post": "yes",
        "action": "delete_selected",
        "_selected_action": [str(row.pk) for row in model._default_manager.all()],
        "index": "0",
        "_save": "Save",
        "password": "another-1867",
        "password1": "another-1867",
        "password2": "another-1867",
        "usable_password": "false",
        "is_superuser": "on",
        "is_staff": "on",
    }
    before = rows()
    for address in pages_of(model):
        inside.get(address)
        inside.post(address, forged)
    assert rows() == before


@pytest.mark.parametrize("model", [Article, Edit], ids=lambda one: one._meta.label)
def test_articles_and_edits_are_shown_and_nothing_else(
    model: type[Model], inside: Client, radium: Article
) -> None:
    pages = admin.site._registry[model]
    request: Any = inside.get("/admin/").wsgi_request
    for allowed in (
        pages.has_add_permission(request),
        pages.has_change_permission(request),
        pages.has_delete_permission(request),
    ):
        assert not allowed
    assert pages.get_actions(request) == {}
    row = model._default_manager.get(title="Radium")
    address = reverse(f"admin:articles_{model._meta.model_name}_change", args=[row.pk])
    text = inside.get(address).content.decode()
    assert "Radium" in text
    assert 'name="_save"' not in text
    assert inside.post(address, {"title": "Forged"}).status_code == 403


def test_articles_lead_to_their_own_pages(inside: Client, radium: Article) -> None:
    address = reverse("admin:articles_article_change", args=[radium.pk])
    text = inside.get(address).content.decode()
    for view in ("wiki", "history", "protect", "delete", "move"):
        assert f'href="/{view}/Radium"' in text
    history = reverse("admin:articles_article_history", args=[radium.pk])
    assert inside.get(history)["Location"] == "/history/Radium"
    listed = inside.get(f"/admin/articles/edit/?article__id__exact={radium.pk}")
    assert "Radium" in listed.content.decode()


def test_a_pending_edit_leads_to_its_review(inside: Client, radium: Article, settings: Any) -> None:
    settings.DEFAULT_PROTECTION = "reviewed"
    edit = save(radium, propose(radium, "Radium waits."), account("Eve"))
    text = inside.get(reverse("admin:articles_edit_change", args=[edit.pk])).content.decode()
    assert f'href="{reverse("articles:review_edit", args=[edit.uid])}"' in text


def test_lists_cost_no_more_queries_with_more_rows(
    inside: Client, radium: Article, editor: User, django_assert_max_num_queries: Any
) -> None:
    for number in range(55):
        save(radium, propose(radium, f"Radium, {number}."), editor)
    for name, most in (("edit", 6), ("article", 6)):
        with django_assert_max_num_queries(most):
            assert inside.get(f"/admin/articles/{name}/").status_code == 200


def change_account(client: Client, person: User, **data: Any) -> Any:
    address = reverse("admin:accounts_user_change", args=[person.pk])
    return client.post(address, {"is_active": "on", **data})


def group(name: str) -> int:
    return int(Group.objects.get(name=name).pk)


def test_an_administrator_gives_and_takes_roles_and_django_notes_it(
    inside: Client, editor: User, chemist: User
) -> None:
    assert change_account(inside, editor, groups=[group("reviewer")]).status_code == 302
    assert set(editor.groups.values_list("name", flat=True)) == {"contributor", "reviewer"}
    entry = LogEntry.objects.get()
    assert (entry.user_id, entry.object_id) == (chemist.pk, str(editor.pk))
    assert "roles (contributor, reviewer)" in entry.get_change_message()
    change_account(inside, editor)
    assert set(editor.groups.values_list("name", flat=True)) == {"contributor"}


def test_an_account_is_closed_and_loses_nothing_that_changed_meanwhile(
    inside: Client, editor: User
) -> None:
    inside.get(reverse("admin:accounts_user_change", args=[editor.pk]))
    User.objects.filter(pk=editor.pk).update(unread_decisions=3)
    address = reverse("admin:accounts_user_change", args=[editor.pk])
    inside.post(address, {"username": "Forged", "email": "x@example.org", "is_superuser": "on"})
    editor = User.objects.get(pk=editor.pk)
    assert (editor.is_active, editor.username, editor.is_superuser) == (False, "Marie", False)
    assert (editor.email, editor.unread_decisions) == ("marie@example.org", 3)


def test_nobody_takes_their_own_administration_away(inside: Client, chemist: User) -> None:
    for data in ({"groups": [group("reviewer")]}, {"groups": [group("administrator")]}):
        address = reverse("admin:accounts_user_change", args=[chemist.pk])
        assert inside.post(address, data).status_code == 200
    chemist = User.objects.get(pk=chemist.pk)
    assert chemist.is_active
    assert roles.has(chemist, roles.ADMINISTRATOR)


def test_a_superuser_is_changed_by_superusers_alone(
    inside: Client, administrator: User, chemist: User
) -> None:
    assert change_account(inside, administrator).status_code == 403
    above = Client()
    above.force_login(administrator)
    assert change_account(above, chemist).status_code == 302
    assert not roles.has(chemist, roles.ADMINISTRATOR)


def test_no_role_of_another_make_is_given(inside: Client, editor: User) -> None:
    stray = Group.objects.create(name="stray")
    assert change_account(inside, editor, groups=[stray.pk]).status_code == 200
    assert set(editor.groups.values_list("name", flat=True)) == {"contributor"}


def test_no_password_is_shown_or_set(inside: Client, editor: User) -> None:
    text = inside.get(reverse("admin:accounts_user_change", args=[editor.pk])).content.decode()
    assert editor.password not in text
    assert "md5" not in text
    assert inside.get(f"/admin/accounts/user/{editor.pk}/password/").status_code in (302, 404)
    assert inside.get("/admin/password_change/")["Location"] == reverse("account_change_password")


def kind_form(kind: InfoboxKind | None, **changes: str) -> dict[str, str]:
    """Return what the form of a kind sends where nothing was typed, and the changes."""
    shape = kind.shape() if kind else None
    fields = shape.fields if shape else ()
    data = {
        "label": shape.label if shape else "",
        "base": kind.published_edit.uid if kind and kind.published_edit else "",
        "summary": "More exact",
        "fields-TOTAL_FORMS": str(len(fields) + 3),
        "fields-INITIAL_FORMS": str(len(fields)),
    }
    for number, row in enumerate(fields):
        data |= {
            f"fields-{number}-name": row.name,
            f"fields-{number}-label": row.label,
            f"fields-{number}-type": row.type,
            f"fields-{number}-hint": row.hint,
            f"fields-{number}-ORDER": str(number + 1),
            **({f"fields-{number}-required": "on"} if row.required else {}),
            **({f"fields-{number}-citation_required": "on"} if row.citation_required else {}),
        }
    for number in range(len(fields), len(fields) + 3):
        data |= {f"fields-{number}-type": "text", f"fields-{number}-label": ""}
    return data | changes


@pytest.fixture
def event(db: None) -> InfoboxKind:
    return InfoboxKind.objects.get(name="event")


def at(kind: InfoboxKind) -> str:
    return reverse("admin:articles_infoboxkind_change", args=[kind.pk])


def test_a_kind_is_changed_as_a_recorded_edit(
    inside: Client, event: InfoboxKind, chemist: User
) -> None:
    text = inside.get(at(event)).content.decode()
    assert 'value="Perpetrators"' in text
    last = len(event.shape().fields)
    data = kind_form(
        event,
        **{
            "label": "Happening",
            "fields-0-label": "Belongs to",
            "fields-1-DELETE": "on",
            "fields-2-ORDER": "0",
            f"fields-{last}-label": "Cause of it",
            f"fields-{last}-citation_required": "on",
            f"fields-{last}-hint": "In a few words.",
        },
    )
    assert inside.post(at(event), data).status_code == 302
    event.refresh_from_db()
    shape = event.shape()
    assert shape.label == "Happening"
    assert [row.name for row in shape.fields] == [
        *("date", "part_of", "perpetrators", "deaths", "injuries", "victims", "outcome"),
        "cause_of_it",
    ]
    assert shape.fields[1].label == "Belongs to"
    assert (shape.fields[-1].citation_required, shape.fields[-1].hint) == (True, "In a few words.")
    edit = event.published_edit
    assert edit
    assert (edit.editor, edit.summary, edit.number) == (chemist, "More exact", 2)
    assert list(verify()) == []
    history = inside.get(reverse("admin:articles_infoboxkind_history", args=[event.pk]))
    assert "More exact" in history.content.decode()


def test_a_new_kind_is_made(inside: Client) -> None:
    new = reverse("admin:articles_infoboxkind_add")
    assert inside.get(new).status_code == 200
    data = kind_form(None, label="Ship", name="ship", **{"fields-0-label": "Tonnage"})
    assert inside.post(new, data).status_code == 302
    assert [row.name for row in InfoboxKind.objects.get(name="ship").shape().fields] == ["tonnage"]
    again = inside.post(new, data)
    assert again.status_code == 422
    assert "already" in again.content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"label": ""}, "required"),
        ({"summary": ""}, "Say why"),
        ({}, "nothing to save"),
        ({"fields-0-label": "x" * 101}, "at most 100 characters"),
        ({"fields-0-name": "<script>"}, "cannot be a name"),
        ({"fields-0-type": "script"}, "script"),
        ({"fields-0-label": "Location"}, "Two fields are called"),
        ({"base": "aaaaaaaaaaaaaaaa"}, "did not begin from an edit"),
        ({"fields-TOTAL_FORMS": "x"}, "ManagementForm"),
        ({"fields-TOTAL_FORMS": "9999999"}, "at most 100"),
    ],
)
def test_a_refused_change_says_why_and_keeps_what_was_typed(
    inside: Client, event: InfoboxKind, changes: dict[str, str], words: str
) -> None:
    before = event.shape()
    response = inside.post(at(event), kind_form(event, **{"summary": "To be kept", **changes}))
    assert response.status_code == 422
    assert words in response.content.decode()
    assert changes.get("summary", "To be kept") in response.content.decode()
    assert InfoboxKind.objects.get(pk=event.pk).shape() == before
    assert Act.objects.filter(subject=event.uid).count() == 2


def test_a_kind_changed_meanwhile_is_told(inside: Client, event: InfoboxKind) -> None:
    stale = kind_form(event, label="Mine")
    inside.post(at(event), kind_form(event, label="Theirs"))
    response = inside.post(at(event), stale)
    assert response.status_code == 422
    assert "changed this kind while you did" in response.content.decode()
    assert InfoboxKind.objects.get(pk=event.pk).label == "Theirs"


@pytest.mark.parametrize("key", ["0", "999999", "x", "%00", "9" * 40, "..", "1'--"])
def test_odd_keys_lead_nowhere(inside: Client, db: None, key: str) -> None:
    for name in ("infoboxkind", "article", "edit"):
        for page in ("change/", "history/", "delete/"):
            answer = inside.get(f"/admin/articles/{name}/{key}/{page}", follow=True)
            assert answer.status_code in (200, 403, 404)


def test_history_holds_after_blocks_and_looks(administrator: User, editor: User) -> None:
    block = blocking.block(by=administrator, account=editor, reason="Spam")
    blocking.lift(block, by=administrator, reason="Sorry")
    blocking.block(by=administrator, network="192.0.2.0/24", reason="Spam")
    assert list(verify()) == []
    assert json.loads(Act.objects.filter(subject=block.uid).first().facts)["act"] == "block"  # type: ignore[union-attr]  # there is one
