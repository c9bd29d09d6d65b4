"""From a file to content."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from articles.content import (
    RANKS,
    ArticleContent,
    FieldValue,
    Infobox,
    InfoboxField,
    ReferenceEntry,
    SourceRecord,
    field_name,
    is_uid,
    new_uid,
    one_line,
)
from articles.files.front_matter import Node, load, plain, refuse

_HEADER = re.compile(
    r"\ufeff?---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_PARTS = {
    "title", "lang", "short_description", "options", "infobox", "categories", "references",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """What a file holds.

    Attributes:
        title: one line; not yet checked.
        content: normalised; limits are not yet checked.
        sources: normalised records by uid, of every reference that has one in the file.
    """

    title: str
    content: ArticleContent
    sources: dict[str, SourceRecord]


def from_markdown(text: str, new_uid: Callable[[], str] = new_uid) -> ArticleFile:
    """Return the article of a file, written by `to_markdown` or by hand.

    By hand, all but `title` may be missing; an infobox field may leave out its name, and
    write one value, a list of values, or values with `text` and `rank`; a reference without
    `custom: uid` gets one from `new_uid`.

    Raises:
        ContentRefused: the file cannot be read; the sentence names the line and what to do.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    header = _HEADER.match(text)
    if not header:
        refuse(
            1,
            "an article file begins with a header between two lines “---”, "
            "which holds at least “title: ”.",
        )
    root = load(header[1], first_line=2)
    parts = _mapping(root, _PARTS, "")
    if "title" not in parts or not (title := one_line(_text(parts["title"], "title"))):
        refuse(2, "the header has no title. Write a line such as “title: Radium”.", "title")
    references, sources = _references(parts.get("references"), new_uid)
    content = ArticleContent(
        short_description=_optional(parts, "short_description"),
        text=text[header.end() :],
        infobox=_infobox(parts.get("infobox")),
        references=references,
        categories=_texts(parts.get("categories"), "categories"),
        language=_optional(parts, "lang"),
        options=frozenset(_texts(parts.get("options"), "")),
    )
    return ArticleFile(title, content.normalised(), sources)


def _mapping(node: Node, names: set[str], field: str) -> dict[str, Node]:
    """Return the node's values by name; refuse a name that is not among `names`."""
    if not isinstance(node.value, dict):
        refuse(node.line, "names and values were expected here, such as “label: Deaths”.", field)
    for name, value in node.value.items():
        if name not in names:
            refuse(
                value.line,
                "“%(name)s” is no part of an article file here. Leave it out; known are: %(all)s.",
                field,
                name=name[:40],
                all=", ".join(sorted(names)),
            )
    return node.value


def _list(node: Node | None, field: str) -> list[Node]:
    if node is None or node.value == "":
        return []
    if not isinstance(node.value, list):
        refuse(node.line, "a list was expected here. Begin each entry with “- ”.", field)
    return node.value


def _text(node: Node, field: str) -> str:
    if not isinstance(node.value, str):
        refuse(node.line, "a text was expected here. Put it in quotation marks.", field)
    return node.value


def _optional(parts: dict[str, Node], name: str) -> str:
    field = "language" if name == "lang" else name
    return _text(parts[name], field) if name in parts else ""


def _texts(node: Node | None, field: str) -> tuple[str, ...]:
    return tuple(_text(one, field) for one in _list(node, field))


def _infobox(node: Node | None) -> Infobox:
    if node is None or node.value == "":
        return Infobox()
    parts = _mapping(node, {"kind", "fields"}, "infobox")
    kind = _text(parts["kind"], "infobox") if "kind" in parts else ""
    rows = _list(parts.get("fields"), "infobox")
    return Infobox(kind, tuple(_field(row) for row in rows))


def _field(node: Node) -> InfoboxField:
    parts = _mapping(node, {"label", "name", "values"}, "infobox")
    label = _text(parts["label"], "infobox") if "label" in parts else ""
    name = _text(parts["name"], "infobox") if "name" in parts else field_name(label)
    values = parts.get("values", Node([], node.line))
    several = values.value if isinstance(values.value, list) else [values]
    return InfoboxField(name, label, tuple(_value(one) for one in several))


def _value(node: Node) -> FieldValue:
    if isinstance(node.value, str):
        return FieldValue(node.value)
    parts = _mapping(node, {"text", "rank"}, "infobox")
    rank = _text(parts["rank"], "infobox") if "rank" in parts else "normal"
    if rank not in RANKS:
        refuse(
            parts["rank"].line,
            "“%(rank)s” is no rank. Write preferred, normal or deprecated.",
            "infobox",
            rank=rank[:40],
        )
    return FieldValue(_text(parts["text"], "infobox") if "text" in parts else "", rank)


def _references(
    node: Node | None, new_uid: Callable[[], str]
) -> tuple[tuple[ReferenceEntry, ...], dict[str, SourceRecord]]:
    entries: list[ReferenceEntry] = []
    sources: dict[str, SourceRecord] = {}
    for one in _list(node, "references"):
        item = plain(one)
        if not isinstance(item, dict) or not isinstance(key := item.pop("id", None), str):
            refuse(one.line, "this reference has no key. Write a line “id: ”.", "references")
        custom = item.get("custom") or {}
        uid = custom.pop("uid", "") if isinstance(custom, dict) else ""
        if uid and not (isinstance(uid, str) and is_uid(uid)):
            refuse(
                one.line,
                "the reference “%(key)s” has a uid that is none. Take the line “uid: ” out.",
                "references",
                key=key[:100],
            )
        is_named_alone = bool(uid) and not custom and not item.keys() - {"custom"}
        uid = str(uid) or new_uid()
        entries.append(ReferenceEntry(key, uid))
        if not is_named_alone:
            record = SourceRecord.from_csl(item).normalised()
            if sources.setdefault(uid, record) != record:
                refuse(
                    one.line,
                    "the reference “%(key)s” has the uid of another one, "
                    "and says something else. Take the line “uid: ” out.",
                    "references",
                    key=key[:100],
                )
    return tuple(entries), sources
