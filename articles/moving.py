"""Titles: every name beside its own that leads to an article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import permissions, tasks
from articles.content import normal_title, title_key
from articles.errors import Sentence, TitleRefused
from articles.models import Article, Title
from articles.revisions import append_act

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User


def add_redirect(title: str, to: Article, *, editor: User) -> Title:
    """Make a title lead to an article, and return it. The act stands in the article's log.

    Raises (both are EditRefused):
        NotAllowed: the person may not edit the article.
        TitleRefused: no article can have the title, it leads somewhere already, or the article
            is not published.
    """
    permissions.require_edit(to, editor)
    shown = normal_title(title)
    with transaction.atomic():
        article = Article.objects.select_for_update(no_key=True, of=("self",)).get(pk=to.pk)
        permissions.require_edit(article, editor)
        if article.published_edit_id is None:
            raise TitleRefused(
                Sentence(
                    "Readers do not see “%(title)s” yet. A title can lead to it once it is "
                    "published.",
                    title=article.title,
                )
            )
        redirect = _take(shown, article)
        append_act(article, "redirect", actor=editor, at=timezone.now(), details={"title": shown})
        tasks.refresh_links_to(redirect.key)
    return redirect


def _take(shown: str, article: Article) -> Title:
    """Make the row. The database decides who is first where two want one title at once."""
    try:
        with transaction.atomic():
            return Title.objects.create(
                key=title_key(shown), shown=shown, article=article, is_redirect=True
            )
    except IntegrityError:
        raise TitleRefused(
            Sentence("“%(title)s” leads to an article already. Choose another.", title=shown)
        ) from None
