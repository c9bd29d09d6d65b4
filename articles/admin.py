"""Articles, edits and infobox kinds in Django's administration pages.

Rows of articles and edits are shown, with links to the site's own pages, where all that is done
begins in an operation. Infobox kinds are changed here, by theirs.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from articles import permissions
from articles.administration import ForAdministrators
from articles.models import Article, Edit, InfoboxKind, Status
from articles.models.articles import address
from articles.views import kinds


@admin.register(Article)
class ArticleAdmin(ForAdministrators):
    """Lists articles; all that is done with one is done on its own pages."""

    list_display = ("title", "is_published", "is_deleted", "pending", "language")
    list_filter = ("is_deleted", "language")
    search_fields = ("title", "=uid")
    search_help_text = _("Words of the title, or the uid")
    ordering = ("-pk",)
    fields = (
        *("title", "ways_on", "short_description", "language", "infobox_kind", "is_published"),
        *("is_deleted", "pending", "review_every", "last_number", "acts", "uid", "head"),
    )

    @admin.display(description=_("published"), boolean=True)
    def is_published(self, article: Article) -> bool:
        """Say whether readers ever saw it."""
        return article.published_edit_id is not None

    @admin.display(description=_("Pages"))
    def ways_on(self, article: Article) -> SafeString:
        """Return links to the article's own pages."""
        edits = f"{reverse('admin:articles_edit_changelist')}?article__id__exact={article.pk}"
        if article.is_deleted:
            undelete = reverse("articles:undelete", args=[article.uid])
            return _links([(undelete, _("Bring back")), (edits, _("All edits"))])
        if article.published_edit_id is None:
            return _links([(edits, _("All edits"))])
        pages = [
            ("article", _("Read")),
            ("history", _("History")),
            ("edit", _("Edit")),
            ("move", _("Move")),
            ("redirects", _("Redirects")),
            ("protect", _("Protect")),
            ("delete", _("Delete")),
        ]
        links = [(address(view, article.title), words) for view, words in pages]
        return _links([*links, (edits, _("All edits"))])

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Lead to the history that counts; that of a deleted article is the list of its edits."""
        article = Article.objects.filter(pk=_key(object_id)).first()
        if article is None or article.is_deleted or article.published_edit_id is None:
            edits = reverse("admin:articles_edit_changelist")
            return redirect(f"{edits}?article__id__exact={_key(object_id)}")
        return redirect(address("history", article.title))


@admin.register(Edit)
class EditAdmin(ForAdministrators):
    """Lists edits of all kinds and states; what is decided on them is decided on their pages."""

    list_display = ("title", "number", "deed", "status", "shown_editor", "made_at")
    list_filter = ("status", "deed", "published_as", "is_text_hidden", "is_erased")
    list_select_related = ("editor",)
    search_fields = ("title", "=uid", "=editor__username")
    search_help_text = _("Words of the title, the uid, or the editor's whole name")
    ordering = ("-pk",)
    fields = (
        *("title", "number", "ways_on", "deed", "status", "editor", "editor_name", "made_at"),
        *("sent_at", "published_at", "published_as", "reviewed_by", "reviewed_at", "accepted"),
        *("summary", "is_minor", "words", "citations", "markers", "is_text_hidden"),
        *("is_summary_hidden", "is_editor_hidden", "is_erased", "uid", "snapshot_hash"),
    )

    @admin.display(description=_("Pages"))
    def ways_on(self, edit: Edit) -> SafeString:
        """Return links to the edit's own pages."""
        if edit.article is None:
            return _links([])
        links = [(edit.get_absolute_url(), _("Read"))]
        if edit.status == Status.PENDING:
            links.append((reverse("articles:review_edit", args=[edit.uid]), _("Review")))
        links.append((reverse("articles:hide", args=[edit.uid]), _("Hide")))
        article = reverse("admin:articles_article_change", args=[edit.article.pk])
        return _links([*links, (article, _("Its article"))])

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Allow also to list the edits of one article."""
        return lookup == "article__id__exact" or super().lookup_allowed(lookup, value, request)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Lead to the edit: its history is what its page says."""
        return redirect("admin:articles_edit_change", _key(object_id))


@admin.register(InfoboxKind)
class InfoboxKindAdmin(ForAdministrators):
    """Lists the kinds; making and changing one is an edit, recorded like every other."""

    list_display = ("label", "name", "last_number")
    search_fields = ("label", "name")
    ordering = ("label",)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Say whether the person administers."""
        return permissions.is_administrator(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Say whether the person administers."""
        return permissions.is_administrator(request.user)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show the form of a kind, and have the operation do what it asks."""
        kind = _key(object_id) if object_id else None
        return kinds.kind(request, kind, self.admin_site.each_context(request))

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """List the edits of the kind."""
        return kinds.history(request, _key(object_id), self.admin_site.each_context(request))


def _links(links: Iterable[tuple[str, object]]) -> SafeString:
    return format_html_join(" · ", '<a href="{}">{}</a>', links)


def _key(object_id: str) -> int:
    """Return the key that an address of administration names; 0, which no row has, for none."""
    is_key = object_id.isascii() and object_id.isdigit() and len(object_id) < 19
    return int(object_id) if is_key else 0
