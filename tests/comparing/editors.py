"""Editors as hypothesis has them: texts of the dialect, and what two people make of one."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from articles.content import ArticleContent, FieldValue, Infobox, InfoboxField, ReferenceEntry

SENTENCES = (
    "The camp was attacked.[@sen]", "Envoys urged a probe.[@will, p. 12]", "Fifty-two died.",
    "Nobody claimed it.[^a]", "It is *told* that **all** fled.", "See [[Camp Ashraf|the camp]].",
    "{{citation needed|Seven went missing.}}", "Dr. Smith said so. {{clarify}}", "`a. b`",
    "[Exact words.]{cites=sen}", "The mission asked for help.[@new]", "It ended {{when}",
)  # fmt: skip
BLOCKS = (
    "## Reactions", "### United Nations", "- first item\n- second item\n  - nested item",
    "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 |", "> Quoted words.[@will]\n> More of them.",
    "```\ncode\n\nmore code\n```", "```", "[^a]: A note.[@sen]", "[^b]: Another note.",
    "{{main|Camp Ashraf}}", "{{out of date}}", "1. one\n2. two", "Table: Words\n\n| x |\n|---|",
    "    indented code", "[ref]: https://www.example.org/", "A [word][ref].", "***", "<div>",
)  # fmt: skip

paragraphs = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4).map(" ".join)
blocks = paragraphs | st.sampled_from(BLOCKS)
articles = st.lists(blocks, min_size=1, max_size=8)


@st.composite
def edited(draw: st.DrawFn, before: list[str]) -> list[str]:
    """Return what an editor makes of the blocks."""
    after = list(before)
    for _ in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(after)))
        match draw(st.sampled_from(("add", "remove", "move", "reword", "rewrite", "extend"))):
            case "add":
                after.insert(place, draw(blocks))
            case "remove":
                del after[place : place + 1]
            case "move" if after:
                after.insert(place, after.pop(draw(st.integers(0, len(after) - 1))))
            case "reword" if place < len(after):
                after[place] = after[place].replace(".", draw(st.sampled_from((" now.", "!"))), 1)
            case "rewrite" if place < len(after):
                after[place] = draw(blocks)
            case "extend" if place < len(after):
                after[place] += draw(st.sampled_from((" ", "\n", "  \n"))) + draw(paragraphs)
    return after


@st.composite
def three_texts(draw: st.DrawFn) -> tuple[str, str, str]:
    """Return a text, and what two editors made of it."""
    before = draw(articles)
    sides = before, draw(edited(before)), draw(edited(before))
    ends = st.sampled_from(("", "\n"))
    base, mine, theirs = ("\n\n".join(side) + draw(ends) for side in sides)
    return base, mine, theirs


@st.composite
def contents(draw: st.DrawFn, text: str, base: ArticleContent | None = None) -> ArticleContent:
    """Return a content with this text, otherwise like the base but for a few things."""
    old = base or ArticleContent(
        infobox=Infobox("event", (InfoboxField("deaths", "Deaths", (FieldValue("52[@sen]"),)),)),
        references=(ReferenceEntry("sen", "uid-sen"), ReferenceEntry("will", "uid-will")),
        categories=("Iraq", "Massacres"),
    )
    references = {entry.key: entry.source for entry in old.references}
    for _ in range(draw(st.integers(0, 2))):
        key = draw(st.sampled_from(("sen", "will", "new", "other")))
        if draw(st.booleans()):
            references[key] = draw(st.sampled_from(("uid-1", "uid-2", "uid-sen")))
        else:
            references.pop(key, None)
    value = draw(st.sampled_from(("52[@sen]", "53[@new]", "", "about 50")))
    row = InfoboxField("deaths", "Deaths", (FieldValue(value),))
    return replace(
        old,
        text=text,
        references=tuple(ReferenceEntry(*pair) for pair in references.items()),
        infobox=Infobox("event", (row,) if value else ()),
        categories=tuple(draw(st.permutations(old.categories)))[draw(st.integers(0, 1)) :],
        options=frozenset(draw(st.sampled_from(((), ("subreferences",))))),
    ).normalised()
