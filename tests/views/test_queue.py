"""The queue of reviewers: what waits, the oldest first, narrowed, a page at a time."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from articles import blocking, deleting, drafting, editing, protecting, reviewing, trusting
from articles.content import ArticleContent, Proposal
from articles.models import Article, Edit, Level
from articles.pages import queue, queue_filters
from encyclopedia.accounts import roles
from encyclopedia.accounts.models import User
from tests.bench.queue import addresses
from tests.bench.queue_filling import fill
from tests.conftest import account
from tests.people_and_articles import RADIUM_TEXT, make_article, propose, save
from tests.timing import allowed
from tests.views.review_pages import PENDING_TEXT, parsed, pending_edit

QUEUE = "/review/"


@pytest.fixture(autouse=True)
def _reviewed(radium: Article, settings: Settings) -> None:
    settings.DEFAULT_PROTECTION = "reviewed"


@pytest.fixture
def signed_in(client: Client, reviewer: User) -> Client:
    client.force_login(reviewer)
    return client


def rows(client: Client, address: str = QUEUE) -> list[str]:
    """Return the uids of the rows, top down."""
    page = parsed(client.get(address))  # type: ignore[arg-type]  # is an answer
    links = page.xpath("//li[@data-row]//h2/a/@href")
    return [link.split("?")[0].rpartition("/")[2] for link in links]


def text_of(client: Client, address: str = QUEUE) -> str:
    page = parsed(client.get(address))  # type: ignore[arg-type]  # is an answer
    return " ".join(page.text_content().split())


def waiting_for(edit: Edit, days: int) -> None:
    Edit.objects.filter(pk=edit.pk).update(waiting_since=timezone.now() - timedelta(days=days))


def test_only_reviewers_see_it(client: Client, editor: User, signed_in: Client) -> None:
    assert signed_in.get(QUEUE).status_code == 200
    client.force_login(editor)
    answer = client.get(QUEUE)
    assert answer.status_code == 403
    assert "Only reviewers" in answer.content.decode()
    client.logout()
    assert client.get(QUEUE).status_code == 302


def test_who_is_blocked_does_not_see_it(
    signed_in: Client, reviewer: User, administrator: User
) -> None:
    blocking.block(by=administrator, account=reviewer, reason="Away", until=None)
    assert signed_in.get(QUEUE).status_code == 403


def test_an_empty_queue_says_so(signed_in: Client) -> None:
    assert "Nothing waits for review." in text_of(signed_in)
    assert "Nothing like this waits" in text_of(signed_in, f"{QUEUE}?only=due")


def test_the_oldest_comes_first(signed_in: Client, radium: Article, editor: User) -> None:
    older, newer = (pending_edit(radium, editor, f"{RADIUM_TEXT}\nWord {n}.") for n in range(2))
    assert rows(signed_in) == [older.uid, newer.uid]
    waiting_for(newer, 3)
    assert rows(signed_in) == [newer.uid, older.uid]


def test_an_edit_that_is_changed_while_it_waits_keeps_its_place(
    signed_in: Client, radium: Article, editor: User
) -> None:
    first = pending_edit(radium, editor)
    second = pending_edit(radium, editor, f"{RADIUM_TEXT}\nMore.")
    changed = save(radium, propose(radium, f"{PENDING_TEXT}\nMore."), editor, base=first)
    assert rows(signed_in) == [changed.uid, second.uid]


def test_a_row_tells_what_a_reviewer_chooses_by(
    signed_in: Client, radium: Article, editor: User
) -> None:
    text = RADIUM_TEXT.replace("[@curie1898, p. 175]", "").replace("It glows.", "It truly glows.")
    waiting_for(pending_edit(radium, editor, text), 3)
    told = text_of(signed_in)
    for words in ("3 days", "pending", "Radium", "More on dials", "Marie", "− 1 citation"):
        assert words in told
    assert "+1 word" in told
    assert "new: nothing accepted or rejected yet" in told


def test_a_row_tells_what_became_of_the_editors_edits(
    signed_in: Client, radium: Article, editor: User, administrator: User
) -> None:
    for _ in range(2):
        trusting.count_accepted(editor)
    trusting.count_rejected(editor)
    pending_edit(radium, editor)
    assert "2 accepted, 1 rejected" in text_of(signed_in)


def test_under_strict_review_a_row_counts_the_acceptances(
    signed_in: Client, radium: Article, editor: User, reviewer: User, administrator: User
) -> None:
    protecting.protect(radium, Level.STRICT, by=administrator, reason="Disputed")
    edit = pending_edit(radium, editor)
    assert "0 of 2" in text_of(signed_in)
    reviewing.accept(edit, reviewer=administrator, seen=edit.snapshot_hash)
    assert "1 of 2" in text_of(signed_in)
    reviewing.ask_for_changes(edit, reviewer=reviewer, seen=edit.snapshot_hash, note="Why?")
    changed = save(radium, propose(radium, f"{PENDING_TEXT}\nMore."), editor, base=edit)
    reviewing.accept(changed, reviewer=reviewer, seen=changed.snapshot_hash)
    assert "1 of 2, one of them you" in text_of(signed_in)


def test_drafts_and_decided_edits_wait_for_nobody(
    signed_in: Client, radium: Article, editor: User, reviewer: User
) -> None:
    published = radium.published_edit
    assert published
    editing.save_edit(
        radium, propose(radium, PENDING_TEXT), base=published, editor=editor, as_draft=True
    )
    withdrawn, rejected = pending_edit(radium, editor), pending_edit(radium, editor)
    drafting.withdraw(withdrawn, editor=editor)
    reviewing.reject(rejected, reviewer=reviewer, seen=rejected.snapshot_hash, note="No.")
    assert rows(signed_in) == []


def test_edits_of_deleted_articles_and_hidden_ones_do_not_wait(
    client: Client, signed_in: Client, radium: Article, editor: User, administrator: User
) -> None:
    edit = pending_edit(radium, editor)
    Edit.objects.filter(pk=edit.pk).update(is_text_hidden=True)
    assert rows(signed_in) == []
    client.force_login(administrator)
    assert rows(client) == [edit.uid]
    deleting.delete(radium, by=administrator, reason="Double")
    assert rows(client) == []


@pytest.fixture
def mixed(radium: Article, editor: User, reviewer: User) -> dict[str, Edit]:
    """One edit of each kind that waits."""
    old = account("Paul")
    trusting.count_accepted(old)
    for _ in range(4):
        trusting.count_rejected(old)
    due = make_article("Radon", "A gas.", reviewer)
    reviewing.plan_review(due, reviewer=reviewer, due=timezone.now(), every=None)
    due.refresh_from_db()
    assert due.published_edit
    asked = pending_edit(radium, old)
    reviewing.ask_for_changes(asked, reviewer=reviewer, seen=asked.snapshot_hash, note="Why?")
    proposal = Proposal(ArticleContent(text="A metal."))
    no_source = RADIUM_TEXT.replace("[@curie1898]", "")
    return {
        "due": due.published_edit,
        "articles": editing.create("Thorium", proposal, editor=old),
        "editors": pending_edit(radium, editor),
        "sources": pending_edit(radium, old, no_source),
        "mine": save(radium, propose(radium, f"{PENDING_TEXT}\nMore."), old, base=asked),
    }


@pytest.mark.parametrize("kind", ["due", "articles", "editors", "sources", "mine"])
def test_the_queue_is_narrowed(signed_in: Client, mixed: dict[str, Edit], kind: str) -> None:
    assert len(rows(signed_in)) == len(mixed)
    assert rows(signed_in, f"{QUEUE}?only={kind}") == [mixed[kind].uid]


def test_several_filters_hold_together(signed_in: Client, mixed: dict[str, Edit]) -> None:
    waiting_for(mixed["sources"], 10)
    assert rows(signed_in, f"{QUEUE}?age=7") == [mixed["sources"].uid]
    assert rows(signed_in, f"{QUEUE}?age=7&only=sources&category=elements") == [
        mixed["sources"].uid
    ]
    assert rows(signed_in, f"{QUEUE}?age=30&only=sources") == []
    assert rows(signed_in, f"{QUEUE}?only=sources&only=editors") == []


def test_a_category_narrows_to_its_articles(signed_in: Client, mixed: dict[str, Edit]) -> None:
    found = rows(signed_in, f"{QUEUE}?category=ELEMENTS")
    assert set(found) == {mixed[kind].uid for kind in ("editors", "sources", "mine")}
    assert rows(signed_in, f"{QUEUE}?category=Nothing+here") == []


def test_a_large_category_is_found_as_well(
    signed_in: Client, mixed: dict[str, Edit], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue_filters, "FEW_MEMBERS", 0)
    assert len(rows(signed_in, f"{QUEUE}?category=Elements")) == 3


def test_what_a_reviewer_accepted_once_is_theirs(
    client: Client, radium: Article, editor: User, administrator: User, reviewer: User
) -> None:
    protecting.protect(radium, Level.STRICT, by=administrator, reason="Disputed")
    edit = pending_edit(radium, editor)
    pending_edit(radium, editor, f"{RADIUM_TEXT}\nMore.")
    reviewing.accept(edit, reviewer=reviewer, seen=edit.snapshot_hash)
    client.force_login(reviewer)
    assert rows(client, f"{QUEUE}?only=mine") == [edit.uid]


def test_the_filters_stay_in_the_form_and_in_the_links(
    signed_in: Client, mixed: dict[str, Edit]
) -> None:
    answer = signed_in.get(f"{QUEUE}?age=1&category=%22%3E&only=due&only=wrong&age=nonsense")
    page = parsed(answer)  # type: ignore[arg-type]  # is an answer
    assert page.xpath("//input[@name='category']/@value") == ['">']
    assert page.xpath("//input[@name='only'][@checked]/@value") == ["due"]
    linked = parsed(signed_in.get(f"{QUEUE}?only=due"))  # type: ignore[arg-type]  # is an answer
    assert linked.xpath("//li[@data-row]//h2/a/@href")[0].endswith("?only=due")


def test_pages_follow_each_other_by_key(
    signed_in: Client, radium: Article, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue, "ROWS", 2)
    edits = [pending_edit(radium, editor, f"{RADIUM_TEXT}\nWord {n}.") for n in range(5)]
    seen, address = [], QUEUE
    while address:
        seen += rows(signed_in, address)
        page = parsed(signed_in.get(address))  # type: ignore[arg-type]  # is an answer
        address = next(iter(page.xpath("//nav/a[.='Newer']/@href")), "")
        older = page.xpath("//nav/a[.='Older']/@href")
    assert seen == [edit.uid for edit in edits]
    assert rows(signed_in, older[0]) == [edit.uid for edit in edits[2:4]]


@pytest.mark.parametrize("place", ["", "x", "-", "1-", "9" * 30 + "-1", "1-1-1", "²-1", "-1-2"])
def test_a_place_that_is_none_begins_at_the_top(
    signed_in: Client, radium: Article, editor: User, place: str
) -> None:
    edit = pending_edit(radium, editor)
    for name in ("after", "before"):
        assert rows(signed_in, f"{QUEUE}?{name}={place}") == [edit.uid]


def test_what_editors_write_is_shown_as_text(
    signed_in: Client, radium: Article, editor: User
) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    save(radium, propose(radium, PENDING_TEXT), editor, summary=hostile)
    page = signed_in.get(f"{QUEUE}?category={hostile}").content.decode()
    page += signed_in.get(QUEUE).content.decode()
    assert "<img" not in page
    assert page.count("&lt;img src=x") >= 2


def test_the_home_page_tells_reviewers_how_much_waits(
    client: Client, signed_in: Client, radium: Article, editor: User
) -> None:
    pending_edit(radium, editor)
    assert "1 waits for review" in " ".join(reversed(_figures(signed_in)[-1]))
    client.force_login(editor)
    assert "review" not in str(_figures(client))


def _figures(client: Client) -> list[tuple[str, str]]:
    page = parsed(client.get("/"))  # type: ignore[arg-type]  # is an answer
    figures = page.xpath("//dl[@class='figures']/div")
    return [(one.findtext("dt"), one.findtext("dd")) for one in figures]


def test_a_page_of_ten_thousand_takes_few_queries_and_little_time(db: None) -> None:
    reviewer = fill(10_000)
    client = Client()
    client.force_login(reviewer)
    client.get(QUEUE)
    for name, address in addresses(reviewer):
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        assert answer.status_code == 200
        assert len(queries) <= 6, name
        assert cpu_seconds(client, address) <= allowed(0.045), name


def cpu_seconds(client: Client, address: str) -> float:
    """Return what an answer takes of the processor, the least of some."""
    taken = []
    for _ in range(5):
        began = time.process_time()
        client.get(address)
        taken.append(time.process_time() - began)
    return min(taken)


def test_queries_do_not_grow_with_the_rows(
    signed_in: Client, radium: Article, editor: User
) -> None:
    pending_edit(radium, editor)
    signed_in.get(QUEUE)
    with CaptureQueriesContext(connection) as few:
        signed_in.get(QUEUE)
    for n in range(9):
        other = account(f"Editor {n}", roles.CONTRIBUTOR)
        pending_edit(radium, other, f"{RADIUM_TEXT}\nWord {n}.")
    with CaptureQueriesContext(connection) as many:
        signed_in.get(QUEUE)
    assert len(few) == len(many) <= 6
