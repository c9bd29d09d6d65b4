"""Addresses of editors: looked at by administrators alone, each look kept, forgotten in time."""

import json
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.utils import timezone
from django_q.models import Schedule

from articles import looking_up, tasks
from articles.errors import EditRefused, NotAllowed
from articles.models import Act, Article, EditAddress
from encyclopedia.accounts.models import User
from tests.conftest import account
from tests.people_and_articles import propose, save


@pytest.fixture
def eve(radium: Article) -> User:
    """Somebody who edited twice from one address, and then from another."""
    eve = account("Eve")
    for number, address in enumerate(["192.0.2.1", "192.0.2.1", "2001:db8::1"]):
        eve.address = address
        save(radium, propose(radium, f"Radium, {number}."), eve)
    return eve


def looks(person: User) -> list[Act]:
    return list(Act.objects.filter(subject=person.uid, name="look").order_by("n"))


def test_an_administrator_sees_each_address_with_its_edits(eve: User, administrator: User) -> None:
    seen = looking_up.look_up(eve, by=administrator, reason="Two accounts, one voice")
    assert [(one.address, one.edits) for one in seen] == [("2001:db8::1", 1), ("192.0.2.1", 2)]
    assert seen[1].first < seen[1].last < seen[0].last


def test_each_look_is_an_act_about_the_account_with_its_reason(
    eve: User, administrator: User
) -> None:
    looking_up.look_up(eve, by=administrator, reason="Two accounts, one voice")
    (look,) = looks(eve)
    assert (look.actor, look.note) == (administrator, "Two accounts, one voice")
    assert json.loads(look.facts)["through"] == "account"
    assert "192.0.2.1" not in look.facts + look.note


def test_who_else_edited_from_an_address_is_a_look_at_each(
    eve: User, administrator: User, radium: Article
) -> None:
    ada, marie = account("Ada"), User.objects.get(username="Marie")
    ada.address = "192.0.2.1"
    save(radium, propose(radium, "Radium, by Ada."), ada)
    seen = looking_up.look_up_address("192.0.2.1", by=administrator, reason="A sock puppet")
    assert [(one.account, one.edits) for one in seen] == [(ada, 1), (eve, 2)]
    assert [len(looks(person)) for person in (ada, eve, marie)] == [1, 1, 0]


def test_nobody_else_looks_and_a_look_needs_its_reason(
    eve: User, administrator: User, reviewer: User
) -> None:
    for person in (eve, reviewer):
        with pytest.raises(NotAllowed):
            looking_up.look_up(eve, by=person, reason="Curious")
        with pytest.raises(NotAllowed):
            looking_up.look_up_address("192.0.2.1", by=person, reason="Curious")
    for reason in ("", " \n", "x" * 501):
        with pytest.raises(EditRefused):
            looking_up.look_up(eve, by=administrator, reason=reason)
        with pytest.raises(EditRefused):
            looking_up.look_up_address("192.0.2.1", by=administrator, reason=reason)
    assert looks(eve) == []


@pytest.mark.parametrize("address", ["", "x", "192.0.2.1/24", "1" * 5000])
def test_what_is_no_address_is_refused(administrator: User, address: str) -> None:
    with pytest.raises(EditRefused, match="no address"):
        looking_up.look_up_address(address, by=administrator, reason="A sock puppet")


def test_addresses_are_forgotten_after_their_days(eve: User, settings: Any) -> None:
    settings.KEEP_ADDRESSES_DAYS = 90
    oldest = EditAddress.objects.order_by("made_at")[0]
    EditAddress.objects.filter(pk=oldest.pk).update(made_at=timezone.now() - timedelta(days=91))
    said = StringIO()
    call_command("purge_addresses", stdout=said)
    assert said.getvalue() == "Forgot the addresses of 1 edits.\n"
    assert not EditAddress.objects.filter(pk=oldest.pk).exists()
    assert EditAddress.objects.count() == 2


def test_purging_goes_in_slices(eve: User, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking_up, "PURGED_AT_ONCE", 2)
    settings.KEEP_ADDRESSES_DAYS = 0
    assert looking_up.purge(timezone.now()) == 3


def test_purging_is_due_every_day_and_scheduled_once(db: None) -> None:
    (schedule,) = Schedule.objects.all()
    assert (schedule.func, schedule.schedule_type) == ("articles.looking_up.purge", Schedule.DAILY)
    tasks.keep_schedules(apps=apps)
    assert Schedule.objects.count() == 1
