"""What runs later: the only place that enqueues. The queue row commits with the edit.

A task is named by its dotted name, takes plain values, may run twice, and ends within 20 s:
longer work hands its rest to a task of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps as installed
from django.db import DEFAULT_DB_ALIAS
from django_q.models import OrmQ
from django_q.tasks import async_task

if TYPE_CHECKING:
    from django.apps.registry import Apps

DAILY = ("articles.looking_up.purge",)

REFRESH_LINKS = "articles.publishing.refresh_links_to"
REFRESH_KIND = "articles.publishing.refresh_articles_of"


def refresh_links_to(title_key: str, after: int = 0) -> None:
    """Have every article that links to the title rendered anew, since it exists or has gone."""
    async_task(REFRESH_LINKS, title_key, after)


def links_to_refresh() -> dict[str, int]:
    """Return the keys of titles whose links wait to be rendered anew, each with the id of the
    article after which: the task is there until it has done its work.
    """
    return _waiting(REFRESH_LINKS)


def mail_decision(act_id: int) -> None:
    """Have the editor of the edit that was decided on told by e-mail."""
    async_task("articles.telling.mail_decision", act_id)


def refresh_articles_of(kind_id: int, after: int = 0) -> None:
    """Have every article with an infobox of the kind rendered anew, since the kind changed."""
    async_task(REFRESH_KIND, kind_id, after)


def kinds_to_refresh() -> dict[int, int]:
    """Return the ids of kinds whose articles wait to be rendered anew, as `links_to_refresh`."""
    return _waiting(REFRESH_KIND)


def _waiting(func: str) -> dict[Any, int]:
    """Return the first arguments of the tasks that wait, each with the least of its second."""
    waiting: dict[Any, int] = {}
    for row in OrmQ.objects.iterator():
        if row.task.get("func") == func:
            about, after = row.task["args"]
            waiting[about] = min(after, waiting.get(about, after))
    return waiting


def keep_schedules(
    *, apps: Apps = installed, using: str = DEFAULT_DB_ALIAS, **signal: object
) -> None:
    """Have what is due each day done each day; called after each migration and flush."""
    try:
        schedules = apps.get_model("django_q", "Schedule")._default_manager.using(using)
    except LookupError:  # the tables of the tasks are not there
        return
    for task in DAILY:
        if not schedules.filter(func=task).exists():
            schedules.create(name=task, func=task, schedule_type="D")
