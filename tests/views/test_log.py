"""The log: a sentence an act, narrowed, paged; and nothing that the reader may not know of."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from articles import (
    blocking,
    deleting,
    editing,
    hiding,
    moving,
    protecting,
    reviewing,
    trusting,
)
from articles.content import ArticleContent, Proposal
from articles.models import Act, Article, Edit, Level
from articles.pages import log as log_pages
from articles.pages.log_sentences import KINDS
from encyclopedia.accounts import naming
from encyclopedia.accounts.models import User
from tests.people_and_articles import make_article, propose, save
from tests.views.test_article_page import page_of

LOG = "/log/"


def sentences(client: Client, **asked: str) -> list[str]:
    """Return the sentences of the log as this client reads it, the newest first."""
    page = page_of(client, f"{LOG}?{urlencode(asked)}")
    return [
        " ".join(one.text_content().split())
        for one in page.xpath("//li[@class='log-row']//div[@class='log-what']/p[1]")
    ]


@pytest.fixture
def rejected(radium: Article, editor: User, reviewer: User, settings: Settings) -> Edit:
    """An edit of Marie's that Irène rejected."""
    settings.DEFAULT_PROTECTION = "reviewed"
    edit = save(radium, propose(radium, "Unseen words."), editor, summary="Unseen summary")
    return reviewing.reject(edit, reviewer=reviewer, seen=edit.snapshot_hash, note="Unseen reason")


def test_edits_are_left_to_histories(client: Client, radium: Article) -> None:
    assert Act.objects.exists()
    assert "Nothing was decided or done here yet." in page_of(client, LOG).text_content()


def test_every_act_is_told_in_a_sentence(
    client: Client, radium: Article, editor: User, reviewer: User, administrator: User
) -> None:
    until = timezone.now() + timedelta(days=3)
    protecting.protect(radium, Level.STRICT, by=reviewer, reason="An edit war", until=until)
    moving.move(radium, "Element 88", editor=reviewer, reason="Its number")
    trusting.grant(editor, by=administrator, reason="Knows the subject")
    blocking.block(by=administrator, account=reviewer, reason="Quarrels", until=until)
    day = f"{timezone.localtime(until):%-d %B %Y}"
    assert sentences(client) == [
        f"Pierre blocked Irène, until {day}.",
        "Pierre trusts Marie: edits need no review.",
        "Irène moved “Radium” to “Element 88”.",
        f"Irène protected “Element 88”: strict, until {day}.",
    ]
    page = page_of(client, LOG)
    assert page.xpath("//li//a[@href='/wiki/Element_88']")
    assert page.xpath("//li//a[@href='/user/Pierre']")
    assert {"An edit war", "Its number", "Knows the subject", "Quarrels"} == {
        one.text_content() for one in page.xpath("//q")
    }


def test_every_kind_has_its_words(client: Client, radium: Article, administrator: User) -> None:
    for n, name in enumerate([*KINDS, "a kind to come"], 100):
        Act.objects.create(
            subject=radium.uid,
            n=n,
            facts='{"what": ["text"], "title": "T", "from": "F", "to": "O", "every": 3}',
            hash="0" * 64,
            name=name,
            actor=administrator,
            at=timezone.now(),
        )
    client.force_login(administrator)
    assert all(one.startswith("Pierre") for one in sentences(client))
    assert len(sentences(client)) == len(KINDS) + 1


def test_the_log_is_narrowed_by_kind_person_subject_and_time(
    client: Client, radium: Article, editor: User, reviewer: User, administrator: User
) -> None:
    make_article("Polonium", "Polonium.", editor)
    polonium = Article.objects.get(title="Polonium")
    protecting.protect(radium, Level.STRICT, by=reviewer, reason="One")
    protecting.protect(polonium, Level.CLOSED, by=administrator, reason="Two")
    trusting.grant(editor, by=administrator, reason="Three")
    Act.objects.filter(name="trust").update(at=timezone.now() - timedelta(days=40))
    today = f"{timezone.localdate():%Y-%m-%d}"
    month_ago = f"{timezone.localdate() - timedelta(days=30):%Y-%m-%d}"
    strict, closed = "Irène protected “Radium”: strict.", "Pierre protected “Polonium”: closed."
    trusted = "Pierre trusts Marie: edits need no review."
    assert sentences(client) == [closed, strict, trusted]
    assert sentences(client, kind="protect") == [closed, strict]
    assert sentences(client, person="irène") == [strict]
    assert sentences(client, title="radium") == [strict]
    assert sentences(client, person="Pierre", kind="protect") == [closed]
    assert sentences(client, **{"from": today, "to": today}) == [closed, strict]
    assert sentences(client, to=month_ago) == [trusted]
    assert sentences(client, person="Nobody") == []
    assert sentences(client, title="Nowhere") == []


