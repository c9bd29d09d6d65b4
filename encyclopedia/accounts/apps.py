"""The accounts as a Django application."""

from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_migrate, post_save


class AccountsConfig(AppConfig):
    """Makes the roles after migrating, and gives each new account its first."""

    name = "encyclopedia.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from encyclopedia.accounts import roles

        post_migrate.connect(roles.make_groups, sender=self)
        post_save.connect(roles.welcome, sender=settings.AUTH_USER_MODEL)
