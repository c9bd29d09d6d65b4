"""Taking back in the browser: one edit undone, an editor's last run rolled back."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING, TypedDict
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from articles import permissions, proposing, returning
from articles.comparing import Choice
from articles.content import ArticleContent, Proposal
from articles.errors import ContentRefused, EditConflict, EditRefused, NotAllowed
from articles.forms import published_base, revision_base
from articles.models import Article, Edit
from articles.models.articles import address
from articles.pages.returning import ReturningPage, rollback_page, undo_page
from articles.returning import Reverse
from articles.views import clashing
from articles.views.edit_forms import Subject, require_edit
from articles.views.history import no_revision
from articles.views.looking import changes_from
from articles.views.saving import outcome
from articles.views.signed_in import SignedIn

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def undo(request: SignedIn, uid: str) -> HttpResponse:
    """Show what undoing an edit changes, ask for a summary, and undo it."""
    undone, article = _found(uid, request)
    if undone is None or article is None:
        return no_revision(request)
    _require_edit(article, request)
    page, errors = undo_page(article, undone), []
    try:
        reverse = returning.reverse_of(article, undone, editor=request.user)
    except EditRefused as refusal:
        return _form(request, article, page, errors=_words(refusal))
    if request.method == "POST":
        try:
            return _undone(request, undone, reverse)
        except EditRefused as refusal:
            errors = _words(refusal)
    merge = reverse.merged()
    clashes = len(merge.clashes)
    content = merge.settled([Choice("theirs")] * clashes)
    return _form(request, article, page, content, clashes, errors=errors)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def rollback(request: SignedIn, uid: str) -> HttpResponse:
    """Show which edits a rollback takes back, ask for a summary, and roll back."""
    last, article = _found(uid, request)
    if last is None or article is None:
        return no_revision(request)
    _require_edit(article, request)
    try:
        permissions.require_reviewer(request.user)
    except NotAllowed as refusal:
        raise PermissionDenied(_words(refusal)[0]) from None
    errors = []
    if request.method == "POST":
        try:
            made = returning.rollback(article, last, editor=request.user, **_about(request))
        except EditRefused as refusal:
            errors = _words(refusal)
        else:
            return _lead_on(request, made)
    try:
        run = returning.rolling_back(article, last, editor=request.user)
    except EditRefused as refusal:
        page = rollback_page(article, None)
        return _form(request, article, page, errors=errors or _words(refusal))
    before = revision_base(run.before).content
    return _form(request, article, rollback_page(article, run), before, errors=errors)


def _undone(request: SignedIn, undone: Edit, reverse: Reverse) -> HttpResponse:
    """Undo the edit and lead on, or ask at each place where later edits changed the same.

    Raises EditRefused.
    """
    # Before the choices, which a summary that is too long would lose.
    proposing.about(request.user, request.POST.get("summary", ""))
    article, sides = reverse.article, _sides(reverse)
    joined = clashing.join(sides, request.POST, request.user)
    try:
        if joined.upon is None:
            made = returning.undo(article, undone, editor=request.user, **_about(request))
        elif joined.is_settled:
            made = returning.settle_undo(
                article,
                undone,
                joined.proposal,
                base=joined.upon,
                editor=request.user,
                **_about(request),
            )
        else:
            screen = _screen(request, article, "", is_asked_again=True)
            return clashing.clash_page(request, sides, joined, screen, request.POST)
    except EditConflict as conflict:
        if not clashing.has_room(request.POST):
            raise
        joined = clashing.join(sides, request.POST, request.user, [conflict.published])
        screen = _screen(request, article, _clashing(joined))
        return clashing.clash_page(request, sides, joined, screen, request.POST)
    return _lead_on(request, made)


def _sides(reverse: Reverse) -> clashing.Sides:
    return clashing.Sides(reverse.article, reverse.after, Proposal(reverse.before))


def _screen(
    request: SignedIn, article: Article, sentence: str, *, is_asked_again: bool = False
) -> clashing.Screen:
    return clashing.Screen(
        kicker=_("Undo an edit"),
        sentence=sentence,
        action=request.path,
        button=_("Undo this edit"),
        cancel=address("article", article.title),
        mine=_("Without that edit"),
        do="undo",
        is_asked_again=is_asked_again,
    )


def _clashing(joined: clashing.Joined) -> str:
    count = len(joined.chosen)
    words = ngettext(
        "Later edits changed the same words in %(count)d place. Nothing was written: choose what "
        "shall stand there.",
        "Later edits changed the same words in %(count)d places. Nothing was written: choose for "
        "each.",
        count,
    )
    return words % {"count": count}


def _found(uid: str, request: SignedIn) -> tuple[Edit | None, Article | None]:
    """Return an edit of an article that the person may see, and the article (one query)."""
    edits = Edit.objects.select_related("editor", "article__published_edit__editor")
    visible = permissions.visible_edits(edits.exclude(article=None), request.user)
    edit = visible.filter(uid=uid).first()
    return edit, edit.article if edit else None


def _require_edit(article: Article, request: SignedIn) -> None:
    require_edit(Subject(article.title, article), request.user)


def _form(
    request: SignedIn,
    article: Article,
    page: ReturningPage,
    content: ArticleContent | None = None,
    clashes: int = 0,
    *,
    errors: Sequence[str] = (),
) -> HttpResponse:
    """Answer with what would change, and the form where it can be sent."""
    changes, errors = None, list(errors)
    if content is not None:
        try:
            changes = changes_from(article.title, published_base(article), Proposal(content))
        except ContentRefused as refusal:
            errors += _words(refusal)
    values = {
        "page": page,
        "action": request.path,
        "changes": changes,
        "clashes": _to_choose(clashes) if clashes else "",
        "outcome": _outcome(article, request.user),
        "is_possible": clashes or (changes and not changes.is_empty),
        "summary": request.POST.get("summary", page.default_summary),
        "submission": _submission(request),
        "errors": errors,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
    return render(request, "articles/returning.html", values, status=status)


def _to_choose(count: int) -> str:
    words = ngettext(
        "Later edits changed the same words in %(count)d place. You will be asked what shall "
        "stand there.",
        "Later edits changed the same words in %(count)d places. You will be asked what shall "
        "stand there.",
        count,
    )
    return words % {"count": count}


def _outcome(article: Article, editor: User) -> str:
    if permissions.publishes_as(article, editor):
        return _("Readers see it at once.")
    return _("It waits for review; readers see it once a reviewer accepts it.")


def _lead_on(request: SignedIn, made: Edit) -> HttpResponse:
    messages.success(request, outcome(made))
    return redirect(made.article or "articles:home")


def _words(refusal: EditRefused) -> list[str]:
    return [one.sentence.translated(_) for one in refusal.problems]


class _About(TypedDict):
    summary: str
    submission: UUID


def _about(request: SignedIn) -> _About:
    return {"summary": request.POST.get("summary", ""), "submission": _submission(request)}


def _submission(request: SignedIn) -> UUID:
    try:
        return UUID(request.POST.get("submission", ""))
    except ValueError:
        return uuid4()
