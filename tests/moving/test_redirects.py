"""Further titles lead to an article: by the operation, and in the browser."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import reverse

from articles import editing, moving, revisions
from articles.content import Proposal
from articles.errors import NotAllowed, TitleRefused
from articles.models import Act, Article, Title
from encyclopedia.accounts.models import User
from tests.people_and_articles import make_article, radium_proposal


def test_a_redirect_leads_to_its_article_and_stands_in_the_log(
    radium: Article, editor: User
) -> None:
    stamp = radium.stamp
    title = moving.add_redirect("element_88", radium, editor=editor)
    radium.refresh_from_db()
    assert (title.shown, title.key, title.article) == ("Element 88", "element 88", radium)
    assert title.is_redirect
    act = Act.objects.filter(subject=radium.uid).latest("n")
    facts = json.loads(act.facts)
    assert (facts["act"], facts["title"], facts["actor"]) == ("redirect", "Element 88", editor.uid)
    assert list(revisions.verify()) == []
    assert radium.stamp == stamp  # its page shows no redirects


def test_history_that_lost_a_redirect_does_not_hold(radium: Article, editor: User) -> None:
    moving.add_redirect("Element 88", radium, editor=editor)
    last = Act.objects.filter(subject=radium.uid).latest("n")
    Act.objects.filter(pk=last.pk)._raw_delete(using="default")
    assert {finding.subject for finding in revisions.verify()} == {radium.uid}


def test_a_redirect_made_or_taken_without_an_act_is_found(radium: Article, editor: User) -> None:
    moving.add_redirect("Element 88", radium, editor=editor)
    Title.objects.filter(key="element 88").update(shown="Quietly", key="quietly")
    assert [finding.what for finding in revisions.verify()] == [
        "the redirect “Element 88” is gone.",
        "the redirect “Quietly” has no act.",
    ]


@pytest.mark.parametrize("title", ["Radium", "rADIUM", "Element 88"])
def test_a_title_that_leads_somewhere_is_refused(radium: Article, editor: User, title: str) -> None:
    moving.add_redirect("Element 88", radium, editor=editor)
    other = make_article("Polonium", "Polonium is an element.", editor)
    acts = Act.objects.count()
    with pytest.raises(TitleRefused, match="leads to an article already"):
        moving.add_redirect(title, other, editor=editor)
    assert Title.objects.filter(article=other).count() == 1
    assert Act.objects.count() == acts


def test_a_title_that_no_article_can_have_is_refused(radium: Article, editor: User) -> None:
    with pytest.raises(TitleRefused):
        moving.add_redirect("Radium|Ra", radium, editor=editor)


def test_nobody_redirects_without_an_account(radium: Article) -> None:
    with pytest.raises(NotAllowed):
        moving.add_redirect("Ra", radium, editor=AnonymousUser())  # type: ignore[arg-type]


def test_an_article_that_readers_do_not_see_is_no_target(db: None, editor: User) -> None:
    unseen = Article.objects.create(title="Unseen")
    with pytest.raises(TitleRefused, match="Readers do not see"):
        moving.add_redirect("Elsewhere", unseen, editor=editor)


def test_an_article_cannot_take_the_title_of_a_redirect(radium: Article, editor: User) -> None:
    moving.add_redirect("Element 88", radium, editor=editor)
    with pytest.raises(TitleRefused):
        editing.create("Element 88", Proposal(radium_proposal().content), editor=editor)


def test_a_red_link_to_a_redirect_turns_blue(radium: Article, editor: User) -> None:
    linking = make_article("Polonium", "See [[Element 88]].", editor)
    assert 'class="missing"' in linking.rendering.lead
    moving.add_redirect("Element 88", radium, editor=editor)
    linking.rendering.refresh_from_db()
    assert 'class="missing"' not in linking.rendering.lead


ADDRESS = "/redirect/Element_88"


def test_a_contributor_makes_a_redirect_in_the_browser(
    radium: Article, editor: User, client: Client
) -> None:
    client.force_login(editor)
    assert "Element 88" in client.get(ADDRESS).content.decode()
    answer = client.post(ADDRESS, {"to": "radium"}, follow=True)
    assert answer.redirect_chain == [("/wiki/Radium", 302)]
    assert "“Element 88” leads to this article now." in answer.content.decode()
    assert Title.objects.get(key="element 88").article == radium


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Name the article that it shall lead to."),
        ("Radon", "There is no article “Radon”."),
        ("a|b", "A title cannot hold “|”."),
        ("Element 88", "There is no article “Element 88”."),
    ],
)
def test_what_keeps_a_redirect_from_being_made_is_said_at_the_field(
    radium: Article, editor: User, client: Client, typed: str, sentence: str
) -> None:
    client.force_login(editor)
    answer = client.post(ADDRESS, {"to": typed})
    assert answer.status_code == 422
    assert sentence in answer.context["form"].errors["to"][0]
    assert sentence in answer.content.decode()
    assert not Title.objects.filter(is_redirect=True).exists()


def test_a_title_that_leads_somewhere_is_shown_not_redirected(
    radium: Article, editor: User, client: Client
) -> None:
    client.force_login(editor)
    assert client.get("/redirect/radium").headers["Location"] == "/wiki/Radium"


def test_who_is_not_signed_in_is_asked_to(radium: Article, client: Client) -> None:
    answer = client.post(ADDRESS, {"to": "Radium"})
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("account_login"))
    assert not Title.objects.filter(is_redirect=True).exists()


def test_an_address_that_can_be_no_title_is_not_found(editor: User, client: Client) -> None:
    client.force_login(editor)
    assert client.get("/redirect/a|b").status_code == 404


def test_the_page_of_a_missing_title_offers_a_redirect(radium: Article, client: Client) -> None:
    answer = client.get("/wiki/Element_88")
    assert answer.status_code == 404
    assert f'href="{ADDRESS}"' in answer.content.decode()
