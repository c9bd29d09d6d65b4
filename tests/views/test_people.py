"""The page of an account, its trust, and its addresses."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles import blocking, trusting
from articles.models import Act, Article, Edit, EditAddress, Trust
from encyclopedia.accounts.models import User
from tests.conftest import account
from tests.people_and_articles import make_article, propose, save


def page(name: str, view: str = "person") -> str:
    return reverse(f"articles:{view}", args=[name])


def read(client: Client, name: str) -> str:
    response = client.get(page(name))
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def as_administrator(administrator: User) -> Client:
    client = Client()
    client.force_login(administrator)
    return client


@pytest.fixture
def as_reviewer(reviewer: User) -> Client:
    client = Client()
    client.force_login(reviewer)
    return client


def test_everybody_reads_who_somebody_is_and_what_they_published(
    client: Client, editor: User, radium: Article
) -> None:
    User.objects.filter(pk=editor.pk).update(date_joined=datetime(2025, 3, 31, tzinfo=UTC))
    Trust.objects.create(account=editor, uid=editor.uid, accepted=3, rejected=7)
    text = read(client, "Marie")
    for words in ("Marie", "Contributor", "here since March 2025", "3 edits accepted", "Radium"):
        assert words in text
    assert "First text" in text
    assert "rejected" not in text
    assert "31" not in text.split("</header>")[1].split("Published edits")[0]


def test_reviewers_also_read_how_many_edits_were_rejected(
    as_reviewer: Client, editor: User
) -> None:
    Trust.objects.create(account=editor, uid=editor.uid, rejected=7)
    assert "7 rejected" in read(as_reviewer, "Marie")


def test_roles_trust_and_closing_are_told(
    client: Client, editor: User, reviewer: User, administrator: User
) -> None:
    trusting.grant(editor, by=administrator, reason="Careful")
    User.objects.filter(pk=reviewer.pk).update(is_active=False)
    assert "Contributor, trusted" in read(client, "Marie")
    assert "Closed account" in read(client, "Irène")
    assert "Administrator" in read(client, "Pierre")


def test_only_what_readers_see_is_listed(
    client: Client, as_administrator: Client, editor: User, settings: Any
) -> None:
    make_article("Seen", "Text.", editor)
    hidden = make_article("Unnamed", "Text.", editor)
    deleted = make_article("Gone", "Text.", editor)
    Edit.objects.filter(article=hidden).update(is_editor_hidden=True)
    Article.objects.filter(pk=deleted.pk).update(is_deleted=True)
    settings.DEFAULT_PROTECTION = "reviewed"
    settings.OPEN_TO_UNTRUSTED = False
    seen = Article.objects.get(title="Seen")
    save(seen, propose(seen, "Waiting words."), editor, summary="It waits")
    text = read(client, "Marie")
    assert "Seen" in text
    for words in ("Unnamed", "Gone", "It waits"):
        assert words not in text
    assert "Unnamed" in read(as_administrator, "Marie")


def test_a_hidden_or_anonymised_name_answers_like_one_that_is_not_there(
    client: Client, as_reviewer: Client, as_administrator: Client, editor: User, radium: Article
) -> None:
    for flag in ("is_name_hidden", "is_anonymised"):
        User.objects.filter(pk=editor.pk).update(**{"is_name_hidden": False, flag: True})
        for reader in (client, as_reviewer):
            hidden, missing = reader.get(page("Marie")), reader.get(page("Maria"))
            assert hidden.status_code == missing.status_code == 404
            assert _stable(hidden) == _stable(missing).replace("Maria", "Marie")
        assert "Only administrators see this page" in read(as_administrator, "Marie")


def _stable(response: Any) -> str:
    """Return a page without the token that differs each time."""
    text: str = response.content.decode()
    token = response.context["csrf_token"] if response.context else ""
    return text.replace(str(token), "")


def test_edits_go_by_pages_and_cost_no_more_queries(
    client: Client, editor: User, radium: Article, django_assert_max_num_queries: Any
) -> None:
    for number in range(55):
        save(radium, propose(radium, f"Radium, {number}."), editor, summary=f"No. {number}")
    with django_assert_max_num_queries(2):
        text = read(client, "Marie")
    assert "No. 54" in text
    assert "No. 4<" not in text
    older = text.split('href="?before=')[1].split('"')[0]
    with django_assert_max_num_queries(3):
        text = client.get(page("Marie"), {"before": older}).content.decode()
    assert "No. 4<" in text
    assert "First text" in text
    newer = text.split('href="?after=')[1].split('"')[0]
    assert "No. 54" in client.get(page("Marie"), {"after": newer}).content.decode()


def test_an_administrator_pays_few_queries_for_blocks_and_deeds(
    as_administrator: Client, editor: User, radium: Article, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(5):  # the session and its account are two of them
        text = read(as_administrator, "Marie")
    for view in ("trust", "addresses"):
        assert f'href="{page("Marie", view)}"' in text
    assert f'href="{reverse("articles:new_block")}?whom=Marie"' in text


@pytest.mark.parametrize(
    "payload",
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "\0{{x}}", "9" * 400],
)
def test_a_hostile_summary_or_odd_place_harms_nothing(
    client: Client, editor: User, radium: Article, payload: str
) -> None:
    save(radium, propose(radium, "Radium."), editor, summary=payload[:400])
    text = client.get(page("Marie"), {"before": payload, "after": payload}).content.decode()
    assert "<script>alert" not in text
    assert "<img src=x" not in text
    for odd in ("%3Cscript%3E", "%00", "Marie%00%00x", "%ED%A0%80", "x" * 3000):
        assert client.get(f"/user/{odd}").status_code == 404


def test_blocks_of_an_account_show_to_who_is_signed_in(
    client: Client, as_reviewer: Client, editor: User, administrator: User
) -> None:
    blocking.block(by=administrator, account=editor, reason="Copied a book")
    assert "Copied a book" not in read(client, "Marie")
    text = read(as_reviewer, "Marie")
    assert "Copied a book" in text
    assert "Lift" not in text


def test_an_administrator_grants_trust_and_takes_it_back(
    as_administrator: Client, editor: User
) -> None:
    for do, is_trusted in (("grant", True), ("take_back", False)):
        response = as_administrator.post(page("Marie", "trust"), {"reason": "Because", "do": do})
        assert response["Location"] == page("Marie")
        assert Trust.objects.get(account=editor).is_trusted is is_trusted
    notes = Act.objects.filter(subject=editor.uid).order_by("n").values_list("name", "note")
    assert list(notes) == [("trust", "Because"), ("distrust", "Because")]


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
def test_trust_needs_a_reason_and_what_was_typed_stays(
    as_administrator: Client, editor: User, reason: str
) -> None:
    response = as_administrator.post(page("Marie", "trust"), {"reason": reason, "do": "grant"})
    assert response.status_code == 422
    assert reason.strip() in response.content.decode()
    assert not Trust.objects.filter(is_trusted=True).exists()


def test_trust_given_meanwhile_is_told(
    as_administrator: Client, editor: User, administrator: User
) -> None:
    trusting.grant(editor, by=administrator, reason="Careful")
    response = as_administrator.post(page("Marie", "trust"), {"reason": "Me too", "do": "grant"})
    assert response.status_code == 422
    assert "trusted already" in response.content.decode()


@pytest.mark.parametrize("view", ["trust", "addresses"])
def test_these_pages_are_for_administrators_whoever_is_named(
    client: Client, as_reviewer: Client, editor: User, view: str
) -> None:
    for name in ("Marie", "Nobody at all"):
        for method in ("get", "post"):
            data = {"reason": "Curious", "do": "grant"}
            assert getattr(client, method)(page(name, view), data).status_code == 302
            refused = getattr(as_reviewer, method)(page(name, view), data)
            assert refused.status_code == 403
            assert "Only administrators" in refused.content.decode()
    assert not Act.objects.filter(name__in=("trust", "look")).exists()


def test_addresses_show_after_a_reason_and_never_from_a_store(
    as_administrator: Client, editor: User, radium: Article
) -> None:
    editor.address = "192.0.2.9"
    save(radium, propose(radium, "Radium."), editor)
    asked = as_administrator.get(page("Marie", "addresses"))
    assert "192.0.2.9" not in asked.content.decode()
    assert not Act.objects.filter(name="look").exists()
    shown = as_administrator.post(page("Marie", "addresses"), {"reason": "Two accounts"})
    assert "192.0.2.9" in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert Act.objects.filter(name="look", subject=editor.uid).count() == 1


def test_who_else_edited_from_an_address_is_shown(
    as_administrator: Client, editor: User, radium: Article
) -> None:
    eve = account("Eve")
    for person in (editor, eve):
        person.address = "2001:db8::9"
        save(radium, propose(radium, f"By {person}."), person)
    data = {"reason": "Two accounts", "address": "2001:db8::9"}
    text = as_administrator.post(page("Marie", "addresses"), data).content.decode()
    assert f'href="{page("Eve")}"' in text
    assert Act.objects.filter(name="look").count() == 2


@pytest.mark.parametrize("address", ["<script>", "fe80::1%<script>", "1.2.3.4/8", "9" * 4000])
def test_an_odd_address_is_refused(as_administrator: Client, editor: User, address: str) -> None:
    response = as_administrator.post(
        page("Marie", "addresses"), {"reason": "Why", "address": address}
    )
    assert response.status_code == 422
    assert "This is no address" in response.content.decode()


def test_a_look_needs_a_reason(as_administrator: Client, editor: User, radium: Article) -> None:
    EditAddress.objects.all().delete()
    response = as_administrator.post(page("Marie", "addresses"), {"reason": " "})
    assert response.status_code == 422
    text = as_administrator.post(page("Marie", "addresses"), {"reason": "Why"}).content.decode()
    assert "No address is kept any more" in text
