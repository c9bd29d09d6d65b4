"""Titles in the browser: making one that leads to an article."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from articles import moving
from articles.content import title_from_path
from articles.errors import EditRefused, Sentence, TitleRefused
from articles.forms.moving import RedirectForm
from articles.models import Article
from articles.models.articles import address
from articles.pages.finding import find

if TYPE_CHECKING:
    from articles.permissions import Reader
    from encyclopedia.accounts.models import User


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add_redirect(request: HttpRequest, path: str) -> HttpResponse:
    """Ask which article the title shall lead to, and make it so.

    A title that leads somewhere already is shown instead.
    """
    try:
        shown = title_from_path(path)
    except TitleRefused as refusal:
        raise Http404(_words(refusal)) from None
    if find(path, request.user):
        return redirect(address("article", shown))
    form = RedirectForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            article = _article(form.cleaned_data["to"], request.user)
            moving.add_redirect(shown, article, editor=cast("User", request.user))
        except EditRefused as refusal:
            form.add_error("to", _words(refusal))
        else:
            message = gettext("“%(title)s” leads to this article now.")
            messages.success(request, message % {"title": shown})
            return redirect(article)
    page = {"title": shown, "form": form, "article_address": address("article", shown)}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "articles/redirect_new.html", page, status=status)


def _article(title: str, reader: Reader) -> Article:
    """Return the article that a title leads to. Raises TitleRefused where there is none."""
    found = find(title, reader)
    if found is None:
        raise TitleRefused(
            Sentence(
                "There is no article “%(title)s”. Check how its title is written.", title=title
            )
        )
    return found.article


def _words(refusal: EditRefused) -> str:
    return " ".join(one.sentence.translated(gettext) for one in refusal.problems)
