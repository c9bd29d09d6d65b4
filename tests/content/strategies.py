"""Any content and any record, as hypothesis makes them."""

from __future__ import annotations

from dataclasses import fields

from hypothesis import strategies as st

from articles.content import (
    RANKS,
    SOURCE_TYPES,
    ArticleContent,
    FieldValue,
    Infobox,
    InfoboxField,
    Name,
    ReferenceEntry,
    SourceRecord,
)

ODD_TEXTS = (
    "yes", "no", "null", "~", "1e3", "0x10", "012", "1_000", "2013-09-01", "12:30:45", ".inf",
    "<<", "=", "- a", "# a", "a: b", "'", '"', "---", "...", "%YAML", "&a", "*a", "!t", "{", "[",
    "\x85", "\u2028", "\ufeff", "\x7f", "\x1b", "e\u0301", "ı", "i\u0307", "ß", "\ud800",
    "a\tb", " a ", "\r\n", "\r", "\0", "---\ntitle: x\n---\n", "\n", "```\n# a\n```",
)  # fmt: skip

anything = st.characters(codec=None, exclude_categories=())
texts = st.one_of(
    st.text(anything, max_size=40),
    st.sampled_from(ODD_TEXTS),
    st.lists(st.sampled_from(ODD_TEXTS), max_size=5).map("".join),
)
uids = st.text("abcdefghijklmnopqrstuvwxyz234567", min_size=16, max_size=16)
keys = st.from_regex(r"[A-Za-z0-9_é]{1,8}([:.-][a-z0-9]{1,3})?", fullmatch=True)
names = st.builds(Name, texts, texts, texts, texts, texts)
people = st.lists(names, max_size=2).map(tuple)
records = st.builds(
    SourceRecord,
    **{
        one.name: st.just("") | texts
        for one in fields(SourceRecord)
        if one.name not in {"type", "author", "editor", "translator", "custom"}
    },
    type=st.sampled_from(SOURCE_TYPES),
    author=people,
    editor=people,
    translator=people,
    custom=st.lists(st.tuples(texts | st.sampled_from(("status", "uid", "DOI")), texts), max_size=3)
    .map(tuple),
)  # fmt: skip
values = st.builds(FieldValue, texts, st.sampled_from(RANKS))
rows = st.builds(InfoboxField, texts, texts, st.lists(values, max_size=3).map(tuple))
contents = st.builds(
    ArticleContent,
    short_description=texts,
    text=texts,
    infobox=st.builds(Infobox, texts, st.lists(rows, max_size=4).map(tuple)),
    references=st.lists(
        st.builds(ReferenceEntry, keys, uids), max_size=4, unique_by=lambda entry: entry.key
    ).map(tuple),
    categories=st.lists(texts, max_size=4).map(tuple),
    language=st.sampled_from(("en", "de", "pt-BR", "no", "", " fa ")),
    options=st.sets(st.just("subreferences")).map(frozenset),
)
