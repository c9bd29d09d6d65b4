"""Editing: an article made or changed. Every text begins here."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction

from articles import permissions
from articles.content import ArticleContent, Proposal, normal_title, title_key
from articles.errors import NotAllowed, NothingChanged, Sentence, TitleTaken, UnknownBase
from articles.models import Article, Deed, Edit, Status, Title
from articles.proposing import (
    Prepared,
    about,
    prepare,
    rebased,
    record_edit,
    submitted,
)
from articles.revisions import About, Lineage

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User


def create(
    title: str,
    proposal: Proposal,
    *,
    editor: User,
    summary: str = "",
    submission: UUID | None = None,
    as_draft: bool = False,
) -> Edit:
    """Make a new article of this title and return its first edit: published if the editor may,
    else pending, or the editor's own draft.

    The same submission sent twice as it was is one edit.

    Raises (all are EditRefused):
        NotAllowed: the person may not make articles.
        TitleRefused: no article can have the title; TitleTaken: one has it already.
        ContentRefused: the content breaks a limit.
        NothingChanged: there is no text.
    """
    permissions.require_edit(None, editor)
    title = normal_title(title)
    said = about(editor, summary, submission)
    prepared = prepare(proposal, ArticleContent())
    permissions.require_sources(proposal, frozenset(), editor)
    permissions.require_categories(proposal, editor)
    if not prepared.content.text.strip():
        raise NothingChanged(Sentence("An article needs a text. Write its first sentence."), "text")
    try:
        with transaction.atomic():
            earlier, said = submitted(said, title, prepared)
            if earlier:
                return earlier
            permissions.require_edit(None, editor)
            if Title.objects.filter(key=title_key(title)).exists():
                raise TitleTaken(title)
            article = Article.objects.create(title=title, language=prepared.content.language)
            return _save(article, prepared, said, Deed.CREATE, Lineage(), as_draft=as_draft)
    except IntegrityError:
        earlier, said = submitted(said, title, prepared)
        if earlier:
            return earlier
        raise


def save_edit(
    article: Article,
    proposal: Proposal,
    *,
    base: Edit,
    editor: User,
    summary: str = "",
    is_minor: bool = False,
    submission: UUID | None = None,
    deed: Deed = Deed.EDIT,
    target: Edit | None = None,
    upon: Edit | None = None,
    as_draft: bool = False,
) -> Edit:
    """Record the proposal as an edit of the article and return it: published if the editor may,
    else pending, or the editor's own draft.

    Where another edit was published since the base, the two are merged first; only a draft stays
    upon its own base. A base that readers never saw is an own edit that this one takes up again:
    it is superseded. The same submission sent twice as it was is one edit.

    Args:
        upon: the published edit with which the proposal is merged already, its clashes settled;
            None where that is the base.

    Raises (all are EditRefused, so that the form comes back with all that was typed):
        NotAllowed: the person may not edit the article, or not take up this base.
        UnknownBase: the base is no edit of this article that the editor may see.
        EditConflict: what was published since the base touches the same places.
        NothingChanged: the content is the published one.
        ContentRefused: the content breaks a limit.
    """
    permissions.require_edit(article, editor)
    said = about(editor, summary, submission, is_minor=is_minor)
    published_content = article.content()
    prepared = prepare(proposal, published_content)
    permissions.require_sources(
        proposal, frozenset(entry.source for entry in published_content.references), editor
    )
    permissions.require_categories(proposal, editor)
    with transaction.atomic():
        # Without a join: after waiting, PostgreSQL reads anew the locked row alone.
        article = Article.objects.select_for_update(no_key=True).get(pk=article.pk)
        earlier, said = submitted(said, article.title, prepared)
        if earlier:
            return earlier
        permissions.require_edit(article, editor)
        base = _known(base, article, editor)
        continues = None if base.published_at else base
        if continues:
            _require_taking_up(continues, editor, as_draft=as_draft)
        _require_change(article, prepared)
        if upon is not None:
            upon = _published(upon, article, editor)
        stands_upon = upon or (base.base if continues else base)
        lineage = Lineage(base=stands_upon, continues=continues, target=target)
        if not as_draft:
            prepared = rebased(article, prepared, lineage.base, editor)
            _require_change(article, prepared)
            lineage = Lineage(article.published_edit, continues, target=target)
        if continues and continues.deed == Deed.CREATE:
            deed = Deed.CREATE
        return _save(article, prepared, said, deed, lineage, as_draft=as_draft)


def _known(base: Edit, article: Article, editor: User) -> Edit:
    """Return the base as it is now. Raises UnknownBase."""
    known = Edit.objects.select_related("article", "base").filter(pk=base.pk, article=article)
    found = known.first()
    if found is None or not permissions.may_see(found, editor):
        raise UnknownBase(
            Sentence("The revision that this edit began from is not one of this article.")
        )
    return found


def _published(upon: Edit, article: Article, editor: User) -> Edit:
    """Return the edit with which a proposal was merged, as it is now. Raises UnknownBase."""
    known = _known(upon, article, editor)
    if known.published_at is None:
        raise UnknownBase(Sentence("Readers never saw the revision that this was joined with."))
    return known


def _require_taking_up(continues: Edit, editor: User, *, as_draft: bool) -> None:
    permissions.require_change(continues, editor)
    if as_draft and continues.status != Status.DRAFT:
        raise NotAllowed(
            Sentence("This edit was sent for review already. Withdraw it to work on it alone.")
        )


def _require_change(article: Article, prepared: Prepared) -> None:
    published = article.published_edit
    if published and published.content_hash == prepared.content.digest():
        raise NothingChanged(
            Sentence("This is what readers already see, so there is nothing to publish.")
        )


def _save(
    article: Article,
    prepared: Prepared,
    said: About,
    deed: Deed,
    lineage: Lineage,
    *,
    as_draft: bool,
) -> Edit:
    """Record the edit, and publish it if the editor may. The article's lock is held."""
    state = Status.DRAFT if as_draft else Status.PENDING
    recorded = record_edit(article, prepared, said, deed, lineage, state)
    if as_draft and lineage.continues:
        recorded.edit.shown_to.set(lineage.continues.shown_to.all())
    if not as_draft and said.editor:
        published_as = permissions.publishes_as(article, said.editor)
        if published_as:
            recorded.publish(actor=said.editor, published_as=published_as)
    return recorded.edit
