"""The account pages that are ours, or differ from allauth's."""

from http import HTTPStatus
from typing import Any, cast

from allauth.account.views import SignupView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from articles import permissions
from articles.errors import NotAllowed
from encyclopedia import limits
from encyclopedia.accounts.forms import PreferencesForm
from encyclopedia.accounts.models import User


class SignUp(SignupView):  # type: ignore[misc]  # allauth ships no types
    """Makes an account, if not too many were made from the same address already."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Answer 403 with why and until when, where the address is kept from signing up."""
        try:
            permissions.require_sign_up(getattr(request.user, "address", ""))
        except NotAllowed as refusal:
            raise PermissionDenied(refusal.problems[0].sentence.translated(_)) from None
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)
        return answer

    def form_valid(self, form: Any) -> HttpResponse:
        """Answer with the account made, or 429 with the form."""
        try:
            limits.count_sender("new_accounts", self.request)
        except limits.TooManyRequests as refusal:
            form.add_error(None, str(refusal))
            refused: HttpResponse = self.form_invalid(form)
            refused.status_code = HTTPStatus.TOO_MANY_REQUESTS
            refused["Retry-After"] = str(refusal.wait)
            return refused
        made: HttpResponse = super().form_valid(form)
        return made


@login_required
def preferences(request: HttpRequest) -> HttpResponse:
    """Show what an account wishes of the site, and keep it."""
    account = cast(User, request.user)
    form = PreferencesForm(request.POST or None, instance=account)
    if request.method == "POST" and form.is_valid():
        # Nothing else, as the count of unread decisions may have grown meanwhile.
        account.save(update_fields=["wants_mail", "wants_keys"])
        messages.success(request, _("Your preferences are saved."))
        return redirect("account_preferences")
    return render(request, "account/preferences.html", {"form": form})
