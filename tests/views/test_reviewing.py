"""The page of one edit: who sees it, what it shows, and what comes of each decision."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from articles import drafting, editing, hiding, protecting, reviewing
from articles.content import ArticleContent, Proposal, ReferenceEntry, new_uid
from articles.models import Act, Article, Edit, Level, Status
from encyclopedia.accounts import roles
from encyclopedia.accounts.models import User
from tests.conftest import account
from tests.people_and_articles import CURIE, RADIUM_TEXT, propose, save
from tests.views.review_pages import (
    CLASHING,
    ELSEWHERE,
    PENDING_TEXT,
    decide,
    parsed,
    pending_edit,
)

NOTE = "Which signs? <b>Where</b>?"


@pytest.fixture(autouse=True)
def _reviewed(radium: Article, settings: Settings) -> None:
    settings.DEFAULT_PROTECTION = "reviewed"


@pytest.fixture
def second(db: None) -> User:
    return account("Frédéric", roles.REVIEWER)


@pytest.fixture
def pending(radium: Article, editor: User) -> Edit:
    return pending_edit(radium, editor)


@pytest.fixture
def signed_in(client: Client, reviewer: User) -> Client:
    client.force_login(reviewer)
    return client


def page_text(client: Client, edit: Edit, status: int = 200) -> str:
    answer = client.get(f"/review/{edit.uid}")
    assert answer.status_code == status
    return " ".join(parsed(answer).text_content().split())  # type: ignore[arg-type]  # is an answer


def buttons(client: Client, edit: Edit) -> list[str]:
    page = parsed(client.get(f"/review/{edit.uid}"))  # type: ignore[arg-type]  # is an answer
    return page.xpath("//form[contains(@class, 'review-bar')]//button/@value")  # type: ignore[no-any-return]


def now(edit: Edit) -> Edit:
    return Edit.objects.get(pk=edit.pk)


def test_it_shows_all_that_a_reviewer_decides_by(signed_in: Client, pending: Edit) -> None:
    text = page_text(signed_in, pending)
    for words in ("Radium", "More on dials", "Marie", "waits for review", "Upon the revision of"):
        assert words in text
    for words in ("What would change", "and signs", "As it would be", "Watch dials and signs"):
        assert words in text
    for words in ("new: nothing accepted", "Readers see it at once.", "goes back to Marie"):
        assert words in text
    assert buttons(signed_in, pending) == ["accept", "correct", "ask", "reject"]


def test_only_reviewers_and_its_editor_see_it(
    client: Client, pending: Edit, editor: User, administrator: User
) -> None:
    assert client.get(f"/review/{pending.uid}").status_code == 302
    client.force_login(User.objects.create_user("Henri"))
    hidden = client.get(f"/review/{pending.uid}")
    absent = client.get(f"/review/{new_uid()}")
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert "dials" not in hidden.content.decode()
    client.force_login(editor)
    assert "This is your own edit." in page_text(client, pending)
    assert buttons(client, pending) == []
    client.force_login(administrator)
    assert "accept" in buttons(client, pending)


@pytest.mark.parametrize("uid", ["x", "a" * 16, "a" * 300])
def test_what_there_is_not_is_not_found(signed_in: Client, uid: str) -> None:
    assert signed_in.get(f"/review/{uid}").status_code == 404


def test_drafts_and_hidden_texts_are_not_found(
    signed_in: Client, radium: Article, editor: User, pending: Edit
) -> None:
    published = radium.published_edit
    assert published
    draft = editing.save_edit(
        radium, propose(radium, CLASHING), base=published, editor=editor, as_draft=True
    )
    assert signed_in.get(f"/review/{draft.uid}").status_code == 404
    assert decide(signed_in, draft, "accept").status_code == 404
    Edit.objects.filter(pk=pending.pk).update(is_text_hidden=True)
    assert signed_in.get(f"/review/{pending.uid}").status_code == 404
    assert decide(signed_in, pending, "accept").status_code == 404
    assert now(pending).status == Status.PENDING


def test_accepting_leads_on_to_the_next(
    signed_in: Client, radium: Article, editor: User, pending: Edit
) -> None:
    later = pending_edit(radium, editor, f"{RADIUM_TEXT}\nMore.")
    answer = decide(signed_in, pending, "accept", "Well found.")
    assert answer.status_code == 302
    assert answer["Location"] == f"/review/{later.uid}"
    assert "Accepted. Readers see it now." in page_text(signed_in, later)
    assert now(pending).status == Status.PUBLISHED
    assert decide(signed_in, later, "accept")["Location"] == "/review/"


def test_deciding_keeps_to_what_the_queue_was_narrowed_to(
    signed_in: Client, radium: Article, editor: User, pending: Edit
) -> None:
    proposal = Proposal(ArticleContent(text="A noble gas."))
    created = [editing.create(title, proposal, editor=editor) for title in ("Radon", "Xenon")]
    pending_edit(radium, editor, f"{RADIUM_TEXT}\nMore.")
    sent = {"do": "accept", "snapshot": created[0].snapshot_hash}
    answer = signed_in.post(f"/review/{created[0].uid}?only=articles", sent)
    assert answer["Location"] == f"/review/{created[1].uid}?only=articles"


@pytest.mark.parametrize(
    ("do", "status"), [("ask", Status.CHANGES_ASKED), ("reject", Status.REJECTED)]
)
def test_a_note_is_needed_and_what_was_typed_stays(
    signed_in: Client, pending: Edit, do: str, status: Status
) -> None:
    answer = decide(signed_in, pending, do)
    assert answer.status_code == 422
    assert "Say why" in answer.content.decode()
    too_long = "x" * 2001
    answer = decide(signed_in, pending, do, too_long)
    assert answer.status_code == 422
    assert parsed(answer).xpath("//textarea[@name='note']")[0].text.strip() == too_long
    assert decide(signed_in, pending, do, NOTE).status_code == 302
    assert now(pending).status == status
    assert Act.objects.get(edit=pending, name=do).note == NOTE


def test_a_wrong_word_decides_nothing(signed_in: Client, pending: Edit) -> None:
    for do in ("", "publish", "correct"):
        assert decide(signed_in, pending, do).status_code == 400
    assert now(pending).status == Status.PENDING


def test_its_editor_decides_nothing(client: Client, pending: Edit, editor: User) -> None:
    client.force_login(editor)
    for do in ("accept", "ask", "reject", "confirm", "send_on"):
        assert decide(client, pending, do, NOTE).status_code == 403
    assert now(pending).status == Status.PENDING


def test_who_comes_second_is_told_and_keeps_the_note(
    signed_in: Client, pending: Edit, second: User
) -> None:
    reviewing.accept(pending, reviewer=second, seen=pending.snapshot_hash)
    answer = decide(signed_in, pending, "reject", NOTE)
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Frédéric accepted this a moment ago." in text
    assert "Your note was not needed and is kept here." in text
    assert "Which signs? &lt;b&gt;Where&lt;/b&gt;?" in text


def test_what_was_sent_again_is_shown_with_the_note(
    signed_in: Client, radium: Article, pending: Edit, editor: User
) -> None:
    newer = save(radium, propose(radium, f"{PENDING_TEXT}\nMore."), editor, base=pending)
    answer = decide(signed_in, pending, "reject", NOTE)
    assert answer.status_code == 409
    page = parsed(answer)
    assert "Its editor changed this edit meanwhile." in page.text_content()
    assert page.xpath("//input[@name='snapshot']/@value") == [newer.snapshot_hash]
    assert page.xpath("//form[contains(@class, 'review-bar')]/@action") == [f"/review/{newer.uid}"]
    assert page.xpath("//textarea[@name='note']")[0].text.strip() == NOTE


def test_a_moved_base_is_said_and_joined(
    signed_in: Client, radium: Article, pending: Edit, second: User
) -> None:
    save(radium, propose(radium, ELSEWHERE), second)
    text = page_text(signed_in, pending)
    assert "The article moved on since." in text
    assert "It was first found in 1898" in text
    assert "and signs were painted" in text
    decide(signed_in, pending, "accept")
    radium.refresh_from_db()
    assert "first found" in radium.text
    assert "and signs" in radium.text


def test_sentences_that_touch_are_marked(
    signed_in: Client, radium: Article, editor: User, second: User
) -> None:
    text = RADIUM_TEXT.replace("See [[Polonium]].", "See also [[Polonium]].")
    edit = pending_edit(radium, editor, text)
    save(radium, propose(radium, ELSEWHERE), second)
    assert "changed sentences that touch" in page_text(signed_in, edit)


def test_a_clash_is_shown_and_cannot_be_accepted(
    signed_in: Client, radium: Article, pending: Edit, second: User
) -> None:
    save(radium, propose(radium, CLASHING), second)
    assert "changed in the same places" in page_text(signed_in, pending)
    assert buttons(signed_in, pending) == ["settle", "ask", "reject"]
    answer = decide(signed_in, pending, "accept", NOTE)
    assert answer.status_code == 409
    assert "Settle the clashes" in answer.content.decode()
    assert now(pending).status == Status.PENDING


def test_a_hidden_base_is_not_shown_where_it_clashes(
    signed_in: Client, radium: Article, editor: User, second: User, administrator: User
) -> None:
    base = save(radium, propose(radium, RADIUM_TEXT.replace("Watch", "Secret")), second)
    pending = pending_edit(radium, editor, PENDING_TEXT.replace("Watch", "Some"))
    save(radium, propose(radium, CLASHING), second)
    hiding.hide(base, {"text"}, by=administrator, reason="A private address")
    for way in ("", "/settle"):
        answer = signed_in.get(f"/review/{pending.uid}{way}")
        assert "Secret" not in answer.content.decode()


def test_clashes_are_settled_by_the_reviewer(
    signed_in: Client, radium: Article, pending: Edit, second: User
) -> None:
    published = save(radium, propose(radium, CLASHING), second)
    address = f"/review/{pending.uid}/settle"
    first = signed_in.post(address, {"note": NOTE, "snapshot": pending.snapshot_hash})
    assert first.status_code == 200
    form = parsed(first).xpath("//form[@id='clash--form']")[0]  # type: ignore[arg-type]
    sent = dict(form.xpath(".//input[@type='hidden']/@name[1]") and form.form_values())
    assert sent["seen"] == published.uid
    unsettled = signed_in.post(address, {**sent, "do": "settle"})
    assert unsettled.status_code == 422
    anew = "Watch dials and signs were long painted with it."
    choice = {"clash-0-0": "anew", "clash-0-0-text": anew, "do": "settle"}
    assert signed_in.post(address, {**sent, **choice}).status_code == 302
    radium.refresh_from_db()
    assert anew in radium.text
    assert now(pending).status == Status.MERGED
    assert Act.objects.get(edit=pending, name="accept").note == NOTE


def test_settling_what_does_not_clash_leads_back(signed_in: Client, pending: Edit) -> None:
    answer = signed_in.get(f"/review/{pending.uid}/settle")
    assert answer.status_code == 302
    assert answer["Location"] == f"/review/{pending.uid}"


def correction(client: Client, edit: Edit, **more: str) -> dict[str, list[str]]:
    """Return the form of a correction as a browser sends it."""
    sent = {"note": NOTE, "snapshot": edit.snapshot_hash}
    page = parsed(client.post(f"/review/{edit.uid}/correct", sent))  # type: ignore[arg-type]
    found: dict[str, list[str]] = {"do": ["correct"]}
    for name, value in page.xpath("//form[@id='edit--form']")[0].form_values():
        found.setdefault(name, []).append(value.removeprefix("\n"))  # as browsers do
    return {**found, **{name: [value] for name, value in more.items()}}


def test_an_edit_is_accepted_as_corrected(
    signed_in: Client, radium: Article, pending: Edit, reviewer: User
) -> None:
    changed = PENDING_TEXT.replace("signs", "some signs")
    sent = correction(signed_in, pending, text=changed, summary="Some only")
    assert "and signs" in correction(signed_in, pending)["text"][0]
    answer = signed_in.post(f"/review/{pending.uid}/correct", sent)
    assert answer.status_code == 302
    radium.refresh_from_db()
    assert "and some signs" in radium.text
    assert radium.published_edit is not None
    assert radium.published_edit.editor == reviewer
    assert radium.published_edit.replaces == pending
    assert Act.objects.get(edit=pending, name="accept").note == NOTE


def test_a_correction_comes_back_with_what_was_typed(
    signed_in: Client, pending: Edit, second: User
) -> None:
    address = f"/review/{pending.uid}/correct"
    same = signed_in.post(address, correction(signed_in, pending))
    assert same.status_code == 422
    assert "corrected nothing" in same.content.decode()
    sent = correction(signed_in, pending, text="My own words [@missing].")
    preview = signed_in.post(address, {**sent, "do": "preview"})
    assert "My own words" in preview.content.decode()
    reviewing.accept(pending, reviewer=second, seen=pending.snapshot_hash)
    late = signed_in.post(address, {**sent, "text": "My own words."})
    assert late.status_code == 409
    assert "Frédéric accepted this" in late.content.decode()
    assert "My own words." in late.content.decode()


def test_looking_at_a_correction_accepts_nothing(signed_in: Client, pending: Edit) -> None:
    address = f"/review/{pending.uid}/correct"
    sent = correction(signed_in, pending, text="My own words.")
    for more in ({"part": "1"}, {"do": "preview"}, {"do": "changes"}, {"do": "publish"}):
        answer = signed_in.post(address, {**sent, **more})
        assert answer.status_code == 200
        assert "My own words" in answer.content.decode()
    del sent["do"]
    assert signed_in.post(address, {**sent, "part": "1"}).status_code == 200
    assert signed_in.post(address, sent).status_code == 200
    assert now(pending).status == Status.PENDING


def test_a_correction_that_clashes_with_a_newer_edit_comes_back(
    signed_in: Client, radium: Article, pending: Edit, second: User
) -> None:
    sent = correction(signed_in, pending, text=PENDING_TEXT.replace("It was", "It was perhaps"))
    theirs = save(radium, propose(radium, ELSEWHERE), second)
    answer = signed_in.post(f"/review/{pending.uid}/correct", sent)
    assert answer.status_code == 409
    page = parsed(answer)  # type: ignore[arg-type]  # is an answer
    assert "perhaps found" in page.xpath("//textarea[@name='text']")[0].text
    assert page.xpath("//input[@name='upon']/@value") == [theirs.uid]
    assert now(pending).status == Status.PENDING


def test_under_strict_review_nothing_is_corrected_or_settled(
    signed_in: Client, radium: Article, pending: Edit, second: User
) -> None:
    protecting.protect(radium, Level.STRICT, by=second, reason="Disputed")
    assert buttons(signed_in, pending) == ["accept", "ask", "reject"]
    assert "Another reviewer must, too." in page_text(signed_in, pending)
    for way in ("correct", "settle"):
        assert signed_in.post(f"/review/{pending.uid}/{way}").status_code == 403
    decide(signed_in, pending, "accept")
    assert "1 of 2" in page_text(signed_in, pending)
    assert "You accepted this edit. Another reviewer must, too." in page_text(signed_in, pending)
    assert buttons(signed_in, pending) == ["ask", "reject"]
    assert decide(signed_in, pending, "accept").status_code == 403


def test_the_thread_tells_what_was_said_of_earlier_states(
    signed_in: Client, radium: Article, pending: Edit, editor: User, reviewer: User
) -> None:
    reviewing.ask_for_changes(pending, reviewer=reviewer, seen=pending.snapshot_hash, note=NOTE)
    newer = save(radium, propose(radium, f"{PENDING_TEXT}\nMore."), editor, base=pending)
    newest = save(radium, propose(radium, f"{PENDING_TEXT}\nMost."), editor, base=newer)
    text = page_text(signed_in, newest)
    assert "Irène asked for changes." in text
    assert NOTE in text
    assert "changed it 2 times" in text
    page = signed_in.get(f"/review/{newest.uid}").content.decode()
    assert f"/diff/{pending.uid}...{newest.uid}" in page
    assert "<b>Where" not in page


def test_a_new_source_that_is_known_is_shown_with_its_difference(
    signed_in: Client, radium: Article, editor: User
) -> None:
    proposal, uid = propose(radium, RADIUM_TEXT), new_uid()
    references = (*proposal.content.references, ReferenceEntry("curie", uid))
    again = replace(CURIE, title="On a new radio-active substance")
    text = f"{RADIUM_TEXT}\nIt is rare.[@curie]"
    content = replace(proposal.content, references=references, text=text)
    edit = save(radium, Proposal(content, {uid: again}), editor)
    told = page_text(signed_in, edit)
    assert "The new source “curie” is known here already." in told
    assert "Sur une substance nouvelle" in told
    assert "On a new radio-active substance" in told


def test_a_new_article_is_reviewed(signed_in: Client, editor: User) -> None:
    proposal = Proposal(ArticleContent(text="Radon is a noble gas."))
    created = editing.create("Radon", proposal, editor=editor)
    assert "Radon is a noble gas." in page_text(signed_in, created)
    decide(signed_in, created, "accept")
    assert signed_in.get("/wiki/Radon").status_code == 200


def test_what_is_decided_says_what_became_of_it(
    signed_in: Client, pending: Edit, editor: User
) -> None:
    drafting.withdraw(pending, editor=editor)
    text = page_text(signed_in, pending)
    assert "does not wait for review: it is withdrawn" in text
    assert buttons(signed_in, pending) == []


def test_what_is_due_again_is_confirmed_or_sent_on(
    signed_in: Client, radium: Article, reviewer: User, second: User
) -> None:
    reviewing.plan_review(radium, reviewer=second, due=timezone.now(), every=None)
    radium.refresh_from_db()
    published = radium.published_edit
    assert published
    text = page_text(signed_in, published)
    assert "Due again" in text
    assert "Nobody has reviewed it yet." in text
    assert "Radium is a chemical element." in text
    assert buttons(signed_in, published) == ["confirm", "send_on"]
    assert decide(signed_in, published, "send_on").status_code == 422
    assert decide(signed_in, published, "send_on", NOTE).status_code == 302
    assert decide(signed_in, published, "confirm").status_code == 302
    assert now(published).reviewed_by == reviewer


def test_a_review_is_planned(signed_in: Client, radium: Article) -> None:
    address = "/plan-review/Radium"
    assert signed_in.get(address).status_code == 200
    assert signed_in.post(address, {"due": "2030-02-30"}).status_code == 422
    assert signed_in.post(address, {"every": "0"}).status_code == 422
    assert signed_in.post(address, {"every": "9" * 30}).status_code == 422
    assert signed_in.post(address, {"due": "2099-01-01"}).status_code == 422
    assert signed_in.post(address, {"due": "2030-02-28", "every": "365"}).status_code == 302
    radium.refresh_from_db()
    assert radium.review_every == 365
    assert 'value="2030-02-28"' in signed_in.get(address).content.decode()
    assert signed_in.post(address, {}).status_code == 302
    radium.refresh_from_db()
    assert radium.review_every is None


def test_only_reviewers_plan(client: Client, editor: User) -> None:
    client.force_login(editor)
    assert client.get("/plan-review/Radium").status_code == 403
    assert client.post("/plan-review/Radium", {"every": "30"}).status_code == 403
    assert client.post("/plan-review/Nothing").status_code == 403


def test_keys_are_offered_to_who_wants_them(
    signed_in: Client, pending: Edit, reviewer: User
) -> None:
    for address in ("/review/", f"/review/{pending.uid}"):
        assert "review-keys.js" in signed_in.get(address).content.decode()
    User.objects.filter(pk=reviewer.pk).update(wants_keys=False)
    for address in ("/review/", f"/review/{pending.uid}"):
        page = signed_in.get(address).content.decode()
        assert "review-keys.js" not in page
        assert "<kbd>" not in page


def test_queries_do_not_grow_with_the_thread(
    signed_in: Client, radium: Article, pending: Edit, editor: User, reviewer: User
) -> None:
    edit = save(radium, propose(radium, f"{PENDING_TEXT}\nOne."), editor, base=pending)
    signed_in.get(f"/review/{edit.uid}")
    with CaptureQueriesContext(connection) as few:
        signed_in.get(f"/review/{edit.uid}")
    for n in range(5):
        reviewing.ask_for_changes(edit, reviewer=reviewer, seen=edit.snapshot_hash, note=NOTE)
        edit = save(radium, propose(radium, f"{PENDING_TEXT}\nWord {n}."), editor, base=edit)
    with CaptureQueriesContext(connection) as many:
        signed_in.get(f"/review/{edit.uid}")
    assert len(few) == len(many) <= 30
