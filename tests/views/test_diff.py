"""The difference between two revisions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.content import Proposal, ReferenceEntry, SourceRecord, new_uid
from articles.models import Article, Edit
from encyclopedia.accounts.models import User
from tests.people_and_articles import RADIUM_TEXT, infobox, make_article, propose, save
from tests.views.test_article_page import page_of


@pytest.fixture
def pair(radium: Article, editor: User) -> tuple[Edit, Edit]:
    """The first revision, and one in which something of everything changed."""
    before = radium.published_edit
    assert before is not None
    content = radium.content()
    uid = new_uid()
    changed = replace(
        content,
        short_description="radioactive element",
        text=RADIUM_TEXT.replace("found in 1898", "found in December 1898") + "\nMore.[@davy]\n",
        infobox=infobox("generic", symbol="Ra", number="88"),
        references=(*content.references, ReferenceEntry("davy", uid)),
        categories=("Elements", "Radioactivity"),
    )
    record = SourceRecord(type="book", title="Elements of <Chemical> Philosophy", issued="1812")
    after = save(radium, Proposal(changed, {uid: record}), editor, summary="Date & number")
    return before, after


def test_every_part_that_changed_has_its_group(client: Client, pair: tuple[Edit, Edit]) -> None:
    page = page_of(client, f"/diff/{pair[0].uid}...{pair[1].uid}")
    headings = [" ".join(one.text_content().split()) for one in page.xpath("//main//h2")]
    order = ["Sourcing effect", "Description", "Infobox", "References", "Text", "Categories"]
    assert [one.split(" 1")[0].split(" 2")[0] for one in headings] == order
    inserted = {one.text_content() for one in page.xpath("//ins")}
    deleted = {one.text_content() for one in page.xpath("//del")}
    assert any("December" in one for one in inserted)
    assert any("Elements of <Chemical> Philosophy" in one for one in inserted)
    assert "Radioactivity" in inserted
    assert "88" in inserted
    assert any("1898" in one for one in deleted)
    text = page.text_content()
    for words in ("History", "Date & number", "First text", "Marie", "no citation"):
        assert (words in text) is (words != "no citation")


def test_a_difference_reads_from_old_to_new(client: Client, pair: tuple[Edit, Edit]) -> None:
    response = client.get(f"/diff/{pair[1].uid}...{pair[0].uid}")
    assert response.status_code == 302
    assert response["Location"] == f"/diff/{pair[0].uid}...{pair[1].uid}"


def test_one_steps_through_the_edits(
    client: Client, radium: Article, pair: tuple[Edit, Edit], editor: User
) -> None:
    third = save(radium, propose(radium, "Short."), editor)
    fourth = save(radium, propose(radium, "Shorter."), editor)
    page = page_of(client, f"/diff/{pair[1].uid}...{third.uid}")
    assert page.xpath("//a[@href=$a]", a=f"/diff/{pair[0].uid}...{pair[1].uid}")
    assert page.xpath("//a[@href=$a]", a=f"/diff/{third.uid}...{fourth.uid}")


def test_two_articles_are_not_compared(client: Client, radium: Article, editor: User) -> None:
    other = make_article("Polonium", "Polonium is an element.", editor)
    one, two = radium.published_edit, other.published_edit
    assert one is not None
    assert two is not None
    assert client.get(f"/diff/{one.uid}...{two.uid}").status_code == 404
    assert client.get(f"/diff/{one.uid}...nonsense").status_code == 404
    source = Edit.objects.exclude(source=None).first()
    assert source is not None
    assert client.get(f"/diff/{one.uid}...{source.uid}").status_code == 404


def test_a_revision_compared_with_itself_reads_alike(
    client: Client, pair: tuple[Edit, Edit]
) -> None:
    page = page_of(client, f"/diff/{pair[0].uid}...{pair[0].uid}")
    assert "Nothing differs between these two revisions." in page.text_content()
    assert not page.xpath("//ins | //del")


def test_the_source_an_edit_made_is_no_change_in_the_next(
    client: Client, radium: Article, pair: tuple[Edit, Edit], editor: User
) -> None:
    third = save(radium, propose(radium, radium_text(radium) + "\nEnd.\n"), editor)
    page = page_of(client, f"/diff/{pair[1].uid}...{third.uid}")
    assert not page.xpath("//h2[contains(., 'References')]")


def radium_text(article: Article) -> str:
    article.refresh_from_db()
    return article.text


def test_a_difference_costs_three_queries_whatever_its_size(
    client: Client, radium: Article, pair: tuple[Edit, Edit], editor: User
) -> None:
    content = radium.content()
    uids = [new_uid() for _ in range(20)]
    entries = tuple(ReferenceEntry(f"k{n}", uid) for n, uid in enumerate(uids))
    records = {uid: SourceRecord(title=f"Work {uid}") for uid in uids}
    text = content.text + "".join(f"\nLine {n}.[@k{n}]\n" for n in range(20))
    larger = replace(content, text=text, references=(*content.references, *entries))
    third = save(radium, Proposal(larger, records), editor)
    last = save(radium, propose(radium, "Nothing left."), editor)
    for address in (
        f"/diff/{pair[0].uid}...{pair[1].uid}",
        f"/diff/{pair[0].uid}...{third.uid}",
        f"/diff/{third.uid}...{last.uid}",
    ):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        assert len(queries) <= 3, address
