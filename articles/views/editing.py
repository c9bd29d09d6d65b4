"""Editing in the browser: the form, a new article, returning to a revision."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles import permissions, returning
from articles.content import title_from_path, title_path
from articles.errors import EditRefused, Sentence, TitleRefused
from articles.forms import Base, Done, EditForm, published_base, revision_base
from articles.models import Edit
from articles.models.articles import address
from articles.pages.languages import direction
from articles.pages.moments import day_of, made
from articles.views import kept
from articles.views.answering import (
    Subject,
    answer,
    ask_for_title,
    draw,
    find_subject,
    outcome,
    read_form,
    require_edit,
)
from articles.views.looking import changes_between

RESTORED = Sentence("Your text is here again, and not published yet.")


@require_http_methods(["GET", "HEAD", "POST"])
def edit_article(request: HttpRequest, path: str) -> HttpResponse:
    """Show the edit form of an article, or of one that nobody has written yet, and take it."""
    try:
        subject = find_subject(path, request.user)
    except TitleRefused as refusal:
        return ask_for_title(request, path, refusal)
    if request.method == "POST":
        return answer(request, subject, request.POST)
    if path != title_path(subject.title):
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(f"{subject.address}{query}")
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    require_edit(subject, request.user)
    return _first_form(request, subject)


@require_http_methods(["GET", "HEAD"])
def new_article(request: HttpRequest) -> HttpResponse:
    """Ask for the title of a new article, and lead to its form."""
    title = request.GET.get("title", "").strip()
    if not title:
        return render(request, "articles/new.html", {"title": "", "errors": []})
    try:
        return redirect(address("edit", title_from_path(title)))
    except TitleRefused as refusal:
        return ask_for_title(request, title, refusal)


def _first_form(request: HttpRequest, subject: Subject) -> HttpResponse:
    """Answer with the form filled in from what readers see, or with what was kept."""
    data = kept.kept(request, subject.title) if "kept" in request.GET else None
    if data is not None:
        form = read_form(subject, data, request.user)
        return draw(request, subject, form, done=Done("", RESTORED))
    base = published_base(subject.article) if subject.article else Base()
    return draw(request, subject, EditForm.of(base), section_line=_section(request, subject))


def _section(request: HttpRequest, subject: Subject) -> int | None:
    """Return the line of the text, from 0, at which the section that is asked for begins."""
    identifier = request.GET.get("section", "")
    rendering = getattr(subject.article, "rendering", None) if identifier else None
    outline = rendering.outline if rendering else []
    return next((row["first_line"] for row in outline if row["id"] == identifier), None)


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
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
    return render(request, "articles/revert.html", page, status=status)


def _summary(edit: Edit) -> str:
    about = made(edit)
    words = _("Return to the revision of %(day)s by %(editor)s")
    return words % {"day": day_of(about.at), "editor": about.editor}


def find_revision(uid: str, request: HttpRequest) -> Edit:
    """Return an edit of an article that the reader may see. Raises Http404."""
    edits = Edit.objects.select_related("editor", "article__published_edit__editor")
    visible = permissions.visible_edits(edits.exclude(article=None), request.user)
    return get_object_or_404(visible, uid=uid)


def _submission(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("submission", ""))
    except ValueError:
        return uuid4()
