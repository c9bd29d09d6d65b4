"""Every answer carries the headers that keep scripts, frames and guesses of others out."""

import logging

import pytest
from django.conf import settings
from django.test import Client, RequestFactory, override_settings

from encyclopedia import error_pages

NOTHING_ELSE = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}


@pytest.mark.parametrize("address", ["/accounts/login/", "/accounts/signup/", "/no/such/page"])
def test_every_page_carries_the_strict_policy(client: Client, db: None, address: str) -> None:
    response = client.get(address)
    policy = {part.strip() for part in response["Content-Security-Policy"].split(";")}
    assert policy == NOTHING_ELSE
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"


def test_a_host_that_is_not_ours_is_refused(client: Client, db: None) -> None:
    response = client.get("/accounts/login/", headers={"host": "elsewhere.example"})
    assert response.status_code == 400


def test_refused_requests_fill_no_log() -> None:
    for name in ("django.security.DisallowedHost", "django.security.csrf", "django.security"):
        assert not logging.getLogger(name).isEnabledFor(logging.ERROR)
    assert logging.getLogger("django.request").isEnabledFor(logging.ERROR)


def test_a_form_from_elsewhere_is_refused_with_a_sentence(db: None) -> None:
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "Marie"})
    assert response.status_code == 403
    assert "This form is too old" in response.content.decode()


@override_settings(SECURE_SSL_REDIRECT=True)
def test_outside_this_machine_plain_http_leads_to_https(client: Client, db: None) -> None:
    response = client.get("/accounts/login/")
    assert response["Location"] == "https://testserver/accounts/login/"


def test_a_page_that_fails_says_so_without_telling_how(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError("the inner workings")

    monkeypatch.setattr("encyclopedia.limits.error_pages.too_large", fail)
    client.raise_request_exception = False
    body = b"x" * (settings.LARGEST_REQUEST + 1)
    response = client.post("/accounts/login/", body, content_type="application/octet-stream")
    assert response.status_code == 500
    assert "The site made a mistake" in response.content.decode()
    assert "inner workings" not in response.content.decode()
    assert "/static/articles/css/tokens.css" in response.content.decode()


def test_a_page_that_fails_says_so_even_without_templates(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ValueError("no template")

    monkeypatch.setattr(error_pages, "render_to_string", fail)
    response = error_pages.server_error(rf.get("/"))
    assert response.status_code == 500
    assert "Nothing that was saved is lost." in response.content.decode()
