"""Accepting an edit that clashes with what readers see: a reviewer chooses at each place."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles import reviewing
from articles.content import Proposal
from articles.errors import EditConflict, EditRefused, Sentence
from articles.forms import revision_base
from articles.models import Edit
from articles.pages.queue import place_of
from articles.pages.queue_filters import review_address
from articles.views import clashing
from articles.views.correcting import article_of, find_waiting
from articles.views.refusals import words
from articles.views.reviewing import filters_of, lead_on, no_edit
from articles.views.signed_in import SignedIn

ROUNDS = Sentence(
    "Others published many edits while you settled this one. Begin anew upon what readers see now."
)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def settle(request: SignedIn, uid: str) -> HttpResponse:
    """Ask at each place where a pending edit clashes with what readers see, and accept that."""
    edit, refusal = find_waiting(request, uid)
    if edit is None or refusal is not None:
        return refusal or no_edit(request)
    article = article_of(edit)
    data, published = request.POST.copy(), article.published_edit
    data.setdefault("snapshot", edit.snapshot_hash)
    data.setdefault("submission", str(uuid4()))
    sides = _sides(edit, request)
    joined = clashing.join(sides, data, request.user)
    begun = joined.upon is not None
    if not begun and published is not None:
        joined = clashing.join(sides, data, request.user, [published])
    if not begun and joined.is_settled:
        messages.info(request, _("Nothing clashes in it. Decide on it here."))
        return redirect(review_address(edit.uid, filters_of(request.GET)))
    if not begun or not joined.is_settled:
        return _ask(request, edit, sides, joined, data, is_asked_again=begun)
    return _settle(request, edit, sides, joined, data)


def _sides(edit: Edit, request: SignedIn) -> clashing.Sides:
    base = revision_base(edit)
    mine = Proposal(base.content, base.new_sources)
    return clashing.sides_of_edit(article_of(edit), edit.base, mine)


def _ask(
    request: SignedIn,
    edit: Edit,
    sides: clashing.Sides,
    joined: clashing.Joined,
    data: QueryDict,
    *,
    is_asked_again: bool = False,
    problem: str = "",
) -> HttpResponse:
    """Answer with the places at which to choose, and with what hinders the last choices."""
    screen = clashing.Screen(
        kicker=_("Settle the clashes"),
        sentence=problem or _("What readers see was changed in the same places. Choose for each."),
        action=request.get_full_path(),
        button=_("Accept, settled like this"),
        cancel=review_address(edit.uid, filters_of(request.GET)),
        mine=_("The edit by %(name)s") % {"name": edit.shown_editor},
        do="settle",
        is_asked_again=is_asked_again,
    )
    page = clashing.clash_page_of(sides, joined, screen, data)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_asked_again else HTTPStatus.OK
    if problem:
        status = HTTPStatus.CONFLICT
    return render(request, "articles/clash.html", {"page": page}, status=status)


def _settle(
    request: SignedIn,
    edit: Edit,
    sides: clashing.Sides,
    joined: clashing.Joined,
    data: QueryDict,
) -> HttpResponse:
    place = place_of(edit)
    if joined.upon is None:
        raise TypeError("what clashes, clashes with an edit that readers saw")
    try:
        reviewing.settle(
            edit,
            joined.proposal,
            base=joined.upon,
            reviewer=request.user,
            seen=data.get("snapshot", ""),
            note=data.get("note", ""),
            submission=_submission(data),
        )
    except EditConflict as conflict:
        if not clashing.has_room(data):
            return _ask(request, edit, sides, joined, data, problem=ROUNDS.translated(_))
        again = clashing.join(sides, data, request.user, [conflict.published])
        return _ask(request, edit, sides, again, data)
    except EditRefused as refusal:
        return _ask(request, edit, sides, joined, data, problem=words(refusal))
    messages.success(request, _("Accepted, with its clashes settled by you. Readers see it now."))
    return lead_on(request, place)


def _submission(data: QueryDict) -> UUID | None:
    try:
        return UUID(data.get("submission", ""))
    except ValueError:
        return None
