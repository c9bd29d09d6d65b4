"""Own drafts: sent, brought up to date, shown to people, withdrawn; and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from articles import drafting, editing, permissions, revisions
from articles.content import ArticleContent, Proposal
from articles.errors import EditConflict, EditRefused, NotAllowed, NothingChanged, UnknownBase
from articles.models import Article, Edit, Status
from encyclopedia.accounts.models import User
from tests.people_and_articles import propose, save


@pytest.fixture(autouse=True)
def _reviewed(radium: Article, settings: Any) -> None:
    settings.DEFAULT_PROTECTION = "reviewed"


def draft_of(radium: Article, editor: User, old: str = "Watch", new: str = "Clock") -> Edit:
    radium.refresh_from_db()
    assert radium.published_edit is not None
    return editing.save_edit(
        radium,
        propose(radium, radium.text.replace(old, new)),
        base=radium.published_edit,
        editor=editor,
        summary="Begun",
        as_draft=True,
    )


def publish(radium: Article, reviewer: User, old: str, new: str) -> Edit:
    radium.refresh_from_db()
    return save(radium, propose(radium, radium.text.replace(old, new)), reviewer)


def text_of(edit: Edit) -> str:
    return revisions.article_snapshots([edit])[edit.uid].content.text


def test_a_draft_waits_nowhere(radium: Article, editor: User) -> None:
    draft = draft_of(radium, editor)
    radium.refresh_from_db()
    assert (draft.status, draft.sent_at, draft.waiting_since) == (Status.DRAFT, None, None)
    assert radium.pending == 0
    assert list(revisions.verify()) == []


def test_sending_makes_it_wait_upon_what_readers_see(
    radium: Article, editor: User, reviewer: User
) -> None:
    draft = draft_of(radium, editor)
    published = publish(radium, reviewer, "in 1898", "in May 1898")
    sent = drafting.send(draft, editor=editor)
    draft.refresh_from_db()
    assert (draft.status, sent.status) == (Status.SUPERSEDED, Status.PENDING)
    assert (sent.base, sent.summary) == (published, "Begun")
    assert "Clock" in text_of(sent)
    assert "in May 1898" in text_of(sent)
    assert list(revisions.verify()) == []


def test_sending_publishes_at_once_where_the_editor_may(radium: Article, reviewer: User) -> None:
    sent = drafting.send(draft_of(radium, reviewer), editor=reviewer)
    radium.refresh_from_db()
    assert radium.published_edit == sent


def test_a_clash_is_refused_and_the_draft_stays(
    radium: Article, editor: User, reviewer: User
) -> None:
    draft = draft_of(radium, editor)
    published = publish(radium, reviewer, "Watch", "Compass")
    for deed in (drafting.send, drafting.bring_up_to_date):
        with pytest.raises(EditConflict) as conflict:
            deed(draft, editor=editor)
        assert conflict.value.published == published
        assert conflict.value.merge is not None
        assert conflict.value.merge.clashes
    draft.refresh_from_db()
    assert draft.status == Status.DRAFT


def test_a_settled_draft_stands_upon_the_edit_it_was_joined_with(
    radium: Article, editor: User, reviewer: User
) -> None:
    draft = draft_of(radium, editor)
    published = publish(radium, reviewer, "Watch", "Compass")
    radium.refresh_from_db()
    newest = editing.save_edit(
        radium,
        propose(radium, radium.text.replace("Compass", "Compass and clock")),
        base=draft,
        upon=published,
        editor=editor,
        as_draft=True,
    )
    assert newest.base == published
    with pytest.raises(NothingChanged, match="up to date"):
        drafting.bring_up_to_date(newest, editor=editor)
    assert drafting.send(newest, editor=editor).status == Status.PENDING


def test_nothing_is_joined_with_what_readers_never_saw(
    radium: Article, editor: User, reviewer: User
) -> None:
    draft = draft_of(radium, editor)
    other = draft_of(radium, editor, "Watch", "Sun")
    with pytest.raises(UnknownBase):
        editing.save_edit(
            radium, propose(radium, "Mine."), base=draft, upon=other, editor=editor, as_draft=True
        )


def test_bringing_up_to_date_keeps_who_may_read_it(
    radium: Article, editor: User, reviewer: User
) -> None:
    draft = draft_of(radium, editor)
    drafting.show_to(draft, ["irène"], editor=editor)
    publish(radium, reviewer, "in 1898", "in May 1898")
    newest = drafting.bring_up_to_date(draft, editor=editor)
    assert newest.status == Status.DRAFT
    assert permissions.may_see(newest, reviewer)
    draft.refresh_from_db()
    assert not permissions.may_see(draft, reviewer)


def test_who_it_is_shown_to_sees_it_until_it_is_shown_to_others(
    radium: Article, editor: User, reviewer: User
) -> None:
    draft = draft_of(radium, editor)
    assert not permissions.may_see(draft, reviewer)
    drafting.show_to(draft, ["Irène"], editor=editor)
    assert permissions.may_see(draft, reviewer)
    drafting.show_to(draft, [], editor=editor)
    assert not permissions.may_see(draft, reviewer)


def test_a_name_that_nobody_has_is_refused_and_changes_nothing(
    radium: Article, editor: User, reviewer: User
) -> None:
    draft = draft_of(radium, editor)
    drafting.show_to(draft, ["Irène"], editor=editor)
    with pytest.raises(EditRefused, match="Nobody here is called “Nobody”"):
        drafting.show_to(draft, ["Nobody"], editor=editor)
    assert permissions.may_see(draft, reviewer)


def test_nobody_else_sends_shows_or_withdraws_a_draft(
    radium: Article, editor: User, reviewer: User, administrator: User
) -> None:
    draft = draft_of(radium, editor)
    for person in (reviewer, administrator):
        with pytest.raises(NotAllowed):
            drafting.send(draft, editor=person)
        with pytest.raises(NotAllowed):
            drafting.bring_up_to_date(draft, editor=person)
        with pytest.raises(NotAllowed):
            drafting.show_to(draft, ["Marie"], editor=person)
        with pytest.raises(NotAllowed):
            drafting.withdraw(draft, editor=person)
    draft.refresh_from_db()
    assert draft.status == Status.DRAFT


def test_what_was_sent_is_no_draft_any_more(radium: Article, editor: User) -> None:
    sent = drafting.send(draft_of(radium, editor), editor=editor)
    for deed in (drafting.send, drafting.bring_up_to_date):
        with pytest.raises(NotAllowed, match="no draft any more"):
            deed(sent, editor=editor)


def test_a_draft_of_what_readers_see_by_now_is_not_sent(
    radium: Article, editor: User, reviewer: User
) -> None:
    draft = draft_of(radium, editor)
    publish(radium, reviewer, "Watch", "Clock")
    with pytest.raises(NothingChanged):
        drafting.send(draft, editor=editor)


def test_a_note_is_bounded(radium: Article, editor: User) -> None:
    draft = draft_of(radium, editor)
    with pytest.raises(EditRefused, match="2001 characters long"):
        drafting.withdraw(draft, editor=editor, note="x" * 2001)
    drafting.withdraw(draft, editor=editor, note="x" * 2000)
    draft.refresh_from_db()
    assert draft.status == Status.WITHDRAWN
    assert list(revisions.verify()) == []


def test_a_new_article_is_a_draft_first_and_claims_no_title(editor: User, reviewer: User) -> None:
    content = Proposal(ArticleContent(text="A metal."))
    draft = editing.create("Polonium", content, editor=editor, as_draft=True)
    assert draft.status == Status.DRAFT
    other = editing.create("Polonium", content, editor=reviewer)
    assert other.status == Status.PUBLISHED
