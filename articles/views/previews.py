"""What an edit would look like, before it is saved; and the two addresses of django-markdownx."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import markup, permissions, publishing
from articles.content import ArticleContent, check_content
from articles.errors import ContentRefused, EditRefused, TitleRefused
from articles.views.answering import answer
from articles.views.edit_forms import (
    Subject,
    ask_for_title,
    find_subject,
    read_form,
    require_edit,
)
from articles.views.looking import preview_of


@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """Answer a sent edit form with its preview: with `part=1` alone, else above the form."""
    data = request.POST.copy()
    title = data.get("title", "")
    try:
        subject = find_subject(title, request.user, data.get("continue", ""))
    except TitleRefused as refusal:
        return ask_for_title(request, title, refusal)
    if data.get("part") == "1":
        return _part(request, subject)
    data["do"] = "preview"
    return answer(request, subject, data)


def _part(request: HttpRequest, subject: Subject) -> HttpResponse:
    if not request.user.is_authenticated:
        words = _("Your session ended. Publish sends you to sign in; your text stays.")
        return _fragment(request, {"problems": [words]}, HTTPStatus.FORBIDDEN)
    require_edit(subject, request.user)
    form = read_form(subject, request.POST, request.user)
    form.problems.clear()  # an unknown base hinders publishing, not looking
    found = preview_of(subject.title, form)
    problems = [one.sentence.translated(_) for one in form.problems]
    return _fragment(request, {"preview": found, "problems": problems}, HTTPStatus.OK)


def _fragment(request: HttpRequest, values: dict[str, object], status: int) -> HttpResponse:
    return render(request, "articles/parts/preview.html", values, status=status)


def markdownify(text: str) -> str:
    """Return the text as the HTML of an article; django-markdownx asks by this function.

    Raises:
        ContentRefused: the text breaks a limit.
    """
    content = ArticleContent(text=text).normalised()
    check_content(content)
    around = publishing.surroundings(content, {})
    document = publishing.render(_("Preview"), markup.parse(content), around)
    return document.lead + document.body + document.notes


@require_POST
def markdownx_markdownify(request: HttpRequest) -> HttpResponse:
    """Answer a text with its HTML, for whoever may edit."""
    if not permissions.may_edit(None, request.user):
        return _refused(_("Only contributors can edit. Sign in, or create an account."), 403)
    if "content" not in request.POST:
        return _refused(_("There is no text to show. Send it as “content”."), 400)
    try:
        return HttpResponse(markdownify(request.POST["content"]))
    except ContentRefused as refusal:
        return _refused(_sentences(refusal), 400)


@require_POST
def markdownx_upload(request: HttpRequest) -> HttpResponse:
    """Refuse an image, in the form that the package's script understands."""
    if not request.user.is_authenticated:
        return _refused(_("Only contributors can edit. Sign in, or create an account."), 403)
    words = _("Images cannot be uploaded yet. Describe it in the text instead.")
    return JsonResponse({"image": [words]}, status=HTTPStatus.BAD_REQUEST)


def _sentences(refusal: EditRefused) -> str:
    return " ".join(one.sentence.translated(_) for one in refusal.problems)


def _refused(words: str, status: int) -> HttpResponse:
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
