"""The guard over first edits: an account that is new proves its address, and saves a few an hour.

An account counts as new for a day, and until one of its edits was published.
"""

from contextlib import suppress
from datetime import timedelta
from http import HTTPStatus
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Edit, Status
from articles.views.saving import SAVING
from encyclopedia import error_pages, limits
from encyclopedia.accounts.models import User

NEW_FOR = timedelta(days=1)
ASKED = frozenset({"articles:edit", "articles:draft"})
"""The addresses that save an edit where the button says so."""
GUARDED = ASKED | {"articles:revert", "articles:undo"}
"""The addresses that save an edit."""


class FirstEdits:
    """Refuses a new account's edit without a confirmed address, or beyond the limits."""

    def __init__(self, get_response: limits.Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on, and count the edit where one was saved."""
        response = self.get_response(request)
        # A form that was refused comes back with another status, and does not count.
        if response.status_code == HTTPStatus.FOUND:
            for who, limit in getattr(request, "_first_edit_of", ()):
                with suppress(limits.TooManyRequests):  # sent at the same moment as another
                    limits.count("first_edits", who, *limit)
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Answer 403 or 429 with all that was typed; or let the view answer."""
        account = request.user
        if not account.is_authenticated or not _saves_an_edit(request) or not is_new(account):
            return None
        if settings.ACCOUNT_EMAIL_VERIFICATION == "mandatory" and not _is_confirmed(account):
            return error_pages.refuse(
                request,
                HTTPStatus.FORBIDDEN,
                _("Confirm your address first"),
                _(
                    "Confirm your e-mail address before your first edit: in the menu under your "
                    "name, “E-mail addresses” sends you what you need."
                ),
            )
        return _require_room(request)


def is_new(account: User) -> bool:
    """Tell whether an account is younger than a day or had no edit published; reviewers are not."""
    if account.reviews:
        return False
    if timezone.now() - account.date_joined < NEW_FOR:
        return True
    let_through = Edit.objects.filter(status__in=(Status.PUBLISHED, Status.MERGED))
    return not let_through.filter(editor=account).exists()


def _saves_an_edit(request: HttpRequest) -> bool:
    name = request.resolver_match.view_name if request.resolver_match else ""
    if request.method != "POST" or name not in GUARDED:
        return False
    do, _colon, _argument = request.POST.get("do", "save").partition(":")
    return name not in ASKED or do in (*SAVING, "update")


def _is_confirmed(account: User) -> bool:
    confirmed: bool = EmailAddress.objects.filter(user=account, verified=True).exists()
    return confirmed


def _require_room(request: HttpRequest) -> HttpResponseBase | None:
    """Note whom the edit will be counted of, or answer 429 where their number is reached."""
    whom = {"account": limits.sender(request), "address": limits.sender_address(request)}
    rates = settings.RATE_LIMITS.get("first_edits", {})
    counted = [(whom[kind], limit) for kind, limit in rates.items()]
    try:
        for who, limit in counted:
            limits.require("first_edits", who, *limit)
    except limits.TooManyRequests as refusal:
        return error_pages.too_many(request, refusal.wait)
    request._first_edit_of = counted  # type: ignore[attr-defined]  # read after the view
    return None
