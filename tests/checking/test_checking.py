"""What readers see is what history says; what is not is found, and what may lag is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from articles import checking, kinds, reviewing
from articles.models import (
    Article,
    ArticleCategory,
    Citation,
    InfoboxKind,
    InfoboxValue,
    Marker,
    PageLink,
    Reference,
    Rendering,
    Source,
    SourceIdentifier,
    Trust,
)
from encyclopedia.accounts.models import User
from tests.people_and_articles import make_article, propose, save


def _found() -> list[str]:
    return [str(finding) for finding in checking.check()]


@pytest.fixture
def accepted(radium: Article, editor: User, reviewer: User, settings: Settings) -> Article:
    """Radium after an accepted edit."""
    settings.DEFAULT_PROTECTION = "reviewed"
    edit = save(radium, propose(radium, radium.text + "\nIt decays.\n"), editor)
    reviewing.accept(edit, reviewer=reviewer, seen=edit.snapshot_hash)
    return Article.objects.get(pk=radium.pk)


def test_an_honest_site_raises_no_finding(
    accepted: Article, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _found() == []
    call_command("check_integrity")
    assert "0 findings" in capsys.readouterr().out


@pytest.mark.parametrize(
    "tamper",
    [
        lambda: Article.objects.update(text="Other words."),
        lambda: Article.objects.update(short_description="something else"),
        lambda: Article.objects.update(pending=1),
        lambda: InfoboxValue.objects.update(low=7),
        lambda: Reference.objects.update(key="other"),
        lambda: ArticleCategory.objects.update(name="Metals"),
        lambda: Citation.objects.filter(position=0).delete(),
        lambda: PageLink.objects.update(title="Other"),
        lambda: Marker.objects.update(claim="other"),
        lambda: Rendering.objects.update(body="<p>Other words.</p>"),
        lambda: Rendering.objects.all().delete(),
        lambda: Source.objects.update(csl={"type": "book", "title": "Another"}),
        lambda: SourceIdentifier.objects.all().delete(),
        lambda: InfoboxKind.objects.filter(name="event").update(label="Happening"),
        lambda: Trust.objects.update(accepted=40),
        lambda: Trust.objects.update(accepted_in_a_row=40),
        lambda: Trust.objects.all().delete(),
    ],
)
def test_what_readers_see_and_history_does_not_say_is_found(
    accepted: Article, tamper: Callable[[], object]
) -> None:
    tamper()
    assert _found() != []
    with pytest.raises(CommandError):
        call_command("check_integrity")


def test_a_link_may_be_red_until_its_task_has_run(
    radium: Article, editor: User, waiting_tasks: None
) -> None:
    make_article("Polonium", "An element.", editor)
    assert 'class="missing"' in Rendering.objects.get(article=radium).body
    assert _found() == []
    _drop_the_tasks()
    assert _found() != []


def test_nothing_else_may_lag_with_a_red_link(
    radium: Article, editor: User, waiting_tasks: None
) -> None:
    make_article("Polonium", "An element.", editor)
    stored = Rendering.objects.get(article=radium)
    Rendering.objects.filter(pk=stored.pk).update(body=stored.body.replace("1898", "1899"))
    assert _found() != []


def test_articles_may_show_an_infobox_as_its_kind_was_until_the_task_has_run(
    radium: Article, administrator: User, waiting_tasks: None
) -> None:
    kind = InfoboxKind.objects.get(name="generic")
    assert kind.published_edit is not None
    shape = replace(kind.shape(), label="Figures")
    kinds.change(kind, shape, base=kind.published_edit, editor=administrator, summary="Clearer")
    assert Rendering.objects.get(article=radium).kind_label == "Facts"
    assert _found() == []
    _drop_the_tasks()
    assert _found() != []


@pytest.fixture
def waiting_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tasks wait in their queue, which the package reads from its settings only once."""
    monkeypatch.setattr("django_q.conf.Conf.SYNC", False)


def _drop_the_tasks() -> None:
    from django_q.models import OrmQ

    OrmQ.objects.all().delete()
