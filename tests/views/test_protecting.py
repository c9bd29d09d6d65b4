"""Protection in the browser."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles import protecting
from articles.models import Article, Level, Protection
from encyclopedia.accounts.models import User
from tests.views.test_article_page import page_of

ADDRESS = "/protect/Radium"
HOSTILE = '"><script>alert(1)</script>'


def test_a_reviewer_protects_an_article(client: Client, radium: Article, reviewer: User) -> None:
    client.force_login(reviewer)
    page = page_of(client, ADDRESS)
    assert "This is the site's own level." in page.text_content()
    assert "Reason (needed for a level of its own)" in page.text_content()
    assert page.xpath("//input[@name='level'][@checked]/@value") == [""]
    until = timezone.now() + timedelta(days=2)
    answer = client.post(
        ADDRESS, {"level": "strict", "reason": "Dispute", "until": f"{until:%Y-%m-%dT%H:%M}"}
    )
    assert answer.headers["Location"] == "/wiki/Radium"
    now = Protection.objects.get()
    assert (now.level, now.reason) == ("strict", "Dispute")
    assert now.until is not None
    assert abs(now.until - until) < timedelta(minutes=1)
    page = page_of(client, ADDRESS)
    assert "Now: strict." in page.text_content()
    assert "Reason: Dispute" in page.text_content()
    assert page.xpath("//input[@name='level'][@checked]/@value") == ["strict"]


def test_the_sites_own_level_is_put_back(client: Client, radium: Article, reviewer: User) -> None:
    protecting.protect(radium, Level.CLOSED, by=reviewer, reason="War")
    client.force_login(reviewer)
    client.post(ADDRESS, {"level": "", "reason": ""})
    assert not Protection.objects.exists()


@pytest.mark.parametrize(
    ("level", "reason", "until", "field", "sentence"),
    [
        ("strict", "", "", "reason", "Say why"),
        ("strict", "x" * 501, "", "reason", "500 characters are the most"),
        ("strict", "War", "2001-01-01T10:00", "until", "This time is over."),
        ("strict", "War", "0001-01-01T00:00", "until", "This time is over."),
        ("strict", "War", "9999-12-31T23:59", "until", "ten years"),
        ("strict", "War", "tomorrow", "until", "Write a day and a time"),
        ("locked", "War", "", "level", "Choose one of the levels."),
    ],
)
def test_what_keeps_a_level_from_being_set_is_said_at_its_field(
    client: Client,
    radium: Article,
    reviewer: User,
    level: str,
    reason: str,
    until: str,
    field: str,
    sentence: str,
) -> None:
    client.force_login(reviewer)
    answer = client.post(ADDRESS, {"level": level, "reason": reason, "until": until})
    assert answer.status_code == 422
    assert sentence in answer.context["form"].errors[field][0]
    assert sentence in answer.content.decode()
    assert not Protection.objects.exists()


def test_a_level_that_was_typed_stays_chosen(
    client: Client, radium: Article, reviewer: User
) -> None:
    client.force_login(reviewer)
    answer = client.post(ADDRESS, {"level": "closed", "reason": ""})
    assert 'value="closed" checked' in answer.content.decode()


def test_contributors_neither_see_nor_send_the_form(
    client: Client, radium: Article, editor: User
) -> None:
    assert client.get(ADDRESS).status_code == 302
    client.force_login(editor)
    for answer in (client.get(ADDRESS), client.post(ADDRESS, {"level": "open", "reason": "x"})):
        assert answer.status_code == 403
        assert "Only reviewers can do this." in answer.content.decode()
    assert not Protection.objects.exists()


def test_a_hostile_reason_is_text(
    client: Client, radium: Article, reviewer: User, editor: User
) -> None:
    protecting.protect(radium, Level.CLOSED, by=reviewer, reason=HOSTILE)
    client.force_login(reviewer)
    assert "<script>alert" not in client.get(ADDRESS).content.decode()
    client.force_login(editor)
    answer = client.get("/edit/Radium")
    assert answer.status_code == 403
    assert "<script>alert" not in answer.content.decode()
    assert "&lt;script&gt;alert" in answer.content.decode()
