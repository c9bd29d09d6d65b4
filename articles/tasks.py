"""What runs later: the only place that enqueues. The queue row commits with the edit.

A task is named by its dotted name, takes plain values, may run twice, and ends within 20 s:
longer work hands its rest to a task of its own.
"""

from __future__ import annotations

from django_q.tasks import async_task


def refresh_links_to(title_key: str, after: int = 0) -> None:
    """Have every article that links to the title rendered anew, since it exists or has gone."""
    async_task("articles.publishing.refresh_links_to", title_key, after)


def mail_decision(act_id: int) -> None:
    """Have the editor of the edit that was decided on told by e-mail."""
    async_task("articles.telling.mail_decision", act_id)
