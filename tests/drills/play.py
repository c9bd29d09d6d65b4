"""People who do to one article whatever the operations offer, one thing after another.

What they choose is chosen for them: by hypothesis, or by a random generator with a seed.
A refusal is an answer like any other, and must write nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Protocol, TypeVar
from uuid import uuid4

from django.utils import timezone

from articles import (
    blocking,
    deleting,
    drafting,
    editing,
    hiding,
    moving,
    protecting,
    returning,
    reviewing,
    revisions,
    trusting,
)
from articles.comparing import Choice
from articles.content import Proposal
from articles.errors import EditConflict, EditRefused, Sentence
from articles.models import Act, Article, Block, Edit, Level, Status, Title
from encyclopedia.accounts import roles
from encyclopedia.accounts.models import User
from tests.people_and_articles import radium_proposal

T = TypeVar("T")
PARAGRAPHS = 6


class Pick(Protocol):
    """Chooses one of several."""

    def __call__(self, of: Sequence[T]) -> T: ...


@dataclass(frozen=True, slots=True)
class Cast:
    """Who takes part: three contributors, two reviewers, one administrator."""

    people: tuple[User, ...]

    @classmethod
    def hired(cls, name: str = "") -> Cast:
        """Make the accounts, whose names begin with `name`."""
        people = [User.objects.create_user(f"{name}Person {n}") for n in range(6)]
        for person in people[3:5]:
            roles.give(person, roles.REVIEWER)
        roles.give(people[5], roles.ADMINISTRATOR)
        return cls(tuple(people))

    @property
    def administrator(self) -> User:
        return self.people[5]


@dataclass(slots=True)
class Play:
    """One article and what is done to it.

    Attributes:
        words: by the uid of each edit that was acknowledged to its editor, the word it brought.
    """

    cast: Cast
    pick: Pick
    title: str = "Radium"
    article: Article = field(init=False)
    words: dict[str, str] = field(default_factory=dict)

    def begin(self) -> None:
        """Make the article: six paragraphs, a source, an infobox, a category, a red link."""
        paragraphs = "\n\n".join(
            f"Paragraph {n} of the text.[@curie1898]" for n in range(PARAGRAPHS)
        )
        proposal = radium_proposal()
        content = replace(proposal.content, text=f"{proposal.content.text}\n\n{paragraphs}\n")
        editor = self.pick(self.cast.people)
        edit = editing.create(self.title, Proposal(content, proposal.new_sources), editor=editor)
        self.article = Article.objects.get(edits=edit)

    def do(self, act: Callable[[Play], None]) -> bool:
        """Let one thing be done to the article as it is now; say whether it was not refused."""
        self.article = Article.objects.select_related("published_edit").get(pk=self.article.pk)
        try:
            act(self)
        except EditRefused:
            return False
        return True

    def person(self) -> User:
        """Choose somebody, read anew, since roles are kept on who was asked."""
        return User.objects.get(pk=self.pick(self.cast.people).pk)

    def one_of(self, *fit: int) -> User:
        """Choose one of the people, by number, whom this becomes, or rarely anybody."""
        if self.pick((True, True, True, True, False)):
            return User.objects.get(pk=self.cast.people[self.pick(fit)].pk)
        return self.person()

    def edit(self, *statuses: Status) -> Edit:
        """Choose an edit: of these statuses where there is one, for nothing else could be done."""
        edits = list(self.article.edits.select_related("editor", "base", "article"))
        fitting = [edit for edit in edits if edit.status in statuses]
        return self.pick(fitting or edits)

    def editor_of(self, edit: Edit) -> User:
        """Choose its own editor, or rarely somebody else."""
        if edit.editor and self.pick((True, True, True, True, False)):
            return edit.editor
        return self.person()

    def other_than(self, edit: Edit) -> User:
        """Choose somebody who reviews and did not make the edit, or rarely anybody."""
        others = [one for one in self.cast.people[3:] if one.pk != edit.editor_id]
        if self.pick((True, True, True, True, False)):
            return User.objects.get(pk=self.pick(others).pk)
        return self.person()

    def changed(self, edit: Edit) -> tuple[Proposal, str]:
        """Return what an edit says with a new word in one of its paragraphs."""
        snapshot = revisions.article_snapshots([edit]).get(edit.uid)
        if snapshot is None:
            raise EditRefused(Sentence("What was erased cannot be built upon."))
        word, paragraph = f"word{uuid4().hex}", f"Paragraph {self.pick(range(PARAGRAPHS))} "
        text = snapshot.content.text.replace(paragraph, f"{paragraph}{word} ", 1)
        return Proposal(replace(snapshot.content, text=text), snapshot.new_sources), word


def write(play: Play) -> None:
    """Change the published text, as an edit for readers or as a draft."""
    base = play.article.published_edit or play.edit(*UNDECIDED)
    proposal, word = play.changed(base)
    is_own = base.published_at is None
    edit = editing.save_edit(
        play.article,
        proposal,
        base=base,
        editor=play.editor_of(base) if is_own else play.person(),
        is_minor=play.pick((True, False)),
        summary="Add a word",
        submission=uuid4(),
        as_draft=play.pick((False, False, True)),
    )
    play.words[edit.uid] = word


UNDECIDED = (Status.DRAFT, Status.PENDING, Status.CHANGES_ASKED)


def take_up_again(play: Play) -> None:
    base = play.edit(*UNDECIDED)
    proposal, word = play.changed(base)
    edit = editing.save_edit(
        play.article,
        proposal,
        base=base,
        editor=play.editor_of(base),
        as_draft=play.pick((False, True)),
    )
    play.words[edit.uid] = word


def send(play: Play) -> None:
    draft = play.edit(Status.DRAFT)
    drafting.send(draft, editor=play.editor_of(draft))


def bring_up_to_date(play: Play) -> None:
    draft = play.edit(Status.DRAFT)
    drafting.bring_up_to_date(draft, editor=play.editor_of(draft))


def show_to(play: Play) -> None:
    draft = play.edit(Status.DRAFT)
    drafting.show_to(draft, [play.person().username], editor=play.editor_of(draft))


def withdraw(play: Play) -> None:
    edit = play.edit(*UNDECIDED)
    drafting.withdraw(edit, editor=play.editor_of(edit), note=play.pick(("", "A mistake.")))


def accept(play: Play) -> None:
    edit = play.edit(Status.PENDING)
    reviewing.accept(edit, reviewer=play.other_than(edit), seen=play.pick(_seen(edit)))


def accept_with_correction(play: Play) -> None:
    edit = play.edit(Status.PENDING)
    proposal, _word = play.changed(edit)
    upon = play.article.published_edit
    reviewer = play.other_than(edit)
    reviewing.accept_with_correction(
        edit, proposal, upon=upon, reviewer=reviewer, seen=edit.snapshot_hash
    )


def settle(play: Play) -> None:
    """Accept an edit; where it clashes, in the words of either side."""
    edit, base = play.edit(Status.PENDING), play.article.published_edit
    reviewer = play.other_than(edit)
    try:
        reviewing.accept(edit, reviewer=reviewer, seen=edit.snapshot_hash)
    except EditConflict as conflict:
        if conflict.merge is None or base is None:
            raise
        choices = [Choice(play.pick(("mine", "theirs"))) for _ in conflict.merge.clashes]
        proposal = Proposal(conflict.merge.settled(choices))
        reviewing.settle(edit, proposal, base=base, reviewer=reviewer, seen=edit.snapshot_hash)


def ask_for_changes(play: Play) -> None:
    edit = play.edit(Status.PENDING)
    reviewing.ask_for_changes(
        edit, reviewer=play.other_than(edit), seen=play.pick(_seen(edit)), note="A source?"
    )


def reject(play: Play) -> None:
    edit = play.edit(Status.PENDING)
    reviewing.reject(
        edit, reviewer=play.other_than(edit), seen=play.pick(_seen(edit)), note="Not so."
    )


def confirm(play: Play) -> None:
    edit = play.article.published_edit or play.edit()
    reviewing.confirm(edit, reviewer=play.other_than(edit))


def send_on(play: Play) -> None:
    edit = play.article.published_edit or play.edit()
    reviewing.send_on(edit, reviewer=play.other_than(edit), note="Not my field.")


def plan_review(play: Play) -> None:
    due = timezone.now() - timedelta(days=1)
    reviewing.plan_review(
        play.article,
        reviewer=play.one_of(3, 4, 5),
        due=play.pick((None, due)),
        every=play.pick((None, 30)),
    )


def revert(play: Play) -> None:
    returning.revert(play.article, play.edit(Status.PUBLISHED), editor=play.person())


def undo(play: Play) -> None:
    returning.undo(play.article, play.edit(Status.PUBLISHED), editor=play.person())


def rollback(play: Play) -> None:
    last = play.article.published_edit or play.edit()
    returning.rollback(play.article, last, editor=play.one_of(3, 4, 5))


def protect(play: Play) -> None:
    level = play.pick((None, *Level))
    protecting.protect(play.article, level, by=play.one_of(3, 4, 5), reason="A war of edits.")


def move(play: Play) -> None:
    moving.move(
        play.article,
        f"{play.title} {play.pick(range(3))}",
        editor=play.one_of(3, 4, 5),
        leave_redirect=play.pick((True, False)),
    )


def add_redirect(play: Play) -> None:
    moving.add_redirect(
        f"{play.title} {play.pick(range(3))}", play.article, editor=play.one_of(3, 4, 5)
    )


def remove_redirect(play: Play) -> None:
    redirects = list(Title.objects.filter(article=play.article, is_redirect=True))
    if redirects:
        moving.remove_redirect(play.pick(redirects), editor=play.one_of(3, 4, 5))


def delete(play: Play) -> None:
    deleting.delete(play.article, by=play.one_of(5), reason="Nobody needs it.")


def undelete(play: Play) -> None:
    deleting.undelete(play.article, by=play.cast.administrator, reason="Somebody does.")


def hide(play: Play) -> None:
    hiding.hide(play.edit(), [play.pick(PARTS)], by=play.one_of(5), reason="A name is in it.")


def show(play: Play) -> None:
    hiding.show(play.edit(), [play.pick(PARTS)], by=play.cast.administrator, reason="A mistake.")


def erase(play: Play) -> None:
    edit = play.edit()
    notes = Act.objects.filter(edit=edit).exclude(note="").values_list("n", flat=True)
    hiding.erase(
        edit,
        [play.pick(("text", "summary"))],
        by=play.cast.administrator,
        reason="The law asks for it.",
        notes=list(notes) if play.pick((True, False)) else [],
    )


def trust(play: Play) -> None:
    give = play.pick((trusting.grant, trusting.take_back))
    give(play.pick(play.cast.people[:3]), by=play.one_of(5), reason="Careful work.")


def block(play: Play) -> None:
    account, is_partial = play.pick(play.cast.people[:3]), play.pick((True, False))
    article = play.article if is_partial else None
    blocking.block(by=play.one_of(5), account=account, article=article, reason="A quarrel.")


def lift(play: Play) -> None:
    blocks = list(Block.objects.filter(account__in=play.cast.people, lifted_at=None))
    if blocks:
        blocking.lift(play.pick(blocks), by=play.cast.administrator, reason="It is over.")


PARTS = ("text", "summary", "editor")
OFTEN = (write, take_up_again, send, withdraw, accept, settle, ask_for_changes, reject)
SOMETIMES = (
    *(bring_up_to_date, show_to, accept_with_correction, confirm, send_on, plan_review),
    *(revert, undo, rollback, protect, move, add_redirect, remove_redirect, delete, undelete),
    *(*(undelete,) * 5, hide, show, erase, trust, block, lift, lift),
)
ACTS: tuple[Callable[[Play], None], ...] = (*OFTEN * 4, *(write,) * 6, *SOMETIMES)


def _seen(edit: Edit) -> tuple[str, ...]:
    """Return the hash of the edit, and rarely one of something else."""
    return (*(edit.snapshot_hash,) * 5, "0" * 64)
