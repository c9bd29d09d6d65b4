"""Merges of real edits, of cases in a file, of hostile texts; and how clashes are settled."""

import json
import lzma
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest

from articles.comparing import Choice, merge_contents, merge_texts
from articles.content import ArticleContent, FieldValue, Infobox, InfoboxField
from articles.content.limits import MOST_BRACKETS, MOST_LINES
from tests.comparing.merge_cases import Case, cases, shown
from tests.comparing.pairs import DATA, HOSTILE, grown
from tests.timing import allowed, least_time

SIBLINGS = DATA / "diff-merge" / "three-way-siblings.jsonl.xz"
MARKDOWN = DATA / "security" / "pathological_markdown.json"
LARGEST = 500_000

shared = pytest.mark.skipif(not SIBLINGS.exists(), reason="the shared data is not here")


def article(text: str, deaths: str = "52") -> ArticleContent:
    row = InfoboxField("deaths", "Deaths", (FieldValue(deaths),))
    return ArticleContent(text=text, infobox=Infobox("event", (row,)), short_description="attack")


BASE = article("The camp was attacked. Nobody claimed it.\n\nEnvoys came.\n")
MINE = article("The camp was attacked at dawn. Nobody claimed it.\n\nEnvoys came late.\n", "53")
THEIRS = article("The camp was attacked at night. Nobody claimed it.\n\nEnvoys came.\n", "54")


def settled(*takes: Choice) -> ArticleContent:
    return merge_contents(BASE, MINE, THEIRS).settled(takes)


def rows(path: str) -> Iterator[dict[str, str]]:
    with lzma.open(DATA / "diff-merge" / f"three-way-{path}.jsonl.xz", "rt", encoding="utf-8") as f:
        yield from map(json.loads, f)


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.title)
def test_case(case: Case) -> None:
    assert shown(case.merged()) == case.expected


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.title)
def test_case_clashes_as_often_the_other_way_round(case: Case) -> None:
    other = merge_contents(case.base, case.theirs, case.mine)
    assert len(other.clashes) == len(case.merged().clashes)


@shared
def test_edits_made_in_sequence_merge_to_what_they_made() -> None:
    for row in rows("sequential"):
        merge = merge_texts(row["base_text"], row["mine_text"], row["theirs_text"])
        assert (merge.text, merge.clashes) == (row["expected_text"], ())


@shared
def test_what_merges_line_by_line_merges_alike_and_more_does() -> None:
    more = 0
    for row in rows("siblings"):
        merge = merge_texts(row["base_text"], row["mine_text"], row["theirs_text"])
        if row["kind"] == "clean":
            assert merge.text.rstrip("\n") == row["line_merge"].rstrip("\n")
            assert not merge.clashes
        else:
            more += not merge.clashes
    assert more >= 10


def test_mine_stands_until_a_clash_is_settled() -> None:
    merge = merge_contents(BASE, MINE, THEIRS)
    assert not merge.is_clean
    assert merge.content == MINE
    assert [(clash.part, clash.place) for clash in merge.clashes] == [
        ("infobox", "Deaths"),
        ("text", ""),
    ]


def test_each_clash_is_settled_by_itself() -> None:
    content = settled(Choice("theirs"), Choice("mine"))
    assert content.infobox == THEIRS.infobox
    assert content.text == MINE.text


def test_both_is_mine_then_theirs() -> None:
    content = settled(Choice("both"), Choice("both"))
    values = [value.text for value in content.infobox.fields[0].values]
    assert values == ["53", "54"]
    assert content.text.startswith(
        "The camp was attacked at dawn. The camp was attacked at night. Nobody claimed it."
    )


def test_what_is_written_anew_takes_the_place_of_both() -> None:
    content = settled(Choice("anew", "52 or\n53"), Choice("anew", "It was attacked.\n"))
    assert [value.text for value in content.infobox.fields[0].values] == ["52 or", "53"]
    assert content.text == "It was attacked. Nobody claimed it.\n\nEnvoys came late.\n"


def test_nothing_written_anew_leaves_nothing() -> None:
    content = settled(Choice("anew", " "), Choice("anew", ""))
    assert content.infobox.fields == ()
    assert content.text == "Nobody claimed it.\n\nEnvoys came late.\n"


