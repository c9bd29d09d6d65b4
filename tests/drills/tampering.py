"""Changes made behind the application's back, each of which checking must find.

Each takes the site as somebody with the database in hand would: rows are edited, deleted,
inserted and swapped without an operation; where heads are kept elsewhere, chains are recomputed.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from django.db import IntegrityError, models, transaction
from reversion.models import Revision, Version

from articles import checking, revisions
from articles.content import canonical_json, new_uid
from articles.models import (
    Act,
    Article,
    ArticleCategory,
    Block,
    Citation,
    Deletion,
    Edit,
    InfoboxKind,
    InfoboxKindField,
    InfoboxValue,
    Marker,
    PageLink,
    Protection,
    Reference,
    Rendering,
    Source,
    SourceIdentifier,
    Status,
    Title,
    Trust,
)
from articles.revisions.chain import chained_hash

Model = type[models.Model]
COLUMNS: dict[Model, str] = {
    Act: "subject n facts hash edit name actor at note salt",
    Edit: (
        "number deed status editor made_at stated_at published_at summary is_minor base continues "
        "merges target replaces sent_at waiting_since accepted reviewed_by reviewed_at "
        "published_as is_text_hidden is_summary_hidden is_editor_hidden is_erased snapshot_hash "
        "content_hash"
    ),
    Version: "serialized_data object_id format revision",
    Revision: "comment date_created user",
    Article: (
        "uid title text short_description options infobox_kind pending review_every is_deleted "
        "acts head last_number published_edit"
    ),
    Title: "key shown is_redirect article",
    InfoboxValue: "name label field_position value_position rank text low high article",
    Reference: "key position source article",
    ArticleCategory: "key name position article",
    Citation: "position source key locator place article",
    PageLink: "key title article",
    Marker: "position kind claim reason since section place article",
    Rendering: "lead infobox body notes references outline entries categories kind_label words",
    Source: "uid csl merged_into acts head last_number published_edit",
    SourceIdentifier: "scheme value source",
    InfoboxKind: "name label acts head last_number published_edit",
    InfoboxKindField: "name label type is_required needs_citation position kind",
    Trust: "uid account is_trusted is_by_hand since accepted rejected acts head",
    Block: "uid account stops_editing stops_sign_up article category no_sources reason until acts",
    Protection: "level reason until article",
    Deletion: "reason at by",
}
"""What a change is made to: every column that repeats what history says, or is derived from it."""
INSERTED: tuple[Model, ...] = (
    *(Act, Title, InfoboxValue, Reference, ArticleCategory, Citation, PageLink, Marker),
    *(SourceIdentifier, Protection, Block, Revision),
)


class Unsuitable(Exception):
    """There is nothing that could be changed like this."""


@dataclass(frozen=True, slots=True)
class Change:
    """A way to change rows, and whether it takes heads kept elsewhere to find it."""

    make: Callable[[random.Random], str]
    needs_heads: bool = False


@contextmanager
def changed(change: Change, chance: random.Random) -> Iterator[str]:
    """Make a change, yield what was done, and take it back. Raises Unsuitable."""
    with transaction.atomic():
        try:
            with transaction.atomic():
                what = change.make(chance)
        except IntegrityError as error:  # the database itself refuses the change
            raise Unsuitable from error
        yield what
        transaction.set_rollback(True)


def alter(chance: random.Random) -> str:
    """Edit one column of one row, among them all times, authors and statuses."""
    model = chance.choice(list(COLUMNS))
    return _alter(chance, model, chance.choice(COLUMNS[model].split()))


def re_date(chance: random.Random) -> str:
    dated = ((Act, "at"), (Edit, "made_at"), (Edit, "published_at"), (Revision, "date_created"))
    return _alter(chance, *chance.choice(dated))


def re_author(chance: random.Random) -> str:
    authors = ((Act, "actor"), (Edit, "editor"), (Revision, "user"), (Edit, "reviewed_by"))
    return _alter(chance, *chance.choice(authors))


def forge_a_status(chance: random.Random) -> str:
    edit = _row(chance, Edit)
    status = chance.choice([one for one in Status.values if one != edit.status])
    more: dict[str, object] = {}
    if status == Status.PENDING:
        more["waiting_since"] = edit.made_at
    if status == Status.PUBLISHED:
        more["published_at"] = edit.published_at or edit.made_at
    Edit.objects.filter(pk=edit.pk).update(status=status, **more)
    return f"{edit!r}: {edit.status} forged as {status}"


def delete(chance: random.Random) -> str:
    """Delete one row, whatever points at it."""
    row = _row(chance, chance.choice(list(COLUMNS)))
    manager = type(row)._default_manager
    manager.filter(pk=row.pk)._raw_delete(manager.db)
    return f"deleted {type(row).__name__} {row.pk}"


def insert(chance: random.Random) -> str:
    """Insert a row that is like another, but for its identity and one more column."""
    row = _row(chance, chance.choice(INSERTED))
    row.pk, row._state.adding = None, True
    if isinstance(row, Act):
        last = Act.objects.filter(subject=row.subject).order_by("-n")[:1].get()
        row.n = last.n + 1
    elif isinstance(row, Block):
        row.uid = new_uid()
    elif not isinstance(row, Revision):
        for name in _names(type(row)):
            if name in {"key", "value", "title", "shown"}:
                setattr(row, name, f"{getattr(row, name)[:60]} x")
            elif name.endswith("position"):
                setattr(row, name, getattr(row, name) + 100)
        if isinstance(row, Protection):
            free = Article.objects.filter(protection=None)
            row.article = chance.choice(list(free) or [row.article])
    models.Model.save_base(row, force_insert=True)
    return f"inserted {type(row).__name__} {row.pk}"


def insert_an_edit(chance: random.Random) -> str:
    """Insert an edit with its revision and version, as if somebody had made it."""
    edit = _row(chance, Edit)
    revision, version = edit.revision, Version.objects.get(revision=edit.revision)
    revision.pk = version.pk = edit.pk = None
    revision.save(force_insert=True)
    version.revision = edit.revision = revision
    version.save(force_insert=True)
    several = Edit.objects.filter(article=edit.article, source=edit.source)
    several = several.filter(infobox_kind=edit.infobox_kind)
    edit.number = several.count() + 1
    edit.uid, edit.submission, edit.replaces = new_uid(), None, None
    edit.submission = Edit._meta.get_field("submission").get_default()
    edit.save(force_insert=True)
    return f"inserted {edit!r}"


def swap(chance: random.Random) -> str:
    """Swap one column of two rows."""
    model = chance.choice([Act, Edit, Version, Revision, Citation, Marker, Reference, Title])
    name = chance.choice(COLUMNS[model].split())
    field: Any = model._meta.get_field(name)
    one, other = _row(chance, model), _row(chance, model)
    values = getattr(one, field.attname), getattr(other, field.attname)
    if values[0] == values[1] or field.unique:
        raise Unsuitable
    _check_meaningful(one, name)
    _check_meaningful(other, name)
    rows = model._default_manager
    rows.filter(pk=one.pk).update(**{field.attname: values[1]})
    rows.filter(pk=other.pk).update(**{field.attname: values[0]})
    return f"swapped {name} of {model.__name__} {one.pk} and {other.pk}"


def cut_the_tail(chance: random.Random) -> str:
    """Delete the last acts of a chain, and say so in no head; or in its head, too."""
    last = _row(chance, Act)
    acts = Act.objects.filter(subject=last.subject, n__gte=last.n)
    acts._raw_delete(acts.db)
    if chance.choice((True, False)):
        before = Act.objects.filter(subject=last.subject, n=last.n - 1).first()
        _set_head(last.subject, last.n - 1, before.hash if before else "0" * 64)
    return f"cut {last.subject} from act {last.n}"


def recompute(chance: random.Random) -> str:
    """Alter the facts of an act, and hash it and all after it anew."""
    act = _row(chance, Act)
    at = _later(act.at, chance)
    return _recompute(act, at)


def recompute_without_the_last(chance: random.Random) -> str:
    """Cut the last act, and write another in its place."""
    act = _row(chance, Act)
    last = Act.objects.filter(subject=act.subject).order_by("-n")[:1].get()
    return _recompute(last, _later(last.at, chance))


CHANGES = (
    *(Change(make) for make in (alter, alter, re_date, re_author, forge_a_status, delete, insert)),
    *(Change(make) for make in (insert_an_edit, swap, cut_the_tail)),
    *(Change(make, needs_heads=True) for make in (recompute, recompute_without_the_last)),
)


def missed(changes: int, *, chance: random.Random) -> list[str]:
    """Make so many changes one by one, take each back, and return those that checking missed."""
    heads = {uid: (acts, head) for uid, acts, head in revisions.heads()}
    unseen: list[str] = []
    made = 0
    while made < changes:
        change = chance.choice(CHANGES)
        try:
            with changed(change, chance) as what:
                found = next(checking.check(heads if change.needs_heads else None), None)
        except Unsuitable:
            continue
        made += 1
        if found is None:
            unseen.append(what)
    return unseen


def _recompute(changed_act: Act, at: datetime) -> str:
    head = "0" * 64
    acts = Act.objects.filter(subject=changed_act.subject).order_by("n")
    for act in acts:
        if act.pk == changed_act.pk:
            facts = {**json.loads(act.facts), "at": f"{at:%Y-%m-%dT%H:%M:%S.%fZ}"}
            act.facts, act.at = canonical_json(facts), at
        act.hash = head = chained_hash(head, act.facts)
        models.Model.save_base(act, force_update=True)
    _set_head(changed_act.subject, len(acts), head)
    return f"recomputed {changed_act.subject} from act {changed_act.n}"


def _set_head(uid: str, acts: int, head: str) -> None:
    for model in (Article, Source, InfoboxKind, Trust, Block):
        model._default_manager.filter(uid=uid).update(acts=acts, head=head)


def _alter(chance: random.Random, model: Model, name: str) -> str:
    row, field = _row(chance, model), cast("Any", model._meta.get_field(name))
    _check_meaningful(row, name)
    before = getattr(row, field.attname)
    after = _other_value(chance, field, before)
    model._default_manager.filter(pk=row.pk).update(**{field.attname: after})
    return f"{model.__name__} {row.pk}: {name} from {str(before)[:40]!r} to {str(after)[:40]!r}"


def _check_meaningful(row: models.Model, name: str) -> None:
    """Raise Unsuitable where a column means nothing, so that nobody misses what it said."""
    if isinstance(row, Edit) and row.is_erased and name == "content_hash":
        raise Unsuitable


def _other_value(chance: random.Random, field: Any, value: Any) -> Any:
    """Return another value of the kind that the column holds."""
    if field.is_relation:
        rows = field.related_model._default_manager.exclude(pk=value)
        others = [*rows.values_list("pk", flat=True), *([None] if field.null and value else [])]
        if not others:
            raise Unsuitable
        return chance.choice(others)
    if field.choices:
        return chance.choice([one for one, _ in field.choices if one != value])
    match value:
        case bool():
            return not value
        case int():
            return value + chance.randint(1, 5)
        case datetime():
            return _later(value, chance)
        case str():
            return _other_text(chance, value)[: field.max_length]
        case list():
            return [*value, "x"]
        case dict():
            return {**value, "title": "Another work"}
        case None if isinstance(field, models.DateTimeField):
            return datetime.fromisoformat("2026-01-01T00:00:00+00:00")
        case _:
            return (value or 0) + 1


def _other_text(chance: random.Random, text: str) -> str:
    if not text:
        return "x"
    place = chance.randrange(len(text))
    sign = chance.choice([one for one in "0a" if one != text[place]])
    return f"{text[:place]}{sign}{text[place + 1 :]}"


def _later(at: datetime, chance: random.Random) -> datetime:
    return at + chance.choice((-1, 1)) * timedelta(seconds=chance.randint(1, 10**6))


def _row(chance: random.Random, model: Model) -> Any:
    """Choose a row. Raises Unsuitable: there is none."""
    pks = list(model._default_manager.order_by("pk").values_list("pk", flat=True))
    if not pks:
        raise Unsuitable
    return model._default_manager.get(pk=chance.choice(pks))


def _names(model: Model) -> list[str]:
    return [field.name for field in model._meta.concrete_fields]
