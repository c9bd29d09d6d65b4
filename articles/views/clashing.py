"""The clash screen: what two editors changed differently, settled place by place in one form.

Saving, accepting and undoing share it. Each is two sides that come from one content: what somebody
wants to publish, and what readers see. The form carries everything, so the server keeps nothing
while somebody chooses: it makes the same merge again and fills in the choices.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import permissions, proposing
from articles.comparing import Merge, merge_contents
from articles.content import ArticleContent, Proposal
from articles.forms.clashes import MOST_ROUNDS, SEEN, Chosen, carried, chosen, rounds
from articles.models import Article, Edit
from articles.pages.languages import direction
from articles.pages.moments import Made, made
from articles.revisions import article_snapshots
from articles.views.clash_rows import ShownClash, shown_clashes
from articles.views.looking import Changes, joined_changes

if TYPE_CHECKING:
    from articles.permissions import Reader


@dataclass(frozen=True, slots=True)
class Sides:
    """What somebody wants to publish, and the content from which it was made.

    Attributes:
        before: that content, which readers saw once.
        mine: the proposal; new markers have their month.
    """

    article: Article
    before: ArticleContent
    mine: Proposal


@dataclass(frozen=True, slots=True)
class Joined:
    """A proposal joined with the edits that readers saw, one round after another.

    Attributes:
        proposal: with all rounds settled; where the last still clashes, mine.
        seen: the edits with which it is joined; `upon` is the last, None where there is none.
        merge: of the last round; chosen: what the form says about its clashes.
    """

    proposal: Proposal
    seen: tuple[Edit, ...]
    merge: Merge | None
    chosen: tuple[Chosen, ...]

    @property
    def upon(self) -> Edit | None:
        return self.seen[-1] if self.seen else None

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to choose."""
        return all(one.choice for one in self.chosen)

    @property
    def settled(self) -> int:
        """How many clashes of the last round are settled."""
        return sum(one.choice is not None for one in self.chosen)


@dataclass(frozen=True, slots=True)
class Screen:
    """How a clash screen speaks, and where its form goes.

    Attributes:
        kicker: what is being done, above the title.
        sentence: what happened; asking: whether the choices were sent and some are missing.
        action: address that takes the form; `do` is the value its button sends as "do".
        mine: what the first side is called ("Yours").
        button: the verb that settles it.
        back: words of a button that sends do=back, to write on; empty for none.
        cancel: address to leave it all at.
    """

    kicker: str
    sentence: str
    action: str
    button: str
    cancel: str
    mine: str = ""
    do: str = "publish"
    back: str = ""
    is_asked_again: bool = False


@dataclass(frozen=True, slots=True)
class ClashPage:
    """The page of a clash screen.

    Attributes:
        screen: how it speaks.
        theirs: who published what readers see, and when.
        hidden: names and values of all that the form carries.
        clashes: the places to choose at; settled: "1 of 2 settled".
        joined: what merged by itself; None where it cannot be told.
        touching: excerpts where both changed sentences that touch.
        problem: what is missing; empty.
    """

    title: str
    language: str
    direction: str
    screen: Screen
    theirs: Made
    hidden: tuple[tuple[str, str], ...]
    clashes: tuple[ShownClash, ...]
    settled: str
    joined_words: str
    joined: Changes | None
    touching: tuple[str, ...]
    problem: str


def sides_of_edit(article: Article, base: Edit | None, mine: Proposal) -> Sides:
    """Return the sides of a proposal made from this base, as `proposing.rebased` merges them."""
    before = proposing.shown_content(proposing.published_ancestor(base))
    content = proposing.dated(mine.content, before, f"{timezone.now():%Y-%m}")
    return Sides(article, before, Proposal(content, mine.new_sources))


def join(sides: Sides, data: QueryDict, reader: Reader, more: Sequence[Edit] = ()) -> Joined:
    """Return the proposal joined with the edits that the form names, and with more.

    A round whose clashes are not all settled is the last (at most two queries).
    """
    seen = [*_seen(sides.article, rounds(data), reader), *more][:MOST_ROUNDS]
    contents = article_snapshots(seen) if seen else {}
    joined = Joined(sides.mine, (), None, ())
    before = sides.before
    for number, edit in enumerate(seen):
        theirs = contents[edit.uid].content
        merge = merge_contents(before, joined.proposal.content, theirs)
        choices = chosen(data, number, merge.clashes)
        taken = [one.choice for one in choices]
        content = merge.content
        if all(taken):
            content = merge.settled([one for one in taken if one])
        joined = Joined(_upon(sides.mine, content), tuple(seen[: number + 1]), merge, choices)
        if not joined.is_settled:
            break
        before = theirs
    return joined


