"""How much one request may bring, and how many may come."""

import time

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory, override_settings
from django.urls import get_resolver, reverse

from articles.models import Article
from encyclopedia import limits, rates
from encyclopedia import settings as real_settings
from encyclopedia.accounts.models import User

RESET = {"account_reset_password": {"address": (2, 600)}}


@pytest.fixture(autouse=True)
def _one_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand ten seconds into a window, so that none ends while a test runs."""
    start = 600 * 1_000_000 + 10.0
    monkeypatch.setattr(limits, "clock", lambda: start)


@override_settings(RATE_LIMITS=RESET)
def test_the_next_request_too_many_says_when_to_come_back(client: Client, db: None) -> None:
    address = reverse("account_reset_password")
    answers = [client.post(address, {"email": f"{n}@example.org"}) for n in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 429]
    assert answers[2]["Retry-After"] == "590"
    assert "That was many requests. Try again in 10 minutes." in answers[2].content.decode()


@override_settings(RATE_LIMITS=RESET)
def test_reading_is_never_counted(client: Client, db: None) -> None:
    for _ in range(5):
        assert client.get(reverse("account_reset_password")).status_code == 200


def test_each_account_and_each_address_is_counted_by_itself(editor: User, reviewer: User) -> None:
    for who in ("account-1", "account-2", "address-127.0.0.1"):
        limits.count("preview", who, 1, 60)
        with pytest.raises(limits.TooManyRequests):
            limits.count("preview", who, 1, 60)


def test_a_new_window_starts_from_nothing(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    limits.count("preview", "account-1", 1, 60)
    monkeypatch.setattr(limits, "clock", lambda: 600 * 1_000_000 + 61.0)
    limits.count("preview", "account-1", 1, 60)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "Try again in 1 second."),
        (30, "Try again in 30 seconds."),
        (119, "Try again in 119 seconds."),
        (121, "Try again in 3 minutes."),
        (3600, "Try again in 60 minutes."),
        (7201, "Try again in 3 hours."),
    ],
)
def test_a_wait_is_said_as_a_person_would_and_never_too_short(seconds: int, words: str) -> None:
    assert rates.try_again(seconds) == words


def test_looking_whether_there_is_room_counts_nothing(db: None) -> None:
    for _ in range(3):
        limits.require("preview", "account-1", 1, 60)
    limits.count("preview", "account-1", 1, 60)
    with pytest.raises(limits.TooManyRequests):
        limits.require("preview", "account-1", 1, 60)


def test_allauth_counts_what_the_table_says() -> None:
    assert real_settings.ACCOUNT_RATE_LIMITS["login_failed"] == "10/60s/ip,5/300s/key"
    table = {"account": (2, 60)}
    assert rates.as_allauth_writes(table) == "2/60s/user"


def test_no_limit_of_allauth_stands_beside_the_table() -> None:
    from allauth.account import app_settings

    in_force = {action for action, rate in app_settings.RATE_LIMITS.items() if rate}
    switched_off = {"request_login_code", "change_phone", "verify_phone"}  # ways in we do not offer
    assert in_force - switched_off == {"login_failed", "confirm_email"}


def test_a_whole_network_of_ipv6_is_one_address(rf: RequestFactory) -> None:
    def who(address: str) -> str:
        request = rf.post("/", REMOTE_ADDR=address)
        request.user = AnonymousUser()
        return limits.sender(request)

    assert who("2001:db8:1:2::5") == who("2001:db8:1:2:ffff::9") == "address-2001:db8:1:2::"
    assert who("2001:db8:1:3::5") != who("2001:db8:1:2::5")
    assert who("192.0.2.7") == "address-192.0.2.7"


def test_a_forwarded_address_counts_only_behind_a_proxy_of_ours(rf: RequestFactory) -> None:
    request = rf.post("/", REMOTE_ADDR="192.0.2.7", headers={"x-forwarded-for": "198.51.100.1"})
    request.user = AnonymousUser()
    assert limits.sender(request) == "address-192.0.2.7"
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1):
        assert limits.sender(request) == "address-198.51.100.1"


def test_a_body_over_the_limit_is_refused_before_it_is_read(client: Client, db: None) -> None:
    started = time.monotonic()
    response = client.post(
        reverse("account_login"), data=b"", content_type="text/plain", CONTENT_LENGTH="9" * 12
    )
    assert response.status_code == 413
    assert "That is too much at once" in response.content.decode()
    assert time.monotonic() - started < 5


def test_too_many_fields_are_refused_with_a_sentence(client: Client, db: None) -> None:
    response = client.post(reverse("account_login"), {f"f{n}": "" for n in range(5001)})
    assert response.status_code == 413


def test_too_long_a_form_is_refused_with_a_sentence(client: Client, db: None) -> None:
    response = client.post(reverse("account_login"), {"login": "x" * (4 * 1024 * 1024 + 1)})
    assert response.status_code == 413


@override_settings(RATE_LIMITS=real_settings.RATE_LIMITS)
def test_strangers_cannot_fill_the_disk_with_forms_kept_for_them(
    client: Client, radium: Article
) -> None:
    typed = {"text": "Typed by nobody.", "title": "Radium"}
    answers = [client.post("/edit/Radium", typed) for _ in range(7)]
    assert [answer.status_code for answer in answers] == [302] * 6 + [429]
    assert "Typed by nobody." in answers[6].content.decode()


def test_every_address_that_renders_what_is_sent_has_a_limit() -> None:
    computing = {"articles:edit", "articles:preview", "articles:revert", "markdownx_markdownify"}
    computing |= {"articles:undo", "articles:rollback"}
    assert computing <= set(real_settings.RATE_LIMITS)


def test_the_address_of_the_package_is_counted(client: Client, editor: User) -> None:
    client.force_login(editor)
    address = reverse("markdownx_markdownify")
    with override_settings(RATE_LIMITS={"markdownx_markdownify": {"account": (1, 60)}}):
        answers = [client.post(address, {"content": "x"}).status_code for _ in range(2)]
    assert answers == [200, 429]


DEEDS = {"first_edits", "new_accounts", "wrong_passwords", "confirming_mail", "resetting_mail"}


def test_every_limit_names_a_deed_or_an_address_of_the_site() -> None:
    def names(resolver: object, prefix: str = "") -> set[str]:
        found: set[str] = set()
        for pattern in getattr(resolver, "url_patterns", []):
            if hasattr(pattern, "url_patterns"):
                space = f"{pattern.namespace}:" if pattern.namespace else ""
                found |= names(pattern, prefix + space)
            elif pattern.name:
                found.add(prefix + pattern.name)
        return found

    assert set(real_settings.RATE_LIMITS) <= names(get_resolver()) | DEEDS
