"""Many edits that wait for review, without their snapshots, for the queue to be measured with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.db import connection
from django.utils import timezone
from reversion.models import Revision

from articles.content import new_uid
from articles.models import Act, Article, ArticleCategory, Deed, Edit, Status, Trust
from encyclopedia.accounts import roles
from encyclopedia.accounts.models import User

ASKED = 200
"""Edits of which the reviewer asked changes, and which came back."""
BATCH = 5_000


def fill(count: int) -> User:
    """Write so many waiting edits, and return a reviewer.

    Of a hundred, 10 are new articles, 20 by newcomers, 15 remove sources; one article in 50 is
    due again. Half of the articles are in "Everything", nine in "Rare things".
    """
    reviewer = User.objects.create_user("Reviewer of the queue")
    roles.give(reviewer, roles.REVIEWER)
    articles = _articles(count // 20)
    revisions = iter(_revisions(count + len(articles) + ASKED))
    cast = _Cast(articles, _people(max(20, count // 200)), revisions, timezone.now())
    cast.published = Edit.objects.bulk_create(cast.first(n) for n in range(len(articles)))
    asked = Edit.objects.bulk_create(cast.asked(n) for n in range(ASKED))
    _acts(asked, reviewer, cast.now)
    Edit.objects.bulk_create(
        (cast.waiting(n, asked[n] if n < ASKED else None) for n in range(count)), batch_size=BATCH
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "postgresql" else "PRAGMA optimize")
    return reviewer


@dataclass
class _Cast:
    """Articles and editors in turn."""

    articles: list[Article]
    people: list[User]
    revisions: Iterator[int]
    now: datetime
    published: list[Edit] | None = None

    def first(self, n: int) -> Edit:
        """Return what readers see of the n-th article."""
        long_ago = self.now - timedelta(days=200)
        return self._edit(
            n,
            number=1,
            deed=Deed.CREATE,
            status=Status.PUBLISHED,
            made_at=long_ago,
            published_at=long_ago,
            waiting_since=self.now - timedelta(days=n % 40) if n % 50 == 3 else None,
            words=300,
        )

    def asked(self, n: int) -> Edit:
        """Return an edit that came back after changes were asked for."""
        return self._edit(
            n,
            number=2,
            deed=Deed.EDIT,
            status=Status.SUPERSEDED,
            made_at=self.now - timedelta(days=90),
            sent_at=self.now - timedelta(days=90),
        )

    def waiting(self, n: int, continues: Edit | None) -> Edit:
        """Return an edit that waits."""
        since = self.now - timedelta(minutes=n * 7919 % 100_000)
        return self._edit(
            n,
            number=3 + n // len(self.articles),
            deed=Deed.CREATE if n % 10 == 9 else Deed.EDIT,
            status=Status.PENDING,
            made_at=since,
            sent_at=since,
            waiting_since=since,
            summary=f"A pending edit, the {n}th of them, with a summary of usual length",
            base=self.published[n % len(self.articles)] if self.published else None,
            continues=continues,
            words=300 + n % 50,
            citations_added=n % 3,
            removes_sources=n % 20 < 3,
            citations_removed=int(n % 20 < 3),
            is_by_newcomer=n % 5 == 0,
        )

    def _edit(self, n: int, **more: object) -> Edit:
        article = self.articles[n % len(self.articles)]
        editor = self.people[n % len(self.articles) % len(self.people)]
        revision = next(self.revisions)
        named = {"article": article, "title": article.title, "editor": editor}
        return Edit(revision_id=revision, **named, **more)


def _people(count: int) -> list[User]:
    nothing = make_password(None)
    people = User.objects.bulk_create(
        User(username=f"Editor {n}", password=nothing) for n in range(count)
    )
    Trust.objects.bulk_create(
        Trust(account=one, uid=one.uid, accepted=n % 7, rejected=n % 3)
        for n, one in enumerate(people)
    )
    return people


def _articles(count: int) -> list[Article]:
    articles = Article.objects.bulk_create(
        Article(title=f"Article {n}", stamp=new_uid()) for n in range(count)
    )
    ArticleCategory.objects.bulk_create(
        ArticleCategory(article=one, key=name.casefold(), name=name, position=0)
        for name, members in (("Everything", articles[::2]), ("Rare things", articles[7:500:60]))
        for one in members
    )
    return articles


def _revisions(count: int) -> list[int]:
    made = Revision.objects.bulk_create(
        (Revision(date_created=timezone.now(), comment="") for _ in range(count)), batch_size=BATCH
    )
    return [one.pk for one in made]


def _acts(edits: list[Edit], reviewer: User, at: datetime) -> None:
    Act.objects.bulk_create(
        Act(
            subject=f"bench{n:011d}",
            n=1,
            facts="{}",
            hash="0" * 64,
            edit=edit,
            name="ask",
            actor=reviewer,
            at=at,
            note="Which source says so?",
        )
        for n, edit in enumerate(edits)
    )
