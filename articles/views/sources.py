"""The page of a source."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.pages.source import find_source, source_page
from articles.views.reading import absent


@require_safe
def source(request: HttpRequest, uid: str) -> HttpResponse:
    """Show a source's record and what cites it; one merged into another leads there."""
    found = find_source(uid)
    if found is None:
        return absent(
            request,
            _("There is no such source."),
            _("Check the address, or follow a reference of an article."),
        )
    if found.merged_into:
        return redirect(found.merged_into)
    page = source_page(
        found, request.user, request.GET.get("after", ""), request.GET.get("before", "")
    )
    return render(request, "articles/source.html", {"page": page})
