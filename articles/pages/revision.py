"""The permalink: a revision as it read then, with the sources as their records were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from articles import markup, permissions
from articles.content import ArticleContent, SourceRecord, title_key
from articles.models import Article, Edit, InfoboxKind, Status, Title
from articles.models.articles import address
from articles.pages.body import ArticleBody, rendered_body
from articles.pages.decisions import Decision, decisions_on
from articles.pages.effects import difference_address
from articles.pages.managing import manage_links_of_edit
from articles.pages.moments import day_of, time_of
from articles.pages.own import ways_on
from articles.pages.parts import Link, Notice
from articles.pages.standing import ASK_FOR_A_SOURCE, Standing, standing_of
from articles.revisions import ArticleSnapshot, article_snapshots, records_at

if TYPE_CHECKING:
    from articles.permissions import Reader


@dataclass(frozen=True, slots=True)
class RevisionPage:
    """An article as one revision has it.

    Attributes:
        shown: the article as it was then, under its title of then.
        address, history_address, edit_address: of the article today, for one edits only
            that; empty where readers see none.
        notices: which revision this is, and the ways on from it.
        permalink: address of this revision.
        day, editor: when readers first saw it, and whose it is.
        standing: what is said of its sources and its review; None where readers never saw it.
        decisions: what was decided on it, in order.
    """

    shown: ArticleBody
    address: str
    history_address: str
    edit_address: str
    notices: tuple[Notice, ...]
    permalink: str
    day: str
    editor: str
    standing: Standing | None
    decisions: tuple[Decision, ...]


def find_revision(uid: str, reader: Reader) -> Edit | None:
    """Return the edit of an article or source, if the reader may see it (one query)."""
    edits = Edit.objects.filter(infobox_kind=None).select_related(
        *("editor", "reviewed_by", "article__published_edit", "source__merged_into"),
        *("replaces", "replaced_by", "base"),
    )
    return permissions.visible_edits(edits.defer("article__text"), reader).filter(uid=uid).first()


def revision_page(edit: Edit, reader: Reader) -> RevisionPage:
    """Return the page of a revision that `find_revision` found (at most six queries; for who is
    signed in about six more, for what they may do with it).

    The infobox has today's shape of its kind.
    """
    article = edit.article
    if article is None:
        raise TypeError("revision_page() takes edits of articles")
    is_seen = article.published_edit is not None and not article.is_deleted
    snapshot = article_snapshots([edit])[edit.uid]
    content = snapshot.content
    parsed = markup.parse(content)
    keys = {title_key(link) for link in parsed.links}
    kind = _kind_of(content)
    document = markup.render(
        parsed,
        sources=records_of(snapshot),
        existing=set(Title.objects.filter(key__in=keys).values_list("key", flat=True)),
        kind=kind,
    )
    return RevisionPage(
        shown=rendered_body(snapshot.title, content, document, kind.label),
        address=address("article", article.title) if is_seen else "",
        history_address=address("history", article.title) if is_seen else "",
        edit_address="",
        notices=(_banner(edit, article, reader),),
        permalink=edit.get_absolute_url(),
        day=day_of(time_of(edit)),
        editor=edit.shown_editor,
        standing=_standing(edit, document) if edit.published_at else None,
        decisions=decisions_on(edit),
    )


def _standing(edit: Edit, document: markup.Document) -> Standing:
    counts = document.counts
    asking = sum(marker.kind == ASK_FOR_A_SOURCE for marker in document.markers)
    return standing_of(
        edit, citations=counts.citations, markers=counts.markers, needs_source=asking
    )


def records_of(snapshot: ArticleSnapshot) -> dict[str, SourceRecord]:
    """Return the records of the revision's sources as they were then (at most one query)."""
    found = records_at({uid: [number] for uid, number in snapshot.sources.items()})
    return {**{uid: one for (uid, _), one in found.items()}, **snapshot.new_sources}


def _kind_of(content: ArticleContent) -> markup.KindShape:
    if not content.infobox.kind:
        return markup.KindShape()
    kinds = InfoboxKind.objects.prefetch_related("fields").filter(name=content.infobox.kind)
    kind = kinds.first()
    return kind.shape() if kind else markup.KindShape()


