"""What stands behind the text: the lists of notes, and the entries of the references."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from articles.errors import Sentence
from articles.markup import marks
from articles.markup.html import escape
from articles.markup.notes import group_of
from articles.markup.references import Entry, links_back, same_sources
from articles.markup.rendering import TEXT, Rendering


def note_lists(rendering: Rendering) -> str:
    """Return one list for each group of notes, that of no group first; "" without notes.

    A note is rendered when it is first printed, so its citations are numbered behind those of
    the text. Notes that nothing leads to come last.
    """
    written: dict[str, str] = {}
    rendering.enter(TEXT, rendering.words.notes)
    while waiting := [name for name in rendering.notes.numbers if name not in written]:
        for name in sorted(waiting, key=lambda one: group_of(one) != ""):
            written[name] = rendering.html(rendering.defined_notes[name])
    unused = [name for name in rendering.defined_notes if name not in written]
    for name in unused:
        rendering.found.report(
            Sentence(
                "Nothing leads to the note “%(name)s”. Put [^%(name)s] where it belongs, "
                "or take the note out.",
                name=name[:40],
            ),
            0,
        )
        written[name] = rendering.html(rendering.defined_notes[name])
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for name in dict.fromkeys((*rendering.notes.numbers, *unused)):
        groups[group_of(name)].append(_note(name, written[name], rendering))
    return "".join(
        f'<ol class="notes" role="list">\n{"".join(groups[group])}</ol>\n'
        for group in sorted(groups, key=bool)
    )


def _note(name: str, html: str, rendering: Rendering) -> str:
    words = rendering.words
    identifier = escape(marks.note_id(name))
    number = rendering.notes.numbers.get(name)
    if number is None:
        mend = f'<span class="mend">{escape(words.never_used)}</span>'
        return f'<li id="{identifier}" class="uncited">{mend} {html}</li>\n'
    label = marks.note_label(group_of(name), number)
    uses = rendering.notes.uses[name]
    back = links_back(uses, rendering.notes.counts[name], label, words.back_to_note, words)
    return f'<li id="{identifier}"><span class="number">{escape(label)}</span> {back} {html}</li>\n'


def entries(rendering: Rendering, keys: Iterable[str]) -> tuple[Entry, ...]:
    """Return the references in printed order: the cited by number, then the others as kept."""
    cited = rendering.references
    uncited = [key for key in keys if key not in cited.numbers]
    order = [*cited.numbers, *uncited]
    same = same_sources([(key, rendering.keys[key]) for key in order], rendering.sources)
    for key in uncited:
        rendering.found.report(
            Sentence(
                "The reference “%(key)s” is never cited. Cite it with [@%(key)s], or remove it.",
                key=key,
            ),
            0,
            "references",
        )
    for key, earlier in same.items():
        rendering.found.report(
            Sentence(
                "“%(earlier)s” and “%(key)s” are the same source. "
                "Cite one of the two everywhere, and remove the other.",
                earlier=earlier,
                key=key,
            ),
            0,
            "references",
        )
    for key in order:
        if rendering.keys[key] not in rendering.sources:
            rendering.found.report(
                Sentence(
                    "No source stands behind the key “%(key)s”. Add it again, or remove it.",
                    key=key,
                ),
                0,
                "references",
            )
    return tuple(
        Entry(
            number=cited.numbers.get(key, 0),
            key=key,
            source=rendering.keys[key],
            uses=tuple(cited.uses.get(key, ())),
            use_count=cited.counts.get(key, 0),
            same_as=cited.numbers.get(same.get(key, ""), 0),
        )
        for key in order
    )
