"""Cases of merges in `merges.txt`: a title, base, mine, theirs, and what becomes of them.

Lines that begin with `%` are the content beside the text: `% ref KEY SOURCE`,
`% field NAME LABEL: VALUE | VALUE`, `% category NAME`, `% option NAME`, and `% kind`, `% short`
and `% language`. A clash is shown as part, place, and what stands there in base, mine and theirs,
`/` for the end of a line; where it clashes, the merged content holds mine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from articles.comparing import Merge, merge_contents
from articles.content import ArticleContent, FieldValue, Infobox, InfoboxField, ReferenceEntry

CASES = Path(__file__).with_name("merges.txt")
_FIELD = re.compile(r"(\w+) ([^:]*): (.*)")


@dataclass(frozen=True, slots=True)
class Case:
    """One case; `expected` is how `shown` gives the merge."""

    title: str
    base: ArticleContent
    mine: ArticleContent
    theirs: ArticleContent
    expected: str

    def merged(self) -> Merge:
        return merge_contents(self.base, self.mine, self.theirs)


def cases() -> Iterator[Case]:
    """Yield the cases, in order."""
    for block in re.split(r"^==== ", CASES.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        title, _, rest = block.partition("\n")
        parts = dict(re.findall(r"^---- (\w+)\n(.*?)(?=^---- |\Z)", rest, re.DOTALL | re.MULTILINE))
        base, mine, theirs = (content_of(parts[name]) for name in ("base", "mine", "theirs"))
        yield Case(title, base, mine, theirs, parts.get("merged", "").strip("\n"))


def content_of(lines: str) -> ArticleContent:
    """Return the content that the lines of a case describe."""
    about: dict[str, list[str]] = {}
    for word, rest in re.findall(r"^% (\w+) (.*)\n", lines, re.MULTILINE):
        about.setdefault(word, []).append(rest)
    text = re.sub(r"^%.*\n", "", lines, flags=re.MULTILINE)
    return ArticleContent(
        short_description="".join(about.get("short", ())),
        text=text.strip("\n") + "\n" if text.strip("\n") else "",
        infobox=Infobox("".join(about.get("kind", ())), tuple(map(_field, about.get("field", ())))),
        references=tuple(ReferenceEntry(*one.split()) for one in about.get("ref", ())),
        categories=tuple(about.get("category", ())),
        language="".join(about.get("language", ("en",))),
        options=frozenset(about.get("option", ())),
    )


def _field(line: str) -> InfoboxField:
    found = _FIELD.fullmatch(line)
    assert found, line
    return InfoboxField(
        found[1], found[2], tuple(FieldValue(text) for text in found[3].split(" | "))
    )


def shown(merge: Merge) -> str:
    """Return the merge as a case gives it."""
    lines = list(_lines(merge.content))
    for clash in merge.clashes:
        sides = (clash.base, clash.mine, clash.theirs)
        words = " | ".join(side.replace("\n", "/") or "-" for side in sides)
        lines.append(f"! {clash.part} “{clash.place}”: {words}")
    lines += [f"~ {excerpt}" for excerpt in merge.touching]
    return "\n".join(lines).strip("\n")


def _lines(content: ArticleContent) -> Iterator[str]:
    if content.short_description:
        yield f"% short {content.short_description}"
    if content.language != "en":
        yield f"% language {content.language}"
    if content.infobox.kind:
        yield f"% kind {content.infobox.kind}"
    for row in content.infobox.fields:
        yield f"% field {row.name} {row.label}: {' | '.join(one.text for one in row.values)}"
    for entry in content.references:
        yield f"% ref {entry.key} {entry.source}"
    yield from (f"% category {name}" for name in content.categories)
    yield from (f"% option {name}" for name in sorted(content.options))
    yield content.text.rstrip("\n")
