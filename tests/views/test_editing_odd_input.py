"""Whatever is typed anywhere in the form comes back, and the site never fails on it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from articles.content import one_line, plain_text
from articles.models import Article, Edit
from encyclopedia.accounts.models import User
from tests.forms.browser import fields
from tests.hostile.payloads import IS_WHOLE, SECURITY, needs_data

FORM = "/edit/Radium"
LONG = ("text", "categories", "source_author", "source_editor")
SHORT = ("short_description", "summary", "source_title", "source_issued", "source_url")
REPEATED = ("field_label", "field_value")
HIDDEN = (
    *("title", "base", "submission", "infobox_kind", "field_name", "field_rank", "removed"),
    *("renamed", "new_source", "key_of", "new_key", "source_uid", "source_type", "language"),
)


def payloads(name: str, most: int) -> list[str]:
    """Return about `most` of the payloads of a file; all of them where the drill is whole."""
    found = json.loads((SECURITY / f"{name}.json").read_text(encoding="utf-8"))["payloads"]
    step = 1 if IS_WHOLE else max(1, len(found) // most)
    return [str(one) for one in found[::step]]


@pytest.fixture
def signed_in(client: Client, editor: User, radium: Article, settings: Any) -> Client:
    settings.RATE_LIMITS = {}
    client.force_login(editor)
    return client


def typed(text: str, base: str) -> dict[str, str | list[str]]:
    everywhere: dict[str, str | list[str]] = dict.fromkeys((*LONG, *SHORT), text)
    everywhere |= {name: [text, text] for name in REPEATED}
    return {
        **everywhere,
        "base": base,
        "field_name": ["", ""],
        "infobox_kind": "generic",
        "source_type": "webpage",
    }


def assert_all_is_there(page: bytes, text: str) -> None:
    """Look that every field holds the text, as a browser may hold it: NFC, one line in inputs."""
    text = plain_text(text.encode("utf-8", "replace").decode())
    form = fields(page)
    for name in LONG:
        assert plain_text(form[name][0]) == text, name
    for name in (*SHORT, *REPEATED):
        for value in form[name][:2]:
            assert one_line(value) == one_line(text), name


@needs_data
@pytest.mark.parametrize("corpus", ["naughty_strings", "html_tokenizer"])
def test_odd_strings_come_back_from_every_field(
    signed_in: Client, radium: Article, corpus: str
) -> None:
    assert radium.published_edit is not None
    for text in payloads(corpus, 40):
        if text.startswith(("\n", "\r")):
            text = f"x{text}"
        form = typed(text, radium.published_edit.uid)
        for path, do in ((FORM, "field-add"), ("/preview/", "preview"), (FORM, "changes")):
            answer = signed_in.post(path, {**form, "title": "Radium", "do": do})
            assert answer.status_code in {200, 422}, (text, do)
            assert_all_is_there(answer.content, text)
        added = signed_in.post(FORM, {**form, "do": "source-add"})
        assert added.status_code == 200
        assert signed_in.post(FORM, form).status_code in {302, 422}
        radium.refresh_from_db()


@needs_data
def test_an_odd_text_is_published_and_comes_back_from_the_article(
    signed_in: Client, radium: Article
) -> None:
    for text in payloads("naughty_strings", 80):
        if not plain_text(text).strip():
            continue
        radium.refresh_from_db()
        assert radium.published_edit is not None
        form = {"base": radium.published_edit.uid, "text": text, "summary": text[:400]}
        answer = signed_in.post(FORM, form)
        assert answer.status_code == 302, text
        radium.refresh_from_db()
        assert radium.text == plain_text(text.encode("utf-8", "replace").decode())
        page = signed_in.get(FORM).content
        assert plain_text(fields(page)["text"][0]) == radium.text


@needs_data
def test_odd_strings_as_titles_never_fail(signed_in: Client) -> None:
    for text in payloads("naughty_strings", 80):
        asked = signed_in.get("/new/", {"title": text})
        assert asked.status_code in {200, 302, 404}, text
        if asked.status_code == 302:
            assert signed_in.get(asked["Location"]).status_code in {200, 302}, text
        answer = signed_in.post("/preview/", {"title": text, "text": "x"})
        assert answer.status_code in {200, 404}, text


@needs_data
def test_garbage_in_hidden_fields_never_fails_nor_loses_the_text(
    signed_in: Client, radium: Article
) -> None:
    uid = radium.published_edit.uid if radium.published_edit else ""
    good = {"base": uid, "title": "Radium", "text": "Mine.", "infobox_kind": "generic"}
    for text in payloads("naughty_strings", 8):
        for name in HIDDEN:
            for do in ("field-add", "changes"):
                answer = signed_in.post(FORM, {**good, "do": do, name: [text, text]})
                assert answer.status_code in {200, 422}, (name, text)
                assert fields(answer.content)["text"] == ["Mine."], (name, text)


@given(
    form=st.dictionaries(
        st.sampled_from((*LONG, *SHORT, *REPEATED, *HIDDEN, "do", "part", "is_minor")),
        st.lists(st.text(max_size=30), max_size=3),
        max_size=8,
    )
)
@hypothesis_settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_form_at_all_is_answered(
    signed_in: Client, radium: Article, form: dict[str, list[str]]
) -> None:
    before = Edit.objects.count()
    for path in (FORM, "/preview/", f"/revert/{'a' * 16}", "/new/"):
        assert signed_in.post(path, form).status_code < 500
    assert Edit.objects.count() - before <= 2
