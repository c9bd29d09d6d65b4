"""Planning the next review of an article, in the browser."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles import permissions, reviewing
from articles.errors import EditRefused
from articles.forms.planning import PlanForm
from articles.models.articles import address
from articles.pages.managing import article_head
from articles.pages.moments import day_of
from articles.views.refusals import find_article, forbidding, status_of, tell
from articles.views.signed_in import SignedIn


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def plan_review(request: SignedIn, path: str) -> HttpResponse:
    """Ask when an article is due for review again, and keep that."""
    with forbidding():
        permissions.require_reviewer(request.user)
    article = find_article(request, path)
    published = article.published_edit
    due = published.waiting_since if published else None
    planned = {
        "due": timezone.localtime(due).date() if due else None,
        "every": article.review_every,
    }
    form = PlanForm(request.POST if request.method == "POST" else None, initial=planned)
    if form.is_valid():
        try:
            due = reviewing.plan_review(
                article,
                reviewer=request.user,
                due=form.due_at,
                every=form.cleaned_data["every"],
                note=form.cleaned_data["note"],
            )
        except EditRefused as refusal:
            tell(form, refusal)
        else:
            words = _("Due for review on %(day)s.") % {"day": day_of(due)} if due else ""
            messages.success(request, words or _("No review is planned any more."))
            return redirect(article)
    values = {"head": article_head(article), "action": address("plan_review", article.title)}
    return render(
        request, "articles/plan_review.html", {**values, "form": form}, status=status_of(form)
    )
