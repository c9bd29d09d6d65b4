"""Django's administration pages, for administrators, with nothing in them that writes around us."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.db.models.base import ModelBase
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from articles import permissions
from articles.administration import ForAdministrators


class Administration(AdminSite):
    """Lets administrators in, superusers or not, and offers the pages that were made for it alone.

    What packages bring along, such as forms for schedules or groups, could write past the
    operations and so past history; it is not taken in.
    """

    site_header = site_title = _("Administration")
    index_title = _("What there is")
    enable_nav_sidebar = False

    def register(
        self,
        model_or_iterable: ModelBase | type[Model] | Iterable[type[Model]],
        admin_class: type[ModelAdmin[Any]] | None = None,
        **options: Any,
    ) -> None:
        """Take the pages in where they keep our rules."""
        if admin_class is not None and issubclass(admin_class, ForAdministrators):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        """Tell whether whoever asks administers."""
        return permissions.is_administrator(request.user)

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Lead to the site's own page for signing in, as Django's has no limit on guesses."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise PermissionDenied(_("Only administrators can do this. Ask one of them."))
        return redirect_to_login(request.GET.get("next", request.path))

    def password_change(  # type: ignore[override]  # Django's shows its own form
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Lead to the site's own page for passwords, which has limits."""
        return redirect("account_change_password")
