"""The edit form: what it edits, the form as it was sent, and its page."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from articles import permissions
from articles.content import is_uid, title_from_path, title_path
from articles.errors import NotAllowed, TitleRefused, UnknownBase
from articles.forms import Base, Done, EditForm, base_of, published_base
from articles.models import Article, Edit
from articles.models.articles import address
from articles.pages.finding import find
from articles.views.edit_page import edit_page
from articles.views.looking import changes_of, preview_of

if TYPE_CHECKING:
    from articles.permissions import Reader


@dataclass(frozen=True, slots=True)
class Subject:
    """What the form edits: a title, and its article where there is one.

    Attributes:
        continued: the own edit that is taken up again; None where one begins from what readers
            see. Its article may be one that nobody published yet.
    """

    title: str
    article: Article | None
    continued: Edit | None = None

    @property
    def path(self) -> str:
        """The title as the address has it."""
        return title_path(self.title)

    @property
    def address(self) -> str:
        """Address of the form."""
        form = address("edit", self.title)
        return f"{form}?continue={self.continued.uid}" if self.continued else form

    @property
    def is_published(self) -> bool:
        """Whether readers see the article."""
        return self.article is not None and self.article.published_edit is not None


def find_subject(path: str, reader: Reader, continued: str = "") -> Subject:
    """Return what an address of the edit form means, with the uid of an own edit that it may name.

    A uid that names no edit of the reader's is passed over. Raises TitleRefused.
    """
    title = title_from_path(path)
    if edit := _own_edit(continued, reader):
        article = edit.article
        if article is not None and not article.is_deleted:
            return Subject(article.title, article, edit)
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
        article=subject.article,
        continued=subject.continued,
        editor=request.user,
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


def _own_edit(uid: str, reader: Reader) -> Edit | None:
    if not reader.is_authenticated or not is_uid(uid):
        return None
    edits = Edit.objects.select_related(
        "editor", "base", "article__published_edit__editor", "article__infobox_kind"
    )
    own = permissions.visible_edits(edits.exclude(article=None), reader).filter(editor=reader)
    return own.filter(uid=uid).first()
