"""Somebody with an account who means ill: forged fields, and what was hidden or stopped since."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from articles import blocking, drafting, editing, hiding, reviewing
from articles.content import ArticleContent, Proposal
from articles.errors import EditRefused, NotAllowed
from articles.models import Article, Edit, Source, Status
from encyclopedia.accounts.models import User
from tests.people_and_articles import make_article, propose, radium_proposal, save

pytestmark = pytest.mark.django_db

SECRET = "Qxsecret words."
BEFORE = "First.\n\nSecond.\n\nThird."
MINE = "First.\n\nOther.\n\nThird, changed."


@pytest.fixture
def article(reviewer: User, settings: Settings) -> Article:
    """An article of which readers saw the secret once; another edit stands in its place now."""
    settings.DEFAULT_PROTECTION = "reviewed"
    return make_article("Radium", BEFORE, reviewer)


@pytest.fixture
def secret(article: Article, reviewer: User) -> Edit:
    return save(article, propose(article, f"First.\n\n{SECRET}\n\nThird."), reviewer)


@pytest.fixture
def begun(article: Article, secret: Edit, editor: User, reviewer: User) -> list[Edit]:
    """A pending edit, a draft and a rejected edit, each begun from the secret."""
    pending = save(article, propose(article, MINE), editor)
    draft = editing.save_edit(
        article, propose(article, f"{MINE}\n\nDraft."), base=secret, editor=editor, as_draft=True
    )
    rejected = save(article, propose(article, f"{MINE}\n\nRejected."), editor)
    reviewing.reject(
        rejected, reviewer=reviewer, seen=rejected.snapshot_hash, note="This is not so."
    )
    save(article, propose(article, BEFORE), reviewer)
    return [pending, draft, rejected]


def signed_in(person: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(person, backend="encyclopedia.accounts.backend.AccountBackend")
    return client


@pytest.mark.parametrize("deed", [hiding.hide, hiding.erase])
def test_no_page_of_an_edit_tells_the_hidden_text_that_it_was_made_from(
    deed: Callable[..., Edit],
    article: Article,
    secret: Edit,
    begun: list[Edit],
    editor: User,
    reviewer: User,
    administrator: User,
) -> None:
    deed(secret, ["text"], by=administrator, reason="A private address")
    told = []
    for person in (editor, reviewer):
        client = signed_in(person)
        for edit in begun:
            for path, form in _askings(article, edit, secret):
                response = _asked(client, path, form)
                if response.status_code >= 500 or SECRET in response.content.decode():
                    told.append((person.username, edit.status, path, form, response.status_code))
    assert told == []


def _askings(
    article: Article, edit: Edit, secret: Edit
) -> Iterator[tuple[str, dict[str, str] | None]]:
    """Yield every page that joins or compares the edit with its base, and every form of it."""
    article.refresh_from_db()
    assert article.published_edit
    now, text = article.published_edit.uid, f"{MINE} Again."
    words = {"text": text, "language": "en", "base": edit.uid, "continue": edit.uid}
    review, draft, form = f"/review/{edit.uid}", f"/drafts/{edit.uid}/", "/edit/Radium"
    for path in (review, f"{review}/correct", f"{review}/settle", f"/revision/{edit.uid}", draft):
        yield path, None
    yield f"{form}?continue={edit.uid}", None
    yield f"/diff/{now}...{edit.uid}", None
    yield f"/diff/{secret.uid}...{edit.uid}", None
    for uid in (secret.uid, now):
        yield f"{review}/correct", {"upon": uid, "text": "x", "do": "changes"}
        yield f"{review}/correct", {"upon": uid}
        yield f"{review}/settle", {"seen": uid}
        yield form, {**words, "do": "save", "seen": uid}
        yield draft, {"do": "send", "seen": uid}
    for do in ("save", "changes", "preview"):
        yield form, {**words, "do": do}
        yield form, {**words, "base": secret.uid, "do": do}
    for do in ("send", "update"):
        yield draft, {"do": do}


def _asked(client: Client, path: str, form: dict[str, str] | None) -> HttpResponse:
    """Ask, and undo what came of it."""
    with transaction.atomic():
        response = client.get(path) if form is None else client.post(path, form)
        transaction.set_rollback(True)
    return cast("HttpResponse", response)


def test_a_hidden_text_that_waits_is_not_published(
    article: Article, editor: User, reviewer: User, administrator: User
) -> None:
    pending = save(article, propose(article, SECRET), editor)
    draft = editing.save_edit(
        article,
        propose(article, f"{SECRET} More."),
        base=pending.base or pending,
        editor=editor,
        as_draft=True,
    )
    for edit in (pending, draft):
        hiding.hide(edit, ["text"], by=administrator, reason="A private address")
        edit.refresh_from_db()
    seen = pending.snapshot_hash
    with pytest.raises(EditRefused, match="hidden"):
        reviewing.accept(pending, reviewer=reviewer, seen=seen)
    with pytest.raises(EditRefused, match="hidden"):
        reviewing.settle(
            pending,
            propose(article, "Settled."),
            base=pending.base or pending,
            reviewer=reviewer,
            seen=seen,
        )
    with pytest.raises(NotAllowed, match="hid"):
        drafting.send(draft, editor=editor)
    reviewing.reject(pending, reviewer=reviewer, seen=seen, note="It holds an address.")
    assert Edit.objects.get(pk=pending.pk).status == Status.REJECTED


def test_who_is_kept_from_bringing_sources_cannot_send_them_in_a_draft(
    article: Article, editor: User, administrator: User
) -> None:
    assert article.published_edit
    draft = editing.save_edit(
        article, radium_proposal(), base=article.published_edit, editor=editor, as_draft=True
    )
    blocking.block(by=administrator, account=editor, no_sources=True, reason="Advertising")
    with pytest.raises(NotAllowed, match="sources"):
        drafting.send(draft, editor=editor)


def test_who_is_kept_from_a_category_puts_nothing_into_it(
    article: Article, editor: User, administrator: User
) -> None:
    assert article.published_edit
    elements = Proposal(ArticleContent(text=MINE, categories=("Elements",)))
    base = article.published_edit
    draft = editing.save_edit(article, elements, base=base, editor=editor, as_draft=True)
    blocking.block(by=administrator, account=editor, category="elements", reason="An edit war")
    ways: tuple[Callable[[], Edit], ...] = (
        lambda: editing.create("Polonium", elements, editor=editor),
        lambda: editing.save_edit(article, elements, base=base, editor=editor),
        lambda: drafting.send(draft, editor=editor),
    )
    for way in ways:
        with pytest.raises(NotAllowed, match="edit war"):
            way()
    assert editing.create("Polonium", Proposal(ArticleContent(text=MINE)), editor=editor)


def test_a_source_does_not_name_the_hidden_editor_of_the_edit_that_made_it(
    reviewer: User, administrator: User, client: Client
) -> None:
    edit = editing.create("Radium", radium_proposal(), editor=reviewer)
    source = Source.objects.get(references__article=edit.article)
    assert reviewer.username in client.get(source.get_absolute_url()).content.decode()
    hiding.hide(edit, ["editor"], by=administrator, reason="A private name")
    for page in (
        source.get_absolute_url(),
        *(one.get_absolute_url() for one in source.edits.all()),
    ):
        assert reviewer.username not in client.get(page).content.decode()
    assert f"/revision/{edit.uid}" not in client.get("/log/?person=Irène").content.decode()
    hiding.show(edit, ["editor"], by=administrator, reason="It was known")
    assert reviewer.username in client.get(source.get_absolute_url()).content.decode()


def test_a_draft_is_shown_to_nobody_by_a_hidden_name_nor_by_signs_no_name_has(
    article: Article, editor: User, reviewer: User
) -> None:
    draft = editing.create("Polonium", propose(article, MINE), editor=editor, as_draft=True)
    refusals = []
    for name in ("Nobody", reviewer.username):
        User.objects.filter(pk=reviewer.pk).update(is_name_hidden=True)
        with pytest.raises(EditRefused) as refused:
            drafting.show_to(draft, [name], editor=editor)
        refusals.append(str(refused.value).replace(f"“{name}”", ""))
    assert refusals[0] == refusals[1]
    with pytest.raises(EditRefused):
        drafting.show_to(draft, ["Nob\0ody"], editor=editor)
    User.objects.filter(pk=reviewer.pk).update(is_name_hidden=False)
    drafting.show_to(draft, [f" {reviewer.username}\0"], editor=editor)
    assert draft.shown_to.get() == reviewer


@pytest.mark.parametrize("do", ["send", "send:", "send:x", "update", "update:x"])
def test_drafts_are_counted_among_first_edits_whatever_their_button_says(
    do: str, article: Article, editor: User, settings: Settings
) -> None:
    settings.RATE_LIMITS = {"first_edits": {"account": (1, 3600)}}
    client = signed_in(editor)
    assert article.published_edit
    form = {"text": MINE, "language": "en", "do": "draft", "base": article.published_edit.uid}
    assert client.post("/edit/Radium", form).status_code == 302
    draft = Edit.objects.get(status=Status.DRAFT)
    assert client.post(f"/drafts/{draft.uid}/", {"do": do}).status_code == 429
