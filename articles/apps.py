from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ArticlesConfig(AppConfig):
    name = "articles"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from articles import tasks
        from articles.revisions import register_subjects

        register_subjects()
        post_migrate.connect(_make_first_rows, sender=self)
        post_migrate.connect(tasks.keep_schedules, sender=self)


def _make_first_rows(**signal: object) -> None:
    """Make the default infobox kinds where they are missing, once all tables are there."""
    from articles.kinds import make_default_kinds

    make_default_kinds()
