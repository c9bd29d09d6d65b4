"""What the buttons of the edit form's rows do: each changes the form and saves nothing.

A button is `<button name="do" value="NAME:ARGUMENT">`; without scripts it posts the whole form
and gets it back changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from articles import markup
from articles.errors import Problem, Sentence
from articles.forms import infobox
from articles.forms.editing import EditForm
from articles.forms.infobox import Row
from articles.forms.references import NEW, key_problem
from articles.forms.sources import TypedSource
from articles.markup import KindShape


@dataclass(frozen=True, slots=True)
class Done:
    """What an operation did.

    Attributes:
        focus: id of the element at which the editor goes on.
        said: a sentence for the editor; None where the form itself shows it.
    """

    focus: str
    said: Sentence | None = None


Kinds = Mapping[str, KindShape]


def perform(do: str, form: EditForm, kinds: Kinds) -> Done | None:
    """Do what a button says to the form; None where no operation on rows has this name."""
    name, _, argument = do.partition(":")
    operation = _OPERATIONS.get(name)
    if operation is None:
        return None
    done = operation(form, argument, kinds)
    form.write_back()
    return done


def set_key(form: EditForm) -> Done:
    """Give the reference whose key is open for change its new key, in text and infobox too."""
    row = next((one for one in form.listed() if one.identity == form.key_of), None)
    if row is None or not form.new_key or form.new_key == row.key:
        form.key_of = form.new_key = ""
        form.write_back()
        return Done("references")
    if problem := key_problem(form.new_key, form.key_of, form.listed()):
        form.refuse([problem])
        return Done("new_key")
    old, new = row.key, form.new_key
    form.changes = form.changes.with_key(row.identity, new)
    form.typed["text"] = markup.rename_key(form.typed.get("text", ""), old, new)
    form.rows = tuple(replace(r, value=markup.rename_key(r.value, old, new)) for r in form.rows)
    form.key_of = form.new_key = ""
    form.write_back()
    return Done(
        "references",
        Sentence("The key “%(old)s” is now “%(new)s”, also in the text.", old=old, new=new),
    )


def _use_kind(form: EditForm, argument: str, kinds: Kinds) -> Done:
    others = (kind for name, kind in kinds.items() if name != form.kind)
    form.rows = infobox.without_empty(form.rows, others)
    return Done("infobox")


def _add_field(form: EditForm, argument: str, kinds: Kinds) -> Done:
    form.rows = (*form.rows, Row())
    return Done(f"field-{len(form.rows) - 1}-label")


def _on_row(change: Callable[[EditForm, int], Done]) -> Operation:
    """Return the operation on the row whose number the button names; no such row, no change."""

    def operation(form: EditForm, argument: str, kinds: Kinds) -> Done:
        if argument.isascii() and argument.isdigit() and int(argument[:4]) < len(form.rows):
            return change(form, int(argument[:4]))
        return Done("infobox")

    return operation


def _remove_field(form: EditForm, index: int) -> Done:
    form.rows = (*form.rows[:index], *form.rows[index + 1 :])
    return Done("infobox")


def _move_up(form: EditForm, index: int) -> Done:
    return _moved(form, index, -1)


def _move_down(form: EditForm, index: int) -> Done:
    return _moved(form, index, 1)


def _moved(form: EditForm, index: int, step: int) -> Done:
    row = form.rows[index]
    form.rows = infobox.moved(form.rows, index, step)
    # Rows may be equal; the one that moved is the same object.
    place = next(at for at, one in enumerate(form.rows) if one is row)
    return Done(f"field-{place}-{'up' if step < 0 else 'down'}")


def _add_value(form: EditForm, index: int) -> Done:
    row = form.rows[index]
    if not row.name and not row.label:
        form.refuse([Problem("infobox", Sentence("Give the field a label first."))])
        return Done(f"field-{index}-label")
    before = len(form.rows)
    form.rows = infobox.with_value(form.rows, index)
    name = form.rows[index].name
    last = max(at for at in range(before + 1) if form.rows[at].name == name)
    return Done(f"field-{last}-value")


def _remove_reference(form: EditForm, identity: str, kinds: Kinds) -> Done:
    if any(one.identity == identity for one in form.listed()):
        form.changes = replace(form.changes, removed=form.changes.removed | {identity})
    return Done(_row_id(form, identity))


def _put_back(form: EditForm, identity: str, kinds: Kinds) -> Done:
    row = next((one for one in form.listed() if one.identity == identity), None)
    if row is None:
        return Done("references")
    if problem := key_problem(row.key, identity, form.listed()):
        form.refuse([problem])
    else:
        form.changes = replace(form.changes, removed=form.changes.removed - {identity})
    return Done(_row_id(form, identity))


def _open_key(form: EditForm, identity: str, kinds: Kinds) -> Done:
    row = next((one for one in form.listed() if one.identity == identity), None)
    if row is None:
        return Done("references")
    form.key_of, form.new_key = identity, row.key
    return Done("new_key")


def _close_key(form: EditForm, argument: str, kinds: Kinds) -> Done:
    identity, form.key_of, form.new_key = form.key_of, "", ""
    return Done(_row_id(form, identity))


def _set_key(form: EditForm, argument: str, kinds: Kinds) -> Done:
    return set_key(form)


def _open_source(form: EditForm, argument: str, kinds: Kinds) -> Done:
    if not form.source.is_open:
        form.source = TypedSource(is_open=True)
    return Done("source_type")


def _close_source(form: EditForm, argument: str, kinds: Kinds) -> Done:
    form.source = TypedSource()
    return Done("add-source")


def _add_source(form: EditForm, argument: str, kinds: Kinds) -> Done:
    identity = NEW + form.source.uid
    rows = form.listed()
    taken = {one.key for one in rows if one.identity != identity and not one.is_removed}
    added = form.source.added(taken)
    if isinstance(added, TypedSource):
        form.source = added
        form.refuse(Problem("source", one.sentence) for one in added.problems)
        return Done(f"source_{added.problems[0].field}")
    old = next((one.key for one in rows if one.identity == added.identity), added.key)
    form.changes, form.source = form.changes.with_source(added), TypedSource()
    if old != added.key:
        form.key_of, form.new_key = added.identity, added.key
        form.changes = form.changes.with_key(added.identity, old)
        set_key(form)
    return Done(
        _row_id(form, added.identity),
        Sentence(
            "Added. Write [@%(key)s] in the text where the source supports it.", key=added.key
        ),
    )


def _edit_source(form: EditForm, identity: str, kinds: Kinds) -> Done:
    source = next((one for one in form.changes.added if one.identity == identity), None)
    if source is not None:
        form.source = TypedSource.of_source(source)
    return Done("source_type")


def _row_id(form: EditForm, identity: str) -> str:
    places = (at for at, one in enumerate(form.listed()) if one.identity == identity)
    return next((f"reference-{at}" for at in places), "references")


Operation = Callable[[EditForm, str, Kinds], Done]

_OPERATIONS: Mapping[str, Operation] = {
    "kind": _use_kind,
    "field-add": _add_field,
    "field-remove": _on_row(_remove_field),
    "field-up": _on_row(_move_up),
    "field-down": _on_row(_move_down),
    "value-add": _on_row(_add_value),
    "reference-remove": _remove_reference,
    "reference-put-back": _put_back,
    "key-change": _open_key,
    "key-set": _set_key,
    "key-cancel": _close_key,
    "source-open": _open_source,
    "source-close": _close_source,
    "source-add": _add_source,
    "source-edit": _edit_source,
}
