"""Lines, moved lines and sections of a text."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.comparing import Row, diff_lines, diff_text
from tests.comparing.pairs import (
    HOSTILE,
    REVISIONS,
    grown,
    hostile_pairs,
    revision_pairs,
    texts_of,
)
from tests.content.strategies import texts
from tests.timing import allowed

LINES = ("", "a", "b", "## H", "# G", "Three words here.", "Three other words.", "```", "  ")
lined = texts | st.lists(st.sampled_from(LINES), max_size=14).map("\n".join)
ARTICLE = """\
The attack killed fifty-two people.

## Attribution

Nobody claimed the attack.

The committee held the government responsible.

## Reactions

Many states condemned it at once.

### United Nations

The mission asked for an inquiry.
"""


def shown(rows: tuple[Row, ...]) -> list[str]:
    """Return one line for each row that is neither unchanged nor blank."""
    return [
        f"{row.kind}: {row.before_text} > {row.after_text}"
        for row in rows
        if row.kind not in {"same", "folded"} and not row.is_blank
    ]


@given(lined, lined)
@example("", "\n")
@example("a\nz", "a\nz\n")
def test_rows_are_exactly_both_texts(before: str, after: str) -> None:
    assert texts_of(diff_lines(before, after)) == (before, after)


@given(lined, lined)
def test_sections_hold_every_change_once_and_nothing_that_is_not_there(
    before: str, after: str
) -> None:
    old, new = before.split("\n"), after.split("\n")
    found = diff_text(before, after)
    assert bool(found) == (before != after)
    rows = [row for section in found for row in section.rows]
    for row in rows:
        if row.before_line:
            assert row.before_text.split("\n")[0] == old[row.before_line - 1]
        if row.after_line:
            assert row.after_text.split("\n")[0] == new[row.after_line - 1]
    kinds = {"same", "folded"}
    changed = [row for row in diff_lines(before, after) if row.kind not in kinds]
    assert [(row.kind, row.before_line, row.after_line) for row in changed] == [
        (row.kind, row.before_line, row.after_line) for row in rows if row.kind not in kinds
    ]
    assert all(section.changes for section in found)


def test_a_change_stands_under_its_section_with_two_lines_around_it() -> None:
    after = ARTICLE.replace("Nobody", "Nobody at all")
    (section,) = diff_text(ARTICLE, after)
    assert (section.heading, section.level, section.state) == ("Attribution", 2, "")
    assert [row.kind for row in section.rows] == [
        "same", "same", "changed", "same", "same", "same"
    ]  # fmt: skip
    changed = section.rows[2]
    assert [piece.text for piece in changed.after] == ["Nobody ", "at all ", "claimed the attack."]
    assert (changed.before_line, changed.after_line) == (5, 5)


def test_the_lead_has_no_heading() -> None:
    (section,) = diff_text(ARTICLE, ARTICLE.replace("fifty-two", "52"))
    assert (section.heading, section.level, section.changes) == ("", 0, 1)


def test_unchanged_lines_are_folded_and_can_be_opened() -> None:
    lines = [f"Line {number}." for number in range(30)]
    before, after = "\n".join([*lines, "old end"]), "\n".join([*lines, "new end"])
    rows = diff_lines(before, after)
    assert [row.kind for row in rows] == ["folded", "same", "same", "changed"]
    assert rows[0].lines == tuple(lines[:28])
    assert (rows[0].before_line, rows[0].after_line) == (1, 1)


def test_a_moved_paragraph_shows_at_both_places_each_linked_to_the_other() -> None:
    moved = "Nobody claimed the attack.\n\n"
    after = ARTICLE.replace(moved, "").replace("### United", moved + "### United")
    old, new = diff_text(ARTICLE, after)
    (gone,) = [row for row in old.rows if row.is_moved]
    (come,) = [row for row in new.rows if row.is_moved]
    assert (old.heading, gone.kind, gone.before_text) == ("Attribution", "moved_to", moved.strip())
    assert (new.heading, come.kind, come.after_text) == ("Reactions", "moved_from", moved.strip())
    assert (gone.moved_id, gone.other_id) == (come.other_id, come.moved_id) != ("", "")
    assert (gone.other_line, come.other_line) == (come.after_line, gone.before_line)
    assert (gone.other_section, come.other_section) == ("Reactions", "Attribution")


def test_paragraphs_that_moved_together_are_linked_once() -> None:
    whole = "One paragraph of words.\n\nA second paragraph of words.\n\n"
    before = whole + "".join(f"Paragraph {n} stays where it is.\n\n" for n in range(5))
    after = before.removeprefix(whole) + whole
    rows = [row for row in diff_lines(before, after) if row.is_moved]
    assert [row.kind for row in rows] == ["moved_to"] * 2 + ["moved_from"] * 2
    assert [bool(row.moved_id) for row in rows] == [True, False, True, False]


def test_short_lines_never_count_as_moved() -> None:
    rows = diff_lines("| - | - |\nx\ny", "x\ny\n| - | - |")
    assert not any(row.is_moved for row in rows)


def test_sections_added_renamed_and_removed_say_so() -> None:
    after = ARTICLE.replace("## Attribution", "## Blame[@who]").replace(
        "### United Nations\n\nThe mission asked for an inquiry.\n", ""
    )
    found = diff_text(ARTICLE, after + "## Sources\n\nNew words.\n")
    assert [(one.heading, one.heading_before, one.state) for one in found] == [
        ("Blame", "Attribution", "renamed"),
        ("United Nations", "", "removed"),
        ("Sources", "", "added"),
    ]


def test_a_rewritten_paragraph_is_paired_with_the_one_it_was() -> None:
    before = "Alpha beta gamma delta.\n\nOne two three four five."
    after = "Quite new words stand here.\n\nAlpha beta gamma epsilon.\n\nOne two three four six."
    assert shown(diff_lines(before, after)) == [
        "added:  > Quite new words stand here.",
        "changed: Alpha beta gamma delta. > Alpha beta gamma epsilon.",
        "changed: One two three four five. > One two three four six.",
    ]


def test_lines_with_nothing_in_common_are_removed_and_added() -> None:
    assert shown(diff_lines("Alpha beta gamma.", "One two three")) == [
        "removed: Alpha beta gamma. > ",
        "added:  > One two three",
    ]


def test_headings_inside_code_are_no_sections() -> None:
    before = "## Real\n\n```\n# comment\nold\n```\n"
    (section,) = diff_text(before, before.replace("old", "new"))
    assert section.heading == "Real"


def test_underlined_headings_are_sections() -> None:
    before = "Lead.\n\nFinal words\n===========\n\nold\n\n- item\n---\n"
    (section,) = diff_text(before, before.replace("old", "new"))
    assert (section.heading, section.level) == ("Final words", 1)


@pytest.mark.skipif(not REVISIONS.exists(), reason="the shared data is not here")
def test_real_revisions_come_back_from_their_rows() -> None:
    count = 0
    for kind, before, after in revision_pairs():
        assert texts_of(diff_lines(before, after)) == (before, after), kind
        count += 1
    assert count == 199


@pytest.mark.skipif(not REVISIONS.exists(), reason="the shared data is not here")
def test_real_moves_are_found() -> None:
    pairs = [(old, new) for kind, old, new in revision_pairs() if kind == "moved lines only"]
    telling = [
        (old, new) for old, new in pairs if any(row.is_moved for row in diff_lines(old, new))
    ]
    assert len(telling) >= len(pairs) - 2


@pytest.mark.skipif(not HOSTILE.exists(), reason="the shared data is not here")
def test_hostile_pairs_cost_bounded_time_and_rows() -> None:
    for name, before, after in hostile_pairs(100_000):
        began = time.process_time()
        rows = diff_lines(before, after)
        diff_text(before, after)
        assert time.process_time() - began < allowed(2), name
        assert texts_of(rows) == (before, after), name
        assert len(rows) <= 3_010, name
        assert sum(len(row.before) + len(row.after) for row in rows) <= 32_000, name


SHAPES = {
    "one word among others": ("x " * 400 + "\n", "".join(f"x {n} " for n in range(200)) + "\n"),
    "one line among others": ("x\n", "x\n@i\n"),
    "many headings": ("# @i\n", "# @r\n"),
    "many headings with markup": ("# [[a|@i]] `b`\n", "# [[a|@r]] `b`\n"),
    "moved lines": ("three words @i\n", "three words @r\n"),
    "like lines": ("a b c d @i\n", "a b c @i e\n"),
    "spaces in headings": ("#" + " " * 50_000 + "a\n", "#" + " " * 50_000 + "b\n"),
    "rulers": ("- " * 30_000 + "a\n---\n", "- " * 30_000 + "b\n---\n"),
    "hunks of like lines": ("k\n" + "a b @i d e\n" * 60, "k\n" + "a c @r d f\n" * 60),
}


@pytest.mark.parametrize("name", SHAPES)
def test_shapes_against_the_matching_cost_bounded_time(name: str) -> None:
    before, after = (grown([(text, "n")], 100_000) for text in SHAPES[name])
    began = time.process_time()
    rows = diff_lines(before, after)
    diff_text(before, after)
    assert time.process_time() - began < allowed(2)
    assert texts_of(rows) == (before, after)
