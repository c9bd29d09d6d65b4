"""What an act of the log says, in a sentence: who did what to which article or person."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from articles.models import Act, Article, Block, Edit, Level, Status, Trust
from articles.pages.stored import stored_html

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User

# Of each kind: its name in the filter, and its sentence.
KINDS: Mapping[str, tuple[str, str]] = {
    "accept": (gettext_noop("accepted"), gettext_noop("%(actor)s accepted %(edit)s of %(about)s.")),
    "ask": (
        gettext_noop("asked for changes"),
        gettext_noop("%(actor)s asked for changes in %(edit)s of %(about)s."),
    ),
    "reject": (gettext_noop("rejected"), gettext_noop("%(actor)s rejected %(edit)s of %(about)s.")),
    "withdraw": (
        gettext_noop("withdrawn"),
        gettext_noop("%(actor)s withdrew %(edit)s of %(about)s."),
    ),
    "confirm": (
        gettext_noop("reviewed again"),
        gettext_noop("%(actor)s reviewed %(about)s again: it holds."),
    ),
    "send_on": (
        gettext_noop("left to another reviewer"),
        gettext_noop("%(actor)s left the review of %(about)s to another reviewer."),
    ),
    "plan_review": (
        gettext_noop("review planned"),
        gettext_noop("%(actor)s planned the review of %(about)s%(when)s."),
    ),
    "protect": (
        gettext_noop("protected"),
        gettext_noop("%(actor)s protected %(about)s: %(level)s%(until)s."),
    ),
    "move": (
        gettext_noop("moved"),
        gettext_noop("%(actor)s moved “%(from)s” to “%(to)s”, now %(about)s."),
    ),
    "redirect": (
        gettext_noop("redirect made"),
        gettext_noop("%(actor)s made “%(title)s” lead to %(about)s."),
    ),
    "unredirect": (
        gettext_noop("redirect removed"),
        gettext_noop("%(actor)s took from “%(title)s” that it led to %(about)s."),
    ),
    "delete": (gettext_noop("deleted"), gettext_noop("%(actor)s deleted “%(title)s”.")),
    "undelete": (gettext_noop("brought back"), gettext_noop("%(actor)s brought %(about)s back.")),
    "hide": (
        gettext_noop("hidden"),
        gettext_noop("%(actor)s hid parts of %(edit)s of %(about)s: %(what)s."),
    ),
    "show": (
        gettext_noop("shown again"),
        gettext_noop("%(actor)s showed parts of %(edit)s of %(about)s again: %(what)s."),
    ),
    "erase": (
        gettext_noop("erased"),
        gettext_noop("%(actor)s erased parts of %(edit)s of %(about)s: %(what)s."),
    ),
    "trust": (
        gettext_noop("trusted"),
        gettext_noop("%(actor)s trusts %(about)s: edits need no review."),
    ),
    "distrust": (
        gettext_noop("trust taken back"),
        gettext_noop("%(actor)s took trust back from %(about)s: edits wait for review."),
    ),
    "block": (gettext_noop("blocked"), gettext_noop("%(actor)s blocked %(about)s%(until)s.")),
    "unblock": (
        gettext_noop("block lifted"),
        gettext_noop("%(actor)s lifted a block of %(about)s."),
    ),
    "rename": (
        gettext_noop("account renamed"),
        gettext_noop("%(actor)s renamed an account, now %(about)s."),
    ),
    "hide_name": (gettext_noop("name hidden"), gettext_noop("%(actor)s hid an account's name.")),
    "show_name": (
        gettext_noop("name shown again"),
        gettext_noop("%(actor)s showed the name of %(about)s again."),
    ),
    "anonymise": (
        gettext_noop("account anonymised"),
        gettext_noop("%(actor)s closed an account and forgot who had it."),
    ),
    "look": (
        gettext_noop("addresses looked at"),
        gettext_noop("%(actor)s looked at the addresses of %(about)s."),
    ),
    "network": (
        gettext_noop("network blocked"),
        gettext_noop("%(actor)s blocked the network %(about)s."),
    ),
}
_MOVED = gettext_noop("%(actor)s moved “%(from)s” to %(about)s.")
"""Where the article has that title still."""
_OTHER = gettext_noop("%(actor)s: %(name)s, %(about)s.")
_PARTS = {
    "text": gettext_noop("the text"),
    "summary": gettext_noop("the summary"),
    "editor": gettext_noop("the editor's name"),
    "note": gettext_noop("a note"),
}
_OF_ACCOUNTS = frozenset(
    ("trust", "distrust", "rename", "hide_name", "show_name", "anonymise", "look")
)
_OF_BLOCKS = frozenset(("block", "unblock", "network"))
_WITHOUT_NOTE = frozenset(("hide_name", "anonymise", "network"))
_ABOUT_HIDING = frozenset(("hide", "show", "erase"))


@dataclass(frozen=True, slots=True)
class Subjects:
    """What the acts of a page are about, by uid; found in bulk, so that no row asks for more."""

    articles: Mapping[str, Article]
    trusts: Mapping[str, Trust]
    blocks: Mapping[str, Block]

    @classmethod
    def of(cls, acts: Iterable[Act]) -> Subjects:
        """Return the subjects of the acts (a query for each sort that there is: three at most)."""
        uids: dict[str, set[str]] = {"articles": set(), "trusts": set(), "blocks": set()}
        for act in acts:
            is_of_account, is_of_block = act.name in _OF_ACCOUNTS, act.name in _OF_BLOCKS
            sort = "trusts" if is_of_account else "blocks" if is_of_block else "articles"
            uids[sort].add(act.subject)
        articles = Article.objects.filter(uid__in=uids["articles"])
        trusts = Trust.objects.filter(uid__in=uids["trusts"]).select_related("account")
        blocks = Block.objects.filter(uid__in=uids["blocks"]).select_related("account")
        return cls(
            {one.uid: one for one in articles.only("uid", "title", "published_edit", "is_deleted")}
            if uids["articles"]
            else {},
            {one.uid: one for one in trusts} if uids["trusts"] else {},
            {one.uid: one for one in blocks} if uids["blocks"] else {},
        )


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells acts that a reader may know of.

    Attributes:
        sees_hidden: whether the reader sees hidden texts and names.
        reviews: whether the reader may read every edit that was sent for review.
        reader: key of the reader's account; None of who has none.
    """

    subjects: Subjects
    sees_hidden: bool
    reviews: bool
    reader: int | None

    def sentence(self, act: Act) -> SafeString:
        """Return what the act says, HTML with links. Nothing in it but ours is trusted."""
        facts = json.loads(act.facts)
        _name, words = KINDS.get(act.name, ("", _OTHER))
        if act.name == "move" and self._is_called(act.subject, facts.get("to", "")):
            words = _MOVED
        values = {
            "actor": self._actor(act),
            "about": self._about(act),
            "edit": self._edit(act.edit),
            "name": act.name,
            "title": facts.get("title", ""),
            "from": facts.get("from", ""),
            "to": facts.get("to", ""),
            "what": _(", ").join(_(_PARTS[one]) for one in facts.get("what", ()) if one in _PARTS),
            "level": _level(facts.get("level", "")),
            "until": _until(facts.get("until")),
            "when": _when(facts),
        }
        escaped = {name: conditional_escape(value) for name, value in values.items()}
        return stored_html(_(words) % escaped)

    def note(self, act: Act) -> str:
        """Return the note as the reader may read it; empty where it is private or hidden."""
        if act.name in _WITHOUT_NOTE and not self.sees_hidden:
            return ""
        if act.name in _OF_ACCOUNTS and self._is_nameless(act) and not self.sees_hidden:
            return ""
        is_about_hidden = act.edit is not None and act.edit.is_text_hidden
        if is_about_hidden and act.name not in _ABOUT_HIDING and not self.sees_hidden:
            return ""
        return act.note

    def _is_called(self, subject: str, title: str) -> bool:
        article = self.subjects.articles.get(subject)
        return article is not None and article.title == title

    def _is_nameless(self, act: Act) -> bool:
        trust = self.subjects.trusts.get(act.subject)
        return trust is not None and (trust.account.is_name_hidden or trust.account.is_anonymised)

    def _actor(self, act: Act) -> SafeString | str:
        if act.actor is None:
            return _("The software")
        edit = act.edit
        is_hidden = edit is not None and edit.is_editor_hidden and edit.editor_id == act.actor_id
        if is_hidden and not self.sees_hidden:
            return _("name hidden")
        return self._person(act.actor)

    def _person(self, account: User) -> SafeString | str:
        name = account.shown_name
        if account.is_name_hidden or account.is_anonymised:
            return format_html("<bdi>{}</bdi>", name)
        return format_html(
            '<a href="{}"><bdi>{}</bdi></a>', reverse("articles:person", args=[name]), name
        )

    def _about(self, act: Act) -> SafeString | str:
        """Return the subject, linked where its page is there to be read."""
        if trust := self.subjects.trusts.get(act.subject):
            return self._person(trust.account)
        if block := self.subjects.blocks.get(act.subject):
            return self._person(block.account) if block.account else block.network
        article = self.subjects.articles.get(act.subject)
        if article is None:
            return _("a source") if act.edit and act.edit.source_id else _("something else")
        if article.is_deleted or article.published_edit_id is None:
            return format_html('“<bdi class="log-title">{}</bdi>”', article.title)
        return format_html(
            '“<a href="{}"><bdi class="log-title">{}</bdi></a>”',
            article.get_absolute_url(),
            article.title,
        )

    def _edit(self, edit: Edit | None) -> SafeString | str:
        """Return "an edit by Marie", linked where the reader may read its text."""
        if edit is None:
            return _("a revision")
        words = _("an edit by %(editor)s") % {"editor": edit.shown_editor}
        # That a merged edit was accepted is told to everybody; of others only who may read them.
        is_merged = edit.status == Status.MERGED
        is_unread = is_merged and not self.reviews and edit.editor_id != self.reader
        if is_unread or (edit.is_text_hidden and not self.sees_hidden):
            return words
        return format_html('<a href="{}">{}</a>', edit.get_absolute_url(), words)


def _level(level: str) -> str:
    return str(dict(Level.choices).get(level, _("as the site has it")))


def _until(text: str | None) -> str:
    return _(", until %(moment)s") % {"moment": _moment(text)} if text else ""


def _when(facts: Mapping[str, Any]) -> str:
    parts = []
    if facts.get("due"):
        parts.append(_("due %(moment)s") % {"moment": _moment(facts["due"])})
    if facts.get("every"):
        parts.append(_("every %(count)d days") % {"count": facts["every"]})
    return ": " + _(", ").join(parts) if parts else ""


def _moment(text: str) -> str:
    return date_format(timezone.localtime(datetime.fromisoformat(text)), "j F Y")
