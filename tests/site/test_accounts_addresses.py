"""The address a request comes from, as operations learn of it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path
from pytest_django import DjangoAssertNumQueries

from articles.models import Article
from encyclopedia.accounts.models import User
from encyclopedia.urls import urlpatterns as urls_of_the_site


def told(request: HttpRequest) -> HttpResponse:
    """Answer with the address that a view sees."""
    return HttpResponse(getattr(request.user, "address", "none"))


urlpatterns = [*urls_of_the_site, path("told/", told)]
TOLD = pytest.mark.urls(__name__)


@TOLD
def test_views_see_from_where_an_account_asks(client: Client, editor: User) -> None:
    client.force_login(editor)
    assert client.get("/told/", REMOTE_ADDR="192.0.2.7").text == "192.0.2.7"
    assert client.get("/told/", REMOTE_ADDR="2001:DB8::5").text == "2001:db8::5"


@TOLD
def test_views_see_from_where_a_reader_asks(client: Client, db: None) -> None:
    assert client.get("/told/", REMOTE_ADDR="192.0.2.7").text == "192.0.2.7"


@TOLD
def test_an_address_of_ipv4_is_the_same_however_it_comes(client: Client, db: None) -> None:
    assert client.get("/told/", REMOTE_ADDR="::ffff:192.0.2.7").text == "192.0.2.7"


@TOLD
def test_a_forwarded_address_is_believed_only_from_a_proxy_of_ours(editor: User) -> None:
    proxied = Client(headers={"x-forwarded-for": "203.0.113.9, 198.51.100.1"})
    proxied.force_login(editor)
    assert proxied.get("/told/", REMOTE_ADDR="192.0.2.7").text == "192.0.2.7"
    with override_settings(ALLAUTH_TRUSTED_PROXY_COUNT=1):
        assert proxied.get("/told/", REMOTE_ADDR="192.0.2.7").text == "198.51.100.1"


@TOLD
def test_where_the_server_was_told_no_address_the_page_is_answered(
    client: Client, editor: User
) -> None:
    client.force_login(editor)
    assert client.get("/told/", REMOTE_ADDR="").text == ""


def test_outside_of_a_request_an_account_has_no_address(editor: User, rf: RequestFactory) -> None:
    assert editor.address == ""
    assert not hasattr(AnonymousUser(), "address")


def test_knowing_the_address_costs_readers_no_query(
    client: Client,
    radium: Article,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client.get("/wiki/Radium")  # made and kept
    with django_assert_num_queries(1):
        client.get("/wiki/Radium")