def _banner(edit: Edit, article: Article, reader: Reader) -> Notice:
    """Return what stands above an old revision: whose it is, and the ways on from it."""
    about: Mapping[str, str] = {
        "day": day_of(time_of(edit)),
        "editor": edit.shown_editor,
        "by": edit.shown_editor.rstrip("."),  # "by Mina K." ends its sentence, too
    }
    published = article.published_edit
    if published and published.pk == edit.pk:
        words = _(
            "You are reading the revision of %(day)s by %(by)s. It is the one readers see now."
        )
    elif edit.published_at:
        words = _("You are reading the revision of %(day)s by %(by)s. Readers now see a newer one.")
    else:
        return _unseen(edit, article, reader, about)
    kind, icon = ("no", "refused") if edit.is_text_hidden else ("plain", "history")
    if edit.is_text_hidden:
        words = _("The text of this revision is hidden: only administrators see this page.")
    return Notice(kind, icon, words % about, tuple(_ways_on(edit, article, reader)))


_UNSEEN = {
    Status.DRAFT: gettext_noop("This is a draft by %(by)s. Readers do not see it."),
    Status.PENDING: gettext_noop("This is a pending edit by %(by)s. Readers do not see it."),
    Status.CHANGES_ASKED: gettext_noop(
        "This is an edit by %(editor)s for which changes were asked. Readers do not see it."
    ),
    Status.REJECTED: gettext_noop("This edit by %(editor)s was rejected. Readers do not see it."),
    Status.WITHDRAWN: gettext_noop("%(editor)s withdrew this edit. Readers do not see it."),
    Status.SUPERSEDED: gettext_noop(
        "%(editor)s changed this edit since; this is what it was. Readers do not see it."
    ),
    Status.MERGED: gettext_noop(
        "This edit by %(editor)s was accepted, and joined with what was published meanwhile."
    ),
}


def _unseen(edit: Edit, article: Article, reader: Reader, about: Mapping[str, str]) -> Notice:
    """Return what stands above an edit that readers do not see, and what one can do with it."""
    kind, icon = ("ask", "talk") if edit.status == Status.CHANGES_ASKED else ("wait", "history")
    links: list[Link] = []
    if reader.is_authenticated and edit.editor_id == reader.pk:
        links += ways_on(edit)
    if edit.status == Status.PENDING and permissions.may_review(edit, reader):
        links.append(Link(_("Review"), reverse("articles:review_edit", args=[edit.uid])))
    if edit.base:
        links.append(Link(_("What it changes"), difference_address(edit.base.uid, edit.uid)))
    if merged := edit.merged_as.filter(status=Status.PUBLISHED).first():
        links.append(Link(_("What readers saw of it"), merged.get_absolute_url()))
    if article.published_edit and not article.is_deleted:
        links.append(Link(_("Today's article"), article.get_absolute_url()))
    links += manage_links_of_edit(edit, reader)
    return Notice(kind, icon, _(_UNSEEN[Status(edit.status)]) % about, tuple(links))


def _ways_on(edit: Edit, article: Article, reader: Reader) -> list[Link]:
    links = []
    published = article.published_edit
    newer: Edit | None = getattr(edit, "replaced_by", None)
    sees_hidden = permissions.is_administrator(reader)
    older = edit.replaces if edit.replaces and _is_shown(edit.replaces, sees_hidden) else None
    if older:
        links.append(Link(_("Older"), older.get_absolute_url(), "older"))
    if newer and _is_shown(newer, sees_hidden):
        links.append(Link(_("Newer"), newer.get_absolute_url(), "newer"))
    if older:
        links.append(Link(_("What it changed"), difference_address(older.uid, edit.uid)))
    if older and not older.is_text_hidden and permissions.may_edit(article, reader):
        to_undo = reverse("articles:undo", args=[edit.uid])
        links.append(Link(_("Undo this edit"), to_undo, "undo"))
    if published and published.pk != edit.pk:
        today = difference_address(edit.uid, published.uid)
        links.append(Link(_("Compare with today"), today))
        links.append(Link(_("Today's article"), article.get_absolute_url()))
        if permissions.may_edit(article, reader) and not edit.is_text_hidden:
            to_revert = reverse("articles:revert", args=[edit.uid])
            links.append(Link(_("Return to this revision"), to_revert, "undo"))
    return [*links, *manage_links_of_edit(edit, reader)]


def _is_shown(edit: Edit, sees_hidden: bool) -> bool:
    return sees_hidden or not edit.is_text_hidden
