"""Moving and redirects in the browser."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles import moving
from articles.models import Article, Title
from encyclopedia.accounts.models import User
from tests.people_and_articles import make_article
from tests.views.test_article_page import page_of

HOSTILE = '"><script>alert(1)</script>'


def test_a_reviewer_moves_an_article(client: Client, radium: Article, reviewer: User) -> None:
    client.force_login(reviewer)
    assert "leave_redirect" in client.get("/move/Radium").content.decode()
    answer = client.post(
        "/move/Radium", {"to": "element 88", "reason": "So", "leave_redirect": "on"}, follow=True
    )
    assert answer.redirect_chain == [("/wiki/Element_88", 302)]
    assert "The article is called “Element 88” now." in answer.content.decode()
    assert client.get("/wiki/Radium").status_code == 200


def test_a_reviewer_leaves_no_redirect(client: Client, radium: Article, reviewer: User) -> None:
    client.force_login(reviewer)
    client.post("/move/Radium", {"to": "Ra"})
    assert client.get("/wiki/Radium").status_code == 404


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Write the new title."),
        ("a|b", "A title cannot hold “|”."),
        ("Polonium", "leads to an article already"),
        ("Radium", "This is the title of the article already."),
        ("x" * 600, "No title can be that long."),
        ("é" * 200, "255 is the most"),
    ],
)
def test_what_keeps_a_move_from_happening_is_said_at_the_field(
    client: Client, radium: Article, reviewer: User, typed: str, sentence: str
) -> None:
    make_article("Polonium", "An element.", reviewer)
    client.force_login(reviewer)
    answer = client.post("/move/Radium", {"to": typed, "reason": "My reason"})
    assert answer.status_code == 422
    assert sentence in answer.context["form"].errors["to"][0]
    assert 'value="My reason"' in answer.content.decode()
    assert Article.objects.get(pk=radium.pk).title == "Radium"


def test_who_may_not_move_is_told_who_may(client: Client, radium: Article, editor: User) -> None:
    assert client.get("/move/Radium").headers["Location"].startswith("/accounts/login/")
    client.force_login(editor)
    for answer in (client.get("/move/Radium"), client.post("/move/Radium", {"to": "Ra"})):
        assert answer.status_code == 403
        assert "trusted contributors" in answer.content.decode()


def test_there_is_nothing_to_move_at_a_missing_title(client: Client, reviewer: User) -> None:
    client.force_login(reviewer)
    for path in ("Nothing", "a|b", "%01"):
        assert client.get(f"/move/{path}").status_code == 404


def test_everybody_sees_redirects_and_reviewers_change_them(
    client: Client, radium: Article, reviewer: User
) -> None:
    moving.add_redirect("Element 88", radium, editor=reviewer)
    page = page_of(client, "/redirects/Radium")
    assert page.xpath("//a[@href='/wiki/Element_88?redirect=no']")
    assert not page.xpath("//a[contains(@href, 'change=')]")
    client.force_login(reviewer)
    page = page_of(client, "/redirects/Radium")
    (address,) = page.xpath("//a[contains(@href, 'change=')]/@href")
    assert "Whoever asks for “Element 88”" in client.get(address).content.decode()


def test_a_redirect_is_removed_in_the_browser(
    client: Client, radium: Article, reviewer: User
) -> None:
    moving.add_redirect("Element 88", radium, editor=reviewer)
    client.force_login(reviewer)
    unsaid = client.post("/redirects/Radium", {"change": "Element 88", "to": ""})
    assert unsaid.status_code == 422
    sent = {"change": "Element 88", "to": "", "do": "remove"}
    answer = client.post("/redirects/Radium", sent, follow=True)
    assert "“Element 88” leads nowhere now." in answer.content.decode()
    assert "No other title leads here." in answer.content.decode()
    assert not Title.objects.filter(is_redirect=True).exists()


def test_a_redirect_is_made_to_lead_elsewhere_in_the_browser(
    client: Client, radium: Article, reviewer: User
) -> None:
    moving.add_redirect("Element 88", radium, editor=reviewer)
    other = make_article("Polonium", "An element.", reviewer)
    client.force_login(reviewer)
    refused = client.post("/redirects/Radium", {"change": "Element 88", "to": "Nowhere"})
    assert refused.status_code == 422
    assert "There is no article “Nowhere”." in refused.context["form"].errors["to"][0]
    client.post("/redirects/Radium", {"change": "Element 88", "to": "polonium"})
    assert Title.objects.get(key="element 88").article == other


def test_only_redirects_of_the_article_are_changed_there(
    client: Client, radium: Article, reviewer: User, editor: User
) -> None:
    other = make_article("Polonium", "An element.", reviewer)
    moving.add_redirect("Element 84", other, editor=reviewer)
    client.force_login(editor)
    assert client.post("/redirects/Polonium", {"change": "Element 84"}).status_code == 403
    client.force_login(reviewer)
    for title in ("Element 84", "Radium", "", HOSTILE):
        assert client.post("/redirects/Radium", {"change": title}).status_code == 404
    assert Title.objects.filter(key="element 84").exists()


def test_a_list_of_redirects_asks_the_same_whatever_its_length(
    client: Client,
    radium: Article,
    reviewer: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(2):
        client.get("/redirects/Radium")
    Title.objects.bulk_create(
        Title(key=f"r{n:03}", shown=f"R{n:03}", article=radium, is_redirect=True)
        for n in range(120)
    )
    with django_assert_num_queries(2):
        page = page_of(client, "/redirects/Radium")
    (later,) = page.xpath("//a[contains(@href, 'after=')]/@href")
    assert len(page.xpath("//*[@class='redirects-row']")) == 100
    page = page_of(client, f"/redirects/Radium{later}")
    assert len(page.xpath("//*[@class='redirects-row']")) == 20
    (earlier,) = page.xpath("//a[contains(@href, 'before=')]/@href")
    assert len(page_of(client, f"/redirects/Radium{earlier}").xpath("//li[@class='redirects-row']"))


@pytest.mark.parametrize(
    ("who", "names"),
    [
        (None, ["redirects"]),
        ("editor", ["redirects"]),
        ("reviewer", ["redirects", "move", "plan-review", "protect"]),
        ("administrator", ["redirects", "move", "plan-review", "protect", "delete"]),
    ],
)
def test_history_leads_to_what_one_may_do_with_the_article(
    who: str | None,
    names: list[str],
    client: Client,
    radium: Article,
    request: pytest.FixtureRequest,
) -> None:
    if who:
        client.force_login(request.getfixturevalue(who))
    found = page_of(client, "/history/Radium").xpath("//*[@class='manage-links']//a/@href")
    assert found == [f"/{name}/Radium" for name in names]
    for address in found:
        assert client.get(address).status_code == 200


def test_a_hostile_title_is_text_and_its_links_lead_there(
    client: Client, radium: Article, reviewer: User
) -> None:
    title = "\"' onmouseover='alert(1)' & 100%?a=b;c\\../x"
    client.force_login(reviewer)
    client.post("/move/Radium", {"to": title, "leave_redirect": "on"})
    moving.add_redirect("Ra", Article.objects.get(pk=radium.pk), editor=reviewer)
    moving.add_redirect(f"{title} too", Article.objects.get(pk=radium.pk), editor=reviewer)
    page = page_of(client, client.get("/history/Radium").headers["Location"])
    (listed,) = page.xpath("//*[@class='manage-links']//a[contains(@href, '/redirects/')]/@href")
    page = page_of(client, listed)
    assert not page.xpath("//@onmouseover")
    addresses = page.xpath("//*[@class='redirects-row']//a/@href")
    assert len(addresses) == 6
    for address in addresses:
        assert client.get(address).status_code == 200
