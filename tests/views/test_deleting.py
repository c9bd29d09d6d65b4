"""Deletion in the browser, and what a deleted article's addresses answer."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from lxml import html
from pytest_django.fixtures import Settings

from articles import deleting, moving
from articles.models import Article, Deletion, Edit, Source
from encyclopedia.accounts.models import User
from tests.people_and_articles import RADIUM_TEXT, make_article, propose, save

HOSTILE = '"><script>alert(1)</script>'


def main_of(answer: Any) -> str:
    """Return the page without what names its address or its form's token."""
    found = html.document_fromstring(answer.content.decode() or "<p>").find(".//main")
    return "" if found is None else html.tostring(found, encoding="unicode")


@pytest.fixture
def deleted(radium: Article, editor: User, administrator: User) -> Article:
    """Radium, of two revisions and a redirect, deleted."""
    save(radium, propose(radium, RADIUM_TEXT + "\nQuietword."), editor)
    moving.add_redirect("Element 88", radium, editor=administrator)
    deleting.delete(radium, by=administrator, reason="A hoax")
    return Article.objects.get(pk=radium.pk)


def test_an_administrator_deletes_an_article_and_brings_it_back(
    client: Client, radium: Article, administrator: User
) -> None:
    moving.add_redirect("Ra", radium, editor=administrator)
    client.force_login(administrator)
    answer = client.post("/delete/Radium", {"reason": "A hoax"}, follow=True)
    assert answer.redirect_chain == [("/wiki/Radium", 302)]
    assert answer.status_code == 410
    way_back = f"/undelete/{radium.uid}"
    assert f'href="{way_back}"' in answer.content.decode()
    page = client.get(way_back).content.decode()
    for words in ("A hoax", "Pierre", "“Ra” led to it.", "Its last revision"):
        assert words in page
    answer = client.post(way_back, {"reason": "No hoax"}, follow=True)
    assert answer.redirect_chain == [("/wiki/Radium", 302)]
    assert "Brought back as it was." in answer.content.decode()
    assert client.get("/wiki/Ra").status_code == 200


def test_who_comes_to_a_deleted_article_is_told_when_by_whom_and_why(
    client: Client, deleted: Article, editor: User
) -> None:
    for _ in ("anonymous", "signed in"):
        answer = client.get("/wiki/Radium")
        page = answer.content.decode()
        assert answer.status_code == 410
        for words in ("“Radium” is deleted.", "Pierre", "A hoax", "/edit/Radium"):
            assert words in page
        assert "/undelete/" not in page
        assert "Quietword" not in page
        client.force_login(editor)


