"""Returning in the browser: an article goes back to an older revision."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, cast
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles import permissions, returning
from articles.errors import EditRefused
from articles.forms import published_base, revision_base
from articles.models import Edit
from articles.models.articles import address
from articles.pages.languages import direction
from articles.pages.moments import day_of, made
from articles.views.edit_forms import Subject, require_edit
from articles.views.looking import changes_between
from articles.views.saving import outcome

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User


@require_http_methods(["GET", "HEAD", "POST"])
def revert_article(request: HttpRequest, uid: str) -> HttpResponse:
    """Ask for a summary and return an article to an older revision."""
    edit = find_revision(uid, request)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    article = edit.article
    if article is None or article.published_edit is None:
        raise Http404
    require_edit(Subject(article.title, article), request.user)
    errors: list[str] = []
    if request.method == "POST":
        try:
            made_now = returning.revert(
                article,
                edit,
                editor=request.user,
                summary=request.POST.get("summary", ""),
                submission=_submission(request),
            )
        except EditRefused as refusal:
            errors = [one.sentence.translated(_) for one in refusal.problems]
        else:
            messages.success(request, outcome(made_now))
            return redirect(article)
    return _revert_form(request, edit, errors)


def _revert_form(request: HttpRequest, edit: Edit, errors: list[str]) -> HttpResponse:
    article = edit.article
    if article is None or article.published_edit is None:
        raise Http404
    page = {
        "title": article.title,
        "address": address("article", article.title),
        "action": request.path,
        "revision": made(edit),
        "published": made(article.published_edit),
        "language": article.language,
        "direction": direction(article.language),
        "changes": changes_between(published_base(article), revision_base(edit)),
        "summary": request.POST.get("summary", _summary(edit)),
        "submission": _submission(request),
        "errors": errors,
        "waits": permissions.publishes_as(article, cast("User", request.user)) is None,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
    return render(request, "articles/revert.html", page, status=status)


def _summary(edit: Edit) -> str:
    about = made(edit)
    words = _("Return to the revision of %(day)s by %(editor)s")
    return words % {"day": day_of(about.at), "editor": about.editor}


def find_revision(uid: str, request: HttpRequest) -> Edit:
    """Return an edit of an article to which one can return: readers saw its text, and it is not
    hidden. Raises Http404.
    """
    edits = Edit.objects.select_related("editor", "article__published_edit__editor")
    seen = edits.exclude(article=None).exclude(published_at=None).exclude(is_text_hidden=True)
    return get_object_or_404(permissions.visible_edits(seen, request.user), uid=uid)


def _submission(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("submission", ""))
    except ValueError:
        return uuid4()
