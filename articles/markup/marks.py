"""The HTML of single marks: citations, notes, markers, banners, links, headings."""

from __future__ import annotations

from articles.content import title_path
from articles.markup.html import escape, fragment, path
from articles.markup.kinds import Addresses
from articles.markup.labels import Labels
from articles.markup.pieces import BannerLine, HeadingStart, LinkStart, MarkerEnd
from articles.markup.references import letters, reference_id


def citation_mark(key: str, number: int, locator: str, mark: str, words: Labels) -> str:
    """Return the raised `[2, p. 12]` that leads to a reference."""
    shown = escape(f"{number}, {locator}" if locator else str(number))
    label = escape(words.reference) % shown
    return (
        f'<sup class="cite"{_id(mark)}><a role="doc-noteref" '
        f'href="{fragment(reference_id(key))}" aria-label="{label}">[{shown}]</a></sup>'
    )


def note_id(name: str) -> str:
    """Return the id of a note in its list."""
    return f"note--{name}"


def note_label(group: str, number: int) -> str:
    """Return what a note is called: "a" without a group, "group 1" within one."""
    return f"{group} {number}" if group else letters(number)


def note_mark(name: str, label: str, mark: str, words: Labels) -> str:
    """Return the raised `[a]` that leads to a note."""
    shown = escape(label)
    return (
        f'<sup class="note"{_id(mark)}><a role="doc-noteref" href="{fragment(note_id(name))}" '
        f'aria-label="{escape(words.note) % shown}">[{shown}]</a></sup>'
    )


def marker_mark(marker: MarkerEnd, words: Labels, addresses: Addresses) -> str:
    """Return the raised `[citation needed]`; why and since when is its title."""
    shown, meaning = words.markers[marker.kind]
    title = escape(_sentences(meaning, marker.since, marker.reason, words))
    return (
        f'<sup class="marker" title="{title}"><a href="{path(addresses.help)}#markers">'
        f"[{escape(shown)}]</a></sup>"
    )


def needs_source(words: Labels, addresses: Addresses) -> str:
    """Return what an infobox value shows that lacks the citation its kind requires."""
    return (
        f' <span class="needs-source"><a href="{path(addresses.help)}#infoboxes">'
        f"{escape(words.needs_source)}</a></span>"
    )


def banner(line: BannerLine, of_section: bool, words: Labels, addresses: Addresses) -> str:
    """Return the banner of a section, or of the whole article."""
    sentence = escape(_sentences(words.banners[line.kind][of_section], line.since, "", words))
    reason = f" {escape(line.reason)}" if line.reason else ""
    return (
        f'<div role="note" class="banner">{sentence}{reason} '
        f'<a href="{path(addresses.help)}#banners">{escape(words.help)}</a></div>\n'
    )


def link_start(link: LinkStart, exists: bool, addresses: Addresses) -> str:
    """Return the start tag of a wiki link; a missing article is offered for writing."""
    place = fragment(link.fragment) if link.fragment else ""
    if not link.title:
        return f'<a href="{place}">'
    target = path(title_path(link.title))
    if exists:
        return f'<a href="{path(addresses.wiki)}{target}{place}">'
    return f'<a class="missing" href="{path(addresses.edit)}{target}">'


def heading_start(heading: HeadingStart, editable: bool) -> str:
    """Return the start of a section heading."""
    before = '<div class="heading">' if editable else ""
    return f'{before}<h{heading.level} id="{escape(heading.id)}">'


def heading_end(heading: HeadingStart, edit_address: str, words: Labels) -> str:
    """Return the end of a section heading, with a link to edit it where there is an address."""
    end = f"</h{heading.level}>"
    if edit_address:
        label = escape(words.edit_section % heading.text)
        end += (
            f'<a class="edit-section" href="{escape(edit_address)}?section={path(heading.id)}" '
            f'aria-label="{label}">{escape(words.edit)}</a></div>'
        )
    return end + "\n"


def _sentences(meaning: str, since: str, reason: str, words: Labels) -> str:
    sentence = f"{meaning} {words.since % words.month(since)}." if since else f"{meaning}."
    return f"{sentence} {words.reason % reason}" if reason else sentence


def _id(mark: str) -> str:
    return f' id="{escape(mark)}"' if mark else ""
