"""Previews, and the two addresses of django-markdownx."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article, Edit
from articles.views.previews import markdownify
from encyclopedia.accounts.models import User
from tests.forms.browser import element, fields, send

FORM = "/edit/Radium"


@pytest.fixture
def signed_in(client: Client, editor: User, settings: Any) -> Client:
    settings.RATE_LIMITS = {}
    client.force_login(editor)
    return client


def parts(page: bytes) -> list[str]:
    """Return the article on a page as HTML: lead, infobox, body, references, without its heads."""
    html = unescape(page.decode())  # what is kept spells some signs as references
    html = html[html.index('<div class="prose lead"') : html.index("</article>")]
    html = re.sub(r"<details.*?</details>", "", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<nav.*?</nav>", "", html, flags=re.DOTALL)).split("> <")


def test_the_preview_is_what_readers_see_once_it_is_published(
    signed_in: Client, radium: Article
) -> None:
    page = signed_in.get(FORM).content
    typed: dict[str, str | list[str]] = {
        "text": "New.[@sen2013, p. 3] {{citation needed}} [[Radium]] [[Nobody]]\n\n## Uses\n\nA.",
        "new_source": '{"uid":"abcdefghijklmnop","key":"sen2013","csl":{"title":"Book"}}',
        "infobox_kind": "event",
        "field_name": ["deaths", "own"],
        "field_label": ["Deaths", "Own"],
        "field_value": ["52", "x[@curie1898]"],
    }
    preview = send(signed_in, page, "/preview/", typed)
    assert preview.status_code == 200
    assert fields(preview.content)["text"][0].replace("\r\n", "\n") == typed["text"]
    part = send(signed_in, page, "/preview/", typed, part="1")
    assert "<html" not in part.text
    assert send(signed_in, page, FORM, typed).status_code == 302
    article = signed_in.get("/wiki/Radium").content
    assert parts(preview.content) == parts(article)
    assert parts(part.content) == parts(article)


def test_the_preview_names_what_can_be_mended_and_hinders_nothing(
    signed_in: Client, radium: Article
) -> None:
    page = signed_in.get(FORM).content
    part = send(signed_in, page, "/preview/", text="A.[@curi1898]", part="1").text
    assert "You can publish all the same." in part
    assert "Did you mean “curie1898”?" in part
    assert send(signed_in, page, FORM, text="A.[@curi1898]").status_code == 302


def test_a_preview_that_cannot_be_says_why(signed_in: Client, radium: Article) -> None:
    page = signed_in.get(FORM).content
    whole = send(signed_in, page, "/preview/", text="x" * 600_000)
    assert whole.status_code == 422
    assert "512 kB is the most" in whole.text
    assert len(fields(whole.content)["text"][0]) == 600_000
    part = send(signed_in, page, "/preview/", text="x" * 600_000, part="1")
    assert part.status_code == 200
    assert "512 kB is the most" in part.text


def test_a_preview_saves_nothing_and_needs_an_editor(client: Client, radium: Article) -> None:
    form = {"title": "Radium", "text": "Mine."}
    assert client.post("/preview/", {**form, "part": "1"}).status_code == 403
    assert "next=/edit/Radium%3Fkept%3D1" in client.post("/preview/", form)["Location"]
    assert client.get("/preview/").status_code == 405
    assert Edit.objects.filter(article=radium).count() == 1


def test_a_preview_needs_a_title(signed_in: Client) -> None:
    assert signed_in.post("/preview/", {"text": "x"}).status_code == 404
    assert signed_in.post("/preview/", {"text": "x", "title": "[", "part": "1"}).status_code == 404


def test_a_new_article_is_previewed_under_its_title(signed_in: Client) -> None:
    page = signed_in.get("/edit/Polonium").content
    preview = send(signed_in, page, "/preview/", text="See [[Polonium]].")
    assert 'href="/wiki/Polonium"' in "".join(
        f'href="{link.get("href")}"' for link in element(preview.content, "edit--preview").iter("a")
    )


def test_the_package_asks_for_its_two_addresses_by_name(client: Client, editor: User) -> None:
    show, upload = reverse("markdownx_markdownify"), reverse("markdownx_upload")
    assert client.post(show, {"content": "*x*"}).status_code == 403
    assert client.post(upload).status_code == 403
    client.force_login(editor)
    assert client.post(show, {"content": "*x*<script>"}).text.strip().startswith("<p><em>x</em>")
    assert client.post(show).status_code == 400
    assert client.post(show, {"content": "x" * 600_000}).status_code == 400
    refused = client.post(upload, {"image": "x"})
    assert refused.status_code == 400
    assert "Images cannot be uploaded yet." in refused.text


def test_markdownify_writes_no_html_of_the_author(db: None) -> None:
    html = markdownify("<script>alert(1)</script> [x](javascript:alert(1)) ![y](data:z)")
    assert "<script" not in html
    assert "href=" not in html
