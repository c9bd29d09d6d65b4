"""Editing in the browser: the form, a new article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from articles import permissions
from articles.content import Proposal, title_from_path, title_path
from articles.errors import Sentence, TitleRefused
from articles.forms import Base, Done, EditForm, published_base, revision_base
from articles.models import Edit
from articles.models.articles import address
from articles.permissions import UNDECIDED
from articles.views import kept
from articles.views.answering import answer
from articles.views.edit_forms import (
    Subject,
    ask_for_title,
    draw,
    find_subject,
    read_form,
    require_edit,
)
from articles.views.looking import shown_records

if TYPE_CHECKING:
    from articles.permissions import Reader

RESTORED = Sentence("Your text is here again, and not published yet.")


@require_http_methods(["GET", "HEAD", "POST"])
def edit_article(request: HttpRequest, path: str) -> HttpResponse:
    """Show the edit form of an article, or of one that nobody has written yet, and take it.

    With ?continue=UID it takes up an own edit again, of a new article, too.
    """
    continued = request.POST.get("continue") or request.GET.get("continue", "")
    try:
        subject = find_subject(path, request.user, continued)
    except TitleRefused as refusal:
        return ask_for_title(request, path, refusal)
    if request.method == "POST":
        return answer(request, subject, request.POST)
    if path != title_path(subject.title):
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(f"{address('edit', subject.title)}{query}")
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
    """Answer with the form filled in from what readers see, from the own edit that is taken up
    again, or with what was kept.
    """
    data = kept.kept(request, subject.title) if "kept" in request.GET else None
    if data is not None:
        form = read_form(subject, data, request.user)
        return draw(request, subject, form, done=Done("", RESTORED))
    if subject.continued:
        return draw(request, subject, _again(subject.continued, request.user))
    base = published_base(subject.article) if subject.article else Base()
    return draw(request, subject, EditForm.of(base), section_line=_section(request, subject))


def _again(edit: Edit, editor: Reader) -> EditForm:
    """Return the form of an own edit: it goes on, where nobody decided on it; else it begins
    anew from what the edit was made upon, or from what readers see where that is hidden.
    """
    own = revision_base(edit)
    if edit.status in UNDECIDED:
        return EditForm.of(own, edit.summary, is_minor=edit.is_minor)
    base = _begun_from(edit, editor)
    uids = (entry.source for entry in own.content.references)
    proposal = Proposal(own.content, {**shown_records(uids), **own.new_sources})
    return EditForm.of(base, edit.summary, is_minor=edit.is_minor, proposal=proposal)


def _begun_from(edit: Edit, editor: Reader) -> Base:
    if edit.base is None or edit.article is None:
        return Base()
    if permissions.may_see(edit.base, editor):
        return revision_base(edit.base)
    return published_base(edit.article)


def _section(request: HttpRequest, subject: Subject) -> int | None:
    """Return the line of the text, from 0, at which the section that is asked for begins."""
    identifier = request.GET.get("section", "")
    rendering = getattr(subject.article, "rendering", None) if identifier else None
    outline = rendering.outline if rendering else []
    return next((row["first_line"] for row in outline if row["id"] == identifier), None)
