"""Drafting: an own draft shown to others, brought up to date, sent for review, or taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q

from articles import permissions
from articles.content import Proposal, one_line, plain_text
from articles.errors import EditRefused, NotAllowed, NothingChanged, Sentence
from articles.models import Article, Deed, Edit, Status
from articles.proposing import about, rebased, record_edit, stored
from articles.revisions import Lineage, decide

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User

MOST_READERS = 20
LONGEST_NOTE = 2000


def send(draft: Edit, *, editor: User) -> Edit:
    """Send an own draft for review, upon what readers see now, and return the edit that waits:
    the draft itself, or its merge; published at once if the editor may.

    Raises (all are EditRefused):
        NotAllowed: it is not a draft of the editor's, or the article is closed to the editor, or
            the editor is kept from bringing the sources in it.
        EditConflict: what was published meanwhile touches the same places.
        NothingChanged: readers see the same by now.
    """
    _require_draft(draft, editor)
    prepared = stored(draft)
    with transaction.atomic():
        article, draft = locked(draft)
        _require_draft(draft, editor)
        permissions.require_edit(article, editor)
        now = rebased(article, prepared, draft.base, editor)
        published = article.published_edit
        if published and published.content_hash == now.content.digest():
            raise NothingChanged(
                Sentence("This is what readers already see, so there is nothing to publish.")
            )
        proposal = Proposal(now.content, now.new_sources)
        permissions.require_sources(proposal, _cited(article), editor)
        permissions.require_categories(proposal, editor)
        said = about(editor, draft.summary, is_minor=draft.is_minor)
        lineage = Lineage(base=published, continues=draft)
        deed = Deed(draft.deed)
        recorded = record_edit(article, now, said, deed, lineage)
        if published_as := permissions.publishes_as(article, editor):
            recorded.publish(actor=editor, published_as=published_as)
        return recorded.edit


def bring_up_to_date(draft: Edit, *, editor: User) -> Edit:
    """Merge an own draft with what readers see now, and return the new draft.

    Raises (all are EditRefused): as `send`; NothingChanged where it is up to date.
    """
    _require_draft(draft, editor)
    prepared = stored(draft)
    with transaction.atomic():
        article, draft = locked(draft)
        _require_draft(draft, editor)
        permissions.require_edit(article, editor)
        published = article.published_edit
        if published is None or published.pk == draft.base_id:
            raise NothingChanged(Sentence("Your draft is up to date with the published text."))
        now = rebased(article, prepared, draft.base, editor)
        said = about(editor, draft.summary, is_minor=draft.is_minor)
        lineage = Lineage(base=published, continues=draft)
        recorded = record_edit(article, now, said, Deed(draft.deed), lineage, Status.DRAFT)
        recorded.edit.shown_to.set(draft.shown_to.all())
        return recorded.edit


def show_to(draft: Edit, names: Sequence[str], *, editor: User) -> None:
    """Let these people, by name, and nobody else, read an own draft at its address.

    Raises (both are EditRefused):
        NotAllowed: it is not a draft of the editor's, or the editor is blocked.
        EditRefused: nobody has one of the names, or they are too many.
    """
    permissions.require_unblocked(editor)
    _require_draft(draft, editor)
    people = _people(names, draft)
    with transaction.atomic():
        _article, draft = locked(draft)
        permissions.require_unblocked(editor)
        _require_draft(draft, editor)
        draft.shown_to.set(people)


def withdraw(edit: Edit, *, editor: User, note: str = "") -> Edit:
    """Take back an own edit on which nobody decided. It stays in My edits.

    Raises NotAllowed: it is not the editor's, or decided on.
    """
    permissions.require_change(edit, editor)
    with transaction.atomic():
        _article, edit = locked(edit)
        permissions.require_change(edit, editor)
        decide(edit, "withdraw", actor=editor, to=Status.WITHDRAWN, note=checked_note(note))
    return edit


def locked(edit: Edit) -> tuple[Article, Edit]:
    """Lock the article of the edit, and return both as they are now."""
    article = Article.objects.select_for_update(no_key=True).get(edits=edit.pk)
    edit = Edit.objects.select_related("editor", "base").get(pk=edit.pk)
    edit.article = article
    return article, edit


def checked_note(note: str, *, required: bool = False) -> str:
    """Return a note as it is kept. Raises EditRefused: it is too long, or asked for and empty."""
    note = plain_text(note).strip()
    if len(note) > LONGEST_NOTE:
        raise EditRefused(
            Sentence(
                "This note is %(size)d characters long; %(most)d is the most. Shorten it.",
                size=len(note),
                most=LONGEST_NOTE,
            ),
            "note",
        )
    if required and not note:
        raise EditRefused(Sentence("Say why, in a sentence: its editor reads it."), "note")
    return note


def _cited(article: Article) -> frozenset[str]:
    """Return the uids of the sources that the article has now."""
    return frozenset(article.references.values_list("source__uid", flat=True))


def _require_draft(draft: Edit, editor: User) -> None:
    permissions.require_change(draft, editor)
    if draft.status != Status.DRAFT:
        raise NotAllowed(Sentence("This edit is no draft any more. Look it up in My edits."))
    if draft.is_text_hidden:
        raise NotAllowed(Sentence("An administrator hid the text of this draft."))


def _people(names: Sequence[str], draft: Edit) -> list[User]:
    """Return the accounts of these names. A hidden name finds nobody to whom it is not shown yet,
    as if there were no such account.
    """
    wanted = list(dict.fromkeys(filter(None, map(one_line, names))))
    if len(wanted) > MOST_READERS:
        raise EditRefused(
            Sentence("A draft can be shown to at most %(most)d people.", most=MOST_READERS),
            "names",
        )
    known = Q(is_name_hidden=False) | Q(pk__in=draft.shown_to.values("pk"))
    accounts = get_user_model()._default_manager.filter(known, is_active=True)
    found = []
    for name in wanted:
        account = accounts.filter(username__iexact=name).first()
        if account is None:
            raise EditRefused(
                Sentence(
                    "Nobody here is called “%(name)s”. Check how it is written.", name=name[:100]
                ),
                "names",
            )
        found.append(account)
    return found
