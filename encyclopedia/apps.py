"""The site as a Django application, and its administration as another."""

from django.apps import AppConfig
from django.contrib.admin import apps as administration


class SiteConfig(AppConfig):
    """Names the application. It holds the management commands."""

    name = "encyclopedia"
    label = "encyclopedia"


class AdministrationConfig(administration.AdminConfig):
    """Django's administration, with our site of it."""

    default = False
    default_site = "encyclopedia.administration.Administration"
