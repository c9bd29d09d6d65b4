"""An own draft: its page, who may read it, bringing it up to date, and sending it for review."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles import drafting, editing
from articles.content import Proposal
from articles.errors import EditConflict, EditRefused
from articles.forms import revision_base
from articles.forms.clashes import rounds
from articles.models import Article, Edit, Status
from articles.pages.draft import draft_page, find_draft
from articles.views import clashing
from articles.views.edit_saves import save_button
from articles.views.own import no_edit
from articles.views.saving import outcome
from articles.views.signed_in import SignedIn

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def draft(request: SignedIn, uid: str) -> HttpResponse:
    """Show a draft to its editor and those it is shown to; its editor decides what comes of it."""
    found = find_draft(uid, request.user)
    if found is None or found.article is None:
        return no_edit(request)
    if found.status != Status.DRAFT:
        return redirect(found)
    if found.uid != uid:
        return redirect("articles:draft", uid=found.uid)
    if request.method != "POST":
        return _page(request, found)
    do, _colon, argument = request.POST.get("do", "").partition(":")
    try:
        return _DEEDS.get(do, _page)(request, found, argument)
    except EditConflict as conflict:
        return _ask(request, found, found.article, do, conflict)
    except EditRefused as refusal:
        return _page(request, found, errors=_words(refusal))


def _page(
    request: SignedIn, found: Edit, _unknown: str = "", errors: tuple[str, ...] = ()
) -> HttpResponse:
    values = {"page": draft_page(found, request.user), "errors": errors}
    values["name"] = request.POST.get("name", "")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if errors else HTTPStatus.OK
    return render(request, "articles/draft.html", values, status=status)


def _show(request: SignedIn, found: Edit, _argument: str) -> HttpResponse:
    """Show the draft to one person more."""
    name = request.POST.get("name", "")
    drafting.show_to(found, [*_names(found), name], editor=request.user)
    messages.success(request, _("%(name)s can read this draft now.") % {"name": name.strip()})
    return redirect("articles:draft", uid=found.uid)


def _hide(request: SignedIn, found: Edit, uid: str) -> HttpResponse:
    """Show the draft to one person less."""
    drafting.show_to(found, _names(found, besides=uid), editor=request.user)
    messages.success(request, _("The draft is shown to one person less."))
    return redirect("articles:draft", uid=found.uid)


def _update(request: SignedIn, found: Edit, _argument: str) -> HttpResponse:
    """Join the draft with what readers see now."""
    if settled := _settled(request, found, "update"):
        return settled
    newest = drafting.bring_up_to_date(found, editor=request.user)
    messages.success(request, _("Your draft stands upon what readers see now."))
    return redirect("articles:draft", uid=newest.uid)


def _send(request: SignedIn, found: Edit, _argument: str) -> HttpResponse:
    """Send the draft for review, or publish it where its editor may."""
    if settled := _settled(request, found, "send"):
        return settled
    return _lead_on(request, drafting.send(found, editor=request.user), found)


_DEEDS: dict[str, Callable[[SignedIn, Edit, str], HttpResponse]] = {
    "show": _show,
    "hide": _hide,
    "update": _update,
    "send": _send,
}


def _settled(request: SignedIn, found: Edit, do: str) -> HttpResponse | None:
    """Answer a clash screen: with what is missing, or a saved edit. None where none was sent."""
    article = found.article
    if article is None or not rounds(request.POST):
        return None
    sides = _sides(request, found, article)
    joined = clashing.join(sides, request.POST, request.user)
    if not joined.is_settled:
        screen = _screen(found, article, request.user, do, "", is_asked_again=True)
        return clashing.clash_page(request, sides, joined, screen, request.POST)
    edit = editing.save_edit(
        article,
        joined.proposal,
        base=found,
        upon=joined.upon,
        editor=request.user,
        summary=found.summary,
        is_minor=found.is_minor,
        as_draft=do == "update",
    )
    return _lead_on(request, edit, joined.upon)


def _lead_on(request: SignedIn, edit: Edit, begun: Edit | None) -> HttpResponse:
    messages.success(request, outcome(edit, begun))
    if edit.status == Status.DRAFT:
        return redirect("articles:draft", uid=edit.uid)
    is_seen = edit.article is not None and edit.article.published_edit_id is not None
    return redirect(edit.article if edit.article and is_seen else edit)


def _ask(
    request: SignedIn, found: Edit, article: Article, do: str, conflict: EditConflict
) -> HttpResponse:
    """Ask at each place where what was published meanwhile touches the same."""
    sides = _sides(request, found, article)
    joined = clashing.join(sides, request.POST, request.user, [conflict.published])
    words = clashing.in_words(conflict.published, joined, request.user)
    screen = _screen(found, article, request.user, do, words)
    return clashing.clash_page(request, sides, joined, screen, request.POST or QueryDict())


def _sides(request: SignedIn, found: Edit, article: Article) -> clashing.Sides:
    own = revision_base(found)
    proposal = Proposal(own.content, own.new_sources)
    return clashing.sides_of_edit(article, found.base, proposal)


def _screen(
    found: Edit,
    article: Article,
    editor: User,
    do: str,
    sentence: str,
    *,
    is_asked_again: bool = False,
) -> clashing.Screen:
    page, sends = reverse("articles:draft", args=[found.uid]), do == "send"
    return clashing.Screen(
        kicker=_("Bring your draft up to date"),
        sentence=sentence,
        action=page,
        button=save_button(article, editor).words if sends else _("Bring up to date"),
        do=do,
        cancel=page,
        is_asked_again=is_asked_again,
    )


def _names(found: Edit, *, besides: str = "") -> list[str]:
    """Return the names of those the draft is shown to and who still have an account."""
    readers = found.shown_to.filter(is_active=True).values_list("uid", "username")
    return [name for uid, name in readers if uid != besides]


def _words(refusal: EditRefused) -> tuple[str, ...]:
    return tuple(one.sentence.translated(_) for one in refusal.problems)
