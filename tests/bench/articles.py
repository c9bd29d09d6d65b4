"""The neutral benchmark articles of the shared data, as content and source records."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from articles.content import (
    ArticleContent,
    FieldValue,
    Infobox,
    InfoboxField,
    Name,
    ReferenceEntry,
    SourceRecord,
    field_name,
)

BENCH_DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "bench"
_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"


def bench_article(name: str) -> tuple[str, ArticleContent, dict[str, SourceRecord]]:
    """Return title, content and sources by uid of the article `name` ("small" or "large").

    The same uids come out on every machine. Raises FileNotFoundError where the shared data
    is absent.
    """
    article = json.loads((BENCH_DATA / f"{name}.json").read_text(encoding="utf-8"))
    references = tuple(
        ReferenceEntry(entry["key"], _uid(number))
        for number, entry in enumerate(article["references"])
    )
    content = ArticleContent(
        short_description="benchmark article",
        text=neutral_text(article),
        infobox=Infobox(
            "generic",
            tuple(
                InfoboxField(field_name(label), label, (FieldValue(value),))
                for label, value in article["infobox"]["rows"]
            ),
        ),
        references=references,
        categories=("Benchmarks",),
    )
    records = (_record(entry) for entry in article["references"])
    sources = {entry.source: record for entry, record in zip(references, records, strict=True)}
    return article["title"], content, sources


def _uid(number: int) -> str:
    digits = ""
    for _ in range(16):
        number, digit = divmod(number, 32)
        digits = _ALPHABET[digit] + digits
    return digits


def _record(entry: dict[str, str]) -> SourceRecord:
    return SourceRecord(
        type="webpage",
        title=entry["title"],
        author=(Name(family=entry["last"], given=entry["first"]),),
        container_title=entry["website"],
        publisher=entry["publisher"],
        issued=entry["date"],
        accessed=entry["access_date"],
        url=entry["url"],
        archive_url=entry["archive_url"],
        archived=entry["archive_date"],
    )


def neutral_text(article: dict[str, Any]) -> str:
    """Return a neutral article's prose and tables in the dialect."""
    blocks = [_paragraph(runs) for runs in article["lead"]]
    for section in article["sections"]:
        blocks.append("#" * section["level"] + " " + section["heading"])
        blocks += [_paragraph(runs) for runs in section["paragraphs"]]
        for table in section["tables"]:
            blocks += [f"Table: {table['caption']}", _table(table)]
    return "\n\n".join(blocks) + "\n"


def _paragraph(runs: list[Any]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Any) -> str:
    if isinstance(run, str):
        return run
    if "cite" in run:
        return f"[@{run['cite']}]"
    shown, target = run["text"], run["link"]
    return f"[[{target}]]" if shown == target else f"[[{target}|{shown}]]"


def _table(table: dict[str, Any]) -> str:
    rows = [table["header"], ["---", "---", "---", "---:"], *table["rows"]]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)
