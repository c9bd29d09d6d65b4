"""Two editors at once, over HTTP: both edits land, or the clashes are settled on one screen."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from articles.content import ArticleContent, Proposal
from articles.models import Article, Deed, Edit
from encyclopedia.accounts.models import User
from tests.forms.browser import Fields, element, fields, send
from tests.people_and_articles import RADIUM_TEXT, propose, save

FORM = "/edit/Radium"
NOW = RADIUM_TEXT.replace("needed}}", timezone.now().strftime("needed|since=%Y-%m}}"))
MINE = NOW.replace("found in 1898", "found by Marie in 1898")
THEIRS = NOW.replace("found in 1898", "found by Pierre in 1898")


@pytest.fixture(autouse=True)
def _no_rate_limits(settings: Any) -> None:
    settings.RATE_LIMITS = {}


@pytest.fixture
def signed_in(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def current(article: Article) -> ArticleContent:
    article.refresh_from_db()
    return article.content()


def choices(page: Any) -> list[str]:
    """Return the names of the radio buttons, a clash each."""
    form = element(page.content, "clash--form")
    names = [one.get("name", "") for one in form.iter("input") if one.get("type") == "radio"]
    return list(dict.fromkeys(names))


def settle(client: Client, page: Any, *takes: str, text: str = "", do: str = "publish") -> Any:
    """Choose on a clash screen, in order, and send it."""
    form: Fields = fields(page.content, "clash--form")
    for name, take in zip(choices(page), takes, strict=False):
        form[name] = [take]
        if take == "anew":
            form[f"{name}-text"] = [text]
    return client.post(FORM, {**form, "do": [do]})


def clash(client: Client, article: Article, other: User, **typed: str) -> Any:
    """Have two editors change the same sentence, and return the screen that answers the second."""
    page = client.get(FORM).content
    save(article, propose(article, THEIRS), other, summary="Because")
    answer = send(client, page, FORM, {**typed}, text=MINE)
    assert answer.status_code == 409
    return answer


def test_two_edits_of_different_places_are_both_in(
    signed_in: Client, radium: Article, reviewer: User
) -> None:
    page = signed_in.get(FORM).content
    save(radium, propose(radium, NOW.replace("Watch", "Clock")), reviewer)
    answer = send(signed_in, page, FORM, text=MINE)
    assert answer["Location"] == "/wiki/Radium"
    shown = signed_in.get("/wiki/Radium").text
    assert "Irène published an edit while you wrote; both are in." in shown
    assert current(radium).text == MINE.replace("Watch", "Clock")


def test_an_edit_that_meets_nobody_says_nothing_of_joining(
    signed_in: Client, radium: Article
) -> None:
    send(signed_in, signed_in.get(FORM).content, FORM, text=MINE)
    assert "both are in" not in signed_in.get("/wiki/Radium").text


def test_a_clash_shows_all_three_and_nothing_is_published(
    signed_in: Client, radium: Article, reviewer: User
) -> None:
    page = clash(signed_in, radium, reviewer, short_description="a metal")
    words = "".join(element(page.content, "content").itertext())
    assert "Irène published an edit while you wrote." in words
    assert "Because" in words
    assert "0 of 1 settled" in words
    assert "1 change was joined by itself." in words
    for name in ("Before", "Theirs", "Yours"):
        assert name in words
    assert "by Marie" in words
    assert "by Pierre" in words
    assert current(radium).text == THEIRS


@pytest.mark.parametrize(
    ("take", "expected"), [("mine", MINE), ("theirs", THEIRS)], ids=["mine", "theirs"]
)
def test_the_chosen_side_stands_and_the_rest_is_merged(
    signed_in: Client, radium: Article, reviewer: User, take: str, expected: str
) -> None:
    page = clash(signed_in, radium, reviewer, short_description="a metal")
    answer = settle(signed_in, page, take)
    assert answer["Location"] == "/wiki/Radium"
    assert current(radium).text == expected
    assert current(radium).short_description == "a metal"
    assert radium.published_edit is not None
    assert radium.published_edit.deed == Deed.EDIT
    assert radium.published_edit.base is not None
    assert radium.published_edit.base.summary == "Because"


def test_what_is_written_anew_stands_instead_of_both(
    signed_in: Client, radium: Article, reviewer: User
) -> None:
    page = clash(signed_in, radium, reviewer)
    settle(signed_in, page, "anew", text="Both found it in 1898.[@curie1898] ")
    text = current(radium).text
    assert "Both found it in 1898." in text
    assert "by Marie" not in text
    assert "by Pierre" not in text
    assert "Watch dials" in text


def test_a_screen_with_a_choice_missing_comes_again_with_all_that_was_chosen(
    signed_in: Client, radium: Article, reviewer: User
) -> None:
    page = signed_in.get(FORM).content
    theirs = THEIRS.replace("Watch", "Clock")
    save(radium, propose(radium, theirs), reviewer)
    screen = send(signed_in, page, FORM, text=MINE.replace("Watch", "Instrument"))
    assert len(choices(screen)) == 2
    again = settle(signed_in, screen, "mine")
    assert again.status_code == 422
    words = "".join(element(again.content, "content").itertext())
    assert "1 of 2 settled" in words
    assert "1 place is not settled yet." in words
    assert fields(again.content, "clash--form")[choices(again)[0]] == ["mine"]
    assert current(radium).text == theirs
    assert settle(signed_in, again, "mine", "theirs").status_code == 302
    assert current(radium).text == MINE.replace("Watch", "Clock")


def test_writing_anew_nothing_is_no_choice(
    signed_in: Client, radium: Article, reviewer: User
) -> None:
    answer = settle(signed_in, clash(signed_in, radium, reviewer), "anew", text=" ")
    assert answer.status_code == 422
    assert "Write what shall stand here, or choose a side." in answer.text


def test_a_third_edit_meanwhile_asks_only_for_what_clashes_then(
    signed_in: Client, radium: Article, reviewer: User
) -> None:
    screen = clash(signed_in, radium, reviewer, short_description="a metal")
    newest = propose(radium, THEIRS.replace("Watch dials", "Clock hands"))
    save(radium, newest, reviewer)
    assert settle(signed_in, screen, "mine").status_code == 302
    assert current(radium).text == MINE.replace("Watch dials", "Clock hands")


def test_a_third_edit_of_the_same_words_keeps_what_was_settled(
    signed_in: Client, radium: Article, reviewer: User
) -> None:
    first = clash(signed_in, radium, reviewer, short_description="a metal", summary="Mine")
    third = THEIRS.replace("by Pierre", "by somebody")
    save(radium, propose(radium, third), reviewer)
    second = settle(signed_in, first, "anew", text="Marie found it in 1898.[@curie1898] ")
    assert second.status_code == 409
    words = "".join(element(second.content, "content").itertext())
    assert "by somebody" in words
    assert "Marie found it in 1898." in words
    done = settle(signed_in, second, "mine")
    assert done.status_code == 302
    assert "Marie found it in 1898." in current(radium).text
    assert current(radium).short_description == "a metal"
    assert radium.published_edit is not None
    assert radium.published_edit.summary == "Mine"


def test_one_can_go_back_from_a_clash_to_the_text(
    signed_in: Client, radium: Article, reviewer: User
) -> None:
    screen = clash(signed_in, radium, reviewer, summary="Mine")
    answer = settle(signed_in, screen, do="back")
    form = fields(answer.content)
    assert form["text"][0].replace("\r\n", "\n") == MINE
    assert form["summary"] == ["Mine"]


def test_operations_on_references_are_carried_through_a_clash(
    signed_in: Client, radium: Article, reviewer: User
) -> None:
    screen = clash(signed_in, radium, reviewer, renamed="curie1898 curie")
    assert settle(signed_in, screen, *["mine"] * len(choices(screen))).status_code == 302
    assert [one.key for one in current(radium).references] == ["curie"]


def test_the_same_screen_sent_twice_is_one_edit(
    signed_in: Client, radium: Article, reviewer: User
) -> None:
    screen = clash(signed_in, radium, reviewer)
    settle(signed_in, screen, "mine")
    settle(signed_in, screen, "mine")
    assert Edit.objects.filter(article=radium).count() == 3


def test_a_forged_revision_or_choice_settles_nothing(
    signed_in: Client, radium: Article, reviewer: User
) -> None:
    screen = clash(signed_in, radium, reviewer)
    form = fields(screen.content, "clash--form")
    form[choices(screen)[0]] = ["<script>"]
    assert signed_in.post(FORM, {**form, "do": ["publish"]}).status_code == 422
    for forged in ("aaaaaaaaaaaaaaaa", "../../etc", "'\"<script>"):
        answer = signed_in.post(FORM, {**form, "seen": [forged], "do": ["publish"]})
        assert answer.status_code == 409
        assert choices(answer)
    many = signed_in.post(FORM, {**form, "seen": form["seen"] * 40, "do": ["publish"]})
    assert many.status_code == 422
    assert current(radium).text == THEIRS


def test_hostile_words_are_shown_as_they_were_typed(
    signed_in: Client, radium: Article, reviewer: User
) -> None:
    bad = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
    page = signed_in.get(FORM).content
    save(radium, propose(radium, THEIRS.replace("Pierre", bad)), reviewer, summary=bad)
    answer = send(signed_in, page, FORM, text=MINE.replace("Marie", f"{bad}!"), summary=bad)
    assert answer.status_code == 409
    for one in element(answer.content, "content").iter():
        assert one.tag not in {"script", "img"}
        assert not [name for name in one.keys() if name.startswith("on")]  # noqa: SIM118
    form = fields(answer.content, "clash--form")
    assert form["summary"] == [bad]


def test_the_screen_costs_no_more_with_more_clashes(
    signed_in: Client, radium: Article, reviewer: User, django_assert_max_num_queries: Any
) -> None:
    words = [f"Sentence number {n} stands here." for n in range(40)]
    save(radium, propose(radium, "\n\n".join(words)), reviewer)
    page = signed_in.get(FORM).content
    save(radium, propose(radium, "\n\n".join(f"{one} Theirs." for one in words)), reviewer)
    mine = "\n\n".join(one.replace("stands", "mine") for one in words)
    theirs = "\n\n".join(one.replace("stands", "theirs") for one in words)
    save(radium, propose(radium, theirs), reviewer)
    with django_assert_max_num_queries(60):
        answer = send(signed_in, page, FORM, text=mine)
    assert answer.status_code == 409


def test_what_was_chosen_stays_while_one_signs_in_again(
    signed_in: Client, radium: Article, reviewer: User, editor: User
) -> None:
    screen = clash(signed_in, radium, reviewer)
    signed_in.logout()
    answer = settle(signed_in, screen, "mine")
    assert answer["Location"].startswith("/accounts/login/")
    signed_in.force_login(editor)
    back = signed_in.get(f"{FORM}?kept=1")
    assert fields(back.content)["text"][0].replace("\r\n", "\n") == MINE


def test_two_proposals_of_the_same_new_words_are_one(
    signed_in: Client, radium: Article, reviewer: User
) -> None:
    page = signed_in.get(FORM).content
    save(radium, Proposal(propose(radium, MINE).content), reviewer)
    answer = send(signed_in, page, FORM, text=MINE)
    assert answer.status_code == 422
    assert "This is what readers already see" in answer.text
