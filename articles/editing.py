"""Editing: an article made, changed, or returned to an older revision. Every text begins here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from articles import markup, permissions, publishing
from articles.content import (
    ArticleContent,
    FieldValue,
    Infobox,
    InfoboxField,
    Proposal,
    SourceRecord,
    check_proposal,
    normal_title,
    one_line,
    title_key,
)
from articles.errors import (
    EditConflict,
    EditRefused,
    NothingChanged,
    Sentence,
    TitleTaken,
    UnknownBase,
)
from articles.models import Article, Deed, Edit, Title
from articles.revisions import About, ArticleSnapshot, article_snapshots, record

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User

LONGEST_SUMMARY = 500


def create(
    title: str,
    proposal: Proposal,
    *,
    editor: User,
    summary: str = "",
    submission: UUID | None = None,
) -> Edit:
    """Make a new article of this title and return its first edit, published if the editor may.

    The same submission sent twice as it was is one edit.

    Raises (all are EditRefused):
        NotAllowed: the person may not make articles.
        TitleRefused: no article can have the title; TitleTaken: one has it already.
        ContentRefused: the content breaks a limit.
        NothingChanged: there is no text.
    """
    permissions.require_edit(None, editor)
    title = normal_title(title)
    about = _about(editor, summary, submission, is_minor=False)
    prepared = _prepare(proposal, ArticleContent())
    if not prepared.content.text.strip():
        raise NothingChanged(Sentence("An article needs a text. Write its first sentence."), "text")
    try:
        with transaction.atomic():
            earlier, about = _submitted(about, title, prepared.content)
            if earlier:
                return earlier
            if Title.objects.filter(key=title_key(title)).exists():
                raise TitleTaken(title)
            article = Article.objects.create(title=title, language=prepared.content.language)
            return _record(article, prepared, about, Deed.CREATE, base=None)
    except IntegrityError:
        earlier, about = _submitted(about, title, prepared.content)
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
) -> Edit:
    """Record the proposal as an edit of the article, publish it if the editor may, and return it.

    The same submission sent twice as it was is one edit.

    Raises (all are EditRefused, so that the form comes back with all that was typed):
        NotAllowed: the person may not edit the article.
        UnknownBase: the base is no edit of this article that the editor may see.
        EditConflict: another edit was published since the base.
        NothingChanged: the content is the published one.
        ContentRefused: the content breaks a limit.
    """
    permissions.require_edit(article, editor)
    about = _about(editor, summary, submission, is_minor=is_minor)
    prepared = _prepare(proposal, article.content())
    with transaction.atomic():
        # Without a join: after waiting, PostgreSQL reads anew the locked row alone.
        article = Article.objects.select_for_update(no_key=True).get(pk=article.pk)
        earlier, about = _submitted(about, article.title, prepared.content)
        if earlier:
            return earlier
        permissions.require_edit(article, editor)
        _require_base(article, base, editor)
        published = article.published_edit
        if published and published.content_hash == prepared.content.digest():
            raise NothingChanged(
                Sentence("This is what readers already see, so there is nothing to publish.")
            )
        return _record(article, prepared, about, deed, base=base)


def revert(
    article: Article,
    to: Edit,
    *,
    editor: User,
    summary: str = "",
    submission: UUID | None = None,
) -> Edit:
    """Return the article to an older revision: an ordinary edit with that revision's content.

    Keys and sources come back; their records are today's. Raises as `save_edit`.
    """
    if to.article_id != article.pk or not permissions.may_see(to, editor):
        raise UnknownBase(Sentence("There is no such revision of this article."))
    if article.published_edit is None:
        raise NothingChanged(Sentence("This article has no published revision to replace."))
    snapshot = article_snapshots([to])[to.uid]
    return save_edit(
        article,
        Proposal(snapshot.content, snapshot.new_sources),
        base=article.published_edit,
        editor=editor,
        summary=summary,
        submission=submission,
        deed=Deed.REVERT,
    )


@dataclass(frozen=True, slots=True)
class Prepared:
    """A proposal that keeps all limits, parsed before any lock is taken."""

    content: ArticleContent
    new_sources: Mapping[str, SourceRecord]
    parsed: markup.Parsed


def _prepare(proposal: Proposal, published: ArticleContent) -> Prepared:
    proposal = proposal.normalised()
    check_proposal(proposal)
    content = dated(proposal.content, published, f"{timezone.now():%Y-%m}")
    return Prepared(content, proposal.new_sources, markup.parse(content))


def dated(content: ArticleContent, base: ArticleContent, month: str) -> ArticleContent:
    """Return the content with a month on every marker: the base's where it had that marker."""
    before = "\n".join(one.text for row in base.infobox.fields for one in row.values)

    def value(one: FieldValue) -> FieldValue:
        return FieldValue(markup.date_markers(one.text, before, month), one.rank)

    rows = tuple(
        InfoboxField(row.name, row.label, tuple(map(value, row.values)))
        for row in content.infobox.fields
    )
    return replace(
        content,
        text=markup.date_markers(content.text, base.text, month),
        infobox=Infobox(content.infobox.kind, rows),
    )


