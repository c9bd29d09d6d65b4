"""YAML as article files use it: mappings, lists and texts; no anchors, tags or types."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn, TypeAlias

import yaml

from articles.content import JSON
from articles.errors import ContentRefused, Sentence

LARGEST_HEADER = 4 * 1024 * 1024
DEEPEST = 12

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BaseDumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_NULLS = {"", "~", "null", "Null", "NULL"}
# What YAML 1.1 or 1.2 may read as something other than text, and PyYAML might write bare.
_RISKY = re.compile(r"[-+.0-9]|(?:y|n|yes|no|on|off|true|false|null|~|=)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Node:
    """A value of the header.

    Attributes:
        value: a text, a list of nodes, or nodes by name. Whatever YAML would take for a
            number, date or truth value is its text; null is the empty text.
        line: of the file, from 1.
    """

    value: str | list[Node] | dict[str, Node]
    line: int


Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"


def plain(node: Node) -> Plain:
    """Return the node's value without lines."""
    if isinstance(node.value, str):
        return node.value
    if isinstance(node.value, list):
        return [plain(one) for one in node.value]
    return {name: plain(one) for name, one in node.value.items()}


def refuse(line: int, template: str, field: str = "", **values: object) -> NoReturn:
    """Raise ContentRefused with "Line 3 of the file: " before the sentence."""
    raise ContentRefused(
        Sentence("Line %(line)d of the file: " + template, line=line, **values), field
    )


def dump(header: Mapping[str, JSON]) -> str:
    """Return the header in YAML, a line for each short value, names in the order given."""
    return yaml.dump(
        dict(header),
        Dumper=_Dumper,
        allow_unicode=True,
        default_flow_style=False,
        sort_keys=False,
        width=2**31 - 1,
    )


class _Dumper(_BaseDumper):  # type: ignore[misc, valid-type]  # which base depends on libyaml
    """Quotes every text that some reader of YAML could take for something else."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _represent(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = "'" if _RISKY.match(text) and text.isprintable() else None
    node: yaml.ScalarNode = dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)
    return node


_Dumper.add_representer(str, _represent)


def load(text: str, first_line: int) -> Node:
    """Return the mapping that the header holds; `first_line` is where it begins in the file.

    Time and memory grow with the header's length only.

    Raises:
        ContentRefused: the header is no such mapping, too large or too deep.
    """
    if len(text) > LARGEST_HEADER:
        refuse(
            first_line,
            "this header is %(size)d MB long; %(most)d MB is the most.",
            size=len(text) // 1024**2,
            most=LARGEST_HEADER // 1024**2,
        )
    tree = _Tree(first_line)
    try:
        for event in yaml.parse(text, _Loader):
            tree.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        refuse(
            first_line + (mark.line if mark else 0),
            "this is no YAML (%(problem)s). Put texts that hold “: ” or “#”, or begin with "
            "another sign than a letter, in quotation marks.",
            problem=error.problem,
        )
    except (yaml.YAMLError, UnicodeError):
        refuse(first_line, "the header below holds a control sign. Take it out.")
    root = tree.root.value[0] if isinstance(tree.root.value, list) and tree.root.value else None
    if root is None or not isinstance(root.value, dict):
        refuse(first_line, "the header is no list of names and values such as “title: Radium”.")
    return root


class _Tree:
    """Builds nodes from parser events, one by one.

    PyYAML's own composer calls itself for each level, and a header of opening brackets
    overflows the stack of the process.
    """

    def __init__(self, first_line: int) -> None:
        self.first_line = first_line
        self.root = Node([], first_line)
        self.open = [self.root]
        self.names: list[Node | None] = [None]

    def take(self, event: Any) -> None:
        """Take the next event."""
        if isinstance(event, yaml.NodeEvent):
            self._node(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self.open.pop()
            self.names.pop()

    def _node(self, event: Any) -> None:
        line = self.first_line + event.start_mark.line
        if event.anchor is not None or getattr(event, "tag", None) not in {None, "!"}:
            refuse(line, "article files use no “&”, “*” or “!”. Put the text in quotation marks.")
        if isinstance(event, yaml.ScalarEvent):
            is_null = event.implicit[0] and event.value in _NULLS and not event.style
            self._add(Node("" if is_null else event.value, line))
            return
        node = Node({} if isinstance(event, yaml.MappingStartEvent) else [], line)
        if len(self.open) > DEEPEST:
            refuse(line, "lists lie in lists too deep here. An article needs no more than five.")
        self._add(node)
        self.open.append(node)
        self.names.append(None)

    def _add(self, node: Node) -> None:
        parent = self.open[-1].value
        if isinstance(parent, list):
            parent.append(node)
        elif isinstance(parent, dict) and (name := self.names[-1]) is not None:
            parent[str(name.value)] = node
            self.names[-1] = None
        elif isinstance(parent, dict) and isinstance(node.value, str):
            if node.value in parent:
                refuse(
                    node.line,
                    "“%(name)s” stands here twice. Keep one.",
                    name=node.value[:40],
                )
            self.names[-1] = node
        else:
            refuse(node.line, "a name must be a text.")
