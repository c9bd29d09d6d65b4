"""An article is hidden whole, and brought back as it was: by the operations."""

from __future__ import annotations

import json

import pytest
from pytest_django.fixtures import Settings

from articles import deleting, editing, hiding, moving, publishing, reviewing, revisions
from articles.errors import EditRefused, NotAllowed, NothingChanged, TitleRefused
from articles.models import Act, Article, Citation, Deletion, Marker, PageLink, Status, Title
from encyclopedia.accounts.models import User
from tests.people_and_articles import RADIUM_TEXT, make_article, propose, radium_proposal, save


def derived(article: Article) -> list[int]:
    """Return how many rows there are of what is derived from the article's text."""
    return [
        model._default_manager.filter(article=article).count()
        for model in (Citation, PageLink, Marker)
    ]


def test_nothing_leads_to_a_deleted_article(radium: Article, administrator: User) -> None:
    moving.add_redirect("Element 88", radium, editor=administrator)
    stamp = radium.stamp
    deletion = deleting.delete(radium, by=administrator, reason="A hoax")
    radium.refresh_from_db()
    assert radium.is_deleted
    assert radium.stamp != stamp
    assert not Title.objects.filter(article=radium).exists()
    assert derived(radium) == [0, 0, 0]
    assert (deletion.key, deletion.redirects, deletion.reason, deletion.by) == (
        "radium",
        ["Element 88"],
        "A hoax",
        administrator,
    )


def test_the_log_says_who_deleted_what_and_why(radium: Article, administrator: User) -> None:
    moving.add_redirect("Element 88", radium, editor=administrator)
    deleting.delete(radium, by=administrator, reason="A hoax")
    act = Act.objects.filter(subject=radium.uid).latest("n")
    facts = json.loads(act.facts)
    assert (act.name, act.note, act.actor) == ("delete", "A hoax", administrator)
    assert (facts["title"], facts["redirects"]) == ("Radium", ["Element 88"])
    assert list(revisions.verify()) == []


def test_it_comes_back_as_it_was(radium: Article, administrator: User) -> None:
    moving.add_redirect("Element 88", radium, editor=administrator)
    content, counts, lead = radium.content(), derived(radium), radium.rendering.lead
    deleting.delete(radium, by=administrator, reason="A hoax")
    assert deleting.undelete(radium, by=administrator, reason="No hoax") == []
    back = Article.objects.get(pk=radium.pk)
    assert (back.is_deleted, back.content(), derived(back)) == (False, content, counts)
    assert back.rendering.lead == lead
    assert dict(Title.objects.filter(article=back).values_list("shown", "is_redirect")) == {
        "Radium": False,
        "Element 88": True,
    }
    assert not Deletion.objects.exists()
    assert list(revisions.verify()) == []


def test_a_redirect_that_leads_elsewhere_by_now_stays_there(
    radium: Article, administrator: User
) -> None:
    moving.add_redirect("Element 88", radium, editor=administrator)
    deleting.delete(radium, by=administrator, reason="A hoax")
    other = make_article("Radium compounds", "They glow.", administrator)
    moving.add_redirect("Element 88", other, editor=administrator)
    assert deleting.undelete(radium, by=administrator, reason="No hoax") == ["Element 88"]
    assert Title.objects.get(key="element 88").article == other
    assert list(revisions.verify()) == []


def test_another_article_of_the_title_is_to_be_moved_first(
    radium: Article, editor: User, administrator: User
) -> None:
    deleting.delete(radium, by=administrator, reason="A hoax")
    other = make_article("Radium", "Radium is written anew.", editor)
    with pytest.raises(TitleRefused, match="Move that one first"):
        deleting.undelete(radium, by=administrator, reason="No hoax")
    assert Deletion.objects.get().article == radium
    moving.move(other, "Radium, anew", editor=administrator, leave_redirect=False)
    deleting.undelete(radium, by=administrator, reason="No hoax")
    assert Title.objects.get(key="radium").article == radium
    assert list(revisions.verify()) == []


def test_links_to_it_turn_red_and_blue_again(radium: Article, administrator: User) -> None:
    moving.add_redirect("Ra", radium, editor=administrator)
    linking = make_article("Polonium", "See [[Radium]] and [[Ra]].", administrator)

    def red() -> int:
        return Article.objects.get(pk=linking.pk).rendering.lead.count('class="missing"')

    assert red() == 0
    deleting.delete(radium, by=administrator, reason="A hoax")
    assert red() == 2
    deleting.undelete(radium, by=administrator, reason="No hoax")
    assert red() == 0


