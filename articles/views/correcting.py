"""Accepting an edit that is not right as it is: corrected by the reviewer in the edit form."""

from __future__ import annotations

from dataclasses import replace
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles import permissions, reviewing
from articles.content import is_uid
from articles.errors import (
    AlreadyDecided,
    EditConflict,
    EditRefused,
    NotAllowed,
    Problem,
    Resubmitted,
)
from articles.forms import Base, Done, EditForm, perform, revision_base, set_key
from articles.forms.clashes import rounds
from articles.forms.kinds import offered_kinds
from articles.models import Article, Edit, Status
from articles.pages.parts import Notice
from articles.pages.queue import place_of
from articles.pages.queue_filters import review_address
from articles.pages.review import find_for_review
from articles.views.edit_page import EditPage, edit_page
from articles.views.edit_saves import SaveButton
from articles.views.looking import changes_of, preview_of
from articles.views.reviewing import filters_of, lead_on, no_edit, refused
from articles.views.signed_in import SignedIn


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def correct(request: SignedIn, uid: str) -> HttpResponse:
    """Show the edit form with a pending edit, joined with what readers see, and accept that."""
    edit, refusal = find_waiting(request, uid)
    if edit is None or refusal is not None:
        return refusal or no_edit(request)
    form, upon = _form(edit, request.POST)
    if "text" not in request.POST:
        return _draw(request, edit, form, upon)
    if request.POST.get("part") == "1":  # asked for while somebody types
        return _part(request, edit, form)
    do = request.POST.get("do", "preview")
    kinds = {name: kind.shape for name, kind in offered_kinds().items()}
    if done := perform(do, form, kinds):
        return _draw(request, edit, form, upon, done=done)
    done = set_key(form) if form.key_of else None
    if do == "correct" and form.check():
        return _accept(request, edit, form, upon)
    return _look(request, edit, form, upon, do, done)


def find_waiting(request: SignedIn, uid: str) -> tuple[Edit | None, HttpResponse | None]:
    """Return the edit that waits, or what to answer where it cannot be corrected or settled."""
    edit = find_for_review(uid, request.user)
    if edit is None:
        return None, None
    try:
        permissions.require_review(edit, request.user)
        if _holds_words(request.POST):
            return edit, None  # which are handed back with whatever is refused
        if edit.status != Status.PENDING:
            raise AlreadyDecided(reviewing.decided_sentence(edit, request.user))
        if permissions.acceptances_asked(edit.article) > 1:
            raise NotAllowed(reviewing.NO_CORRECTION)
    except EditRefused as refusal:
        return edit, refused(request, edit, refusal)
    return edit, None


def _holds_words(data: QueryDict) -> bool:
    """Say whether somebody wrote or chose something in the form already."""
    return "text" in data or bool(rounds(data))


def article_of(edit: Edit) -> Article:
    if edit.article is None:
        raise TypeError("find_for_review() finds edits of articles")
    return edit.article


def _form(edit: Edit, data: QueryDict) -> tuple[EditForm, Edit | None]:
    """Return the form upon the edit joined with what readers saw when it was drawn first."""
    article, uid = article_of(edit), data.get("upon", "")
    upon = article.published_edit
    if is_uid(uid):
        upon = article.edits.exclude(published_at=None).filter(uid=uid).first() or upon
    base = Base(edit, reviewing.content_upon(edit, upon), revision_base(edit).new_sources)
    return (EditForm(data, base) if "text" in data else EditForm.of(base)), upon


def _draw(
    request: SignedIn,
    edit: Edit,
    form: EditForm,
    upon: Edit | None,
    *,
    status: int = HTTPStatus.OK,
    done: Done | None = None,
    **more: object,
) -> HttpResponse:
    article = article_of(edit)
    page = edit_page(
        article.title,
        form,
        article=article,
        editor=request.user,
        done=done,
        is_unsaved=request.method == "POST",
    )
    values = {"page": _as_correction(request, edit, page, upon), **more}
    return render(request, "articles/review-correct.html", values, status=status)


def _as_correction(request: SignedIn, edit: Edit, page: EditPage, upon: Edit | None) -> EditPage:
    """Return the page of the edit form as one that corrects an edit."""
    address = request.get_full_path()
    carried = (
        ("upon", upon.uid if upon else ""),
        ("snapshot", request.POST.get("snapshot") or edit.snapshot_hash),
        ("note", request.POST.get("note", "")),
    )
    return replace(
        page,
        action=address,
        preview_action=address,
        href=review_address(edit.uid, filters_of(request.GET)),
        own=(Notice("plain", "note", _about(edit)),),
        save=SaveButton("correct", _("Accept with this correction"), _("Accepting…")),
        hidden=(*page.hidden, *carried),
    )


def _about(edit: Edit) -> str:
    words = _(
        "This is the edit by %(name)s. With your correction two edits are published: theirs, and "
        "yours upon it."
    )
    return words % {"name": edit.shown_editor}


def _look(
    request: SignedIn, edit: Edit, form: EditForm, upon: Edit | None, do: str, done: Done | None
) -> HttpResponse:
    preview = preview_of(edit.title, form) if do == "preview" else None
    changes = changes_of(edit.title, form) if do == "changes" else None
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.problems else HTTPStatus.OK
    return _draw(
        request, edit, form, upon, status=status, done=done, preview=preview, changes=changes
    )


def _part(request: SignedIn, edit: Edit, form: EditForm) -> HttpResponse:
    """Answer with the preview alone."""
    preview = preview_of(edit.title, form)
    problems = [one.sentence.translated(_) for one in form.problems]
    values = {"preview": preview, "problems": problems}
    return render(request, "articles/parts/preview.html", values)


def _accept(request: SignedIn, edit: Edit, form: EditForm, upon: Edit | None) -> HttpResponse:
    place = place_of(edit)
    try:
        reviewing.accept_with_correction(
            edit,
            form.proposal(),
            upon=upon,
            reviewer=request.user,
            seen=request.POST.get("snapshot", ""),
            note=request.POST.get("note", ""),
            summary=form.summary_text,
            submission=form.submission,
        )
    except EditConflict as conflict:
        return _conflict(request, edit, form, conflict)
    except EditRefused as refusal:
        form.refuse(refusal.problems)
        is_late = isinstance(refusal, Resubmitted | AlreadyDecided)
        status = HTTPStatus.CONFLICT if is_late else HTTPStatus.UNPROCESSABLE_ENTITY
        return _draw(request, edit, form, upon, status=status)
    messages.success(request, _("Accepted with your correction. Readers see both now."))
    return lead_on(request, place)


def _conflict(
    request: SignedIn, edit: Edit, form: EditForm, conflict: EditConflict
) -> HttpResponse:
    """Answer with all that was typed, upon what readers see now, and with what would change."""
    published = conflict.published
    base = replace(form.base, content=reviewing.content_upon(edit, published))
    form = form.with_base(base)
    changes = changes_of(edit.title, form)
    form.refuse([Problem("", conflict.problems[0].sentence)])
    return _draw(request, edit, form, published, status=HTTPStatus.CONFLICT, changes=changes)
