"""Two people who govern one article or one title at the same moment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import connection

from articles import deleting, moving, revisions
from articles.errors import EditRefused
from articles.models import Article, Citation, Title
from encyclopedia.accounts.models import User
from tests.people_and_articles import RADIUM_TEXT, make_article, propose, save

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5


def at_once(*deeds: Callable[[], object]) -> list[str]:
    """Do all of them in threads of their own, and return the refusal of each, empty of none."""

    def do(deed: Callable[[], object]) -> str:
        try:
            deed()
        except EditRefused as refusal:
            return str(refusal)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(do, deeds))


def refused(answers: Sequence[str]) -> list[str]:
    return [answer for answer in answers if answer]


def test_of_two_articles_that_want_one_title_one_gets_it(
    transactional_db: None, reviewer: User
) -> None:
    for n in range(ROUNDS):
        one, other = (make_article(f"{name} {n}", "Text.", reviewer) for name in ("A", "B"))
        answers = at_once(
            *(
                partial(moving.move, article, f"Same {n}", editor=reviewer)
                for article in (one, other)
            )
        )
        (sentence,) = refused(answers)
        assert "leads to an article already" in sentence
        assert Title.objects.filter(key=f"same {n}").count() == 1
    assert list(revisions.verify()) == []


def test_an_edit_saved_while_the_article_is_deleted_leaves_nothing_to_read(
    transactional_db: None, radium: Article, administrator: User
) -> None:
    for n in range(ROUNDS):
        proposal = propose(radium, f"{RADIUM_TEXT}\nRound {n}.")
        at_once(
            partial(save, radium, proposal, administrator),
            partial(deleting.delete, radium, by=administrator, reason="A hoax"),
        )
        assert Article.objects.get(pk=radium.pk).is_deleted
        assert not Title.objects.exists()
        assert not Citation.objects.exists()
        deleting.undelete(radium, by=administrator, reason="No hoax")
    assert list(revisions.verify()) == []
