"""The pages of blocks: the list, making one, lifting one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import blocking
from articles.models import Article, Block
from encyclopedia.accounts.models import User
from tests.conftest import account

LIST, NEW = "/blocks/", "/blocks/new"
FORM = {
    "whom": "Marie",
    "stops": "editing",
    "scope": "everything",
    "which": "",
    "lasts": "7",
    "reason": "Vandalism",
}


@pytest.fixture
def as_administrator(administrator: User) -> Client:
    client = Client()
    client.force_login(administrator)
    return client


def test_an_administrator_blocks_an_account_for_a_week(
    as_administrator: Client, editor: User
) -> None:
    assert 'value="Marie"' in as_administrator.get(NEW, {"whom": "Marie"}).content.decode()
    response = as_administrator.post(NEW, FORM, follow=True)
    assert "Vandalism" in response.content.decode()
    block = Block.objects.get(account=editor)
    assert block.until
    assert timedelta(days=6) < block.until - timezone.now() <= timedelta(days=7)


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        (
            {"whom": "192.0.2.9/24", "stops": "both"},
            {"network": "192.0.2.0/24", "stops_sign_up": True, "stops_editing": True},
        ),
        (
            {"whom": "2001:db8::1", "stops": "sign_up"},
            {"network": "2001:db8::1", "stops_sign_up": True, "stops_editing": False},
        ),
        ({"scope": "article", "which": "radium"}, {"article__title": "Radium"}),
        ({"scope": "category", "which": "Elements"}, {"category_key": "elements"}),
        ({"scope": "sources", "lasts": "for ever"}, {"no_sources": True, "until": None}),
    ],
)
def test_a_block_is_made_as_the_form_asks(
    as_administrator: Client, radium: Article, asked: dict[str, str], kept: dict[str, Any]
) -> None:
    assert as_administrator.post(NEW, {**FORM, **asked}).status_code == 302
    assert Block.objects.filter(**kept).count() == 1


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"whom": "Nobody"}, "Nobody here is called “Nobody”"),
        ({"whom": "Pierre"}, "Nobody can block their own account"),
        ({"whom": "10.0.0.0/7"}, "too wide"),
        ({"whom": "1.2.3.4.5"}, "is no address and no network"),
        ({"whom": ""}, "Name whom to block"),
        ({"whom": "x" * 61}, "No name and no network is that long"),
        ({"scope": "article"}, "Name the article or category"),
        ({"scope": "article", "which": "Gold"}, "There is no article “Gold”"),
        ({"scope": "article", "which": "<b>[x]"}, "cannot hold"),
        ({"which": "Radium"}, "Choose article or category"),
        ({"stops": "both"}, "Only addresses can be kept from signing up"),
        ({"stops": "x"}, "x"),
        ({"lasts": "99999999999"}, "99999999999"),
        ({"reason": ""}, "Say why"),
    ],
)
def test_a_refused_block_says_why_and_keeps_what_was_typed(
    as_administrator: Client, radium: Article, asked: dict[str, str], words: str
) -> None:
    response = as_administrator.post(NEW, {**FORM, "reason": "Copied a book", **asked})
    text = response.content.decode()
    assert response.status_code == 422
    assert words in text
    assert asked.get("reason", "Copied a book") in text
    assert not Block.objects.exists()


def test_only_administrators_make_and_lift_blocks(
    client: Client, editor: User, reviewer: User, administrator: User
) -> None:
    block = blocking.block(by=administrator, account=account("Eve"), reason="Spam")
    lift = reverse("articles:block", args=[block.uid])
    assert client.post(NEW, FORM).status_code == 302
    for person in (editor, reviewer):
        client.force_login(person)
        for address in (NEW, lift, "/blocks/aaaaaaaaaaaaaaaa"):
            assert client.get(address).status_code == 403
            assert client.post(address, {**FORM, "whom": "Eve"}).status_code == 403
    assert [one.lifted_at for one in Block.objects.all()] == [None]


def test_blocks_of_accounts_are_listed_to_who_is_signed_in_networks_are_not(
    client: Client, as_administrator: Client, editor: User, administrator: User
) -> None:
    blocking.block(by=administrator, account=account("Eve"), reason="Copied a book")
    hidden = account("Unspeakable")
    blocking.block(by=administrator, account=hidden, reason="Such a name")
    User.objects.filter(pk=hidden.pk).update(is_name_hidden=True)
    blocking.block(by=administrator, network="192.0.2.0/24", reason="A school")
    assert client.get(LIST).status_code == 302
    client.force_login(editor)
    text = client.get(LIST).content.decode()
    assert "Copied a book" in text
    for secret in ("192.0.2", "A school", "Unspeakable", "Such a name", NEW, "Lift"):
        assert secret not in text
    text = as_administrator.get(LIST).content.decode()
    for known in ("Eve", "192.0.2.0/24", "Unspeakable", NEW):
        assert known in text


def test_ended_and_lifted_blocks_are_not_listed(
    as_administrator: Client, administrator: User
) -> None:
    lifted = blocking.block(by=administrator, account=account("Eve"), reason="Spam")
    blocking.lift(lifted, by=administrator, reason="Sorry")
    ended = blocking.block(by=administrator, account=account("Ada"), reason="Spam")
    Block.objects.filter(pk=ended.pk).update(until=timezone.now())
    assert "Nobody is blocked." in as_administrator.get(LIST).content.decode()


def test_an_administrator_lifts_a_block_once(as_administrator: Client, administrator: User) -> None:
    block = blocking.block(by=administrator, account=account("Eve"), reason="Spam")
    address = reverse("articles:block", args=[block.uid])
    assert "Spam" in as_administrator.get(address).content.decode()
    assert as_administrator.post(address, {"reason": ""}).status_code == 422
    assert as_administrator.post(address, {"reason": "Sorry"})["Location"] == LIST
    assert as_administrator.post(address, {"reason": "Again"}).status_code == 422
    assert "This block has ended." in as_administrator.get(address).content.decode()
    assert as_administrator.get("/blocks/aaaaaaaaaaaaaaaa").status_code == 404


def test_the_list_goes_by_pages_and_costs_no_more_queries(
    as_administrator: Client, administrator: User, django_assert_max_num_queries: Any
) -> None:
    for number in range(60):
        name = f"{chr(97 + number // 26)}{chr(97 + number % 26)} person"
        blocking.block(by=administrator, account=account(name), reason=f"No. {number:02}")
    with django_assert_max_num_queries(3):  # the session and its account are two of them
        text = as_administrator.get(LIST).content.decode()
    assert "No. 59" in text
    assert "No. 09" not in text
    older = text.split('href="?before=')[1].split('"')[0]
    with django_assert_max_num_queries(4):
        text = as_administrator.get(LIST, {"before": older}).content.decode()
    assert "No. 09" in text
    newer = text.split('href="?after=')[1].split('"')[0]
    assert "No. 59" in as_administrator.get(LIST, {"after": newer}).content.decode()
