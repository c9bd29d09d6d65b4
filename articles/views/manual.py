"""Help: the documents of the project, read in the browser."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.pages import manual
from articles.views.reading import absent


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the documents."""
    return render(request, "articles/help_index.html", {"documents": manual.documents()})


@require_safe
def page(request: HttpRequest, page: str) -> HttpResponse:
    """Show one document."""
    document = manual.document(page)
    if document is None:
        return absent(request, _("There is no such help page."), _("See the list of help pages."))
    values = {"page": document, "documents": manual.documents()}
    return render(request, "articles/help.html", values)
