"""Infobox kinds: made and changed as recorded edits, and what becomes of their articles."""

from dataclasses import replace
from typing import Any

import pytest

from articles import editing, kinds, publishing
from articles.content import ArticleContent, Proposal
from articles.errors import ContentRefused, EditConflict, EditRefused, NotAllowed, NothingChanged
from articles.markup import FieldShape, KindShape
from articles.models import Article, Deed, Edit, InfoboxKind, InfoboxValue, Marker
from articles.revisions import verify
from encyclopedia.accounts.models import User
from tests.people_and_articles import infobox

ELEMENT = KindShape(
    "element",
    "Element",
    (
        FieldShape("symbol", "Symbol", required=True),
        FieldShape("mass", "Mass", "text", hint="In daltons."),
    ),
)


@pytest.fixture
def element(administrator: User) -> InfoboxKind:
    edit = kinds.define(ELEMENT, editor=administrator, summary="For the periodic table")
    assert edit.infobox_kind
    return edit.infobox_kind


@pytest.fixture
def gold(element: InfoboxKind, editor: User) -> Article:
    content = ArticleContent(
        text="Gold shines.", infobox=infobox("element", symbol="Au", mass="197")
    )
    return Article.objects.get(edits=editing.create("Gold", Proposal(content), editor=editor))


def base(kind: InfoboxKind) -> Edit:
    kind.refresh_from_db()
    assert kind.published_edit
    return kind.published_edit


def change(kind: InfoboxKind, shape: KindShape, editor: User) -> Edit:
    return kinds.change(kind, shape, base=base(kind), editor=editor, summary="More exact")


def test_a_new_kind_is_an_edit_with_its_snapshot(element: InfoboxKind, administrator: User) -> None:
    edit = base(element)
    assert (edit.deed, edit.editor, edit.summary) == (
        Deed.CREATE,
        administrator,
        "For the periodic table",
    )
    assert element.shape() == ELEMENT
    assert list(verify()) == []


def test_a_change_is_an_edit_upon_the_one_before(element: InfoboxKind, administrator: User) -> None:
    first = base(element)
    renamed = replace(ELEMENT.fields[1], label="Atomic mass", type="number")
    shape = replace(ELEMENT, label="Chemical element", fields=(renamed, ELEMENT.fields[0]))
    edit = change(element, shape, administrator)
    assert (edit.number, edit.base, edit.replaces) == (2, first, first)
    element.refresh_from_db()
    assert element.shape() == shape
    assert list(verify()) == []


def test_articles_of_the_kind_are_rendered_and_bounded_anew(
    element: InfoboxKind,
    gold: Article,
    administrator: User,
    django_capture_on_commit_callbacks: Any,
) -> None:
    assert not Marker.objects.filter(article=gold).exists()
    stamp = gold.stamp
    mass = FieldShape("mass", "Mass", "number", citation_required=True)
    with django_capture_on_commit_callbacks(execute=True):
        change(element, replace(ELEMENT, fields=(ELEMENT.fields[0], mass)), administrator)
    gold.refresh_from_db()
    assert gold.stamp != stamp
    assert Marker.objects.filter(article=gold).count() == 1
    assert InfoboxValue.objects.get(article=gold, name="mass").low == 197


def test_a_field_taken_out_stays_in_the_articles_that_have_it(
    element: InfoboxKind, gold: Article, administrator: User
) -> None:
    change(element, replace(ELEMENT, fields=ELEMENT.fields[:1]), administrator)
    gold = Article.objects.get(pk=gold.pk)
    assert [row.name for row in gold.content().infobox.fields] == ["symbol", "mass"]
    assert "197" in gold.rendering.infobox


def test_articles_are_rendered_anew_in_slices(
    element: InfoboxKind, gold: Article, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = ArticleContent(text="Tin is soft.", infobox=infobox("element", symbol="Sn"))
    tin = Article.objects.get(edits=editing.create("Tin", Proposal(content), editor=editor))
    stamps = set(Article.objects.values_list("stamp", flat=True))
    monkeypatch.setattr(publishing, "REFRESHED_AT_ONCE", 1)
    publishing.refresh_articles_of(element.pk)
    assert tin.stamp in stamps
    assert not stamps & set(Article.objects.values_list("stamp", flat=True))


def test_only_administrators_make_and_change_kinds(
    element: InfoboxKind, editor: User, reviewer: User
) -> None:
    for person in (editor, reviewer):
        with pytest.raises(NotAllowed):
            kinds.define(replace(ELEMENT, name="metal"), editor=person, summary="Why")
        with pytest.raises(NotAllowed):
            change(element, replace(ELEMENT, label="Metal"), person)
    assert element.shape() == ELEMENT


def test_a_kind_changed_meanwhile_is_not_overwritten(
    element: InfoboxKind, administrator: User
) -> None:
    first = base(element)
    change(element, replace(ELEMENT, label="Metal"), administrator)
    with pytest.raises(EditConflict, match="changed this kind while you did"):
        kinds.change(
            element,
            replace(ELEMENT, label="Atom"),
            base=first,
            editor=administrator,
            summary="Mine",
        )
    element.refresh_from_db()
    assert element.label == "Metal"


def test_the_same_shape_is_no_edit(element: InfoboxKind, administrator: User) -> None:
    with pytest.raises(NothingChanged):
        change(element, replace(ELEMENT, label=" Element "), administrator)


def test_a_kind_keeps_its_name_and_no_two_have_one(
    element: InfoboxKind, administrator: User
) -> None:
    with pytest.raises(ContentRefused, match="keeps its name"):
        change(element, replace(ELEMENT, name="metal"), administrator)
    with pytest.raises(ContentRefused, match="already"):
        kinds.define(ELEMENT, editor=administrator, summary="Again")


ROW = ELEMENT.fields[0]


@pytest.mark.parametrize(
    "broken",
    [
        replace(ELEMENT, label=""),
        replace(ELEMENT, label="x" * 101),
        replace(ELEMENT, name="Été"),
        replace(ELEMENT, name="x" * 65),
        replace(ELEMENT, fields=(replace(ROW, name="a b"),)),
        replace(ELEMENT, fields=(replace(ROW, name=""),)),
        replace(ELEMENT, fields=(replace(ROW, label=" \n"),)),
        replace(ELEMENT, fields=(replace(ROW, type="script"),)),
        replace(ELEMENT, fields=(replace(ROW, hint="x" * 201),)),
        replace(ELEMENT, fields=(ROW, ROW)),
        replace(ELEMENT, fields=(ROW, replace(ROW, name="sign"))),
        replace(ELEMENT, fields=tuple(FieldShape(f"f{n}", f"F{n}") for n in range(101))),
    ],
)
def test_a_shape_that_breaks_a_rule_is_refused(broken: KindShape, administrator: User) -> None:
    before = InfoboxKind.objects.count()
    with pytest.raises(ContentRefused):
        kinds.define(broken, editor=administrator, summary="Broken")
    assert InfoboxKind.objects.count() == before


def test_a_change_needs_its_summary(element: InfoboxKind, administrator: User) -> None:
    with pytest.raises(EditRefused):
        kinds.change(
            element,
            replace(ELEMENT, label="Metal"),
            base=base(element),
            editor=administrator,
            summary=" ",
        )
