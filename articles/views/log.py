"""The log in the browser."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.pages.log import LogQuery, log_page


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """List the acts of public interest, narrowed as the form asks."""
    page = log_page(LogQuery.of(request.GET), request.user)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if page.problems else HTTPStatus.OK
    return render(request, "articles/log.html", {"page": page}, status=status)
