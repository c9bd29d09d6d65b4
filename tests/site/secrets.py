"""A site with a secret word in every text that is not for everybody, and who may read which."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from articles import deleting, drafting, editing, hiding, reviewing
from articles.content import ArticleContent, Proposal
from articles.models import Act, Article, Edit
from encyclopedia.accounts import roles
from encyclopedia.accounts.models import User
from tests.conftest import account
from tests.people_and_articles import propose, radium_proposal

ROLES = ("anonymous", "contributor", "editor", "shown", "reviewer", "administrator")
TO_REVIEWERS = ("editor", "reviewer", "administrator")
TO_THE_EDITOR = ("editor", "administrator")
TO_ADMINISTRATORS = ("administrator",)
UNPUBLISHED, DELETED = "Qxunpublished", "Qxdeletedtitle"


@dataclass
class Secrets:
    """The site as it was prepared.

    Attributes:
        people: by role; "anonymous" is not among them.
        allowed: who may read a word; nobody, where it was erased.
        edits: by the word of its text, those that are secret.
        published: an edit that everybody reads.
        gone: the article that is deleted.
    """

    people: dict[str, User] = field(default_factory=dict)
    allowed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    edits: dict[str, Edit] = field(default_factory=dict)
    published: Edit = field(init=False)
    gone: Article = field(init=False)

    def told_to(self, role: str, page: str) -> list[str]:
        """Return the words on the page that this role may not read."""
        return sorted(word for word in self.seen_on(page) if role not in self.allowed[word])

    def seen_on(self, page: str) -> set[str]:
        """Return the words on the page."""
        page = page.casefold()
        return {word for word in self.allowed if re.search(rf"{word}(?![a-z])", page)}


def plant() -> Secrets:
    """Make the site. Articles are protected as reviewed."""
    secrets = Secrets()
    for role in ("contributor", "editor", "shown"):
        secrets.people[role] = account(role.capitalize())
    secrets.people["reviewer"] = account("Reviewer", roles.REVIEWER)
    secrets.people["administrator"] = roles.create_administrator("Administrator", "a quiet-harbour")
    founder = account("Founder", roles.REVIEWER)
    edit = editing.create("Radium", radium_proposal(), editor=founder, summary="The first text")
    article = Article.objects.get(edits=edit)
    _plant_own(secrets, article)
    _plant_decided(secrets, article, founder)
    _plant_hidden(secrets, article, founder)
    _plant_deleted(secrets, founder)
    article.refresh_from_db()
    assert article.published_edit is not None
    secrets.published = article.published_edit
    return secrets


def _plant_own(secrets: Secrets, article: Article) -> None:
    """Plant drafts, shown and withdrawn, that were never sent."""
    draft = _edit(secrets, article, "qxdraft", ("editor", "shown", "administrator"), as_draft=True)
    drafting.show_to(draft, ["Shown"], editor=secrets.people["editor"])
    kept = _edit(secrets, article, "qxownwithdrawn", TO_THE_EDITOR, as_draft=True)
    drafting.withdraw(kept, editor=secrets.people["editor"], note=_note(secrets, kept))
    secrets.allowed["qxownwithdrawnnote"] = TO_THE_EDITOR


def _plant_decided(secrets: Secrets, article: Article, reviewer: User) -> None:
    """Plant edits that wait, and those of which readers never saw anything."""
    editor = secrets.people["editor"]
    _edit(secrets, article, "qxpending", TO_REVIEWERS)
    for word, decide in (
        ("qxchangesasked", reviewing.ask_for_changes),
        ("qxrejected", reviewing.reject),
    ):
        edit = _edit(secrets, article, word, TO_REVIEWERS)
        note = _note(secrets, edit)
        decide(edit, reviewer=reviewer, seen=edit.snapshot_hash, note=note)
    taken_back = _edit(secrets, article, "qxwithdrawn", TO_REVIEWERS)
    drafting.withdraw(taken_back, editor=editor)
    first = _edit(secrets, article, "qxsuperseded", TO_REVIEWERS)
    _edit(secrets, article, "qxcontinued", TO_REVIEWERS, base=first)
    content = ArticleContent(text="Qxunseen text.", short_description="Qxunseen line")
    new = editing.create(UNPUBLISHED, Proposal(content), editor=editor, summary="Qxunseen summary")
    secrets.edits["qxunseen"] = new
    secrets.allowed |= {"qxunseen": TO_REVIEWERS, UNPUBLISHED.casefold(): TO_REVIEWERS}


def _plant_hidden(secrets: Secrets, article: Article, reviewer: User) -> None:
    """Plant what was published once, and hidden or erased since."""
    administrator, hidden_name = secrets.people["administrator"], account("Qxname", roles.REVIEWER)
    for word, to in (("qxhidden", TO_ADMINISTRATORS), ("qxerased", ())):
        edit = _edit(secrets, article, word, to, editor=reviewer)
        _save(article, "", reviewer, "Back")
        deed = hiding.hide if to else hiding.erase
        deed(edit, ["text", "summary"], by=administrator, reason="A name was in it")
    named = _save(article, "Everybody may read this.", hidden_name, "Read by everybody")
    hiding.hide(named, ["editor"], by=administrator, reason="A name")
    secrets.allowed["qxname"] = TO_ADMINISTRATORS
    noted = _edit(secrets, article, "qxnoted", TO_REVIEWERS)
    reviewing.reject(noted, reviewer=reviewer, seen=noted.snapshot_hash, note="Qxnoteerased")
    act = Act.objects.get(edit=noted, name="reject")
    hiding.erase(noted, [], by=administrator, reason="A name was in it", notes=[act.n])
    secrets.allowed["qxnoteerased"] = ()


def _plant_deleted(secrets: Secrets, editor: User) -> None:
    content = ArticleContent(text="Qxdeleted text.", categories=("Qxdeleted category",))
    edit = editing.create(DELETED, Proposal(content), editor=editor, summary="Qxdeleted summary")
    secrets.gone = Article.objects.get(edits=edit)
    deleting.delete(
        secrets.gone, by=secrets.people["administrator"], reason="Nobody needs this article"
    )
    secrets.edits["qxdeleted "] = edit
    secrets.allowed |= {
        f"qxdeleted {one}": TO_ADMINISTRATORS for one in ("text", "category", "summary")
    }


def _edit(
    secrets: Secrets,
    article: Article,
    word: str,
    to: tuple[str, ...],
    *,
    editor: User | None = None,
    base: Edit | None = None,
    as_draft: bool = False,
) -> Edit:
    """Save an edit with the word in its text and in its summary."""
    editor = editor or secrets.people["editor"]
    words = f"Here it says {word}, once. See [[{word} elsewhere]].{{{{citation needed|{word}}}}}"
    edit = _save(article, words, editor, f"Summary {word}", base=base, as_draft=as_draft)
    secrets.edits[word], secrets.allowed[word] = edit, to
    return edit


def _save(
    article: Article,
    words: str,
    editor: User,
    summary: str,
    *,
    base: Edit | None = None,
    as_draft: bool = False,
) -> Edit:
    article.refresh_from_db()
    text = "\n\n".join(part for part in ("Radium is a metal.[@curie1898]", words) if part)
    upon = base or article.published_edit
    assert upon is not None
    proposal = propose(article, text)
    proposal = replace(proposal, content=replace(proposal.content, text=text))
    return editing.save_edit(
        article, proposal, base=upon, editor=editor, summary=summary, as_draft=as_draft
    )


def _note(secrets: Secrets, edit: Edit) -> str:
    """Return a note for the edit's editor and reviewers, with a word of its own."""
    word = next(word for word, one in secrets.edits.items() if one.pk == edit.pk)
    secrets.allowed[f"{word}note"] = TO_REVIEWERS
    return f"Because {word}note."
