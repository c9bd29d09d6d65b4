"""What holds for every page of Django's administration: administrators look, and write nothing."""

from __future__ import annotations

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property

from articles import permissions

MOST_LISTED = 5_000


class FirstRows(Paginator):  # type: ignore[type-arg]  # generic in its stubs alone
    """Counts and lists no more than the first rows: to find others, one searches."""

    @cached_property
    def count(self) -> int:
        """How many rows there are, at most as many as are listed."""
        rows: QuerySet[Model] = self.object_list  # type: ignore[assignment]  # a change list's
        return rows.order_by()[:MOST_LISTED].count()


class ForAdministrators(admin.ModelAdmin):  # type: ignore[type-arg]  # generic in its stubs alone
    """Shows rows to administrators. Nobody adds, changes or deletes any."""

    actions = None
    view_on_site = False
    list_per_page = 50
    list_max_show_all = 0
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = FirstRows

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Say whether the person administers."""
        return permissions.is_administrator(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Say whether the person administers."""
        return permissions.is_administrator(request.user)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Say no."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Say no."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Say no."""
        return False
