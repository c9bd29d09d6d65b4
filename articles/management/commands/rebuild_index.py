"""manage.py rebuild_index: make everything derived from the published content anew."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from articles import publishing
from articles.models import Article


class Command(BaseCommand):
    help = "Render every published article anew, with its citations, links and markers."

    def handle(self, **options: object) -> None:
        published = Article.objects.exclude(published_edit=None).filter(is_deleted=False)
        ids = list(published.order_by("pk").values_list("pk", flat=True))
        for pk in ids:
            publishing.refresh(pk)
        self.stdout.write(f"Made {len(ids)} articles anew.")
