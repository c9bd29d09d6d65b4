"""Keys of references at a merge: renamed on one side, added on both, taken out but cited anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from string import ascii_lowercase

from articles.content import ArticleContent, FieldValue, InfoboxField, ReferenceEntry
from articles.markup import rename_key

Three = tuple[ArticleContent, ArticleContent, ArticleContent]
"""Base, mine and theirs."""


@dataclass(frozen=True, slots=True)
class _Keys:
    """The sources of the references by key, in base, mine and theirs."""

    base: dict[str, str]
    mine: dict[str, str]
    theirs: dict[str, str]

    def free(self, key: str) -> str:
        """Return a key like this one that nobody has."""
        taken = self.base.keys() | self.mine.keys() | self.theirs.keys()
        letters = (f"{key}{letter}" for letter in ascii_lowercase[1:])
        numbers = (f"{key}-{number}" for number in range(2, len(taken) + 3))
        return next(one for one in (*letters, *numbers) if one not in taken)


def agree_on_keys(base: ArticleContent, mine: ArticleContent, theirs: ArticleContent) -> Three:
    """Return the contents with each source under one key, and each new key for one source.

    What one side renamed is renamed in all. Where both added a source under one key, theirs
    gets another; where both added the source under two keys, it gets mine.
    """
    theirs = _apart(base, mine, theirs)
    for old, new in _renamed(_sources(base), _sources(mine)):
        base, theirs = _with_key(base, old, new), _with_key(theirs, old, new)
    for old, new in _renamed(_sources(base), _sources(theirs)):
        if new not in _sources(mine):
            base, mine = _with_key(base, old, new), _with_key(mine, old, new)
    return base, mine, theirs


def _apart(base: ArticleContent, mine: ArticleContent, theirs: ArticleContent) -> ArticleContent:
    """Return theirs with keys of its own for what it added or renamed otherwise than mine."""
    keys = _Keys(_sources(base), _sources(mine), _sources(theirs))
    for key, uid in keys.theirs.items():
        if key not in keys.base and keys.mine.get(key, uid) != uid:
            theirs = _with_key(theirs, key, keys.free(key))
            keys = _Keys(keys.base, keys.mine, _sources(theirs))
    mine_by_source = {uid: key for key, uid in keys.mine.items() if key not in keys.base}
    for key, uid in keys.theirs.items():
        new = mine_by_source.get(uid)
        if key not in keys.base and key not in keys.mine and new and new not in keys.theirs:
            theirs = _with_key(theirs, key, new)
    return theirs


def _renamed(base: dict[str, str], side: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield (key before, key after) of sources that kept their place under another key."""
    came = {uid: key for key, uid in side.items() if key not in base}
    for key, uid in base.items():
        if key not in side and uid in came:
            yield key, came.pop(uid)


def _sources(content: ArticleContent) -> dict[str, str]:
    return {entry.key: entry.source for entry in content.references}


def _with_key(content: ArticleContent, old: str, new: str) -> ArticleContent:
    """Return the content with the key changed in references, text and infobox."""
    if old not in _sources(content):
        return content
    fields = tuple(
        InfoboxField(
            row.name,
            row.label,
            tuple(FieldValue(rename_key(one.text, old, new), one.rank) for one in row.values),
        )
        for row in content.infobox.fields
    )
    return replace(
        content,
        text=rename_key(content.text, old, new),
        infobox=replace(content.infobox, fields=fields),
        references=tuple(
            ReferenceEntry(new, entry.source) if entry.key == old else entry
            for entry in content.references
        ),
    )


def cited_anew(
    merged: ArticleContent, mine: ArticleContent, theirs: ArticleContent
) -> frozenset[str]:
    """Return the keys that one side took out while the other cites them anew."""
    kept = _sources(merged).keys()
    found = set()
    for side, without in ((mine, theirs), (theirs, mine)):
        for key in _sources(side).keys() - kept - _sources(without).keys():
            if _uses(merged, key) > _uses(without, key):
                found.add(key)
    return frozenset(found)


def _uses(content: ArticleContent, key: str) -> int:
    """Return how often the key is cited."""
    values = [value.text for row in content.infobox.fields for value in row.values]
    # A key that is one sign longer makes a text longer by one sign for each use.
    return sum(
        len(rename_key(text, key, f"{key}0")) - len(text)
        for text in (content.text, *values)
        if key in text
    )
