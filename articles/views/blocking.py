"""Blocks in the browser: the list, making one, lifting one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from articles import blocking, permissions
from articles.content import is_uid
from articles.errors import EditRefused, Sentence
from articles.forms.people import BLOCK_FIELDS, BlockForm, ReasonForm
from articles.models import Article, Block
from articles.pages.blocks import block_row, blocks_page
from articles.pages.finding import find
from articles.pages.people import find_person
from articles.views.people import require_administrator
from articles.views.refusals import status_of, tell
from articles.views.signed_in import SignedIn

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User


@require_safe
@login_required
@never_cache
def blocks(request: SignedIn) -> HttpResponse:
    """List the blocks that hold: accounts to who is signed in, addresses to administrators."""
    asked = request.GET
    page = blocks_page(request.user, before=asked.get("before", ""), after=asked.get("after", ""))
    return render(request, "articles/blocks.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def new_block(request: SignedIn) -> HttpResponse:
    """Ask whom to keep from what, and do it."""
    require_administrator(request)
    form = BlockForm(
        request.POST if request.method == "POST" else None,
        initial={"whom": request.GET.get("whom", "")},
        hint=_("Who is blocked reads it, and so can everyone in the log."),
    )
    if form.is_valid():
        try:
            _block(form, request.user)
        except EditRefused as refusal:
            tell(form, refusal, BLOCK_FIELDS)
        else:
            messages.success(request, _("Blocked. Whoever is blocked is told why, and can read."))
            return redirect("articles:blocks")
    return render(request, "articles/block_new.html", {"form": form}, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def block(request: SignedIn, uid: str) -> HttpResponse:
    """Show one block, and lift it."""
    require_administrator(request)
    rows = Block.objects.select_related("account", "article")
    found = rows.filter(uid=uid).first() if is_uid(uid) else None
    if found is None:
        raise Http404
    form = ReasonForm(request.POST or None, hint=_("It is kept in the log."))
    if form.is_valid():
        try:
            blocking.lift(found, by=request.user, reason=form.cleaned_data["reason"])
        except EditRefused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Lifted."))
            return redirect("articles:blocks")
    holds = permissions.holding_blocks().filter(pk=found.pk).exists()
    page = {"row": block_row(found, request.user), "holds": holds, "form": form}
    return render(request, "articles/block.html", page, status=status_of(form))


def _block(form: BlockForm, by: User) -> None:
    """Make the block that the form asks for. Raises EditRefused."""
    asked = form.cleaned_data
    scope, which, stops = asked["scope"], asked["which"], asked["stops"]
    blocking.block(
        by=by,
        account=None if form.names_network else _account(asked["whom"], by),
        network=asked["whom"] if form.names_network else "",
        article=_article(which, by) if scope == "article" else None,
        category=which if scope == "category" else "",
        no_sources=scope == "sources",
        stops_editing=stops != "sign_up",
        stops_sign_up=stops != "editing",
        reason=asked["reason"],
        until=form.until,
    )


def _account(name: str, by: User) -> User:
    account = find_person(name, by)
    if account is None:
        raise EditRefused(
            Sentence(
                "Nobody here is called “%(name)s”. Check how it is written: capital letters count.",
                name=name,
            ),
            "account",
        )
    return account


def _article(title: str, by: User) -> Article:
    found = find(title, by)
    if found is None:
        raise EditRefused(
            Sentence(
                "There is no article “%(title)s”. Check how its title is written.", title=title
            ),
            "article",
        )
    return found.article