def _about(editor: User, summary: str, submission: UUID | None, *, is_minor: bool) -> About:
    summary = one_line(summary)
    if len(summary) > LONGEST_SUMMARY:
        raise EditRefused(
            Sentence(
                "This summary is %(size)d characters long; %(most)d is the most. Shorten it.",
                size=len(summary),
                most=LONGEST_SUMMARY,
            ),
            "summary",
        )
    return About(editor=editor, summary=summary, is_minor=is_minor, submission=submission)


def _submitted(about: About, title: str, content: ArticleContent) -> tuple[Edit | None, About]:
    """Return the edit that the same form made when it was sent before, and what to save it with.

    A form that comes back changed (after the browser's Back), or from somebody else, or for
    another article, is another edit, and gets an id of its own.
    """
    if about.submission is None:
        return None, about
    found = Edit.objects.select_related("article").filter(submission=about.submission).first()
    if found is None:
        return None, about
    is_same = found.editor_id == about.editor.pk if about.editor else False
    if is_same and found.title == title and found.content_hash == content.digest():
        return found, about
    return None, replace(about, submission=None)


def _require_base(article: Article, base: Edit, editor: User) -> None:
    if base.article_id != article.pk or not permissions.may_see(base, editor):
        raise UnknownBase(
            Sentence("The revision that this edit began from is not one of this article.")
        )
    published = article.published_edit
    if published and published.pk != base.pk:
        if published.editor_id == editor.pk:
            raise EditConflict(
                Sentence(
                    "You published an edit after you opened this form. Nothing you typed is lost: "
                    "look at what differs, and publish your text again."
                ),
                published,
            )
        raise EditConflict(
            Sentence(
                "%(editor)s published an edit while you wrote. Nothing you typed is lost: "
                "look at what differs, and publish your text again.",
                editor=published.shown_editor,
            ),
            published,
        )


def _record(
    article: Article, prepared: Prepared, about: About, deed: Deed, *, base: Edit | None
) -> Edit:
    """Record the edit, and publish it if the editor may. The article's lock is held."""
    content = prepared.content
    around = publishing.surroundings(content, prepared.new_sources)
    document = publishing.render(article.title, prepared.parsed, around, prepared.new_sources)
    new = {uid: one for uid, one in prepared.new_sources.items() if uid not in around.sources}
    snapshot = ArticleSnapshot(
        title=article.title,
        content=content,
        sources={
            uid: source.published_edit.number
            for uid, source in around.sources.items()
            if source.published_edit
        },
        new_sources=new,
        infobox_kind=around.kind.last_number if around.kind else 0,
    )
    edit = record(article, snapshot, about, deed=deed, base=base, counts=document.counts)
    if about.editor and permissions.may_publish(article, about.editor):
        publishing.publish(
            edit, content, new, prepared.parsed, document, around, actor=about.editor
        )
    return edit
