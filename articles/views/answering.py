"""What comes of sending the edit form: the form again, a preview, a conflict, a new revision."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from articles import editing, permissions
from articles.content import title_from_path, title_path
from articles.errors import (
    ContentRefused,
    EditConflict,
    EditRefused,
    NotAllowed,
    Problem,
    Sentence,
    TitleRefused,
    UnknownBase,
)
from articles.forms import Base, Done, EditForm, base_of, perform, published_base, set_key
from articles.forms.kinds import offered_kinds
from articles.models import Article, Edit, Status
from articles.models.articles import address
from articles.pages.finding import find
from articles.pages.moments import made
from articles.views import kept
from articles.views.edit_page import edit_page
from articles.views.looking import changes_between, changes_from, changes_of, preview_of

if TYPE_CHECKING:
    from articles.permissions import Reader
    from encyclopedia.accounts.models import User

TOO_MUCH_TO_KEEP = Sentence(
    "Your session ended. Sign in in another tab, then send this form again; your text stays here."
)
TAKEN = Sentence(
    "Somebody wrote an article of this title while you wrote. Nothing you typed is lost: look at "
    "what differs, and publish your text again if it shall replace theirs."
)


@dataclass(frozen=True, slots=True)
class Subject:
    """What the form edits: a title, and its article where there is one."""

    title: str
    article: Article | None

    @property
    def address(self) -> str:
        return address("edit", self.title)


def find_subject(path: str, reader: Reader) -> Subject:
    """Return what an address of the edit form means. Raises TitleRefused."""
    title = title_from_path(path)
    rows = Article.objects.select_related("published_edit__editor", "infobox_kind")
    found = find(path, reader, rows)
    return Subject(found.article.title, found.article) if found else Subject(title, None)


def ask_for_title(request: HttpRequest, title: str, refusal: TitleRefused) -> HttpResponse:
    """Answer that no article can have this title, and ask for another."""
    errors = [one.sentence.translated(_) for one in refusal.problems]
    page = {"title": title, "errors": errors}
    return render(request, "articles/new.html", page, status=HTTPStatus.NOT_FOUND)


def require_edit(subject: Subject, editor: Reader) -> None:
    """Refuse who may not edit, with the sentence. Raises PermissionDenied."""
    try:
        permissions.require_edit(subject.article, editor)
    except NotAllowed as refusal:
        raise PermissionDenied(refusal.problems[0].sentence.translated(_)) from None


def answer(request: HttpRequest, subject: Subject, data: QueryDict) -> HttpResponse:
    """Answer a sent form with what the button that sent it asks for."""
    if not request.user.is_authenticated:
        return _sign_in_first(request, subject, data)
    form = read_form(subject, data, request.user)
    try:
        permissions.require_edit(subject.article, request.user)
    except NotAllowed as refusal:
        form.refuse(refusal.problems)
        return draw(request, subject, form, status=HTTPStatus.FORBIDDEN)
    do = data.get("do", "publish")
    kinds = {name: kind.shape for name, kind in offered_kinds().items()}
    if done := perform(do, form, kinds):
        return draw(request, subject, form, done=done)
    done = set_key(form) if form.key_of else None
    if do == "publish" and not form.problems:
        return _publish(request, subject, form)
    return look(request, subject, form, do, done)


def hand_back(request: HttpRequest, path: str, sentence: Sentence, status: int) -> HttpResponse:
    """Answer a form that the site did not take: with a sentence and all that was typed."""
    try:
        subject = find_subject(path, request.user)
    except TitleRefused as refusal:
        return ask_for_title(request, path, refusal)
    form = read_form(subject, request.POST, request.user)
    form.refuse([Problem("", sentence)])
    return draw(request, subject, form, status=status)


def read_form(subject: Subject, data: QueryDict, editor: Reader) -> EditForm:
    """Return the sent form upon its base; upon what readers see now where its base is unknown."""
    uid = data.get("base", "")
    if subject.article is None or not uid:
        return EditForm(data, Base())
    try:
        return EditForm(data, base_of(subject.article, uid, editor))
    except UnknownBase as refusal:
        form = EditForm(data, published_base(subject.article))
        form.refuse(refusal.problems)
        return form


def draw(
    request: HttpRequest,
    subject: Subject,
    form: EditForm,
    *,
    status: int = HTTPStatus.OK,
    done: Done | None = None,
    section_line: int | None = None,
    template: str = "articles/edit.html",
    **more: object,
) -> HttpResponse:
    """Answer with the form as it stands, and what more the template takes."""
    page = edit_page(
        subject.title,
        form,
        done=done,
        section_line=section_line,
        is_unsaved=request.method == "POST" or "kept" in request.GET,
    )
    return render(request, template, {"page": page, **more}, status=status)


def look(
    request: HttpRequest, subject: Subject, form: EditForm, do: str, done: Done | None = None
) -> HttpResponse:
    """Answer with the form, and above it the preview or the changes that were asked for."""
    preview = preview_of(subject.title, form) if do == "preview" else None
    changes = changes_of(subject.title, form) if do == "changes" else None
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.problems else HTTPStatus.OK
    return draw(request, subject, form, status=status, done=done, preview=preview, changes=changes)


def _sign_in_first(request: HttpRequest, subject: Subject, data: QueryDict) -> HttpResponse:
    """Keep what was typed, and ask to sign in; where it is too much, hand it back."""
    if kept.keep(request, subject.title, data):
        messages.warning(request, _("Your session ended. Sign in here; your text stays."))
        return redirect_to_login(f"{subject.address}?kept=1")
    form = read_form(subject, data, request.user)
    form.refuse([Problem("", TOO_MUCH_TO_KEEP)])
    return draw(request, subject, form, status=HTTPStatus.FORBIDDEN)


def _publish(request: HttpRequest, subject: Subject, form: EditForm) -> HttpResponse:
    if not form.check():
        return draw(request, subject, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        edit = _save(subject, form, cast("User", request.user))
    except EditConflict as conflict:
        return _conflict(request, subject, form, conflict.published, conflict.problems[0].sentence)
    except TitleRefused as refusal:
        now = find_subject(title_path(subject.title), request.user)
        published = now.article.published_edit if now.article else None
        if published:
            return _conflict(request, now, form, published, TAKEN)
        form.refuse(refusal.problems)
    except EditRefused as refusal:
        form.refuse(refusal.problems)
    else:
        kept.forget(request)
        messages.success(request, outcome(edit))
        return redirect(edit.article) if edit.article else redirect("/")
    return draw(request, subject, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _conflict(
    request: HttpRequest, subject: Subject, form: EditForm, published: Edit, sentence: Sentence
) -> HttpResponse:
    """Answer with what was published meanwhile, what differs, and all that was typed.

    The form begins from the published revision now, so sending it again is a conscious act.
    """
    if subject.article is None:
        raise TypeError("a conflict is about an article")
    now = base_of(subject.article, published.uid, request.user)
    begun, form = form.base, form.with_base(now)
    try:
        theirs = changes_between(begun, now) if begun.edit else None
        between = changes_from(subject.title, now, form.proposal())
    except ContentRefused:  # both were saved or checked before, so this is for new limits alone
        theirs = between = None
    return draw(
        request,
        subject,
        form,
        status=HTTPStatus.CONFLICT,
        template="articles/conflict.html",
        sentence=sentence.translated(_),
        published=made(published),
        theirs=theirs,
        between=between,
    )


def _save(subject: Subject, form: EditForm, editor: User) -> Edit:
    if subject.article is None or form.base.edit is None:
        return editing.create(
            subject.title,
            form.proposal(),
            editor=editor,
            summary=form.summary_text,
            submission=form.submission,
        )
    return editing.save_edit(
        subject.article,
        form.proposal(),
        base=form.base.edit,
        editor=editor,
        summary=form.summary_text,
        is_minor=form.marked_minor,
        submission=form.submission,
    )


def outcome(edit: Edit) -> str:
    """Return what became of a saved edit, as its editor is told."""
    if edit.status == Status.PUBLISHED:
        return _("Published. Readers see your edit now.")
    return _("Sent for review. Readers see it once a reviewer accepts it. You can still change it.")
