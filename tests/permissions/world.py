"""A small world for the table of permissions: everybody it names, one article, one edit of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from articles import blocking, deleting, drafting, editing, hiding, protecting, reviewing, trusting
from articles.content import Proposal
from articles.models import Article, Edit, Level
from encyclopedia.accounts import roles
from encyclopedia.accounts.models import User
from tests.conftest import account
from tests.people_and_articles import radium_proposal

SUMMARY = "As the table says"


@dataclass(frozen=True, slots=True)
class World:
    """The article, the edit at hand, and who tries to do something with them."""

    article: Article
    edit: Edit
    published: Edit
    people: dict[str, User | AnonymousUser]


class Cast:
    """The accounts; `reviewers` are two more than the one who tries."""

    def __init__(self) -> None:
        self.administrator = roles.create_administrator("Pierre", "a quiet-harbour 1867")
        self.reviewers = [account(name, roles.REVIEWER) for name in ("Founder", "Second")]
        self.editor, self.shown = account("Editor"), account("Shown")
        self.trusted, self.blocked = account("Trusted"), account("Blocked")
        trusting.grant(self.trusted, by=self.administrator, reason="They know the field.")
        blocking.block(
            by=self.administrator,
            account=self.blocked,
            reason="Vandalism",
            until=timezone.now() + timedelta(days=1),
        )
        self.people: dict[str, User | AnonymousUser] = {
            "anonymous": AnonymousUser(),
            "contributor": account("Contributor"),
            "trusted": self.trusted,
            "its editor": self.editor,
            "shown": self.shown,
            "blocked": self.blocked,
            "reviewer": account("Reviewer", roles.REVIEWER),
            "administrator": self.administrator,
        }


def build(state: str, level: str) -> World:
    """Make the world with the edit in a state and the article at a level, by operations alone."""
    cast = Cast()
    founder = cast.reviewers[0]
    created = editing.create("Radium", radium_proposal(), editor=founder)
    article = Article.objects.get(edits=created)
    _save(article, "It was named after the Latin word for ray.", cast.reviewers[1], at_end=True)
    edit = _edit_in(state, article, cast)
    if level == "deleted":
        deleting.delete(article, by=cast.administrator, reason=SUMMARY)
    else:
        protecting.protect(article, Level(level), by=cast.administrator, reason=SUMMARY)
    article = Article.objects.get(pk=article.pk)
    assert article.published_edit is not None
    return World(article, Edit.objects.get(pk=edit.pk), article.published_edit, cast.people)


def _edit_in(state: str, article: Article, cast: Cast) -> Edit:
    second = cast.reviewers[1]
    edit = _save(article, "Radium is a metal.", cast.editor, as_draft=state == "draft")
    decided = {"reviewer": second, "seen": edit.snapshot_hash, "note": SUMMARY}
    match state:
        case "draft":
            drafting.show_to(edit, ["Shown"], editor=cast.editor)
            _save(article, "It decays.", second, at_end=True)
        case "published":
            reviewing.accept(edit, **decided)  # type: ignore[arg-type]  # the three it takes
            _save(article, "It decays.", second, at_end=True)
        case "changes asked":
            reviewing.ask_for_changes(edit, **decided)  # type: ignore[arg-type]
        case "rejected":
            reviewing.reject(edit, **decided)  # type: ignore[arg-type]
        case "withdrawn":
            drafting.withdraw(edit, editor=cast.editor)
        case "superseded":
            _save(article, "Radium is a heavy metal.", cast.editor, base=edit)
        case "merged":
            _save(article, "Radium is a chemical element. It glows blue.", second, at_end=True)
            reviewing.accept(edit, **decided)  # type: ignore[arg-type]
        case "hidden":
            reviewing.accept(edit, **decided)  # type: ignore[arg-type]
            _save(article, "Radium is a chemical element.", second)
            hiding.hide(edit, ["text"], by=cast.administrator, reason=SUMMARY)
    return edit


def _save(
    article: Article,
    words: str,
    editor: User,
    *,
    base: Edit | None = None,
    as_draft: bool = False,
    at_end: bool = False,
) -> Edit:
    article = Article.objects.get(pk=article.pk)
    content = article.content()
    text = f"{content.text}\n{words}\n" if at_end else f"{words}[@curie1898]\n\n{content.text}"
    base = base or article.published_edit
    assert base is not None
    proposal = Proposal(replace(content, text=text))
    return editing.save_edit(article, proposal, base=base, editor=editor, as_draft=as_draft)
