"""Accounts in Django's administration pages."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin

from encyclopedia.accounts.models import User

# The plain form has no limit on guesses; this one is the site's own sign-in page.
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]


@admin.register(User)
class AccountAdmin(UserAdmin):  # type: ignore[type-arg]  # generic in its stubs alone
    """Lists accounts with their roles; the uid is shown and never changed."""

    list_display = ("username", "email", "is_active", "date_joined")
    list_filter = ("groups", "is_active")
    readonly_fields = ("uid", "last_login", "date_joined")
