"""Reviewing in the browser: the queue, and the page of one edit with the decision on it."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from articles import permissions, reviewing
from articles.errors import AlreadyDecided, EditConflict, EditRefused, NotAllowed, Resubmitted
from articles.models import Edit, Status
from articles.pages.queue import next_in_queue, place_of, queue_page
from articles.pages.queue_filters import KINDS, Filters, review_address
from articles.pages.review import find_for_review, review_page
from articles.views.reading import absent
from articles.views.refusals import forbidding, words
from articles.views.signed_in import SignedIn


@require_safe
@login_required
def review(request: SignedIn) -> HttpResponse:
    """List what waits for a reviewer, the oldest first."""
    with forbidding():
        permissions.require_reviewer(request.user)
    asked = request.GET
    page = queue_page(
        filters_of(asked),
        request.user,
        below=asked.get("after", ""),
        above=asked.get("before", ""),
    )
    return render(request, "articles/queue.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def review_edit(request: SignedIn, uid: str) -> HttpResponse:
    """Show one edit to reviewers and to its editor, and take a reviewer's decision on it."""
    edit = find_for_review(uid, request.user)
    if edit is None:
        return no_edit(request)
    if request.method != "POST":
        return show(request, edit)
    place = place_of(edit)
    try:
        said = _decide(request, edit)
    except EditRefused as refusal:
        return refused(request, edit, refusal)
    messages.success(request, said, extra_tags=edit.title)
    return lead_on(request, place)


def filters_of(asked: QueryDict) -> Filters:
    """Return what an address narrows the queue to."""
    return Filters.of(
        asked.get("age", ""), asked.get("category", ""), asked.getlist("only")[: len(KINDS)]
    )


def lead_on(request: SignedIn, place: str) -> HttpResponse:
    """Lead to what waits next after a place in the queue, else before it, else to the queue."""
    filters = filters_of(request.GET)
    for start in (place, ""):
        if uid := next_in_queue(filters, request.user, start):
            return redirect(review_address(uid, filters))
    return redirect("articles:review")


def no_edit(request: HttpRequest) -> HttpResponse:
    """Answer alike where there is no such edit and where the reader may not see it."""
    return absent(
        request,
        _("There is no such edit here."),
        _("Check the address, or look into the list of what waits for review."),
    )


def show(
    request: SignedIn, edit: Edit, status: int = HTTPStatus.OK, *, note: str = "", problem: str = ""
) -> HttpResponse:
    """Answer with the page of the edit, and with a note that was typed and not taken."""
    page = review_page(edit, request.user, filters_of(request.GET))
    values = {"page": page, "note": note, "problem": problem}
    return render(request, "articles/review.html", values, status=status)


def refused(request: SignedIn, edit: Edit, refusal: EditRefused) -> HttpResponse:
    """Answer with the edit as it is now, why nothing was decided, and the note that was typed."""
    newest = refusal.newest.uid if isinstance(refusal, Resubmitted) else edit.uid
    now = find_for_review(newest, request.user)
    if now is None:
        return no_edit(request)
    problem, note = words(refusal), request.POST.get("note", "")
    if isinstance(refusal, AlreadyDecided) and note.strip():
        problem = f"{problem} {_('Your note was not needed and is kept here.')}"
    return show(request, now, _status(refusal), note=note, problem=problem)


def _status(refusal: EditRefused) -> int:
    match refusal:
        case NotAllowed():
            return HTTPStatus.FORBIDDEN
        case Resubmitted() | AlreadyDecided() | EditConflict():
            return HTTPStatus.CONFLICT
    return HTTPStatus.UNPROCESSABLE_ENTITY


def _decide(request: SignedIn, edit: Edit) -> str:
    """Do what the form asks for, and return what came of it."""
    reviewer, note = request.user, request.POST.get("note", "")
    seen = request.POST.get("snapshot", "")
    match request.POST.get("do", ""):
        case "accept":
            return said_of(reviewing.accept(edit, reviewer=reviewer, seen=seen, note=note))
        case "ask":
            reviewing.ask_for_changes(edit, reviewer=reviewer, seen=seen, note=note)
            return _("Sent back to %(name)s with your note.") % {"name": edit.shown_editor}
        case "reject":
            reviewing.reject(edit, reviewer=reviewer, seen=seen, note=note)
            return _("Rejected. %(name)s reads why.") % {"name": edit.shown_editor}
        case "confirm":
            reviewing.confirm(edit, reviewer=reviewer, note=note)
            return _("Confirmed. Readers are told that you reviewed it today.")
        case "send_on":
            reviewing.send_on(edit, reviewer=reviewer, note=note)
            return _("Left to another reviewer, with your note.")
    raise BadRequest


def said_of(accepted: Edit) -> str:
    """Return what came of accepting an edit."""
    if accepted.status == Status.PUBLISHED:
        return _("Accepted. Readers see it now.")
    return _("Accepted by you. Another reviewer must accept it, too.")
