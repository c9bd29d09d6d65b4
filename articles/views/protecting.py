"""Protection in the browser: a level of its own for an article."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles import permissions, protecting
from articles.errors import EditRefused
from articles.forms.protecting import ProtectForm
from articles.models.articles import address
from articles.pages.protection import protection_page
from articles.views.refusals import find_article, forbidding, status_of, tell
from articles.views.signed_in import SignedIn


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def protect(request: SignedIn, path: str) -> HttpResponse:
    """Show how an article is protected, and change it."""
    article = find_article(request, path)
    with forbidding():
        permissions.require_reviewer(request.user)
        permissions.require_edit(article, request.user)
    form = ProtectForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            protecting.protect(
                article,
                form.chosen,
                by=request.user,
                reason=form.cleaned_data["reason"],
                until=form.cleaned_data["until"],
            )
        except EditRefused as refusal:
            tell(form, refusal)
        else:
            messages.success(request, _("Protected as you said."))
            return redirect(article)
    page = protection_page(article, address("protect", article.title), form.data.get("level"))
    values = {"page": page, "head": page.head, "form": form}
    return render(request, "articles/protect.html", values, status=status_of(form))
