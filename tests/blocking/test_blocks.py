"""Blocks: who makes them, of whom, of what, for how long, and what is kept of it."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from articles import blocking, permissions
from articles.errors import EditRefused, NotAllowed
from articles.models import Act, Article, Block
from encyclopedia.accounts import roles
from encyclopedia.accounts.models import User
from tests.conftest import account

REASON = "Repeated vandalism"


def acts(block: Block) -> list[Act]:
    return list(Act.objects.filter(subject=block.uid).order_by("n"))


def test_a_block_is_an_act_with_its_reason(administrator: User, editor: User) -> None:
    until = timezone.now() + timedelta(days=3)
    block = blocking.block(by=administrator, account=editor, reason=f" {REASON}\n", until=until)
    (act,) = acts(block)
    assert (act.name, act.actor, act.note) == ("block", administrator, REASON)
    facts = json.loads(act.facts)
    assert (facts["account"], facts["until"]) == (editor.uid, until.isoformat())
    assert REASON not in act.facts


def test_only_administrators_block_and_lift(
    administrator: User, reviewer: User, editor: User
) -> None:
    victim = account("Ada")
    for person in (editor, reviewer):
        with pytest.raises(NotAllowed):
            blocking.block(by=person, account=victim, reason=REASON)
    block = blocking.block(by=administrator, account=victim, reason=REASON)
    for person in (victim, editor, reviewer):
        with pytest.raises(NotAllowed):
            blocking.lift(block, by=person, reason="They are sorry")
    assert len(acts(block)) == 1


def test_nobody_blocks_themselves_or_an_administrator(administrator: User) -> None:
    other = account("Ada", roles.ADMINISTRATOR)
    for person in (administrator, other):
        with pytest.raises(EditRefused):
            blocking.block(by=administrator, account=person, reason=REASON)
    assert not Block.objects.exists()


def test_a_reviewer_can_be_blocked(administrator: User, reviewer: User) -> None:
    blocking.block(by=administrator, account=reviewer, reason=REASON)
    with pytest.raises(NotAllowed):
        permissions.require_reviewer(reviewer)


def test_the_same_block_is_made_once_while_it_holds(administrator: User, editor: User) -> None:
    block = blocking.block(by=administrator, account=editor, reason=REASON)
    with pytest.raises(EditRefused, match="holds already"):
        blocking.block(by=administrator, account=editor, reason=REASON)
    blocking.lift(block, by=administrator, reason="A mistake")
    assert blocking.block(by=administrator, account=editor, reason=REASON).pk != block.pk


def test_lifting_is_an_act_and_happens_once(administrator: User, editor: User) -> None:
    block = blocking.block(by=administrator, account=editor, reason=REASON)
    lifted = blocking.lift(block, by=administrator, reason="They are sorry")
    assert [(act.name, act.note) for act in acts(lifted)] == [
        ("block", REASON),
        ("unblock", "They are sorry"),
    ]
    with pytest.raises(EditRefused, match="ended already"):
        blocking.lift(block, by=administrator, reason="Once more")
    permissions.require_edit(None, editor)


def test_a_block_ends_by_itself(administrator: User, editor: User) -> None:
    block = blocking.block(
        by=administrator, account=editor, reason=REASON, until=timezone.now() + timedelta(hours=1)
    )
    with pytest.raises(NotAllowed):
        permissions.require_edit(None, editor)
    Block.objects.filter(pk=block.pk).update(until=timezone.now())
    permissions.require_edit(None, editor)
    with pytest.raises(EditRefused, match="ended already"):
        blocking.lift(block, by=administrator, reason="Not needed")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("192.0.2.7", "192.0.2.7"),
        (" 192.0.2.77/24 ", "192.0.2.0/24"),
        ("10.0.0.0/8", "10.0.0.0/8"),
        ("192.0.2.1/255.255.255.0", "192.0.2.0/24"),
        ("2001:DB8::1", "2001:db8::1"),
        ("2001:db8::/19", "2001::/19"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.0/120", "192.0.2.0/24"),
    ],
)
def test_a_network_is_kept_in_its_shortest_form(typed: str, kept: str) -> None:
    assert blocking.normal_network(typed) == kept


@pytest.mark.parametrize("typed", ["10.0.0.0/7", "0.0.0.0/0", "2001::/18", "::/0", "::/19"])
def test_no_network_wider_than_a_provider_can_be_blocked(typed: str) -> None:
    with pytest.raises(EditRefused, match="too wide"):
        blocking.normal_network(typed)


@pytest.mark.parametrize("typed", ["::ffff:0:0/96", "::ffff:0.0.0.0/103", "::fffe:0:0/95"])
def test_all_of_ipv4_cannot_be_blocked_by_the_way_of_ipv6(typed: str) -> None:
    with pytest.raises(EditRefused, match="too wide"):
        blocking.normal_network(typed)


@pytest.mark.parametrize(
    "typed",
    ["everywhere", "1.2.3", "1.2.3.4/33", "1.2.3.4-9", "fe80::1%eth0", "<script>", "7", "1" * 5000],
)
def test_what_is_no_network_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(EditRefused, match=r"192\.0\.2\.0/24") as refusal:
        blocking.normal_network(typed)
    assert len(str(refusal.value)) < 300


def test_facts_hold_no_address_in_clear(administrator: User) -> None:
    block = blocking.block(by=administrator, network="192.0.2.0/24", reason=REASON)
    act, private = acts(block)
    assert (act.name, act.note) == ("block", REASON)
    assert (private.name, private.note) == ("network", "192.0.2.0/24")
    assert private.salt
    for one in (act, private):
        assert "192.0.2" not in one.facts
        assert block.low not in one.facts


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({}, "account"),
        ({"network": "192.0.2.1", "stops_editing": False}, "stops_editing"),
        ({"network": "192.0.2.1", "reason": " "}, "reason"),
        ({"network": "192.0.2.1", "reason": "x" * 501}, "reason"),
        ({"network": "192.0.2.1", "category": "Physics", "no_sources": True}, "scope"),
        ({"network": "192.0.2.1", "category": "x" * 201}, "category"),
        (
            {
                "network": "192.0.2.1",
                "no_sources": True,
                "stops_editing": False,
                "stops_sign_up": True,
            },
            "stops_editing",
        ),
    ],
)
def test_a_block_of_nobody_or_nothing_is_refused(
    administrator: User, asked: dict[str, Any], field: str
) -> None:
    with pytest.raises(EditRefused) as refusal:
        blocking.block(by=administrator, **{"reason": REASON, **asked})
    assert refusal.value.problems[0].field == field
    assert not Block.objects.exists()


def test_a_block_is_of_an_account_or_of_a_network(administrator: User, editor: User) -> None:
    with pytest.raises(EditRefused):
        blocking.block(by=administrator, account=editor, network="192.0.2.1", reason=REASON)
    with pytest.raises(EditRefused):
        blocking.block(by=administrator, account=editor, stops_sign_up=True, reason=REASON)


@pytest.mark.parametrize("days", [-1, 0, 3651])
def test_a_block_ends_in_time_to_come_or_never(
    administrator: User, editor: User, days: int
) -> None:
    with pytest.raises(EditRefused) as refusal:
        blocking.block(
            by=administrator,
            account=editor,
            reason=REASON,
            until=timezone.now() + timedelta(days=days),
        )
    assert refusal.value.problems[0].field == "until"


def test_one_account_can_have_several_partial_blocks(
    administrator: User, editor: User, radium: Article
) -> None:
    blocking.block(by=administrator, account=editor, article=radium, reason=REASON)
    blocking.block(by=administrator, account=editor, category="Elements", reason=REASON)
    blocking.block(by=administrator, account=editor, no_sources=True, reason=REASON)
    assert len(permissions.blocks_on(editor)) == 3
