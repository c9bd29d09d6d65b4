"""The last step of every rendering: nh3 lets through what our own HTML consists of, and no more."""

from __future__ import annotations

from collections.abc import Sequence

import nh3

_BETWEEN = "\x1e"  # RECORD SEPARATOR; taken out of every part first

_TAGS = {
    *("h2", "h3", "h4", "h5", "h6", "p", "blockquote", "pre", "hr", "br", "div"),
    *("ol", "ul", "li", "dl", "dt", "dd", "details", "summary"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
    *("a", "em", "i", "strong", "s", "code", "sup", "span"),
}
_ATTRIBUTES = {
    "*": {"id", "dir"},
    "a": {"href", "title", "rel", "aria-label"},
    "code": {"class"},
    "div": {"aria-label"},
    "ol": {"start"},
    "sup": {"title"},
    "td": {"colspan"},
}
_ATTRIBUTE_VALUES = {
    "a": {"role": {"doc-noteref", "doc-backlink"}},
    "div": {"role": {"note", "region"}, "tabindex": {"0"}},
    "ol": {"role": {"list"}},
    "ul": {"role": {"list"}},
}
_CLASSES = {
    "a": {"about", "missing", "edit-section"},
    "dd": {"preferred", "deprecated"},
    "details": {"backlinks"},
    "div": {"banner", "hatnote", "heading", "table", "field"},
    "dl": {"infobox"},
    "li": {"uncited"},
    "ol": {"references", "notes"},
    "span": {
        "backlinks",
        "broken",
        "covered",
        "exact",
        "mend",
        "needs-source",
        "number",
        "printed",
        "since",
    },
    "sup": {"cite", "marker", "note"},
    "td": {"end", "center"},
    "th": {"end", "center"},
}

_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    tag_attribute_values=_ATTRIBUTE_VALUES,
    allowed_classes=_CLASSES,
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)


def clean(html: str) -> str:
    """Return the HTML with everything taken out that ours never holds.

    Links keep http, https, mailto and addresses on this site.
    """
    return _CLEANER.clean(html)


def clean_all(parts: Sequence[str]) -> tuple[str, ...]:
    """Return each part cleaned. They pass in one go, which costs less than one by one."""
    whole = clean(_BETWEEN.join(part.replace(_BETWEEN, "") for part in parts))
    cleaned = tuple(whole.split(_BETWEEN))
    return cleaned if len(cleaned) == len(parts) else tuple(map(clean, parts))
