"""Hiding and erasing in the browser: parts of one edit, by administrators."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles import hiding, permissions
from articles.errors import EditRefused
from articles.forms.hiding import EraseForm, HideForm
from articles.models import Edit
from articles.pages.hidden import find_edit, hide_page
from articles.views.refusals import forbidding, status_of, tell
from articles.views.signed_in import SignedIn


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def hide(request: SignedIn, uid: str) -> HttpResponse:
    """Show an edit part by part, and hide, show or erase what is chosen."""
    with forbidding():
        permissions.require_administrator(request.user)
    edit = find_edit(uid)
    if edit is None:
        raise Http404
    page = hide_page(edit, request.POST.getlist("erase-notes"))
    do = request.POST.get("do", "")
    to_hide = HideForm(request.POST if do in {"hide", "show"} else None)
    to_erase = EraseForm(request.POST if do == "erase" else None, prefix="erase").offering(
        (note.n, note.words) for note in page.notes
    )
    sent = to_erase if do == "erase" else to_hide
    if sent.is_valid():
        try:
            done = _erase(edit, to_erase, request) if do == "erase" else _set(edit, sent, request)
        except EditRefused as refusal:
            tell(sent, refusal)
        else:
            messages.success(request, done)
            return redirect(page.address)
    values = {"page": page, "to_hide": to_hide, "to_erase": to_erase}
    return render(request, "articles/hide.html", values, status=status_of(sent))


def _set(edit: Edit, form: forms.Form, request: SignedIn) -> str:
    """Hide or show what is chosen, and return what was done in words."""
    parts, reason = form.cleaned_data["parts"], form.cleaned_data["reason"]
    if request.POST.get("do") == "show":
        hiding.show(edit, parts, by=request.user, reason=reason)
        return _("Shown again.")
    hiding.hide(edit, parts, by=request.user, reason=reason)
    return _("Hidden from all but administrators.")


def _erase(edit: Edit, form: forms.Form, request: SignedIn) -> str:
    """Erase what is chosen, and return what was done in words."""
    asked = form.cleaned_data
    hiding.erase(
        edit, asked["parts"], by=request.user, reason=asked["reason"], notes=asked["notes"]
    )
    return _("Erased. What was hashed of it stays in the chain.")