def test_a_day_that_is_none_is_named_and_kept(client: Client, db: None) -> None:
    for typed in ("2026-13-01", "soon", "0001-01-01", "9999-12-31"):
        response = client.get(LOG, {"from": typed})
        assert response.status_code == 422
        assert f"“{typed}” is no day." in response.content.decode()
        assert f'value="{typed}"' in response.content.decode()


def test_what_nobody_asks_for_finds_the_log(client: Client, db: None) -> None:
    asked = {"kind": "look", "before": "9" * 30, "after": "x-1", "person": "\0", "title": "\0#"}
    assert client.get(LOG, asked).status_code == 200


def test_paging_shows_every_act_once(
    client: Client, radium: Article, reviewer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_pages, "ROWS", 3)
    for n in range(8):
        moving.add_redirect(f"Name {n}", radium, editor=reviewer)
    seen, address = [], LOG
    while address:
        page = page_of(client, address)
        seen += [one.text_content() for one in page.xpath("//div[@class='log-what']")]
        older = page.xpath("//a[contains(., 'Older')]/@href")
        address = older[0] if older else ""
    assert len(seen) == len(set(seen)) == 8
    (newer,) = page.xpath("//a[contains(., 'Newer')]/@href")
    page = page_of(client, newer)
    assert [one.text_content() for one in page.xpath("//div[@class='log-what']")] == seen[3:6]


def test_decisions_on_what_readers_never_saw_are_told_to_who_may_read_it(
    client: Client, rejected: Edit, radium: Article, editor: User, reviewer: User
) -> None:
    assert sentences(client) == []
    for person in (editor, reviewer):
        client.force_login(person)
        assert sentences(client) == ["Irène rejected an edit by Marie of “Radium”."]
        assert page_of(client, LOG).xpath("//a[@href=$a]", a=f"/revision/{rejected.uid}")
    client.force_login(User.objects.create_user("Stranger"))
    assert sentences(client) == []
    assert "Unseen" not in client.get(LOG).content.decode()


def test_the_acceptance_of_an_edit_that_was_merged_is_told_without_its_text(
    client: Client, radium: Article, editor: User, reviewer: User, settings: Settings
) -> None:
    settings.DEFAULT_PROTECTION = "reviewed"
    waiting = save(radium, propose(radium, radium.text.replace("dials", "faces")), editor)
    save(radium, propose(radium, radium.text.replace("1898.[", "December 1898.[")), reviewer)
    reviewing.accept(waiting, reviewer=reviewer, seen=waiting.snapshot_hash)
    assert sentences(client) == ["Irène accepted an edit by Marie of “Radium”."]
    assert waiting.uid not in client.get(LOG).content.decode()


def test_of_a_deleted_article_only_its_deletion_is_told(
    client: Client, radium: Article, editor: User, reviewer: User, administrator: User
) -> None:
    protecting.protect(radium, Level.STRICT, by=reviewer, reason="Secret quarrel")
    deleting.delete(radium, by=administrator, reason="Not notable")
    for person in (None, editor, reviewer):
        if person:
            client.force_login(person)
        assert sentences(client) == ["Pierre deleted “Radium”."]
        assert sentences(client, title="Radium") == ["Pierre deleted “Radium”."]
        assert "Secret quarrel" not in client.get(LOG).content.decode()
    client.force_login(administrator)
    assert len(sentences(client)) == 2


def test_an_article_that_nobody_published_yet_is_not_told(
    client: Client, editor: User, reviewer: User, settings: Settings
) -> None:
    settings.DEFAULT_PROTECTION = "strict"
    edit = editing.create("Unseen", Proposal(ArticleContent(text="Words.")), editor=editor)
    reviewing.accept(edit, reviewer=reviewer, seen=edit.snapshot_hash)
    assert "Unseen" not in client.get(LOG).content.decode()
    assert sentences(client, title="Unseen") == []
    client.force_login(reviewer)
    assert sentences(client) == ["Irène accepted an edit by Marie of “Unseen”."]


