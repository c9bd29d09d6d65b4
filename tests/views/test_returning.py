"""Undo and rollback in the browser: asked first, then done, or settled place by place."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from articles.models import Article, Deed, Edit, Status
from encyclopedia.accounts.models import User
from tests.forms.browser import fields
from tests.people_and_articles import RADIUM_TEXT, make_article, propose, save
from tests.views.test_article_page import page_of


@pytest.fixture
def wrong(radium: Article, editor: User) -> Edit:
    """An edit with a wrong year, by Marie."""
    return save(radium, propose(radium, RADIUM_TEXT.replace("1898.[", "1798.[")), editor)


def later(radium: Article, editor: User, was: str, becomes: str) -> Edit:
    radium.refresh_from_db()
    return save(radium, propose(radium, radium.text.replace(was, becomes)), editor)


def test_undoing_shows_what_changes_and_has_a_summary(
    client: Client, wrong: Edit, reviewer: User
) -> None:
    client.force_login(reviewer)
    page = page_of(client, f"/undo/{wrong.uid}")
    assert any("1898" in one.text_content() for one in page.xpath("//ins"))
    assert any("1798" in one.text_content() for one in page.xpath("//del"))
    (summary,) = page.xpath("//input[@name='summary']/@value")
    assert summary.startswith("Undo the edit of ")
    assert summary.endswith(" by Marie")


def test_an_edit_is_undone_and_the_article_shown(
    client: Client, radium: Article, wrong: Edit, reviewer: User
) -> None:
    client.force_login(reviewer)
    response = client.post(f"/undo/{wrong.uid}", {"summary": "It was 1898"}, follow=True)
    assert response.redirect_chain == [("/wiki/Radium", 302)]
    assert "1898." in response.content.decode()
    made = Edit.objects.get(deed=Deed.UNDO)
    assert (made.summary, made.editor, made.target) == ("It was 1898", reviewer, wrong)


def test_a_contributor_is_told_that_an_undo_waits(
    client: Client, wrong: Edit, editor: User, settings: Settings
) -> None:
    settings.DEFAULT_PROTECTION = "reviewed"
    client.force_login(editor)
    assert "It waits for review" in page_of(client, f"/undo/{wrong.uid}").text_content()
    response = client.post(f"/undo/{wrong.uid}", follow=True)
    assert "Sent for review." in response.content.decode()
    assert Edit.objects.get(deed=Deed.UNDO).status == Status.PENDING


def test_who_is_not_signed_in_is_asked_to_be(client: Client, wrong: Edit) -> None:
    for address in (f"/undo/{wrong.uid}", f"/rollback/{wrong.uid}"):
        for response in (client.get(address), client.post(address)):
            assert response.status_code == 302
            assert response["Location"].endswith(f"?next={address}")
    assert not Edit.objects.filter(deed__in=[Deed.UNDO, Deed.ROLLBACK]).exists()


def test_a_summary_that_is_too_long_comes_back_with_the_reason(
    client: Client, wrong: Edit, editor: User
) -> None:
    client.force_login(editor)
    response = client.post(f"/undo/{wrong.uid}", {"summary": "x" * 501})
    assert response.status_code == 422
    assert "x" * 501 in response.content.decode()
    assert "500 is the most" in response.content.decode()


def test_later_edits_of_the_same_words_are_settled_place_by_place(
    client: Client, radium: Article, wrong: Edit, editor: User, reviewer: User
) -> None:
    later(radium, editor, "found in 1798", "found in December 1798")
    client.force_login(reviewer)
    page = page_of(client, f"/undo/{wrong.uid}")
    assert "changed the same words in 1 place" in page.text_content()
    asked = client.post(f"/undo/{wrong.uid}", {"summary": "It was 1898"})
    assert asked.status_code == 409
    assert not Edit.objects.filter(deed=Deed.UNDO).exists()
    sent = fields_of(asked.content)
    assert sent["summary"] == "It was 1898"
    assert client.post(f"/undo/{wrong.uid}", sent).status_code == 422
    response = client.post(f"/undo/{wrong.uid}", {**sent, "clash-0-0": "mine"})
    assert response.status_code == 302
    made = Edit.objects.get(deed=Deed.UNDO)
    assert (made.summary, made.target) == ("It was 1898", wrong)
    radium.refresh_from_db()
    assert "found in 1898" in radium.text


def test_an_edit_published_while_an_undo_was_settled_is_kept(
    client: Client, radium: Article, wrong: Edit, editor: User, reviewer: User
) -> None:
    later(radium, editor, "found in 1798", "found in December 1798")
    client.force_login(reviewer)
    sent = fields_of(client.post(f"/undo/{wrong.uid}").content)
    later(radium, editor, "Watch dials", "Clock faces")
    chosen = {**sent, "clash-0-0": "mine"}
    assert client.post(f"/undo/{wrong.uid}", chosen).status_code == 302
    radium.refresh_from_db()
    assert "found in 1898" in radium.text
    assert "Clock faces" in radium.text


def fields_of(content: bytes) -> dict[str, str]:
    """Return what the clash screen sends, nothing chosen yet."""
    found = fields(content, "clash--form")
    return {name: values[0] for name, values in found.items()}


def test_the_first_edit_says_that_it_cannot_be_undone(
    client: Client, radium: Article, editor: User
) -> None:
    first = radium.published_edit
    assert first is not None
    client.force_login(editor)
    response = client.get(f"/undo/{first.uid}")
    assert response.status_code == 422
    assert "This is the first revision" in response.content.decode()
    assert b'<button class="button button-filled"' not in response.content


def test_a_rollback_lists_the_edits_that_go(
    client: Client, radium: Article, reviewer: User, editor: User
) -> None:
    later(radium, reviewer, "Watch dials", "Clock faces")
    first = later(radium, editor, "It glows.", "It shines.")
    last = later(radium, editor, "shines", "sparkles")
    client.force_login(reviewer)
    page = page_of(client, f"/rollback/{last.uid}")
    listed = page.xpath("//ol[contains(@class, 'returning')]//a[time]/@href")
    assert listed == [f"/revision/{last.uid}", f"/revision/{first.uid}"]
    assert client.post(f"/rollback/{last.uid}", {"summary": "No"}).status_code == 302
    radium.refresh_from_db()
    assert "It glows." in radium.text
    assert "Clock faces" in radium.text


def test_contributors_are_refused_a_rollback(client: Client, wrong: Edit, editor: User) -> None:
    client.force_login(editor)
    for response in (
        client.get(f"/rollback/{wrong.uid}"),
        client.post(f"/rollback/{wrong.uid}"),
    ):
        assert response.status_code == 403
        assert "Only reviewers" in response.content.decode()


def test_a_rollback_on_an_old_page_says_who_was_first(
    client: Client, radium: Article, wrong: Edit, reviewer: User
) -> None:
    later(radium, reviewer, "Watch dials", "Clock faces")
    client.force_login(reviewer)
    response = client.post(f"/rollback/{wrong.uid}")
    assert response.status_code == 422
    assert "Irène published an edit since" in response.content.decode()


def test_hidden_and_missing_edits_answer_alike(
    client: Client, radium: Article, wrong: Edit, editor: User, reviewer: User
) -> None:
    later(radium, reviewer, "Watch dials", "Clock faces")
    Edit.objects.filter(pk=wrong.pk).update(is_text_hidden=True)
    source = Edit.objects.exclude(source=None).get()
    client.force_login(reviewer)
    for deed in ("undo", "rollback"):
        answers = {
            client.get(f"/{deed}/{uid}").content.decode().split("<main")[1]
            for uid in (wrong.uid, source.uid, "a" * 16, "nonsense")
        }
        assert len(answers) == 1
        assert "There is no such revision." in answers.pop()


def test_the_ways_to_undo_are_shown_to_who_may_edit(
    client: Client, radium: Article, wrong: Edit, editor: User, reviewer: User
) -> None:
    assert wrong.replaces is not None
    diff, undo = f"/diff/{wrong.replaces.uid}...{wrong.uid}", f"/undo/{wrong.uid}"
    for address in (diff, f"/revision/{wrong.uid}"):
        assert not page_of(client, address).xpath("//a[@href=$a]", a=undo)
    client.force_login(editor)
    for address in (diff, f"/revision/{wrong.uid}"):
        assert page_of(client, address).xpath("//a[@href=$a]", a=undo)


def test_reviewers_roll_back_from_the_history(
    client: Client, radium: Article, wrong: Edit, editor: User, reviewer: User
) -> None:
    rollback = f"/rollback/{wrong.uid}"
    client.force_login(editor)
    assert not page_of(client, "/history/Radium").xpath("//a[@href=$a]", a=rollback)
    client.force_login(reviewer)
    assert page_of(client, "/history/Radium").xpath("//a[@href=$a]", a=rollback)
    narrowed = page_of(client, "/history/Radium?minor=no")
    assert not narrowed.xpath("//a[@href=$a]", a=rollback)


def test_an_article_that_is_closed_refuses_an_undo(
    client: Client, wrong: Edit, editor: User, settings: Settings
) -> None:
    settings.DEFAULT_PROTECTION = "closed"
    client.force_login(editor)
    assert client.get(f"/undo/{wrong.uid}").status_code == 403
    assert client.post(f"/undo/{wrong.uid}").status_code == 403


def test_editors_words_stay_words(client: Client, editor: User, reviewer: User) -> None:
    article = make_article("Bold & “quoted”", "Plain.", editor)
    last = save(article, propose(article, "<script>alert(1)</script>"), reviewer, summary="<i>x")
    client.force_login(reviewer)
    for address in (f"/undo/{last.uid}", f"/rollback/{last.uid}"):
        answered = client.get(address).content.decode()
        assert "Bold & “quoted”" not in answered
        assert "<i>x" not in answered
        assert "<script>alert" not in answered
