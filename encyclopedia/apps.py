"""The site as a Django application: it holds the management commands."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Names the application."""

    name = "encyclopedia"
    label = "encyclopedia"