def test_paragraphs_at_one_place_stand_apart_when_both_are_taken() -> None:
    base, mine, theirs = (article(f"One.\n\n{text}Two.\n") for text in ("", "My.\n\n", "Your.\n\n"))
    merge = merge_contents(base, mine, theirs)
    texts = [merge.settled([Choice(take)]).text for take in ("mine", "theirs", "both")]
    assert texts == [mine.text, theirs.text, "One.\n\nMy.\n\nYour.\n\nTwo.\n"]


def test_a_reference_cannot_be_both() -> None:
    merge = next(case for case in cases() if "another source on both" in case.title).merged()
    with pytest.raises(ValueError, match="cannot be settled"):
        merge.settled([Choice("both")])


def test_sentences_that_both_added_alike_leave_the_rest_to_merge() -> None:
    base = "One was here.\n\nTwo is\n\nThree."
    mine = "One is here.\n\nTwo is done. It is over.\n\nThree."
    theirs = "One was here.\n\nTwo is done. It is over.\n\nThree more."
    merge = merge_texts(base, mine, theirs)
    assert merge.text == "One is here.\n\nTwo is done. It is over.\n\nThree more."
    assert not merge.clashes


def test_each_clash_needs_a_choice() -> None:
    with pytest.raises(ValueError, match="1 choices for 2 clashes"):
        settled(Choice("mine"))


def test_changes_of_both_are_counted() -> None:
    theirs = article("The camp was attacked. Nobody ever claimed it.\n\nEnvoys came.\n", "54")
    merge = merge_contents(BASE, replace(MINE, infobox=BASE.infobox), theirs)
    assert merge.is_clean
    assert merge.joined == 4


def within_limits(parts: list[tuple[str, int | str]]) -> str:
    """Return about the largest text of the shape that an article may be."""
    text = grown(parts, LARGEST)
    most = max(1.0, text.count("\n") / MOST_LINES, 2 * text.count("[") / MOST_BRACKETS)
    return text if most == 1 else grown(parts, int(LARGEST / most * 0.98))


def hostile_threes() -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Yield name and three texts of hostile shapes."""
    for shape in json.loads(HOSTILE.read_text(encoding="utf-8"))["payloads"]:
        one, other = within_limits(shape["a"]), within_limits(shape["b"])
        half = one[: len(one) // 2] + "\n\n" + other[len(other) // 2 :]
        yield shape["name"], (one, other, half)
        yield shape["name"], ("", one, other)
    for shape in json.loads(MARKDOWN.read_text(encoding="utf-8"))["payloads"]:
        text = within_limits(shape["parts"])
        middle = f"{text[: len(text) // 2]} mid {text[len(text) // 2 :]}"
        yield shape["name"], (text, f"{text}\n\nThe end.", middle)
        yield shape["name"], (text, middle, text[: len(text) // 3])


@shared
def test_no_three_texts_take_longer_than_two_seconds() -> None:
    for name, three in hostile_threes():
        start = time.process_time()
        merge_texts(*three)
        assert time.process_time() - start < allowed(2), name


def many_changes(step: int) -> tuple[str, str, str]:
    """Return an article as long as may be, and two edits that change every `step`th sentence."""
    count = MOST_LINES // 2 - 10
    lines = [
        f"Sentence {n} stands here.[@a] It has a second one.[@b] And a third." for n in range(count)
    ]
    mine, theirs = list(lines), list(lines)
    for n in range(0, count, step):
        mine[n] = mine[n].replace("stands", "stood")
        theirs[n] = theirs[n].replace("third", "last")
    base, one, other = ("\n\n".join(side)[:LARGEST] for side in (lines, mine, theirs))
    return base, one, other


@pytest.mark.parametrize("step", [1, 2, 50])
def test_many_changes_take_no_longer_than_two_seconds(step: int) -> None:
    three = many_changes(step)
    assert least_time(lambda: merge_texts(*three)) < allowed(2)


def test_a_merge_knows_nothing_of_who_was_first() -> None:
    one, other = merge_contents(BASE, MINE, THEIRS), merge_contents(BASE, THEIRS, MINE)
    assert [(clash.mine, clash.theirs) for clash in one.clashes] == [
        (clash.theirs, clash.mine) for clash in other.clashes
    ]
