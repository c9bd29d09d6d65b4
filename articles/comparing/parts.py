"""Which parts of an article differ between two contents, by name."""

from __future__ import annotations

from collections.abc import Iterator

from articles.comparing.headings import sections
from articles.content import ArticleContent

LONGEST_PART = 300
"""Characters of a part's name; what is longer is cut."""


def changed_parts(before: ArticleContent, after: ArticleContent) -> tuple[str, ...]:
    """Return the names of the parts that differ, sorted: "text:History", "infobox:deaths",
    "reference:curie1898". The lead is "text:"; sections of one heading are one part.
    """
    old, new = dict(_parts(before)), dict(_parts(after))
    differing = {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}
    return tuple(sorted({name[:LONGEST_PART] for name in differing}))


def _parts(content: ArticleContent) -> Iterator[tuple[str, object]]:
    texts: dict[str, str] = {}
    lines = content.text.split("\n")
    found = sections(lines)
    for place, section in enumerate(found):
        end = found[place + 1].line if place + 1 < len(found) else len(lines)
        name = f"text:{section.heading}"
        texts[name] = texts.get(name, "") + "\n".join(lines[max(section.line, 0) : end])
    yield from texts.items()
    for field in content.infobox.fields:
        yield f"infobox:{field.name}", (field.label, field.values)
    for entry in content.references:
        yield f"reference:{entry.key}", entry.source
