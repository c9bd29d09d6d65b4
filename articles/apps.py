"""The articles as a Django application."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """Names the application; registration with the history happens in `ready`."""

    name = "articles"
    default_auto_field = "django.db.models.BigAutoField"
