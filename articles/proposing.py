"""From a proposal to a recorded edit: checked and parsed before the lock, merged and kept in it.

What the operations of editing, drafting and reviewing have in common; no write begins here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from articles import markup, permissions, publishing
from articles.comparing import Merge, changed_parts, merge_contents
from articles.content import (
    ArticleContent,
    FieldValue,
    Infobox,
    InfoboxField,
    Proposal,
    SourceRecord,
    check_content,
    check_proposal,
    one_line,
)
from articles.errors import EditConflict, EditRefused, Sentence
from articles.models import (
    Article,
    Deed,
    Edit,
    EditAddress,
    EditPart,
    PublishedAs,
    Status,
    Trust,
)
from articles.revisions import About, ArticleSnapshot, Lineage, article_snapshots, record

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User

LONGEST_SUMMARY = 500


@dataclass(frozen=True)
class Prepared:
    """A proposal that keeps all limits.

    Attributes:
        proposed: digest of the content as it was sent, before it was merged.
        upon: the content that readers see, where it was read for a merge under the lock.
    """

    content: ArticleContent
    new_sources: Mapping[str, SourceRecord]
    proposed: str
    upon: ArticleContent | None = None

    @cached_property
    def parsed(self) -> markup.Parsed:
        """The content parsed, when this is first asked for: best before a lock is taken."""
        return markup.parse(self.content)

    def ready(self) -> Prepared:
        """Return the same, parsed."""
        _ = self.parsed
        return self


def prepare(proposal: Proposal, published: ArticleContent) -> Prepared:
    """Return the proposal as it is let in, this month on its new markers.

    Raises:
        ContentRefused: the content breaks a limit.
    """
    proposal = proposal.normalised()
    check_proposal(proposal)
    content = dated(proposal.content, published, f"{timezone.now():%Y-%m}")
    return Prepared(content, proposal.new_sources, content.digest()).ready()


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


def stored(edit: Edit) -> Prepared:
    """Return what the edit of an article proposes, as its revision keeps it (one query). It is
    parsed where readers still see its base; else its merge will be.

    Raises EditRefused: its text was erased.
    """
    snapshot = article_snapshots([edit]).get(edit.uid)
    if snapshot is None:
        raise EditRefused(Sentence("The text of this edit was erased, so it cannot be published."))
    content = snapshot.content
    prepared = Prepared(content, snapshot.new_sources, content.digest())
    is_moved = edit.article is not None and edit.article.published_edit_id != edit.base_id
    return prepared if is_moved else prepared.ready()


def about(
    editor: User, summary: str, submission: UUID | None = None, *, is_minor: bool = False
) -> About:
    """Return what is said of an edit. Raises EditRefused: the summary is too long."""
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


def submitted(said: About, title: str, prepared: Prepared) -> tuple[Edit | None, About]:
    """Return the edit that the same form made when it was sent before, and what to save it with.

    A form that comes back changed (after the browser's Back), or from somebody else, or for
    another article, is another edit, and gets an id of its own.
    """
    if said.submission is None:
        return None, said
    found = Edit.objects.select_related("article").filter(submission=said.submission).first()
    if found is None:
        return None, said
    is_same = found.editor_id == said.editor.pk if said.editor else False
    if is_same and found.title == title and found.proposal_hash == prepared.proposed:
        return found, said
    return None, replace(said, submission=None)


def published_ancestor(edit: Edit | None) -> Edit | None:
    """Return the published edit that an edit was made upon: itself where readers saw it."""
    while edit is not None and edit.published_at is None:
        edit = edit.base
    return edit


def rebased(article: Article, prepared: Prepared, base: Edit | None, editor: User) -> Prepared:
    """Return the proposal upon what readers see now: merged, where that is not its base any more.

    The article's lock is held.

    Raises:
        EditConflict: what was published meanwhile touches the same places; it carries the merge.
    """
    published, ancestor = article.published_edit, published_ancestor(base)
    if published is None or ancestor is None or ancestor.pk == published.pk:
        return prepared
    now = article.content()
    merge = merge_contents(shown_content(ancestor), prepared.content, now)
    if merge.clashes:
        raise EditConflict(_conflict_sentence(published, editor), published, merge)
    check_content(merge.content)
    return replace(joined(prepared, merge), upon=now)


def shown_content(edit: Edit | None) -> ArticleContent:
    """Return the content to merge upon: of the published edit, or of the last before it whose text
    is not hidden, so that no merge shows what is; nothing where there is none.
    """
    while edit is not None and edit.is_text_hidden:
        edit = edit.replaces
    return article_snapshots([edit])[edit.uid].content if edit else ArticleContent()


def joined(prepared: Prepared, merge: Merge) -> Prepared:
    """Return the proposal with the merged content, and those of its new sources that it names."""
    named = {entry.source for entry in merge.content.references}
    kept = {uid: one for uid, one in prepared.new_sources.items() if uid in named}
    return Prepared(merge.content, kept, prepared.proposed)


def record_edit(
    article: Article,
    prepared: Prepared,
    said: About,
    deed: Deed,
    lineage: Lineage,
    state: Status = Status.PENDING,
) -> Recorded:
    """Record the proposal as an edit of the article, and what it does to sourcing.

    The article's lock is held.
    """
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
    edit = record(
        article,
        snapshot,
        said,
        deed=deed,
        lineage=lineage,
        counts=document.counts,
        state=state,
    )
    before = prepared.upon
    if before is None:
        before = article.content() if article.published_edit_id else ArticleContent()
    edit.proposal_hash = prepared.proposed
    _keep_effect(edit, document, before, content)
    _keep_parts(edit, before, content)
    _keep_address(edit, said.editor)
    return Recorded(edit, prepared, new, document, around)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recorded edit, with all that publishing it takes."""

    edit: Edit
    prepared: Prepared
    new_sources: Mapping[str, SourceRecord]
    document: markup.Document
    around: publishing.Surroundings

    def publish(self, *, actor: User | None, published_as: PublishedAs | None = None) -> None:
        """Publish the edit. The article's lock is held."""
        publishing.publish(
            self.edit,
            self.prepared.content,
            self.new_sources,
            self.prepared.parsed,
            self.document,
            self.around,
            actor=actor,
            published_as=published_as,
        )


def reread(edit: Edit, prepared: Prepared) -> Recorded:
    """Return an edit that was recorded before, with all that publishing it takes today."""
    if edit.article is None:
        raise TypeError("reread() takes edits of articles")
    around = publishing.surroundings(prepared.content, prepared.new_sources)
    document = publishing.render(edit.article.title, prepared.parsed, around, prepared.new_sources)
    new = {uid: one for uid, one in prepared.new_sources.items() if uid not in around.sources}
    return Recorded(edit, prepared, new, document, around)


def _keep_effect(
    edit: Edit, document: markup.Document, before: ArticleContent, after: ArticleContent
) -> None:
    """Note what the edit does to the sourcing of what readers see, whose rows are still there."""
    article = edit.article
    if article is None:
        raise TypeError("only edits of articles have an effect on sourcing")
    cited_before = Counter(article.citations.values_list("key", flat=True))
    cited_after = Counter(one.key for one in document.citations)
    marked_before = Counter(article.markers.values_list("kind", "claim"))
    marked_after = Counter((one.kind, one.claim) for one in document.markers)
    marked_after += Counter((one.kind, "") for one in document.banners)
    kept = {entry.source for entry in after.references}
    edit.citations_added = (cited_after - cited_before).total()
    edit.citations_removed = (cited_before - cited_after).total()
    edit.references_dropped = sum(entry.source not in kept for entry in before.references)
    edit.markers_added = (marked_after - marked_before).total()
    edit.markers_cleared = (marked_before - marked_after).total()
    edit.removes_sources = bool(edit.citations_removed or edit.references_dropped)
    edit.is_by_newcomer = (
        edit.editor is not None
        and not Trust.objects.filter(account=edit.editor, accepted__gt=0).exists()
    )
    edit.save(update_fields=EFFECT)


EFFECT = (
    "proposal_hash",
    *("citations_added", "citations_removed", "references_dropped"),
    *("markers_added", "markers_cleared", "removes_sources", "is_by_newcomer"),
)


def _keep_parts(edit: Edit, before: ArticleContent, after: ArticleContent) -> None:
    EditPart.objects.bulk_create(
        EditPart(
            edit=edit,
            article=edit.article,
            part=part,
            deed=edit.deed,
            is_minor=edit.is_minor,
            removes_sources=edit.removes_sources,
        )
        for part in changed_parts(before, after)
    )


def _keep_address(edit: Edit, editor: User | None) -> None:
    """Keep from which address the edit came, where the site tells it."""
    address = getattr(editor, "address", "")
    if editor and permissions.as_digits(address):
        EditAddress.objects.create(edit=edit, account=editor, address=address, made_at=edit.made_at)


def _conflict_sentence(published: Edit, editor: User) -> Sentence:
    if published.editor_id == editor.pk:
        return Sentence(
            "You published an edit after you began this one. Nothing you typed is lost: choose "
            "for each place where both changed the same words."
        )
    return Sentence(
        "%(editor)s published an edit while you wrote. Nothing you typed is lost: choose for "
        "each place where both changed the same words.",
        editor=published.shown_editor,
    )
