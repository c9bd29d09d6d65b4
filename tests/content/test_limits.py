"""Limits hold, and each refusal says what to do."""

import time
from dataclasses import replace

import pytest

from articles.content import (
    ArticleContent,
    FieldValue,
    Infobox,
    InfoboxField,
    Name,
    Proposal,
    ReferenceEntry,
    SourceRecord,
    check_content,
    check_proposal,
    check_record,
)
from articles.errors import ContentRefused
from tests.timing import allowed

UID = "a" * 16
EVENT = Infobox("event", (InfoboxField("deaths", "Deaths", (FieldValue("52"),)),))
WHOLE = ArticleContent(
    short_description="attack on a camp",
    text="Text.[@a]\n",
    infobox=EVENT,
    references=(ReferenceEntry("a", UID),),
    categories=("Events",),
    language="pt-BR",
    options=frozenset({"subreferences"}),
)


def infobox(*, name: str = "a", label: str = "A", rank: str = "normal", times: int = 1) -> Infobox:
    values = (FieldValue("1", rank),) * times
    return Infobox("event", (InfoboxField(name, label, values),))


def test_ordinary_content_is_let_in() -> None:
    check_content(WHOLE)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"text": "é" * (256 * 1024 + 1)}, "text", "513 kB; 512 kB is the most"),
        ({"text": "[" * 20_001}, "text", "20001 opening brackets"),
        ({"text": "a\n" + "|-" * 61 + "|"}, "text", "at line 2 has 61 columns"),
        ({"short_description": "a" * 201}, "short_description", "201 characters long"),
        ({"infobox": infobox(times=201)}, "infobox", "There are 201"),
        ({"infobox": infobox(label="")}, "infobox", "no label"),
        ({"infobox": infobox(name="a" * 65)}, "infobox", "65 characters long"),
        ({"infobox": infobox(rank="best")}, "infobox", "a rank that does not exist"),
        ({"infobox": replace(EVENT, fields=EVENT.fields * 2)}, "infobox", "“deaths” twice"),
        ({"infobox": replace(EVENT, kind="")}, "infobox", "Choose a kind"),
        ({"infobox": replace(EVENT, kind="a" * 65)}, "infobox", "65 characters long"),
        ({"references": (ReferenceEntry("a b", UID),)}, "references", "“a b” cannot be a key"),
        ({"references": (ReferenceEntry("a", UID),) * 2}, "references", "have the key “a”"),
        ({"references": (ReferenceEntry("a", ""),)}, "references", "“a” names no source"),
        ({"categories": ("A|b",)}, "categories", "“A|b” cannot hold"),
        ({"categories": ("ﬃ" * 100,)}, "categories", "300 characters long"),
        ({"categories": tuple(map(str, range(101)))}, "categories", "There are 101"),
        ({"language": "english"}, "language", "“english” is no language tag"),
        ({"language": "en" + "-abcdefgh" * 4}, "language", "is no language tag"),
        ({"options": frozenset({"magic"})}, "", "no option “magic”"),
    ],
)
def test_content_beyond_a_limit_is_refused(
    changes: dict[str, object], field: str, words: str
) -> None:
    with pytest.raises(ContentRefused) as refused:
        check_content(replace(WHOLE, **changes))  # type: ignore[arg-type]
    assert field in {problem.field for problem in refused.value.problems}
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (SourceRecord(type="poem", title="A"), "“poem” is no type of source"),
        (SourceRecord(), "has no title"),
        (SourceRecord(title="a" * 2001), "2001 characters long"),
        (SourceRecord(title="A", author=(Name(literal="B"),) * 201), "There are 201"),
        (SourceRecord(title="A", author=(Name(literal="b" * 2001),)), "2001 characters long"),
        (SourceRecord(title="A", url="javascript:alert(1)"), "is no web address"),
        (SourceRecord(title="A", archive_url="data:text/html,x"), "is no web address"),
        (SourceRecord(title="A", status="gone"), "“gone” is no status"),
    ],
)
def test_a_record_beyond_a_limit_is_refused(record: SourceRecord, words: str) -> None:
    with pytest.raises(ContentRefused, match=words):
        check_record(record)
    with pytest.raises(ContentRefused, match=words):
        check_proposal(Proposal(WHOLE, {UID: record}))


def test_every_problem_is_named_at_once() -> None:
    with pytest.raises(ContentRefused) as refused:
        check_content(replace(WHOLE, language="?", categories=("a|b",)))
    assert {problem.field for problem in refused.value.problems} == {"language", "categories"}


def test_rows_of_empty_cells_are_no_delimiter_row() -> None:
    check_content(replace(WHOLE, text="| " * 100))


def test_a_long_line_of_dashes_and_bars_is_checked_in_no_time() -> None:
    began = time.process_time()
    check_content(replace(WHOLE, text="-" * 500_000 + "|" * 100 + "x"))
    assert time.process_time() - began < allowed(0.2)


def test_a_text_of_too_many_lines_is_refused() -> None:
    check_content(ArticleContent(text="\n" * 16_000))
    with pytest.raises(ContentRefused, match="16001 lines; 16000 is the most"):
        check_content(ArticleContent(text="\n" * 16_001))
