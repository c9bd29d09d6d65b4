"""Own edits: the list of them, and taking one back."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from articles import drafting, permissions, telling
from articles.errors import EditRefused
from articles.models import Edit
from articles.pages.moments import made
from articles.pages.own import own_page
from articles.views.reading import absent
from articles.views.refusals import forbidding
from articles.views.signed_in import SignedIn


@require_safe
@login_required
def my_edits(request: SignedIn) -> HttpResponse:
    """List all that the reader wrote, with what became of it; its decisions are read by that."""
    asked = request.GET
    page = own_page(
        request.user,
        state=asked.get("state", ""),
        before=asked.get("before", ""),
        after=asked.get("after", ""),
    )
    if request.user.unread_decisions:
        telling.forget_unread(request.user)
    return render(request, "articles/my_edits.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def withdraw(request: SignedIn, uid: str) -> HttpResponse:
    """Ask for a note, and take back an own edit on which nobody decided."""
    edits = Edit.objects.exclude(article=None).select_related("editor", "article")
    edit = edits.filter(uid=uid, editor=request.user).first()
    if edit is None:
        return no_edit(request)
    errors: list[str] = []
    if request.method != "POST":
        with forbidding():
            permissions.require_change(edit, request.user)
    else:
        try:
            drafting.withdraw(edit, editor=request.user, note=request.POST.get("note", ""))
        except EditRefused as refusal:
            errors = [one.sentence.translated(_) for one in refusal.problems]
        else:
            messages.success(request, _("Withdrawn. It stays here, and you can take it up again."))
            return redirect("articles:my_edits")
    page = {"made": made(edit), "title": edit.title, "errors": errors}
    page["was_sent"] = edit.sent_at is not None
    page["note"] = request.POST.get("note", "")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
    return render(request, "articles/withdraw.html", page, status=status)


def no_edit(request: HttpRequest) -> HttpResponse:
    """Answer alike where there is no such edit and where the reader may not see it."""
    return absent(
        request,
        _("There is no such edit here."),
        _("Check the address, or look into My edits."),
    )