def test_a_kept_page_falls_with_the_article(
    client: Client, radium: Article, administrator: User
) -> None:
    first = client.get("/wiki/Radium")
    assert first.status_code == 200
    deleting.delete(radium, by=administrator, reason="A hoax")
    again = client.get("/wiki/Radium", headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 410
    assert "ETag" not in again.headers


@pytest.mark.parametrize("who", [None, "editor", "reviewer"])
def test_all_its_other_pages_answer_as_if_it_did_not_exist(
    who: str | None, client: Client, deleted: Article, request: pytest.FixtureRequest
) -> None:
    if who:
        client.force_login(request.getfixturevalue(who))
    first, second = Edit.objects.filter(article=deleted).order_by("pk")
    for path in (
        "/history/{}",
        "/redirects/{}",
        "/move/{}",
        "/protect/{}",
        "/delete/{}",
        "/wiki/{}?redirect=no",
    ):
        gone = client.get(path.format("Element_88"))
        never = client.get(path.format("Element_99"))
        assert gone.status_code == never.status_code
        assert main_of(gone).replace("88", "99") == main_of(never)
    assert client.get("/history/Radium").status_code == 404
    assert "deleted" not in client.get("/history/Radium").content.decode()
    none = "aaaaaaaaaaaaaaaa"
    for path, missing in (
        (f"/revision/{first.uid}", f"/revision/{none}"),
        (f"/diff/{first.uid}...{second.uid}", f"/diff/{none}...{second.uid}"),
        (f"/revert/{first.uid}", f"/revert/{none}"),
        (f"/undo/{second.uid}", f"/undo/{none}"),
        (f"/review/{second.uid}", f"/review/{none}"),
        (f"/hide/{second.uid}", f"/hide/{none}"),
        (f"/undelete/{deleted.uid}", f"/undelete/{none}"),
    ):
        gone, never = client.get(path), client.get(missing)
        assert gone.status_code == never.status_code, path
        assert main_of(gone) == main_of(never), path


@pytest.mark.parametrize("who", [None, "editor", "reviewer", "administrator"])
def test_no_list_shows_it(
    who: str | None, client: Client, deleted: Article, request: pytest.FixtureRequest
) -> None:
    if who:
        client.force_login(request.getfixturevalue(who))
    source = Source.objects.get()
    home = client.get("/").content.decode()
    for page in (home, client.get(source.get_absolute_url()).content.decode()):
        assert "/wiki/Radium" not in page
        assert "Quietword" not in page
    assert client.get("/category/Elements").status_code == 404
    assert "/wiki/Radium" not in client.get("/wiki/Radiun").content.decode()


def test_another_article_can_be_written_there(
    client: Client, deleted: Article, editor: User, administrator: User
) -> None:
    make_article("Radium", "Written anew.", editor)
    assert client.get("/wiki/Radium").status_code == 200
    client.force_login(administrator)
    answer = client.post(f"/undelete/{deleted.uid}", {"reason": "No hoax"})
    assert answer.status_code == 422
    assert "Move that one first" in answer.content.decode()
    assert Deletion.objects.filter(article=deleted).exists()


def test_administrators_read_its_revisions(
    client: Client, deleted: Article, administrator: User
) -> None:
    client.force_login(administrator)
    first, second = Edit.objects.filter(article=deleted).order_by("pk")
    assert "Quietword" in client.get(f"/revision/{second.uid}").content.decode()
    assert client.get(f"/diff/{first.uid}...{second.uid}").status_code == 200


@pytest.mark.parametrize("who", ["editor", "reviewer"])
def test_only_administrators_delete(
    who: str, client: Client, radium: Article, request: pytest.FixtureRequest
) -> None:
    assert client.get("/delete/Radium").status_code == 302
    client.force_login(request.getfixturevalue(who))
    for answer in (client.get("/delete/Radium"), client.post("/delete/Radium", {"reason": "x"})):
        assert answer.status_code == 403
    assert not Deletion.objects.exists()


@pytest.mark.parametrize(("reason", "words"), [("", "Say why"), ("x" * 501, "500 characters")])
def test_a_deletion_asks_for_its_reason(
    client: Client, radium: Article, administrator: User, reason: str, words: str
) -> None:
    client.force_login(administrator)
    answer = client.post("/delete/Radium", {"reason": reason})
    assert answer.status_code == 422
    assert words in answer.context["form"].errors["reason"][0]
    assert not Deletion.objects.exists()


def test_a_hostile_reason_is_text(client: Client, radium: Article, administrator: User) -> None:
    deleting.delete(radium, by=administrator, reason=HOSTILE)
    client.force_login(administrator)
    for address in ("/wiki/Radium", f"/undelete/{radium.uid}"):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


def test_an_edit_that_waits_is_out_of_the_queue_until_the_article_is_back(
    client: Client,
    radium: Article,
    editor: User,
    reviewer: User,
    administrator: User,
    settings: Settings,
) -> None:
    settings.DEFAULT_PROTECTION = "reviewed"
    save(radium, propose(radium, RADIUM_TEXT + "\nMore."), editor, summary="Quietsummary")
    client.force_login(reviewer)
    assert "Quietsummary" in client.get("/review/").content.decode()
    deleting.delete(radium, by=administrator, reason="A hoax")
    assert "Quietsummary" not in client.get("/review/").content.decode()
    deleting.undelete(radium, by=administrator, reason="No hoax")
    assert "Quietsummary" in client.get("/review/").content.decode()
