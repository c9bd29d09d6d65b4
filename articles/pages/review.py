"""The page of one edit that waits: what it would change, what was said of it, how to decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import permissions
from articles.content import is_uid
from articles.models import Article, Edit, Status
from articles.models.articles import address
from articles.pages.body import ArticleBody, published_body
from articles.pages.effects import difference_address
from articles.pages.languages import direction
from articles.pages.moments import Made, day_of, made
from articles.pages.own import Badge, badge_of, ways_on
from articles.pages.parts import Link, Notice
from articles.pages.proposed import Proposed, proposed
from articles.pages.queue import next_in_queue, place_of
from articles.pages.queue_filters import Filters, review_address
from articles.pages.queue_rows import acceptances_in_words, record_in_words
from articles.pages.thread import Thread, thread

if TYPE_CHECKING:
    from articles.permissions import Reader


@dataclass(frozen=True, slots=True)
class Verdict:
    """One way to decide.

    Attributes:
        do: what its button sends; words: its label, a verb.
        effect: what comes of it.
        look: "filled", "no" or empty.
        key: the key that leads to it; may be empty.
        action: where the button sends the form, if elsewhere than the page itself.
    """

    do: str
    words: str
    effect: str
    look: str = ""
    key: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """One edit, for who decides on it; its editor may look.

    Attributes:
        state: of the edit, in a word; acceptances: "1 of 2", or empty.
        made: who made it and when; record: what became of the editor's edits before.
        base: who made the revision it began from; None of a new article.
        seen: hash of its snapshot, which a decision names.
        notices: what is to be known first.
        proposed: what it would make of the article; None where it does not wait.
        shown: the article, as it would be, or as readers see it where it is due again.
        next_address, previous_address: of what waits after it, and before; empty where nothing
            does.
    """

    uid: str
    title: str
    language: str
    direction: str
    kicker: str
    action: str
    queue_address: str
    next_address: str
    previous_address: str
    article_address: str
    history_address: str
    plan_address: str
    state: Badge
    acceptances: str
    made: Made
    record: str
    base: Made | None
    seen: str
    notices: tuple[Notice, ...]
    proposed: Proposed | None
    problems: tuple[str, ...]
    warnings: tuple[str, ...]
    shown: ArticleBody | None
    thread: Thread
    verdicts: tuple[Verdict, ...]


def find_for_review(uid: str, reader: Reader) -> Edit | None:
    """Return the edit of an article that was ever sent for review, for a reviewer or for its own
    editor; None of any other (one query).
    """
    if not is_uid(uid):
        return None
    edits = Edit.objects.exclude(article=None).select_related(
        *("editor__trust", "base__editor", "merges", "reviewed_by"),
        *("article__published_edit__editor", "article__infobox_kind", "article__protection"),
        "article__rendering",
    )
    visible = permissions.visible_edits(edits, reader).filter(uid=uid)
    edit = visible.exclude(sent_at=None, published_at=None).first()
    if edit is None or not (permissions.is_reviewer(reader) or edit.editor_id == reader.pk):
        return None
    return edit


def review_page(edit: Edit, reader: Reader, filters: Filters = Filters()) -> ReviewPage:  # noqa: B008  # frozen
    """Return the page of an edit that `find_for_review` found (at most 25 queries)."""
    article = edit.article
    if article is None:
        raise TypeError("review_page() takes edits of articles")
    waits, is_due = edit.status == Status.PENDING, _is_due(edit, article)
    found = proposed(edit, article) if waits else None
    language = found.shown.language if found and found.shown else article.language
    may_review = permissions.may_review(edit, reader)
    is_left = may_review and waits and _is_left_to_another(edit, article, reader)
    return ReviewPage(
        uid=edit.uid,
        title=edit.title,
        language=language,
        direction=direction(language),
        kicker=_("Due again") if is_due else _("Review"),
        action=review_address(edit.uid, filters),
        queue_address=_queue_address(filters) if permissions.is_reviewer(reader) else "",
        next_address=_beside(edit, reader, filters),
        previous_address=_beside(edit, reader, filters, backwards=True),
        article_address=address("article", article.title) if article.published_edit_id else "",
        history_address=address("history", article.title) if article.published_edit_id else "",
        plan_address=(
            address("plan_review", article.title)
            if article.published_edit_id and permissions.is_reviewer(reader)
            else ""
        ),
        state=badge_of(edit),
        acceptances=acceptances_in_words(edit, _asked(article)) if waits else "",
        made=made(edit),
        record=record_in_words(edit) if waits and not edit.is_editor_hidden else "",
        base=made(edit.base) if edit.base and permissions.may_see(edit.base, reader) else None,
        seen=edit.snapshot_hash,
        notices=tuple(_notices(edit, article, reader, found, is_left=is_left)),
        proposed=found,
        problems=tuple(one.sentence.translated(_) for one in found.problems) if found else (),
        warnings=tuple(one.sentence.translated(_) for one in found.warnings) if found else (),
        shown=_shown(edit, article, found),
        thread=thread(edit, reader),
        verdicts=tuple(_verdicts(edit, article, found, filters, is_left)) if may_review else (),
    )


def _is_due(edit: Edit, article: Article) -> bool:
    since = edit.waiting_since
    return article.published_edit_id == edit.pk and since is not None and since <= timezone.now()


def _queue_address(filters: Filters) -> str:
    queue = reverse("articles:review")
    return f"{queue}?{filters.query}" if filters.query else queue


def _beside(edit: Edit, reader: Reader, filters: Filters, *, backwards: bool = False) -> str:
    if not permissions.is_reviewer(reader) or reader.is_anonymous:
        return ""
    uid = next_in_queue(filters, reader, place_of(edit), backwards=backwards)
    return review_address(uid, filters) if uid and uid != edit.uid else ""


def _shown(edit: Edit, article: Article, found: Proposed | None) -> ArticleBody | None:
    if found:
        return found.shown
    if article.published_edit_id == edit.pk and not article.is_deleted:
        return published_body(article, article.rendering)
    return None


def _asked(article: Article) -> int:
    """Return how many reviewers must accept an edit (no query: its protection is selected)."""
    own = getattr(article, "protection", None)
    return permissions.acceptances_under(permissions.holding(own))


def _is_left_to_another(edit: Edit, article: Article, reader: Reader) -> bool:
    """Say whether the reader accepted the edit, and another must, too (at most one query)."""
    return edit.accepted > 0 and _asked(article) > 1 and permissions.has_accepted(edit, reader)


def _notices(
    edit: Edit, article: Article, reader: Reader, found: Proposed | None, *, is_left: bool
) -> Iterator[Notice]:
    if is_left:
        words = _("You accepted this edit. Another reviewer must, too.")
        yield Notice("yes", "check", words)
    if edit.status == Status.PENDING and edit.editor_id == reader.pk:
        words = _("This is your own edit. Another reviewer decides on it.")
        yield Notice("plain", "account", words, ways_on(edit))
    if found is None:
        yield _what_became(edit, article)
    elif found.clashes:
        words = _(
            "What readers see was changed in the same places since this edit was made. Settle the "
            "clashes, or ask its editor to."
        )
        yield Notice("wait", "needs", words)
    elif found.is_joined:
        words = _("The article moved on since. This is the edit joined with what readers see now.")
        yield Notice("plain", "note", words)


def _what_became(edit: Edit, article: Article) -> Notice:
    """Say of an edit that does not wait what became of it, and lead to where it can be read."""
    links = [Link(_("Read it"), edit.get_absolute_url())]
    before = edit.replaces or edit.base
    if before:
        links.append(Link(_("What it changed"), difference_address(before.uid, edit.uid)))
    if article.published_edit_id != edit.pk:
        state = str(edit.get_status_display())
        words = _("This edit does not wait for review: it is %(state)s.") % {"state": state}
        return Notice("plain", "note", words, tuple(links))
    if edit.reviewed_at and edit.reviewed_by:
        words = _("Readers see this. Last reviewed %(day)s by %(name)s.") % {
            "day": day_of(edit.reviewed_at),
            "name": edit.reviewed_by.shown_name,
        }
    else:
        words = _("Readers see this. Nobody has reviewed it yet.")
    links += _since_last_review(edit, article)
    return Notice("plain", "reviewed", words, tuple(links))


def _since_last_review(edit: Edit, article: Article) -> Sequence[Link]:
    """Return the way to what changed since the article was last reviewed (one query)."""
    if edit.reviewed_at:
        return ()
    reviewed = article.edits.filter(status=Status.PUBLISHED, is_text_hidden=False)
    last = reviewed.exclude(reviewed_at=None).order_by("-reviewed_at").only("uid").first()
    if last is None:
        return ()
    return [Link(_("Changes since the last review"), difference_address(last.uid, edit.uid))]


def _verdicts(
    edit: Edit, article: Article, found: Proposed | None, filters: Filters, is_left: bool
) -> Iterator[Verdict]:
    if found is None:
        yield from _verdicts_again(edit, article)
        return
    name = edit.shown_editor
    asked = _asked(article)
    is_strict = asked > 1
    if found.clashes and not is_strict:
        yield Verdict(
            "settle",
            _("Settle the clashes"),
            _("You choose at each of them, and publish what comes of it."),
            "filled",
            "a",
            _at("settle", edit, filters),
        )
    elif found.shown and not found.clashes and not is_left:
        is_last = edit.accepted + 1 >= asked
        effect = _("Readers see it at once.") if is_last else _("Another reviewer must, too.")
        yield Verdict("accept", _("Accept"), effect, "filled", "a")
        if not is_strict:
            yield Verdict(
                "correct",
                _("Accept with a correction"),
                _("You change it first; that is an edit of your own."),
                action=_at("correct", edit, filters),
            )
    yield Verdict(
        "ask",
        _("Ask for changes"),
        _("It goes back to %(name)s with your note.") % {"name": name},
        key="c",
    )
    yield Verdict(
        "reject", _("Reject"), _("%(name)s reads why, and keeps it.") % {"name": name}, "no", "r"
    )


def _verdicts_again(edit: Edit, article: Article) -> Iterator[Verdict]:
    if article.published_edit_id != edit.pk:
        return
    yield Verdict(
        "confirm", _("Confirm"), _("Readers are told that you reviewed it today."), "filled", "a"
    )
    if _is_due(edit, article):
        yield Verdict(
            "send_on",
            _("Send on"),
            _("Another reviewer looks at it, and reads your note."),
            key="c",
        )


def _at(view: str, edit: Edit, filters: Filters) -> str:
    place = reverse(f"articles:{view}", args=[edit.uid])
    return f"{place}?{filters.query}" if filters.query else place
