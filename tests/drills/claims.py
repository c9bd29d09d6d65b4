"""What must hold of an article whatever was done to it, apart from what the site checks itself."""

from __future__ import annotations

from articles import revisions
from articles.models import Act, Edit, Status
from tests.drills.play import Play

DIAGRAM = {
    (None, Status.DRAFT),
    (None, Status.PENDING),
    (None, Status.PUBLISHED),
    (Status.DRAFT, Status.PENDING),
    (Status.DRAFT, Status.SUPERSEDED),
    (Status.DRAFT, Status.WITHDRAWN),
    (Status.PENDING, Status.PUBLISHED),
    (Status.PENDING, Status.MERGED),
    (Status.PENDING, Status.CHANGES_ASKED),
    (Status.PENDING, Status.REJECTED),
    (Status.PENDING, Status.WITHDRAWN),
    (Status.PENDING, Status.SUPERSEDED),
    (Status.CHANGES_ASKED, Status.SUPERSEDED),
    (Status.CHANGES_ASKED, Status.WITHDRAWN),
}
"""From which status to which an edit may go in one step, as the design has it."""
Statuses = dict[str, str]


def statuses(play: Play) -> Statuses:
    """Return what became of each edit so far, by uid."""
    return dict(Edit.objects.filter(article=play.article).values_list("uid", "status"))


def outside_the_diagram(before: Statuses, after: Statuses) -> list[str]:
    """Return the steps that no edit may take, of those taken in between."""
    steps = {(before.get(uid), status) for uid, status in after.items()}
    gone = [f"the edit {uid} is gone" for uid in before.keys() - after.keys()]
    odd = [f"{one} became {other}" for one, other in steps if one != other]
    return gone + [step for step in odd if step not in _ALLOWED]


def own_acceptances() -> int:
    """Return how many edits somebody accepted, or otherwise decided on, who made them."""
    verdicts = Act.objects.filter(name__in=("accept", "ask", "reject", "confirm", "send_on"))
    return sum(
        act.edit is not None and act.actor_id == act.edit.editor_id
        for act in verdicts.select_related("edit")
    )


def lost_or_doubled(play: Play) -> list[str]:
    """Return the acknowledged edits that are not there once, each with its word in it once; and
    those published, themselves or merged, without it.
    """
    edits = {edit.uid: edit for edit in Edit.objects.filter(article=play.article, is_erased=False)}
    texts = {
        uid: snapshot.content.text
        for uid, snapshot in revisions.article_snapshots(edits.values()).items()
    }
    merged_as = {edit.merges_id: edit.uid for edit in edits.values() if edit.merges_id}
    wrong = []
    for uid, word in play.words.items():
        if Edit.objects.filter(uid=uid).count() != 1:
            wrong.append(f"{uid} is not there once")
        elif uid in texts and texts[uid].count(word) != 1:
            wrong.append(f"{uid} has its word {texts[uid].count(word)} times")
        elif uid in texts and (merge := merged_as.get(edits[uid].pk)) in texts:
            settled = Edit.objects.get(uid=merge).editor_id != edits[uid].editor_id
            if texts[merge].count(word) != 1 and not settled:
                wrong.append(f"{uid} was merged without its word")
    return wrong


_ALLOWED = {f"{one} became {other}" for one, other in DIAGRAM}
