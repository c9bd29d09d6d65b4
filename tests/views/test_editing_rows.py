"""The buttons of the form's rows, without scripts: the whole form comes back changed."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from articles.models import Article, Edit
from encyclopedia.accounts.models import User
from tests.forms.browser import element, fields, send

FORM = "/edit/Radium"


@pytest.fixture(autouse=True)
def _no_rate_limits(settings: Any) -> None:
    settings.RATE_LIMITS = {}


class Editor:
    """Somebody at the form: presses buttons, one page after the other."""

    def __init__(self, client: Client, path: str) -> None:
        self.client, self.path = client, path
        self.page = bytes(client.get(path).content)

    def press(self, do: str, **typed: str | list[str]) -> str:
        answer = send(self.client, self.page, self.path, {"do": do, **typed})
        assert answer.status_code == 200, answer.content
        self.page = bytes(answer.content)
        return self.page.decode()

    def publish(self, **typed: str | list[str]) -> None:
        assert send(self.client, self.page, self.path, typed).status_code == 302

    @property
    def form(self) -> dict[str, list[str]]:
        return fields(self.page)

    def words(self, identifier: str) -> str:
        return " ".join("".join(element(self.page, identifier).itertext()).split())

    def focus(self) -> str | None:
        every = [one for one in self._all() if one.get("autofocus") is not None]
        found = [one.get("id") or one.get("value") for one in every]
        assert len(found) < 2
        return found[0] if found else None

    def _all(self) -> Any:
        return element(self.page, "edit--form").iter()


@pytest.fixture
def at_form(client: Client, editor: User, radium: Article) -> Editor:
    client.force_login(editor)
    return Editor(client, FORM)


def now(article: Article) -> Any:
    article.refresh_from_db()
    return article.content()


def test_choosing_a_kind_offers_its_fields(at_form: Editor, radium: Article) -> None:
    at_form.press("kind", infobox_kind="event", text="Typed.")
    assert at_form.form["field_label"][:2] == ["Part of", "Location"]
    assert at_form.form["field_value"][-2:] == ["Ra", "1898[@curie1898]"]
    assert at_form.form["text"] == ["Typed."]
    at_form.press("kind", infobox_kind="generic")
    assert at_form.form["field_name"] == ["symbol", "found"]
    assert Edit.objects.filter(article=radium).count() == 1


def test_own_fields_and_further_values_are_added_moved_and_removed(
    at_form: Editor, radium: Article
) -> None:
    at_form.press("field-add")
    assert at_form.focus() == "edit--field-2-label"
    form = at_form.form
    at_form.press(
        "value-add:0",
        field_label=[*form["field_label"][:2], "Colour"],
        field_value=[*form["field_value"][:2], "white"],
    )
    assert at_form.focus() == "edit--field-1-value"
    assert at_form.form["field_name"] == ["symbol", "symbol", "found", ""]
    assert "Symbol, another value" in at_form.words("edit--infobox")
    at_form.press("field-up:3", field_value=["Ra", "Rd", "1898[@curie1898]", "white"])
    assert at_form.form["field_label"] == ["Symbol", "Symbol", "Colour", "Found"]
    at_form.press("field-remove:3", field_rank=["normal", "deprecated", "normal", "normal"])
    at_form.publish()
    rows = now(radium).infobox.fields
    assert [(row.name, row.label) for row in rows] == [("symbol", "Symbol"), ("colour", "Colour")]
    assert [(one.text, one.rank) for one in rows[0].values] == [
        ("Ra", "normal"),
        ("Rd", "deprecated"),
    ]


def test_a_date_says_what_it_will_print_as(at_form: Editor) -> None:
    at_form.press("kind", infobox_kind="event")
    values = at_form.form["field_value"]
    values[at_form.form["field_name"].index("date")] = "1898-12-26[@curie1898]"
    at_form.press("kind", field_value=values)
    assert "26 December 1898" in at_form.words("edit--infobox")


def test_a_removed_reference_stays_struck_until_it_is_saved(
    at_form: Editor, radium: Article
) -> None:
    at_form.press("reference-remove:curie1898")
    assert "Put back" in at_form.words("edit--reference-0")
    assert at_form.focus() == "reference-put-back:curie1898"
    at_form.press("reference-put-back:curie1898")
    assert "Remove" in at_form.words("edit--reference-0")
    assert "removed" not in at_form.form
    at_form.press("reference-remove:curie1898")
    at_form.publish()
    assert now(radium).references == ()


def test_a_key_is_changed_in_text_and_infobox_too(at_form: Editor, radium: Article) -> None:
    at_form.press("key-change:curie1898")
    assert at_form.form["new_key"] == ["curie1898"]
    page = at_form.press("key-set", new_key="curie")
    assert "The key “curie1898” is now “curie”, also in the text." in page
    assert at_form.form["renamed"] == ["curie1898 curie"]
    assert "Cited 3 times" in at_form.words("edit--reference-0")
    at_form.publish()
    content = now(radium)
    assert [one.key for one in content.references] == ["curie"]
    assert "[@curie, p. 175]" in content.text
    assert content.infobox.fields[1].values[0].text == "1898[@curie]"


def test_a_new_key_typed_but_not_confirmed_is_taken_when_publishing(
    at_form: Editor, radium: Article
) -> None:
    at_form.press("key-change:curie1898")
    at_form.publish(new_key="curie")
    assert [one.key for one in now(radium).references] == ["curie"]


def test_a_key_that_cannot_be_is_refused_at_its_place(at_form: Editor, radium: Article) -> None:
    at_form.press("key-change:curie1898")
    page = at_form.press("key-set", new_key="two words")
    assert "“two words” cannot be a key." in page
    assert at_form.form["new_key"] == ["two words"]
    answer = send(at_form.client, at_form.page, FORM)
    assert answer.status_code == 422
    at_form.press("key-cancel")
    assert "new_key" not in at_form.form


def test_a_source_is_added_with_a_readable_key_and_published_with_the_text(
    at_form: Editor, radium: Article
) -> None:
    assert "source_title" not in at_form.form
    at_form.press("source-open")
    assert at_form.focus() == "edit--source_type"
    page = at_form.press(
        "source-add",
        source_type="book",
        source_title="Radium & Co.",
        source_author="Curie, Marie",
        source_issued="1910",
    )
    assert "Added. Write [@curie1910] in the text where the source supports it." in page
    assert "Curie, Marie (1910). Radium & Co." in at_form.words("edit--reference-1")
    assert "Not cited yet" in at_form.words("edit--reference-1")
    at_form.publish(text="Radium.[@curie1910]")
    assert [one.key for one in now(radium).references] == ["curie1898", "curie1910"]
    assert "Radium &amp; Co." in at_form.client.get("/wiki/Radium").text


def test_a_source_can_be_changed_before_it_is_published(at_form: Editor, radium: Article) -> None:
    at_form.press("source-open")
    at_form.press("source-add", source_title="Radum", source_key="radium")
    uid = json.loads(at_form.form["new_source"][0])["uid"]
    at_form.press(f"source-edit:new {uid}", text="See.[@radium]")
    assert at_form.form["source_title"] == ["Radum"]
    at_form.press("source-add", source_title="Radium", source_key="radium1")
    assert at_form.form["text"] == ["See.[@radium1]"]
    (source,) = map(json.loads, at_form.form["new_source"])
    assert (source["uid"], source["key"], source["csl"]["title"]) == (uid, "radium1", "Radium")
    at_form.press(f"reference-remove:new {uid}")
    at_form.press(f"reference-put-back:new {uid}")
    at_form.publish()
    assert now(radium).references[1].source == uid


def test_what_is_wrong_with_a_source_is_said_at_its_field(at_form: Editor) -> None:
    at_form.press("source-open")
    page = at_form.press("source-add", source_title="X", source_issued="2013-13-01")
    assert "“2013-13-01” names month 13" in page
    assert at_form.form["source_issued"] == ["2013-13-01"]
    assert at_form.focus() == "edit--source_issued"
    assert "new_source" not in at_form.form
    at_form.press("source-close")
    assert "source_title" not in at_form.form


def test_a_source_that_was_not_added_stops_publishing(at_form: Editor, radium: Article) -> None:
    at_form.press("source-open")
    answer = send(at_form.client, at_form.page, FORM, source_title="X", text="Mine.")
    assert answer.status_code == 422
    assert "A source is filled in but not added." in answer.text
    assert fields(answer.content)["source_title"] == ["X"]
    assert Edit.objects.filter(article=radium).count() == 1


def test_a_source_with_the_key_of_a_removed_one_takes_its_place(
    at_form: Editor, radium: Article
) -> None:
    at_form.press("reference-remove:curie1898")
    at_form.press("source-open")
    at_form.press("source-add", source_title="Radium", source_key="curie1898")
    page = at_form.press("reference-put-back:curie1898")
    assert "Another reference has the key “curie1898”." in page
    at_form.publish(text="See.[@curie1898]")
    assert [one.key for one in now(radium).references] == ["curie1898"]


def test_operations_hold_upon_another_base(
    at_form: Editor, radium: Article, reviewer: User
) -> None:
    at_form.press("source-open")
    at_form.press("source-add", source_title="Radium", source_key="radium")
    other = Client()
    other.force_login(reviewer)
    text = now(radium).text
    Editor(other, FORM).publish(
        text=text.replace("@curie1898", "@theirs"), renamed="curie1898 theirs"
    )
    mine = f"{text}\nIt glows.[@radium]\n"
    assert send(at_form.client, at_form.page, FORM, text=mine).status_code == 302
    assert [one.key for one in now(radium).references] == ["theirs", "radium"]
