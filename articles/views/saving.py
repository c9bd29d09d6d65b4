"""Saving what the edit form proposes: an edit, or the screen at which clashes are settled."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from articles import editing, permissions, proposing
from articles.content import Proposal
from articles.errors import (
    ContentRefused,
    EditConflict,
    EditRefused,
    Problem,
    Sentence,
    TitleRefused,
)
from articles.forms import EditForm, base_of
from articles.forms.clashes import rounds
from articles.models import Edit, Status
from articles.models.articles import address
from articles.pages.moments import made
from articles.views import clashing, kept
from articles.views.edit_forms import Subject, draw, find_subject
from articles.views.edit_saves import save_button
from articles.views.looking import changes_from

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User

SAVING = ("save", "publish", "send", "draft")
"""What buttons ask for that save the form; "save" is a form that says no more: it may do either."""

TAKEN = Sentence(
    "Somebody wrote an article of this title while you wrote. Nothing you typed is lost: look at "
    "what differs, and publish your text again if it shall replace theirs."
)
WOULD_WAIT = Sentence(
    "Your edits of this article wait for review now, so nothing was published. Send it for review "
    "below; readers see it once a reviewer accepts it."
)
WOULD_BE_SEEN = Sentence(
    "Your edits of this article need no review any more, so nothing was sent. Publish it below; "
    "readers see it at once."
)
TOO_MANY_ROUNDS = Sentence(
    "Others published many edits while you settled this one. Your text stands below as you typed "
    "it: look at theirs, then publish it again."
)


def save(request: HttpRequest, subject: Subject, form: EditForm, do: str) -> HttpResponse:
    """Save the form as its button says, and lead on; or hand it back with what hinders that."""
    if not form.check() or not _says_true(subject, form, do, cast("User", request.user)):
        return _refused(request, subject, form)
    proposal, upon = form.proposal(), None
    if rounds(form.typed) and subject.article and do != "draft":
        sides = clashing.sides_of_edit(subject.article, form.base.edit, proposal)
        joined = clashing.join(sides, form.typed, request.user)
        if not joined.is_settled:
            screen = _screen(request, subject, "", is_asked_again=True)
            return clashing.clash_page(request, sides, joined, screen, form.typed)
        proposal, upon = joined.proposal, joined.upon
    try:
        edit = _save(subject, form, proposal, upon, cast("User", request.user), do)
    except EditConflict as conflict:
        return _clash(request, subject, form, conflict)
    except TitleRefused as refusal:
        now = find_subject(subject.path, request.user)
        if now.article and now.article.published_edit:
            return _taken(request, now, form, now.article.published_edit)
        form.refuse(refusal.problems)
    except EditRefused as refusal:
        form.refuse(refusal.problems)
    else:
        return _lead_on(request, edit, upon or form.base.edit)
    return _refused(request, subject, form)


def _save(
    subject: Subject, form: EditForm, proposal: Proposal, upon: Edit | None, editor: User, do: str
) -> Edit:
    if subject.article is None or form.base.edit is None:
        return editing.create(
            subject.title,
            proposal,
            editor=editor,
            summary=form.summary_text,
            submission=form.submission,
            as_draft=do == "draft",
        )
    return editing.save_edit(
        subject.article,
        proposal,
        base=form.base.edit,
        editor=editor,
        summary=form.summary_text,
        is_minor=form.marked_minor,
        submission=form.submission,
        upon=upon,
        as_draft=do == "draft",
    )


def _says_true(subject: Subject, form: EditForm, do: str, editor: User) -> bool:
    """Say whether the button still does what it says; else the form says what it does now."""
    if do not in ("publish", "send"):
        return True
    publishes = permissions.publishes_as(subject.article, editor) is not None
    if publishes != (do == "publish"):
        form.refuse([Problem("", WOULD_BE_SEEN if publishes else WOULD_WAIT)])
    return not form.problems


def _refused(request: HttpRequest, subject: Subject, form: EditForm) -> HttpResponse:
    return draw(request, subject, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _clash(
    request: HttpRequest, subject: Subject, form: EditForm, conflict: EditConflict
) -> HttpResponse:
    """Ask at each place where what was published meanwhile touches the same."""
    article = subject.article
    if article is None or not clashing.has_room(form.typed):
        form.refuse([Problem("", TOO_MANY_ROUNDS)])
        return _refused(request, subject, form)
    sides = clashing.sides_of_edit(article, form.base.edit, form.proposal())
    joined = clashing.join(sides, form.typed, request.user, [conflict.published])
    screen = _screen(request, subject, clashing.in_words(conflict.published, joined, request.user))
    return clashing.clash_page(request, sides, joined, screen, form.typed)


def _screen(
    request: HttpRequest, subject: Subject, sentence: str, *, is_asked_again: bool = False
) -> clashing.Screen:
    button = save_button(subject.article, request.user)
    return clashing.Screen(
        kicker=_("Settle what both changed"),
        sentence=sentence,
        action=address("edit", subject.title),
        button=button.words,
        do=button.do,
        back=_("Back to your text"),
        cancel=address("article", subject.title),
        is_asked_again=is_asked_again,
    )


def _taken(request: HttpRequest, now: Subject, form: EditForm, published: Edit) -> HttpResponse:
    """Answer that an article of the title was made meanwhile: with it, and all that was typed.

    The form begins from its revision now, so sending it again is a conscious act.
    """
    if now.article is None:
        raise TypeError("a title is taken by an article")
    base = base_of(now.article, published.uid, request.user)
    form = form.with_base(base)
    try:
        between = changes_from(now.title, base, form.proposal())
    except ContentRefused:  # it was checked before, so this is for new limits alone
        between = None
    return draw(
        request,
        now,
        form,
        status=HTTPStatus.CONFLICT,
        template="articles/conflict.html",
        sentence=TAKEN.translated(_),
        published=made(published),
        between=between,
    )


def _lead_on(request: HttpRequest, edit: Edit, begun: Edit | None) -> HttpResponse:
    """Say what became of the form, and lead to what its editor looks at next."""
    kept.forget(request)
    messages.success(request, outcome(edit, begun), extra_tags=edit.title)
    if edit.status == Status.DRAFT:
        return redirect("articles:draft", uid=edit.uid)
    if edit.article and edit.article.published_edit_id:
        return redirect(edit.article)
    return redirect(edit)


def outcome(edit: Edit, begun: Edit | None = None) -> str:
    """Return what became of a saved edit, as its editor is told, and with whose it was joined.

    `begun` is the edit from which the form began, or with which it was settled.
    """
    if edit.status == Status.DRAFT:
        return _("Kept as a draft. Nobody sees it but you and those you show it to.")
    if edit.status == Status.PUBLISHED:
        words = _("Published. Readers see your edit now.")
        joined = _("%(editor)s published an edit while you wrote; both are in.")
    else:
        words = _(
            "Sent for review. Readers see it once a reviewer accepts it. You can still change it."
        )
        joined = _("%(editor)s published an edit while you wrote; yours is joined with it.")
    upon = proposing.published_ancestor(begun)
    if upon is None or edit.base is None or edit.base_id == upon.pk:
        return words
    if edit.base.editor_id == edit.editor_id:
        return f"{words} {_('You published another meanwhile; both are in.')}"
    return f"{words} {joined % {'editor': edit.base.shown_editor}}"
