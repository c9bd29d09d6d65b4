"""Titles in the browser: another for an article, and those that lead to it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from articles import moving, permissions
from articles.content import title_from_path
from articles.errors import EditRefused, Sentence, TitleRefused
from articles.forms.moving import ChangeRedirectForm, MoveForm, RedirectForm
from articles.models import Article, Title
from articles.models.articles import address
from articles.pages.finding import find
from articles.pages.managing import article_head
from articles.pages.redirects import find_redirect, redirects_page
from articles.views.refusals import find_article, forbidding, status_of, tell, words
from articles.views.signed_in import SignedIn


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def move(request: SignedIn, path: str) -> HttpResponse:
    """Ask for an article's new title, and give it that."""
    article = find_article(request, path)
    with forbidding():
        permissions.require_move(article, request.user)
    form = MoveForm(request.POST if request.method == "POST" else None)
    if not permissions.is_reviewer(request.user):
        form = form.for_all()
    if form.is_valid():
        asked = form.cleaned_data
        try:
            moved = moving.move(
                article,
                asked["to"],
                editor=request.user,
                reason=asked["reason"],
                leave_redirect=asked.get("leave_redirect", True),
            )
        except EditRefused as refusal:
            tell(form, refusal, {"title": "to"})
        else:
            message = gettext("Moved. The article is called “%(title)s” now.")
            messages.success(request, message % {"title": moved.title})
            return redirect(moved)
    page = {"head": article_head(article), "address": address("move", article.title), "form": form}
    return render(request, "articles/move.html", page, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def redirects(request: SignedIn, path: str) -> HttpResponse:
    """List the titles that lead to an article; with `change` ask where one of them shall lead."""
    article = find_article(request, path)
    if request.method == "POST" or "change" in request.GET:
        return _change_redirect(request, article)
    page = redirects_page(
        article,
        request.user,
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    return render(request, "articles/redirects.html", {"page": page, "head": page.head})


@login_required
def _change_redirect(request: SignedIn, article: Article) -> HttpResponse:
    """Ask where a redirect shall lead, and make it so; or remove it."""
    with forbidding():
        permissions.require_move(article, request.user)
    asked = request.POST if request.method == "POST" else request.GET
    changed = find_redirect(asked.get("change", ""), article)
    if changed is None:
        raise Http404
    form = ChangeRedirectForm(request.POST if request.method == "POST" else None)
    if removes := request.POST.get("do") == "remove":
        form = form.for_removal()
    if form.is_valid():
        to = "" if removes else form.cleaned_data["to"]
        try:
            done = _changed(request, changed, to, form.cleaned_data["reason"])
        except EditRefused as refusal:
            tell(form, refusal, {"title": "to"})
        else:
            messages.success(request, done)
            return redirect(address("redirects", article.title))
    values = {
        "head": article_head(article),
        "title": changed.shown,
        "address": address("redirects", article.title),
        "form": form,
    }
    return render(request, "articles/redirect_change.html", values, status=status_of(form))


def _changed(request: SignedIn, changed: Title, to: str, reason: str) -> str:
    """Make the redirect lead to the article of a title, or with none remove it; return what was
    done in words.
    """
    if not to:
        moving.remove_redirect(changed, editor=request.user, reason=reason)
        return gettext("“%(title)s” leads nowhere now.") % {"title": changed.shown}
    target = _article(to, request)
    moving.lead_elsewhere(changed, target, editor=request.user, reason=reason)
    about = {"title": changed.shown, "to": target.title}
    return gettext("“%(title)s” leads to “%(to)s” now.") % about


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add_redirect(request: SignedIn, path: str) -> HttpResponse:
    """Ask which article the title shall lead to, and make it so.

    A title that leads somewhere already is shown instead.
    """
    try:
        shown = title_from_path(path)
    except TitleRefused as refusal:
        raise Http404(words(refusal)) from None
    if find(path, request.user):
        return redirect(address("article", shown))
    form = RedirectForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            article = _article(form.cleaned_data["to"], request)
            moving.add_redirect(shown, article, editor=request.user)
        except EditRefused as refusal:
            form.add_error("to", words(refusal))
        else:
            message = gettext("“%(title)s” leads to this article now.")
            messages.success(request, message % {"title": shown})
            return redirect(article)
    page = {"title": shown, "form": form, "article_address": address("article", shown)}
    return render(request, "articles/redirect_new.html", page, status=status_of(form))


def _article(title: str, request: HttpRequest) -> Article:
    """Return the article that a title leads to. Raises TitleRefused where there is none."""
    found = find(title, request.user)
    if found is None:
        raise TitleRefused(
            Sentence(
                "There is no article “%(title)s”. Check how its title is written.", title=title
            )
        )
    return found.article
