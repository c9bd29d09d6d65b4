"""People: the page of an account, its trust, and the addresses it edited from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from articles import looking_up, permissions, trusting
from articles.errors import EditRefused
from articles.forms.people import ReasonForm
from articles.pages.people import find_person, person_page, trust_shown
from articles.views.reading import absent
from articles.views.refusals import forbidding, status_of, tell
from articles.views.signed_in import SignedIn

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User


@require_safe
def person(request: HttpRequest, name: str) -> HttpResponse:
    """Show an account to everybody: since when it is here, its standing and its edits."""
    found = find_person(name, request.user)
    if found is None:
        return nobody(request)
    asked = request.GET
    page = person_page(
        found, request.user, before=asked.get("before", ""), after=asked.get("after", "")
    )
    return render(request, "articles/person.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def trust(request: SignedIn, name: str) -> HttpResponse:
    """Ask why, and let an account's edits go unreviewed, or have them reviewed again."""
    require_administrator(request)
    found = _found(name, request.user)
    is_trusted = trust_shown(found).is_trusted
    form = ReasonForm(request.POST or None, hint=_("It is kept in the log, for everyone to read."))
    if form.is_valid():
        decide = trusting.take_back if request.POST.get("do") == "take_back" else trusting.grant
        try:
            row = decide(found, by=request.user, reason=form.cleaned_data["reason"])
        except EditRefused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _trusted(found, is_trusted=row.is_trusted))
            return redirect("articles:person", name=found.get_username())
    page = {"name": found.get_username(), "form": form, "is_trusted": is_trusted}
    return render(request, "articles/trust.html", page, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def addresses(request: SignedIn, name: str) -> HttpResponse:
    """Ask why, and show the addresses that an account edited from, or who edited from one."""
    require_administrator(request)
    found = _found(name, request.user)
    form = ReasonForm(
        request.POST or None,
        hint=_("That you looked, and why, is kept; administrators can read it."),
    )
    page: dict[str, object] = {"name": found.get_username(), "form": form}
    if form.is_valid():
        reason, address = form.cleaned_data["reason"], request.POST.get("address", "")
        try:
            if address:
                seen = looking_up.look_up_address(address, by=request.user, reason=reason)
            else:
                seen = looking_up.look_up(found, by=request.user, reason=reason)
        except EditRefused as refusal:
            tell(form, refusal)
        else:
            page |= {"seen": seen, "reason": reason, "address": address, "is_shown": True}
    return render(request, "articles/addresses.html", page, status=status_of(form))


def require_administrator(request: SignedIn) -> None:
    """Refuse all but administrators, whoever is asked about. Raises PermissionDenied."""
    with forbidding():
        permissions.require_administrator(request.user)


def nobody(request: HttpRequest) -> HttpResponse:
    """Answer alike where there is no such account and where its name is hidden."""
    return absent(
        request,
        _("Nobody here has this name."),
        _("Check how it is written: capital letters count."),
    )


def _found(name: str, reader: User) -> User:
    found = find_person(name, reader)
    if found is None:
        raise Http404
    return found


def _trusted(account: User, *, is_trusted: bool) -> str:
    words = (
        _("Edits by %(name)s are published without a review now, where articles allow it.")
        if is_trusted
        else _("Edits by %(name)s wait for a review again.")
    )
    return words % {"name": account.get_username()}