def test_hidden_texts_and_names_are_told_as_hidden(
    client: Client, radium: Article, editor: User, reviewer: User, administrator: User
) -> None:
    wrong = save(radium, propose(radium, "5 Rue Cuvier."), editor)
    reviewing.confirm(wrong, reviewer=reviewer, note="He lives at 5 Rue Cuvier")
    save(radium, propose(radium, "Radium."), reviewer)
    hiding.hide(wrong, ["text", "editor"], by=administrator, reason="An address")
    answered = client.get(LOG).content.decode()
    assert sentences(client) == [
        "Pierre hid parts of an edit by name hidden of “Radium”: the text, the editor's name.",
        "Irène reviewed “Radium” again: it holds.",
    ]
    assert "An address" in answered
    for words in ("Cuvier", "Marie", wrong.uid):
        assert words not in answered
    client.force_login(administrator)
    assert f"/revision/{wrong.uid}" in client.get(LOG).content.decode()


def test_an_account_whose_name_is_hidden_is_nowhere_in_the_log(
    client: Client, radium: Article, editor: User, reviewer: User, administrator: User
) -> None:
    protecting.protect(radium, Level.STRICT, by=reviewer, reason="War")
    blocking.block(by=administrator, account=reviewer, reason="Known as Irène")
    naming.hide_name(reviewer, by=administrator, reason="Irène asked for it")
    assert sentences(client) == [
        "Pierre hid an account's name.",
        "name hidden protected “Radium”: strict.",
    ]
    assert sentences(client, person="Irène") == []
    assert "Irène" not in client.get(LOG).content.decode()
    client.force_login(administrator)
    assert len(sentences(client, person="Irène")) == 1


def test_looks_and_networks_are_told_to_administrators_alone(
    client: Client, editor: User, reviewer: User, administrator: User
) -> None:
    blocking.block(by=administrator, network="192.0.2.0/24", reason="Spam from 192.0.2.7")
    for person in (None, editor, reviewer):
        if person:
            client.force_login(person)
        assert sentences(client) == []
        assert sentences(client, kind="network") == []
        assert "192.0.2" not in client.get(LOG).content.decode()
    client.force_login(administrator)
    assert "Pierre blocked the network 192.0.2.0/24." in sentences(client)


def test_an_erased_note_is_absent(client: Client, radium: Article, administrator: User) -> None:
    protecting.protect(radium, Level.STRICT, by=administrator, reason="Slander")
    Act.objects.filter(name="protect").update(note="", salt="")
    page = page_of(client, LOG)
    assert not page.xpath("//q")
    assert "Slander" not in page.text_content()


def test_peoples_words_stay_words(client: Client, radium: Article, reviewer: User) -> None:
    protecting.protect(radium, Level.STRICT, by=reviewer, reason="<script>x</script> %(actor)s")
    asked = {"person": "<script>x", "title": '"><script>x', "from": "<script>x"}
    for query in ({}, asked):
        assert "<script>x" not in client.get(LOG, query).content.decode()


@pytest.fixture
def people(editor: User, reviewer: User, administrator: User) -> list[User | None]:
    """A reader without an account, a contributor, a reviewer, an administrator."""
    return [None, editor, reviewer, administrator]


def test_the_log_costs_six_queries_at_most_whatever_its_rows(
    client: Client, people: list[User | None], radium: Article, editor: User, administrator: User
) -> None:
    for n in range(12):
        made = make_article(f"Element {n}", "Words.", administrator)
        protecting.protect(made, Level.STRICT, by=administrator, reason="War")
        other = User.objects.create_user(f"Person {n}")
        trusting.grant(other, by=administrator, reason="Good")
        blocking.block(by=administrator, account=other, reason="Bad")
    asked = urlencode({"person": "Pierre", "title": "Element 1", "from": "2020-01-01"})
    for person in people:
        if person:
            client.force_login(person)
        for address in (LOG, f"{LOG}?{asked}"):
            with CaptureQueriesContext(connection) as found:
                assert client.get(address).status_code == 200
            assert len(found) <= 6, (person, address)
