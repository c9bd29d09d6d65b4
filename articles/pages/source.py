"""The page of a source: its record, what cites it, and its history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles import permissions
from articles.citing import SCHEMES, date_words, names_text, printed_html, web_address
from articles.comparing import record_label
from articles.content import SourceRecord, is_uid
from articles.models import Article, Citation, Reference, Source
from articles.pages.listed import TitleList, title_list
from articles.pages.moments import Made, made
from articles.pages.stored import stored_html

if TYPE_CHECKING:
    from articles.permissions import Reader

REVISIONS = 50
"""Newest revisions of the record that its page lists."""

_TEXTS = (
    *("container_title", "collection_title", "edition", "volume", "issue", "page", "number"),
    *("genre", "medium", "event_title", "publisher", "publisher_place"),
)
_DATES = ("issued", "original_date")


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a record. `href` is empty where the text leads nowhere."""

    label: str
    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A state of the source in a word. `kind` and `icon` as the badge part takes them."""

    text: str
    kind: str
    icon: str


@dataclass(frozen=True, slots=True)
class RecordRevision:
    """One revision of the record. `deed` says what it did in a word."""

    made: Made
    deed: str


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A source, or one of its old revisions.

    Attributes:
        title: what the work is called.
        printed: its reference as articles print it, HTML.
        cited_in: articles that have it among their references, with the number of citations.
        revisions: of the record, the newest first.
    """

    uid: str
    address: str
    title: str
    printed: SafeString
    chips: tuple[Chip, ...]
    facts: tuple[Fact, ...]
    cited_in: TitleList
    revisions: tuple[RecordRevision, ...]


def find_source(uid: str) -> Source | None:
    """Return the source of this uid, with the one it is merged into (one query)."""
    if not is_uid(uid):
        return None
    return Source.objects.select_related("merged_into").filter(uid=uid).first()


def source_page(source: Source, reader: Reader, after: str = "", before: str = "") -> SourcePage:
    """Return the page of a source that is not merged into another (two queries)."""
    record = source.record
    return SourcePage(
        uid=source.uid,
        address=source.get_absolute_url(),
        title=name_of(record) or source.uid,
        printed=stored_html(printed_html(record)),
        chips=tuple(chips(record)),
        facts=tuple(facts(record)),
        cited_in=title_list(_citing(source, reader), after, before),
        revisions=_revisions(source, reader),
    )


def name_of(record: SourceRecord) -> str:
    """Return what the work is called, as briefly as it can be told."""
    return record.title or record.container_title or record.url


def chips(record: SourceRecord) -> Iterator[Chip]:
    """Yield what a reader must know of the address before following it."""
    if record.archive_url or record.archived:
        yield Chip(_("Archived"), "yes", "archive")
    match record.status:
        case "live":
            yield Chip(_("Live"), "yes", "check")
        case "dead":
            yield Chip(_("Dead"), "no", "broken")
        case "unfit" | "usurped":
            yield Chip(_("Not to be visited"), "no", "broken")
        case "deviated":
            yield Chip(_("Reads otherwise now"), "wait", "needs")


def facts(record: SourceRecord) -> Iterator[Fact]:
    """Yield the lines of the record that say something, in the order of a title page."""
    yield Fact(_("Type"), record.type.replace("-", " ").replace("_", " ").capitalize())
    for role in ("author", "editor", "translator"):
        if people := names_text(getattr(record, role)):
            yield Fact(_(record_label(role)), people)
    for name in ("title", *_TEXTS):
        if text := getattr(record, name):
            yield Fact(_(record_label(name)), text)
    for name in _DATES:
        if text := getattr(record, name):
            yield Fact(_(record_label(name)), date_words(text))
    for scheme in SCHEMES:
        if text := getattr(record, scheme.name):
            yield Fact(_(record_label(scheme.name)), text, scheme.link(text))
    yield from _addresses(record)
    for name, text in record.custom:
        yield Fact(record_label(name), text)


def _addresses(record: SourceRecord) -> Iterator[Fact]:
    is_unfit = record.status in {"unfit", "usurped"}
    if record.url:
        yield Fact(_("Address"), record.url, "" if is_unfit else web_address(record.url))
    if record.archive_url:
        yield Fact(_("Archived copy"), record.archive_url, web_address(record.archive_url))
    if record.archived:
        yield Fact(_("Archived on"), date_words(record.archived))
    if record.accessed:
        yield Fact(_("Retrieved"), date_words(record.accessed))
    if record.language:
        yield Fact(_("Language"), record.language)


def _citing(source: Source, reader: Reader) -> QuerySet[Article]:
    itself = Source.objects.filter(Q(pk=source.pk) | Q(merged_into=source)).values("pk")
    uses = Citation.objects.filter(source__in=itself, article=OuterRef("pk"))
    count = uses.order_by().values("article").annotate(count=Count("pk")).values("count")
    listing = Reference.objects.filter(source__in=itself).values("article")
    articles = Article.objects.filter(pk__in=listing)
    return permissions.visible_articles(articles, reader).annotate(
        count=Coalesce(Subquery(count, IntegerField()), 0)
    )


def _revisions(source: Source, reader: Reader) -> tuple[RecordRevision, ...]:
    edits = source.edits.exclude(published_at=None).select_related("editor")
    newest = permissions.visible_edits(edits, reader).order_by("-published_at", "-pk")[:REVISIONS]
    return tuple(RecordRevision(made(edit), str(edit.get_deed_display())) for edit in newest)
