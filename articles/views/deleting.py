"""Deletion in the browser: an article hidden whole, and brought back."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles import deleting, permissions
from articles.errors import EditRefused
from articles.forms.deleting import DeleteForm, UndeleteForm
from articles.models.articles import address
from articles.pages.deleted import find_deleted, undelete_page
from articles.pages.managing import article_head
from articles.views.refusals import find_article, forbidding, status_of, tell
from articles.views.signed_in import SignedIn


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def delete(request: SignedIn, path: str) -> HttpResponse:
    """Ask why, and delete an article."""
    article = find_article(request, path)
    with forbidding():
        permissions.require_administrator(request.user)
    form = DeleteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            deleting.delete(article, by=request.user, reason=form.cleaned_data["reason"])
        except EditRefused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Deleted. Readers are told when, by whom and why."))
            return redirect(address("article", article.title))
    page = {
        "head": article_head(article),
        "address": address("delete", article.title),
        "form": form,
    }
    return render(request, "articles/delete.html", page, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def undelete(request: SignedIn, uid: str) -> HttpResponse:
    """Show what a deleted article was, and bring it back."""
    with forbidding():
        permissions.require_administrator(request.user)
    article = find_deleted(uid)
    if article is None:
        raise Http404
    form = UndeleteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            lost = deleting.undelete(article, by=request.user, reason=form.cleaned_data["reason"])
        except EditRefused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Brought back as it was."))
            if lost:
                words = _("These titles lead elsewhere by now, and stay so: %(titles)s.")
                messages.warning(request, words % {"titles": _(", ").join(lost)})
            return redirect(article)
    page = undelete_page(article, request.user)
    return render(
        request, "articles/undelete.html", {"page": page, "form": form}, status=status_of(form)
    )
