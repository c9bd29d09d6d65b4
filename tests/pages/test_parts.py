"""What pages are made of: directions, windows of a list, changes as HTML."""

from __future__ import annotations

from datetime import timedelta

import pytest

from articles.comparing import Piece, Row, compare
from articles.content import ArticleContent, FieldValue, Infobox, InfoboxField
from articles.markup import Counts
from articles.models import Article
from articles.pages.changes import groups, pieces_html
from articles.pages.diff import totals
from articles.pages.effects import numbers_in_words
from articles.pages.languages import direction
from articles.pages.paging import Order, window
from articles.pages.queue_rows import age_in_words

NO_COUNTS = (Counts(), Counts())


@pytest.mark.parametrize(
    ("language", "way"),
    [
        ("en", "ltr"),
        ("fa", "rtl"),
        ("he-IL", "rtl"),
        ("az-Arab", "rtl"),
        ("ku-Latn", "ltr"),
        ("ar-Latn-EG", "ltr"),
    ],
)
def test_the_direction_follows_the_script(language: str, way: str) -> None:
    assert direction(language) == way


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((212, 2, -1), "+212 words, +2 citations, −1 marker"),
        ((-1, 0, 0), "−1 word"),
        ((12345, 0, 0), "+12,345 words"),
        ((0, 0, 0), ""),
    ],
)
def test_numbers_are_told_with_their_signs(numbers: tuple[int, int, int], words: str) -> None:
    assert numbers_in_words(*numbers) == words


def test_numbers_before_and_after_count_what_there_is_now() -> None:
    nothing = ArticleContent()
    counts = (Counts(words=3, markers=2), Counts(words=1, citations=1, markers=2))
    found = compare(nothing, nothing, counts=counts)
    assert totals(found) == ("3 → 1 word", "0 → 1 citation")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(59, "less than a minute"), (60, "1 minute"), (7_200, "2 hours"), (86_400, "1 day")],
)
def test_an_age_is_told_in_its_largest_unit(seconds: int, words: str) -> None:
    assert age_in_words(timedelta(seconds=seconds)) == words


def test_what_an_editor_typed_is_text_in_a_difference() -> None:
    html = pieces_html([Piece("<b>&"), Piece("<script>", "deleted"), Piece("<i>", "inserted")])
    assert html == "&lt;b&gt;&amp;<del>&lt;script&gt;</del><ins>&lt;i&gt;</ins>"


def test_headings_and_labels_are_left_to_the_template_to_escape() -> None:
    before = ArticleContent(text="## <b>\n\nOne.")
    after = ArticleContent(
        text="## <b>\n\nTwo.",
        infobox=Infobox("generic", (InfoboxField("x", "<i>", (FieldValue("<u>"),)),)),
        categories=("<s>",),
    )
    found = {one.name: one for one in groups(compare(before, after, counts=NO_COUNTS))}
    assert found["text"].blocks[0].name == "<b>"
    assert not hasattr(found["text"].blocks[0].name, "__html__")
    assert not hasattr(found["infobox"].blocks[1].name, "__html__")
    assert found["infobox"].blocks[1].rows[0].after == "<ins>&lt;u&gt;</ins>"
    assert found["categories"].blocks[0].rows[0].after == "<ins>&lt;s&gt;</ins>"


def test_a_moved_line_is_not_marked_as_gone_or_new() -> None:
    kept = "\n\n".join(f"This stays, line number {n}." for n in range(6))
    moved = "This whole sentence moves from the first section to the second one."
    before = ArticleContent(text=f"{moved}\n\n{kept}\n\n## Later\n\nEnd.")
    after = ArticleContent(text=f"{kept}\n\n## Later\n\nEnd.\n\n{moved}")
    (text,) = groups(compare(before, after, counts=NO_COUNTS))
    rows = {row.kind: row for block in text.blocks for row in block.rows}
    assert rows["moved_to"].before == rows["moved_from"].after == moved
    assert rows["moved_to"].note == "moved to “Later”"
    assert rows["moved_from"].note == "moved from “Introduction”"
    assert rows["moved_to"].other == rows["moved_from"].anchor


def test_equal_contents_have_no_groups() -> None:
    assert groups(compare(ArticleContent(text="A"), ArticleContent(text="A"))) == ()


def test_a_row_without_words_shows_where_nothing_else_changed() -> None:
    found = groups(compare(ArticleContent(text="A\n\nB"), ArticleContent(text="A\n\n\nB")))
    notes = [row.note for row in found[0].blocks[0].rows if row.kind == "added"]
    assert notes == ["an empty line"]
    assert Row("added").is_blank


@pytest.mark.django_db
def test_a_window_goes_both_ways_and_says_what_lies_beyond() -> None:
    for number in range(10):
        Article.objects.create(title=f"T{number // 2}")
    order = Order(("title", "id"), descending=True)
    everything = list(Article.objects.order_by("-title", "-id"))
    first = window(Article.objects.all(), order, 4)
    assert list(first.rows) == everything[:4]
    assert (first.has_earlier, first.has_later) == (False, True)
    last = first.rows[-1]
    second = window(Article.objects.all(), order, 4, below=(last.title, last.pk))
    assert list(second.rows) == everything[4:8]
    top = second.rows[0]
    back = window(Article.objects.all(), order, 3, above=(top.title, top.pk))
    assert list(back.rows) == everything[1:4]
    assert (back.has_earlier, back.has_later) == (True, True)
