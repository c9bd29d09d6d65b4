"""The pages on which an administrator renames an account, hides its name or anonymises it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from articles import permissions
from articles.errors import EditRefused
from articles.forms.reasons import reason_field
from articles.views.refusals import forbidding, status_of, tell
from encyclopedia.accounts import naming
from encyclopedia.accounts.models import User
from encyclopedia.accounts.names import LONGEST_NAME, NAME_HINT

Words = str | Promise


class DeedForm(forms.Form):
    """Asks why, and for a new name where there shall be one."""

    def __init__(self, *args: Any, names: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if names:
            self.fields["name"] = forms.CharField(
                label=_("New name"),
                help_text=NAME_HINT,
                max_length=LONGEST_NAME,
                error_messages={"required": _("Give the new name.")},
            )
        self.fields["reason"] = reason_field(
            _("One sentence, without the name. It stands in the log, and everyone can read it.")
        )


@dataclass(frozen=True, slots=True)
class Deed:
    """What an administrator can do: `do`, its title, effect and button, and what is said after.

    `names` tells whether it takes a new name.
    """

    do: Callable[..., User]
    title: Words
    effect: Words
    button: Words
    done: Words
    names: bool = False


DEEDS = {
    "rename": Deed(
        naming.rename,
        _("Rename"),
        _(
            "The new name stands beside all edits, and whoever has the account signs in with it. "
            "What people wrote, such as edit summaries, stays."
        ),
        _("Rename"),
        _("Renamed."),
        names=True,
    ),
    "hide-name": Deed(
        naming.hide_name,
        _("Hide the name"),
        _("“Name hidden” stands in its place everywhere, until somebody shows it again."),
        _("Hide the name"),
        _("The name is hidden."),
    ),
    "show-name": Deed(
        naming.show_name,
        _("Show the name"),
        _("The name stands beside all edits again."),
        _("Show the name"),
        _("The name is shown again."),
    ),
    "anonymise": Deed(
        naming.anonymise,
        _("Anonymise"),
        _(
            "Name, e-mail addresses, password and network addresses are gone for good, and nobody "
            "can sign in again. The edits stay. This cannot be taken back."
        ),
        _("Anonymise for good"),
        _("The account is anonymised."),
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def deed(request: HttpRequest, uid: str, name: str) -> HttpResponse:
    """Ask why, and do it."""
    administrator = cast(User, request.user)
    with forbidding():
        permissions.require_administrator(administrator)
    asked = DEEDS.get(name)
    if asked is None:
        raise Http404
    account = get_object_or_404(User, uid=uid)
    form = DeedForm(request.POST or None, names=asked.names)
    if form.is_valid():
        to = [form.cleaned_data["name"]] if asked.names else []
        try:
            account = asked.do(account, *to, by=administrator, reason=form.cleaned_data["reason"])
        except EditRefused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, str(asked.done))
            return redirect("articles:person", name=account.username)
    page = {"account": account, "deed": asked, "form": form}
    return render(request, "account/deed.html", page, status=status_of(form))


def links(account: User) -> list[tuple[str, Words]]:
    """Return the address and title of each page that makes sense for the account now."""
    if account.is_anonymised:
        return []
    names = ("rename", "show-name" if account.is_name_hidden else "hide-name", "anonymise")
    return [
        (reverse("account_deed", args=[account.uid, name]), DEEDS[name].title) for name in names
    ]
