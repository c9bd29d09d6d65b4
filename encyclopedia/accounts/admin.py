"""Accounts in Django's administration pages."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django_q import admin as _task_pages  # noqa: F401 (registers what is taken out below)
from django_q import models as tasks

from encyclopedia.accounts import deeds
from encyclopedia.accounts.models import User

# The plain form has no limit on guesses; this one is the site's own sign-in page.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
# A schedule runs any function of any module, so its form would let whoever holds an administrator's
# session write past the operations, history included.
for model in (tasks.Schedule, tasks.Success, tasks.Failure, tasks.OrmQ):
    admin.site.unregister(model)


@admin.register(User)
class AccountAdmin(UserAdmin):  # type: ignore[type-arg]  # generic in its stubs alone
    """Lists accounts with their roles; the uid is shown and never changed.

    An account is renamed or closed by an operation, which records it.
    """

    list_display = ("username", "email", "is_active", "date_joined")
    list_filter = ("groups", "is_active")
    readonly_fields = ("uid", "last_login", "date_joined", "naming")
    fieldsets = (
        (None, {"fields": ("username", "uid", "naming")}),
        (_("Roles"), {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )

    @admin.display(description=_("Name"))
    def naming(self, account: User) -> SafeString:
        """Return links to the pages that change the name, and record it."""
        return format_html_join(" · ", '<a href="{}">{}</a>', deeds.links(account))

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Return what the form shows and does not change: also the name, once there is one."""
        return (*self.readonly_fields, "username") if obj else self.readonly_fields

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Say no: what somebody wrote stays with the account."""
        return False
