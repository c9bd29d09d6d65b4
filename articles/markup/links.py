"""Wiki links: `[[Title]]`, `[[Title#Section|shown]]`, `[[#Section]]`; and plain addresses."""

from __future__ import annotations

import re
from functools import lru_cache

from linkify_it import LinkifyIt
from markdown_it.rules_inline import StateInline

from articles.content import normal_title, title_key
from articles.errors import Sentence, TitleRefused
from articles.markup.findings import findings
from articles.markup.pieces import LinkStart
from articles.markup.sections import slug

LONGEST_LINK = 1_000
"""Signs between the brackets; what is longer stays text."""
LONGEST_ADDRESS = 2_000
_SCHEME = re.compile(r"(?<![A-Za-z0-9.+-])https?$", re.IGNORECASE)
_linkify = LinkifyIt(options={"fuzzy_link": False, "fuzzy_email": False, "fuzzy_ip": False})


@lru_cache(maxsize=4096)
def link_to(target: str) -> LinkStart:
    """Return the start of a link to `Title`, `Title#Section` or `#Section`.

    Raises:
        TitleRefused: no article can have that title, or nothing is named.
    """
    name, _, section = target.partition("#")
    fragment = slug(section) if section.strip() else ""
    if not name.strip() and fragment:
        return LinkStart("", "", fragment)
    title = normal_title(name)
    return LinkStart(title, title_key(title), fragment)


def wiki_link(state: StateInline, silent: bool) -> bool:
    """Inline rule: read a wiki link at the state's place. What leads nowhere stays text."""
    start = state.pos
    if not state.src.startswith("[[", start):
        return False
    end = state.src.find("]]", start + 2, min(state.posMax, start + LONGEST_LINK + 4))
    if end < 0:
        return False
    inside = state.src[start + 2 : end]
    target, bar, shown = inside.partition("|")
    if "[" in target or "]" in target or "{{" in target:
        return False
    try:
        link = link_to(" ".join(target.split()))
    except TitleRefused as refusal:
        if not silent and target.strip():
            findings(state).report_in(
                state,
                Sentence("“[[%(target)s]]” is no link. %(why)s", target=target[:60], why=refusal),
            )
        return False
    if not silent:
        _push(state, link, end, shown_at=start + 2 + len(target) + 1 if bar else 0)
        if not (bar and shown.strip()):
            _push_words(state, target)
        state.push("wiki_link_close", "a", -1)
    state.pos = end + 2
    return True


def _push(state: StateInline, link: LinkStart, end: int, shown_at: int) -> None:
    state.push("wiki_link_open", "a", 1).meta = {"piece": link}
    if shown_at and state.src[shown_at:end].strip():
        most, state.pos, state.posMax = state.posMax, shown_at, end
        state.linkLevel += 1
        state.md.inline.tokenize(state)
        state.linkLevel -= 1
        state.posMax = most


def _push_words(state: StateInline, target: str) -> None:
    name, _, section = (" ".join(part.split()) for part in target.partition("#"))
    if name and section:
        name += " § "
    state.push("text", "", 0).content = name + section


def bare_address(state: StateInline, silent: bool) -> bool:
    """Inline rule: read `https://...` at the colon that the state has reached.

    Only whole addresses become links: guessing from a dot would make one of "Node.js".
    """
    if not state.src.startswith("://", state.pos) or state.linkLevel:
        return False
    # What has been read so far is text that is not yet pushed; the scheme is its end.
    match = _SCHEME.search(state.pending[-6:])
    if match is None:
        return False
    scheme = match.group()
    start = state.pos - len(scheme)
    found = _linkify.match_at_start(state.src[start : min(state.posMax, start + LONGEST_ADDRESS)])
    if found is None:
        return False
    # A star at the end belongs to emphasis, as markdown-it has it.
    url: str = found.url.rstrip("*")
    address = state.md.normalizeLink(url)
    if not state.md.validateLink(address):
        return False
    if not silent:
        state.pending = state.pending[: -len(scheme)]
        state.push("link_open", "a", 1).attrs = {"href": address}
        state.push("text", "", 0).content = state.md.normalizeLinkText(url)
        state.push("link_close", "a", -1)
    state.pos = start + len(url)
    return True
