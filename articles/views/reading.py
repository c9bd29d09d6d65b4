"""Reading: the home page, an article, a category, and the page of what is missing."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.content import title_path
from articles.errors import TitleRefused
from articles.models.articles import category_address
from articles.pages.article import article_page, find_to_read, redirect_page
from articles.pages.category import category_page
from articles.pages.home import home_page
from articles.pages.missing import missing_page


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what this place is."""
    return render(request, "articles/home.html", {"page": home_page(request.user)})


@require_safe
def article(request: HttpRequest, path: str) -> HttpResponse:
    """Show the article that a title leads to, or with ?redirect=no the redirect itself."""
    try:
        found = find_to_read(path, request.user)
    except TitleRefused:
        return missing(request, path)
    if found is None:
        return missing(request, path, tells_deletion=True)
    if not found.is_canonical:
        return moved(request, found.address("article"))
    if found.is_redirect and request.GET.get("redirect") == "no":
        return render(request, "articles/redirect.html", {"page": redirect_page(found)})
    return render(request, "articles/article.html", {"page": article_page(found, request.user)})


@require_safe
def category(request: HttpRequest, path: str) -> HttpResponse:
    """Show the members of a category, a page at a time."""
    page = category_page(
        path, request.user, after=request.GET.get("after", ""), before=request.GET.get("before", "")
    )
    if page is None:
        return absent(
            request,
            _("No article is in the category “%(name)s”.") % {"name": path.replace("_", " ")},
            _("A category is there as soon as an article names it."),
        )
    if title_path(page.name) != path:
        return moved(request, category_address(page.name))
    return render(request, "articles/category.html", {"page": page})


def missing(request: HttpRequest, path: str, *, tells_deletion: bool = False) -> HttpResponse:
    """Answer 404 for a title that no article has, with the ways on from there; 410 where one was
    deleted, which is told where the article stood alone.
    """
    try:
        page = missing_page(path, request.user, tells_deletion=tells_deletion)
    except TitleRefused as refusal:
        sentence = refusal.problems[0].sentence.translated(_)
        return absent(request, _("No article can have this title."), sentence)
    status = HTTPStatus.GONE if page.deleted else HTTPStatus.NOT_FOUND
    return render(request, "articles/missing.html", {"page": page}, status=status)


def absent(request: HttpRequest, heading: str, sentence: str) -> HttpResponse:
    """Answer 404 with the reason, where nothing can be offered in its place."""
    values = {"heading": heading, "sentence": sentence}
    return render(request, "articles/absent.html", values, status=HTTPStatus.NOT_FOUND)


def moved(request: HttpRequest, address: str) -> HttpResponse:
    """Answer that the page stands at its canonical address, with the same question after it."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
