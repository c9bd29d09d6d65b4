"""Reviewing in the browser: the queue, one edit and the decision on it, the plan of reviews."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import permissions
from articles.errors import NotAllowed


@require_safe
@login_required
def review(request: HttpRequest) -> HttpResponse:
    """List what waits for a reviewer, the oldest first."""
    _require_reviewer(request)
    return render(request, "articles/queue.html", {})


def _require_reviewer(request: HttpRequest) -> None:
    """Refuse all but reviewers, with the sentence. Raises PermissionDenied."""
    try:
        permissions.require_reviewer(request.user)
    except NotAllowed as refusal:
        raise PermissionDenied(refusal.problems[0].sentence.translated(_)) from None
