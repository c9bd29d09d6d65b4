"""What whoever is blocked can and cannot do: every cell, through the operations."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles import (
    blocking,
    drafting,
    editing,
    moving,
    permissions,
    returning,
    reviewing,
    trusting,
)
from articles.content import ArticleContent, Proposal
from articles.errors import NotAllowed
from articles.models import Act, Article, Edit, Status
from encyclopedia.accounts.models import User
from tests.conftest import account
from tests.people_and_articles import make_article, propose, radium_proposal, save

NEW_TEXT = "Radium is an element.[@curie1898]"


@dataclass
class World:
    """Radium in the category Elements, Tin in none; a draft and a pending edit of Ada's, the
    blocked one's, and one of Eve's."""

    ada: User
    radium: Article
    tin: Article
    draft: Edit
    pending: Edit
    theirs: Edit


@pytest.fixture
def world(settings: Any, radium: Article, editor: User, administrator: User) -> World:
    ada, eve = account("Ada"), account("Eve")
    tin = make_article("Tin", "Tin is a metal.", editor)
    save(radium, propose(radium, "Radium is radioactive.[@curie1898]"), editor)
    settings.DEFAULT_PROTECTION = "reviewed"
    draft = editing.save_edit(
        radium, propose(radium, "A draft."), base=published(radium), editor=ada, as_draft=True
    )
    pending = save(radium, propose(radium, "Radium waits."), ada)
    theirs = save(radium, propose(radium, "Radium glows."), eve)
    trusting.grant(ada, by=administrator, reason="To have redirects to forbid, too")
    return World(ada, radium, tin, draft, pending, theirs)


def published(article: Article) -> Edit:
    article.refresh_from_db()
    assert article.published_edit
    return article.published_edit


DEEDS: dict[str, Callable[[World, User], Any]] = {
    "edit Radium": lambda w, a: save(w.radium, propose(w.radium, NEW_TEXT), a),
    "edit Tin": lambda w, a: save(w.tin, propose(w.tin, "Tin is soft."), a),
    "cite in Tin": lambda w, a: save(w.tin, radium_proposal(), a),
    "keep a draft of Radium": lambda w, a: editing.save_edit(
        w.radium, propose(w.radium, NEW_TEXT), base=published(w.radium), editor=a, as_draft=True
    ),
    "make an article": lambda w, a: editing.create(
        "Gold", Proposal(ArticleContent(text="Gold shines.")), editor=a
    ),
    "send the draft": lambda w, a: drafting.send(w.draft, editor=a),
    "show the draft": lambda w, a: drafting.show_to(w.draft, ["Eve"], editor=a),
    "undo in Radium": lambda w, a: returning.undo(w.radium, published(w.radium), editor=a),
    "redirect to Radium": lambda w, a: moving.add_redirect("Ra", w.radium, editor=a),
    "redirect to Tin": lambda w, a: moving.add_redirect("Sn", w.tin, editor=a),
    "withdraw": lambda w, a: drafting.withdraw(w.pending, editor=a),
}
PUTS_IN = {"cite in Tin"}
"""The reference comes with a whole text, which is in the category."""
OF_RADIUM = {
    *("edit Radium", "keep a draft of Radium", "send the draft", "undo in Radium"),
    "redirect to Radium",
}
BLOCKS: dict[str, tuple[Callable[[World], dict[str, Any]], set[str]]] = {
    "whole": (lambda w: {"account": w.ada}, DEEDS.keys() - {"withdraw"}),
    "of the network": (lambda w: {"network": "192.0.2.0/24"}, DEEDS.keys() - {"withdraw"}),
    "of the article": (lambda w: {"account": w.ada, "article": w.radium}, OF_RADIUM),
    "of the category": (lambda w: {"account": w.ada, "category": "elements"}, OF_RADIUM | PUTS_IN),
    "of sources": (lambda w: {"account": w.ada, "no_sources": True}, {"cite in Tin"}),
    "of sign-up": (
        lambda w: {"network": "192.0.2.0/24", "stops_editing": False, "stops_sign_up": True},
        set(),
    ),
}


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("kind", BLOCKS)
def test_a_block_stops_what_it_says_and_nothing_else(
    world: World, administrator: User, kind: str, deed: str
) -> None:
    whom, stopped = BLOCKS[kind]
    until = timezone.now() + timedelta(days=1)
    blocking.block(by=administrator, reason="Vandalism.", until=until, **whom(world))
    world.ada.address = "192.0.2.55"
    before = _rows()
    if deed not in stopped:
        DEEDS[deed](world, world.ada)
        return
    with pytest.raises(NotAllowed) as refusal:
        DEEDS[deed](world, world.ada)
    assert "because: Vandalism." in str(refusal.value)
    assert f"{timezone.localtime(until):%H:%M}" in str(refusal.value)
    assert _rows() == before


def _rows() -> tuple[int, int, set[tuple[str, str]]]:
    statuses = set(Edit.objects.values_list("uid", "status"))
    return Edit.objects.count(), Act.objects.count(), statuses


REVIEWS: dict[str, Callable[[World, User], Any]] = {
    "accept": lambda w, r: reviewing.accept(w.theirs, reviewer=r, seen=w.theirs.snapshot_hash),
    "reject": lambda w, r: reviewing.reject(
        w.theirs, reviewer=r, seen=w.theirs.snapshot_hash, note="No"
    ),
    "confirm": lambda w, r: reviewing.confirm(published(w.radium), reviewer=r),
    "plan": lambda w, r: reviewing.plan_review(w.radium, reviewer=r, due=None, every=30),
}


@pytest.mark.parametrize("deed", REVIEWS)
def test_a_blocked_reviewer_reviews_nothing(
    world: World, administrator: User, reviewer: User, deed: str
) -> None:
    blocking.block(by=administrator, account=reviewer, reason="Vandalism")
    before = _rows()
    with pytest.raises(NotAllowed, match="Vandalism"):
        REVIEWS[deed](world, reviewer)
    assert _rows() == before


@pytest.mark.parametrize("deed", ["accept", "reject", "confirm"])
def test_a_reviewer_kept_from_an_article_decides_nothing_there(
    world: World, administrator: User, reviewer: User, deed: str
) -> None:
    blocking.block(by=administrator, account=reviewer, article=world.radium, reason="Vandalism")
    with pytest.raises(NotAllowed, match="Vandalism"):
        REVIEWS[deed](world, reviewer)


def test_who_is_blocked_reads_and_sees_own_edits(world: World, administrator: User) -> None:
    blocking.block(by=administrator, account=world.ada, reason="Vandalism")
    for edit in (world.pending, world.draft, published(world.radium)):
        assert permissions.may_see(edit, world.ada)
    assert not permissions.may_see(world.theirs, world.ada)


def test_a_network_keeps_no_reviewer_out(administrator: User, reviewer: User) -> None:
    blocking.block(by=administrator, network="192.0.2.0/24", reason="Vandalism")
    reviewer.address = "192.0.2.1"
    permissions.require_edit(None, reviewer)


@pytest.mark.parametrize(
    ("network", "inside", "outside"),
    [
        ("192.0.2.0/24", "192.0.2.255", "192.0.3.0"),
        ("192.0.2.7", "192.0.2.7", "192.0.2.8"),
        ("192.0.2.7", "::ffff:192.0.2.7", "::192.0.2.7"),
        ("2001:db8::/32", "2001:db8:ffff::1", "2001:db9::"),
    ],
)
def test_a_network_blocks_its_addresses_alone(
    administrator: User, editor: User, network: str, inside: str, outside: str
) -> None:
    blocking.block(by=administrator, network=network, reason="Vandalism", stops_sign_up=True)
    for address, is_blocked in ((inside, True), (outside, False), ("", False)):
        editor.address = address
        assert permissions.may_edit(None, editor) is not is_blocked
        if is_blocked:
            with pytest.raises(NotAllowed):
                permissions.require_sign_up(address)
        else:
            permissions.require_sign_up(address)


def test_sources_the_article_has_may_stay(world: World, administrator: User) -> None:
    blocking.block(by=administrator, account=world.ada, no_sources=True, reason="Spam")
    edit = save(world.radium, propose(world.radium, NEW_TEXT), world.ada)
    assert edit.status == Status.PUBLISHED
    with pytest.raises(NotAllowed, match="cannot add sources"):
        editing.create("Gold", radium_proposal(), editor=world.ada)


def test_nobody_signs_up_from_a_blocked_network(client: Client, administrator: User) -> None:
    until = timezone.now() + timedelta(days=1)
    block = blocking.block(
        by=administrator,
        network="127.0.0.0/24",
        reason="Spam",
        stops_editing=False,
        stops_sign_up=True,
        until=until,
    )
    form = {"username": "Ada", "email": "ada@example.org", "password1": "analytical-1843"}
    address = reverse("account_signup")
    for response in (client.get(address), client.post(address, form)):
        assert response.status_code == 403
        assert "because: Spam." in response.content.decode()
        assert f"{timezone.localtime(until):%H:%M}" in response.content.decode()
        assert "127.0.0" not in response.content.decode()
    assert not User.objects.filter(username="Ada").exists()
    blocking.lift(block, by=administrator, reason="Over")
    assert client.post(address, form).status_code == 302
    assert User.objects.filter(username="Ada").exists()


def test_readers_are_never_blocked(client: Client, administrator: User, radium: Article) -> None:
    blocking.block(by=administrator, network="127.0.0.0/24", reason="Spam", stops_sign_up=True)
    assert client.get(radium.get_absolute_url()).status_code == 200
    assert permissions.may_see(published(radium), AnonymousUser())
