"""History: the list of revisions, one revision, and the difference between two."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.content import is_uid
from articles.errors import TitleRefused
from articles.models.articles import address
from articles.pages.diff import diff_page, find_pair
from articles.pages.effects import difference_address
from articles.pages.history import Choice, find_for_history, history_page
from articles.pages.history_filters import narrowing
from articles.pages.record import record_page
from articles.pages.revision import find_revision, revision_page
from articles.views.reading import absent, missing, moved


@require_safe
def history(request: HttpRequest, path: str) -> HttpResponse:
    """List the revisions of an article; with two chosen, lead to their difference."""
    try:
        found = find_for_history(path, request.user)
    except TitleRefused:
        return missing(request, path)
    if found is None:
        return missing(request, path)
    if found.is_redirect:
        return redirect(address("history", found.article.title))
    if not found.is_canonical:
        return moved(request, found.address("history"))
    asked = request.GET
    choice = Choice(
        older=asked.get("from", ""),
        newer=asked.get("to", ""),
        before=asked.get("before", ""),
        after=asked.get("after", ""),
        narrowing=narrowing(asked),
    )
    if "compare" in asked and is_uid(choice.older) and is_uid(choice.newer):
        return redirect(difference_address(choice.older, choice.newer))
    page = history_page(found.article, choice, request.user)
    return render(request, "articles/history.html", {"page": page})


@require_safe
def revision(request: HttpRequest, uid: str) -> HttpResponse:
    """Show an article, or the record of a source, as a revision has it."""
    edit = find_revision(uid, request.user)
    if edit is None:
        return no_revision(request)
    if edit.article_id is None:
        page = record_page(edit)
        return render(request, "articles/record.html", {"page": page})
    return render(request, "articles/revision.html", {"page": revision_page(edit, request.user)})


@require_safe
def diff(request: HttpRequest, before: str, after: str) -> HttpResponse:
    """Show what changed from one revision of an article to another, the older one first."""
    pair = find_pair(before, after, request.user)
    if pair is None:
        return no_revision(request)
    if pair.before.uid != before:
        return redirect(difference_address(pair.before.uid, pair.after.uid))
    return render(request, "articles/diff.html", {"page": diff_page(pair, request.user)})


def no_revision(request: HttpRequest) -> HttpResponse:
    """Answer alike where there is no such revision and where the reader may not see it."""
    return absent(
        request,
        _("There is no such revision."),
        _("Check the address, or look into the history of the article."),
    )