def has_room(data: QueryDict) -> bool:
    """Say whether the form can be joined with one edit more."""
    return len(rounds(data)) < MOST_ROUNDS


def in_words(published: Edit, joined: Joined, reader: Reader) -> str:
    """Say who published an edit meanwhile, and what came of joining the two."""
    if published.editor_id == reader.pk:
        who = _("You published an edit after you began this one.")
    else:
        who = _("%(editor)s published an edit while you wrote.") % {
            "editor": published.shown_editor
        }
    number = len(joined.chosen)
    same = ngettext(
        "%(count)d place touches the same words. Choose what shall stand there.",
        "%(count)d places touch the same words. Choose for each.",
        number,
    ) % {"count": number}
    parts = (who, _joined_words(joined.merge), same, _("Nothing you typed is lost."))
    return " ".join(filter(None, parts))


def clash_page(
    request: HttpRequest,
    sides: Sides,
    joined: Joined,
    screen: Screen,
    data: QueryDict,
    template: str = "articles/clash.html",
) -> HttpResponse:
    """Answer with the places at which to choose, and all that the form brought."""
    page = clash_page_of(sides, joined, screen, data)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if screen.is_asked_again else HTTPStatus.CONFLICT
    return render(request, template, {"page": page}, status=status)


def clash_page_of(sides: Sides, joined: Joined, screen: Screen, data: QueryDict) -> ClashPage:
    """Return what a clash screen shows. `joined` has a round."""
    merge, upon = joined.merge, joined.upon
    if merge is None or upon is None:
        raise TypeError("a clash is with an edit that readers see")
    total = len(merge.clashes)
    language = sides.mine.content.language
    return ClashPage(
        title=sides.article.title,
        language=language,
        direction=direction(language),
        screen=screen,
        theirs=made(upon),
        hidden=(
            *carried(data, rounds_before=len(joined.seen) - 1),
            *((SEEN, edit.uid) for edit in joined.seen),
        ),
        clashes=shown_clashes(merge.clashes, joined.chosen, sides, screen.mine or _("Yours")),
        settled=_("%(settled)d of %(total)d settled") % {"settled": joined.settled, "total": total},
        joined_words=_joined_words(merge),
        joined=joined_changes(sides.article.title, upon, merge, sides.mine.new_sources),
        touching=merge.touching,
        problem=_problem(total - joined.settled) if screen.is_asked_again else "",
    )


def _seen(article: Article, uids: Sequence[str], reader: Reader) -> list[Edit]:
    """Return the published edits that a form names, up to the first that it cannot have seen."""
    if not uids:
        return []
    edits = Edit.objects.filter(article=article, uid__in=uids).exclude(published_at=None)
    visible = permissions.visible_edits(edits.select_related("editor"), reader)
    found = {edit.uid: edit for edit in visible}
    known = []
    for uid in uids:
        if uid not in found:
            break
        known.append(found[uid])
    return known


def _upon(mine: Proposal, content: ArticleContent) -> Proposal:
    """Return the content as a proposal, with those of the new sources that it names."""
    named = {entry.source for entry in content.references}
    return Proposal(content, {uid: one for uid, one in mine.new_sources.items() if uid in named})


def _joined_words(merge: Merge | None) -> str:
    if merge is None or not merge.joined:
        return ""
    words = ngettext(
        "%(count)d change was joined by itself.",
        "%(count)d changes were joined by themselves.",
        merge.joined,
    )
    return words % {"count": merge.joined}


def _problem(left: int) -> str:
    words = ngettext(
        "%(count)d place is not settled yet. Choose what shall stand there. Nothing is lost.",
        "%(count)d places are not settled yet. Choose what shall stand there. Nothing is lost.",
        left,
    )
    return words % {"count": left}
