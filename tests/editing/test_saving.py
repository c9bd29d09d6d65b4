"""Articles made, changed, refused and returned to what they were."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import editing, returning
from articles.content import ArticleContent, Proposal, ReferenceEntry, new_uid
from articles.errors import (
    ContentRefused,
    EditConflict,
    EditRefused,
    NotAllowed,
    NothingChanged,
    TitleRefused,
    UnknownBase,
)
from articles.models import Article, Citation, Deed, Edit, Source, Status, Title
from encyclopedia.accounts.models import User
from tests.people_and_articles import CURIE, make_article, propose, radium_proposal, save


def test_an_article_is_published_with_its_rows(radium: Article) -> None:
    assert radium.published_edit is not None
    assert radium.published_edit.status == Status.PUBLISHED
    assert radium.content().digest() == radium.published_edit.content_hash
    assert list(radium.titles.values_list("key", flat=True)) == ["radium"]
    assert radium.citations.count() == 3
    assert list(radium.links.values_list("title", flat=True)) == ["Polonium"]
    assert radium.rendering.citations == 3


def test_rows_and_snapshot_say_the_same_after_an_edit(radium: Article, editor: User) -> None:
    edit = save(radium, propose(radium, "Radium is an element."), editor)
    radium.refresh_from_db()
    assert radium.text == "Radium is an element."
    assert radium.content().digest() == edit.content_hash
    assert edit.replaces is not None
    assert edit.replaces.number == 1


def test_two_edits_from_one_base_conflict(radium: Article, editor: User) -> None:
    base = radium.published_edit
    first, second = propose(radium, "Radium (Ra)."), propose(radium, "Radium, Ra.")
    published = save(radium, first, editor, base=base)
    with pytest.raises(EditConflict) as refusal:
        save(radium, second, editor, base=base)
    assert refusal.value.published == published
    radium.refresh_from_db()
    assert radium.text == "Radium (Ra)."
    assert radium.last_number == 2


def test_what_readers_already_see_is_no_edit(radium: Article, editor: User) -> None:
    with pytest.raises(NothingChanged):
        save(radium, Proposal(radium.content()), editor)
    assert radium.edits.count() == 1


def test_a_base_of_another_article_is_refused(radium: Article, editor: User) -> None:
    other = make_article("Polonium", "Polonium is an element.", editor)
    with pytest.raises(UnknownBase):
        save(radium, propose(radium, "New."), editor, base=other.published_edit)


def test_the_same_form_sent_twice_is_one_edit(radium: Article, editor: User) -> None:
    base, submission = radium.published_edit, uuid4()
    proposal = propose(radium, "Sent twice.")
    first = save(radium, proposal, editor, base=base, submission=submission)
    second = save(radium, proposal, editor, base=base, submission=submission)
    assert first == second
    assert radium.edits.count() == 2


def test_a_form_sent_again_with_another_text_is_not_taken_for_the_edit_before(
    radium: Article, editor: User
) -> None:
    base, submission = radium.published_edit, uuid4()
    save(radium, propose(radium, "Radium is an elment."), editor, base=base, submission=submission)
    mended = propose(radium, "Radium is an element.")
    with pytest.raises(EditConflict, match="You published an edit after you began this one"):
        save(radium, mended, editor, base=base, submission=submission)
    radium.refresh_from_db()
    mending = save(radium, mended, editor, submission=submission)
    radium.refresh_from_db()
    assert radium.text == "Radium is an element."
    assert radium.published_edit == mending
    assert mending.submission != submission


def test_the_id_of_a_form_is_no_hold_on_the_edits_of_others(
    radium: Article, editor: User, reviewer: User
) -> None:
    submission = uuid4()
    first = save(radium, propose(radium, "Radium (Ra)."), editor, submission=submission)
    radium.refresh_from_db()
    second = save(radium, propose(radium, "Radium, Ra."), reviewer, submission=submission)
    new = editing.create(
        "Polonium",
        Proposal(ArticleContent(text="Polonium.")),
        editor=reviewer,
        submission=submission,
    )
    assert (first.editor, second.editor, new.editor) == (editor, reviewer, reviewer)
    assert len({first.submission, second.submission, new.submission}) == 3


def test_one_form_makes_edits_of_two_articles(radium: Article, editor: User) -> None:
    other, submission = make_article("Polonium", "Polonium.", editor), uuid4()
    save(radium, propose(radium, "A text."), editor, submission=submission)
    edit = save(other, propose(other, "A text."), editor, submission=submission)
    assert edit.article == other


def test_the_same_new_article_sent_twice_is_one_article(editor: User) -> None:
    proposal, submission = radium_proposal(), uuid4()
    edits = {
        editing.create("Radium", proposal, editor=editor, submission=submission).uid
        for _ in range(2)
    }
    assert len(edits) == 1
    assert Article.objects.count() == 1


def test_nobody_edits_without_an_account(radium: Article) -> None:
    with pytest.raises(NotAllowed):
        save(radium, propose(radium, "Anonymous."), AnonymousUser())  # type: ignore[arg-type]


def test_a_title_is_taken_once_whatever_its_case(radium: Article, editor: User) -> None:
    with pytest.raises(TitleRefused):
        editing.create("rADIUM", radium_proposal(), editor=editor)
    assert Title.objects.count() == 1


def test_an_article_without_a_word_is_refused(editor: User) -> None:
    with pytest.raises(NothingChanged):
        editing.create("Empty", Proposal(ArticleContent(text=" \n ")), editor=editor)
    assert not Article.objects.exists()


def test_a_reference_to_no_source_is_refused(radium: Article, editor: User) -> None:
    content = replace(radium.content(), references=(ReferenceEntry("ghost", new_uid()),))
    with pytest.raises(ContentRefused, match="ghost"):
        save(radium, Proposal(content), editor)


def test_an_unknown_infobox_kind_is_refused(radium: Article, editor: User) -> None:
    content = radium.content()
    content = replace(content, infobox=replace(content.infobox, kind="spaceship"))
    with pytest.raises(ContentRefused, match="spaceship"):
        save(radium, Proposal(content), editor)


def test_a_summary_over_the_limit_is_refused_whole(radium: Article, editor: User) -> None:
    with pytest.raises(EditRefused) as refusal:
        save(radium, propose(radium, "New."), editor, summary="s" * 501)
    assert refusal.value.problems[0].field == "summary"


def test_an_edit_cannot_change_the_record_of_a_source_that_exists(
    radium: Article, editor: User
) -> None:
    uid = radium.content().references[0].source
    forged = Proposal(
        replace(radium.content(), text="Changed."), {uid: replace(CURIE, title="Forged")}
    )
    save(radium, forged, editor)
    assert Source.objects.get(uid=uid).record.title == CURIE.title


def test_a_new_source_with_a_known_doi_is_merged_into_the_existing_one(
    radium: Article, editor: User
) -> None:
    uid = new_uid()
    content = ArticleContent(text="Cited.[@a]", references=(ReferenceEntry("a", uid),))
    again = replace(CURIE, title="The same work, typed anew", doi="10.1000/CURIE.1898")
    editing.create("Pierre", Proposal(content, {uid: again}), editor=editor)
    merged = Source.objects.get(uid=uid)
    assert merged.merged_into == Source.objects.exclude(uid=uid).get()
    assert CURIE.title in Article.objects.get(title="Pierre").rendering.references


def test_a_revert_brings_back_text_keys_and_sources(radium: Article, editor: User) -> None:
    first = radium.published_edit
    assert first is not None
    before = radium.content()
    save(radium, Proposal(ArticleContent(text="All gone.")), editor)
    radium.refresh_from_db()
    edit = returning.revert(radium, first, editor=editor, summary="Back to the sourced text")
    radium.refresh_from_db()
    assert radium.content() == before
    assert edit.deed == Deed.REVERT
    assert Source.objects.count() == 1
    assert Citation.objects.filter(article=radium).count() == 3


def test_a_revert_to_what_is_published_changes_nothing(radium: Article, editor: User) -> None:
    assert radium.published_edit is not None
    with pytest.raises(NothingChanged):
        returning.revert(radium, radium.published_edit, editor=editor)


def test_a_marker_keeps_its_month_and_a_new_one_gets_this_month(
    radium: Article, editor: User
) -> None:
    first_marker = radium.text.split("{{")[1].split("}}")[0]
    assert "since=" in first_marker
    text = radium.text.replace(first_marker, "citation needed|since=1999-01")
    save(radium, propose(radium, text + "\n\nNew."), editor)
    radium.refresh_from_db()
    assert "since=1999-01" not in radium.text


def test_a_red_link_turns_blue_when_its_article_is_written(radium: Article, editor: User) -> None:
    assert 'class="missing"' in radium.rendering.body
    stamp = radium.stamp
    make_article("Polonium", "Polonium is an element.", editor)
    radium.refresh_from_db()
    radium.rendering.refresh_from_db()
    assert 'class="missing"' not in radium.rendering.body
    assert radium.stamp != stamp


def test_saving_asks_no_more_queries_for_more_references(editor: User) -> None:
    edits = []
    for count in (1, 30):
        pairs = [(f"k{n}", new_uid()) for n in range(count)]
        content = ArticleContent(
            text=" ".join(f"[@{key}]" for key, _ in pairs),
            references=tuple(ReferenceEntry(key, uid) for key, uid in pairs),
        )
        records = {uid: replace(CURIE, doi="", title=key) for key, uid in pairs}
        edits.append(editing.create(f"With {count}", Proposal(content, records), editor=editor))
    assert Edit.objects.filter(article__isnull=False).count() == 2
    counts = []
    for edit in edits:
        article = Article.objects.get(edits=edit)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            save(article, propose(article, article.text + " More."), editor)
        counts.append(len(queries))
    assert counts[0] == counts[1]