def test_no_later_task_makes_a_deleted_article_anew(radium: Article, administrator: User) -> None:
    deleting.delete(radium, by=administrator, reason="A hoax")
    publishing.refresh(radium.pk)
    make_article("Polonium", "An element.", administrator)
    assert derived(radium) == [0, 0, 0]


@pytest.mark.parametrize("who", ["editor", "reviewer"])
def test_only_administrators_delete_and_bring_back(
    who: str, radium: Article, administrator: User, request: pytest.FixtureRequest
) -> None:
    person: User = request.getfixturevalue(who)
    with pytest.raises(NotAllowed):
        deleting.delete(radium, by=person, reason="A hoax")
    deleting.delete(radium, by=administrator, reason="A hoax")
    with pytest.raises(NotAllowed):
        deleting.undelete(radium, by=person, reason="No hoax")
    assert Deletion.objects.count() == 1


@pytest.mark.parametrize("reason", [" ", "x" * 501])
def test_a_deletion_has_a_reason(radium: Article, administrator: User, reason: str) -> None:
    with pytest.raises(EditRefused):
        deleting.delete(radium, by=administrator, reason=reason)
    assert not Deletion.objects.exists()


def test_what_is_done_already_is_refused(radium: Article, administrator: User) -> None:
    with pytest.raises(NothingChanged):
        deleting.undelete(radium, by=administrator, reason="So")
    deleting.delete(radium, by=administrator, reason="A hoax")
    with pytest.raises(NothingChanged):
        deleting.delete(radium, by=administrator, reason="A hoax")
    assert Deletion.objects.count() == 1


def test_what_readers_never_saw_is_rejected_not_deleted(
    editor: User, administrator: User, settings: Settings
) -> None:
    settings.DEFAULT_PROTECTION = "reviewed"
    unseen = editing.create("Radium", radium_proposal(), editor=editor).article
    assert unseen is not None
    with pytest.raises(EditRefused, match="Reject its edit"):
        deleting.delete(unseen, by=administrator, reason="A hoax")


def test_edits_that_wait_are_not_decided_on_and_come_back_with_it(
    radium: Article, editor: User, reviewer: User, administrator: User, settings: Settings
) -> None:
    settings.DEFAULT_PROTECTION = "reviewed"
    waiting = save(radium, propose(radium, RADIUM_TEXT + "\nIt decays."), editor)
    deleting.delete(radium, by=administrator, reason="A hoax")
    waiting.refresh_from_db()
    assert waiting.status == Status.PENDING
    with pytest.raises(NotAllowed, match="deleted"):
        reviewing.accept(waiting, reviewer=reviewer, seen=waiting.snapshot_hash)
    deleting.undelete(radium, by=administrator, reason="No hoax")
    radium.refresh_from_db()
    assert radium.pending == 1
    waiting.refresh_from_db()
    reviewing.accept(waiting, reviewer=reviewer, seen=waiting.snapshot_hash)
    radium.refresh_from_db()
    assert "It decays." in radium.text
    assert list(revisions.verify()) == []


def test_nobody_edits_or_moves_a_deleted_article(radium: Article, administrator: User) -> None:
    deleting.delete(radium, by=administrator, reason="A hoax")
    with pytest.raises(NotAllowed, match="deleted"):
        save(radium, propose(radium, "Anew."), administrator)
    with pytest.raises(NotAllowed, match="deleted"):
        moving.move(radium, "Ra", editor=administrator)
    with pytest.raises(NotAllowed, match="deleted"):
        moving.add_redirect("Ra", radium, editor=administrator)


def test_an_article_whose_text_is_hidden_does_not_come_back_with_it(
    radium: Article, administrator: User
) -> None:
    edit = radium.published_edit
    assert edit is not None
    deleting.delete(radium, by=administrator, reason="A hoax")
    hiding.hide(edit, ["text"], by=administrator, reason="Insults")
    with pytest.raises(EditRefused, match="hidden"):
        deleting.undelete(radium, by=administrator, reason="No hoax")
    hiding.show(edit, ["text"], by=administrator, reason="None")
    deleting.undelete(radium, by=administrator, reason="No hoax")
    assert Title.objects.filter(key="radium").exists()
