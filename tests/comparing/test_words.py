"""Words within a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.comparing import Pieces, diff_words
from articles.comparing.words import words
from tests.content.strategies import texts


def marked(pieces: Pieces) -> str:
    """Return the pieces as one text, changed ones in brackets."""
    return "".join(one.text if one.kind == "same" else f"[{one.text}]" for one in pieces)


@pytest.mark.parametrize(
    ("before", "after", "marked_before", "marked_after"),
    [
        ("The cat sat.", "The dog sat.", "The [cat] sat.", "The [dog] sat."),
        ("one two", "one new two", "one two", "one [new ]two"),
        ("Fifty died.", "Fifty died.[@who]", "Fifty died.", "Fifty died.[[@who]]"),
        ("a (b) c", "a x-y c", "a [(b)] c", "a [x-y] c"),
        ("| a | b |", "| c | d |", "| [a] | [b] |", "| [c] | [d] |"),
        ("1,234.5 km", "1,235.5 km", "[1,234.5] km", "[1,235.5] km"),
        ("don't", "don’t", "[don't]", "[don’t]"),
        ("日本は島国", "日本が島国", "日本[は]島国", "日本[が]島国"),
        ("น้ำใส", "น้ำดำ", "น้ำ[ใส]", "น้ำ[ดำ]"),
        ("हिन्दी भाषा", "हिन्दू भाषा", "[हिन्दी] भाषा", "[हिन्दू] भाषा"),
        ("", "new", "", "[new]"),
        ("  ", " ", "[  ]", "[ ]"),
    ],
)  # fmt: skip
def test_a_small_edit_shows_as_the_words_it_changed(
    before: str, after: str, marked_before: str, marked_after: str
) -> None:
    old, new = diff_words(before, after)
    assert (marked(old), marked(new)) == (marked_before, marked_after)


@given(texts, texts)
def test_pieces_are_exactly_both_texts(before: str, after: str) -> None:
    old, new = diff_words(before, after)
    assert "".join(piece.text for piece in old) == before
    assert "".join(piece.text for piece in new) == after
    assert {piece.kind for piece in old} <= {"same", "deleted"}
    assert {piece.kind for piece in new} <= {"same", "inserted"}
    assert [one.text for one in old if one.kind == "same"] == [
        one.text for one in new if one.kind == "same"
    ]
    assert (before == after) == all(piece.kind == "same" for piece in old + new)


@given(texts)
def test_words_joined_are_the_text(text: str) -> None:
    assert "".join(words(text)) == text


@given(st.lists(st.sampled_from(("a", "b", "c")), max_size=12))
def test_words_put_in_are_the_only_change(inserted: list[str]) -> None:
    before, after = "first last", " ".join(["first", *inserted, "last"])
    old, new = diff_words(before, after)
    assert marked(old) == before
    assert marked(new) == ("first [" + "".join(f"{one} " for one in inserted) + "]last").replace(
        "[]", ""
    )


def test_a_line_with_very_many_changes_is_shown_from_the_first_to_the_last() -> None:
    before = "same " + "a b " * 5_000 + "end"
    after = "same " + "a c " * 5_000 + "end"
    old, new = diff_words(before, after)
    assert len(old) <= 3
    assert (old[0].text, old[-1].text[-3:]) == ("same a ", "end")
    assert "".join(piece.text for piece in new) == after
