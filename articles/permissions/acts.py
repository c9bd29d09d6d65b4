"""Which acts of the log somebody may see. What is not to be seen is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from articles.models import Act, Article, Block, Edit, Status
from articles.permissions.people import is_administrator, is_reviewer
from articles.permissions.rows import readable_by

if TYPE_CHECKING:
    from articles.permissions.people import Reader

PRIVATE = ("look", "network")
"""Acts that are nobody's business but administrators': looks at addresses, and networks blocked."""


def visible_acts(acts: QuerySet[Act], reader: Reader) -> QuerySet[Act]:
    """Return those of the acts that the reader may know of. To all but administrators:

    - no private ones, and none about blocks of networks or of people without a shown name;
    - of edits that readers never saw only those about edits that the reader may read;
    - of deleted articles only that they were deleted; of articles that nobody published yet only
      what reviewers see.
    """
    if is_administrator(reader):
        return acts
    subject = OuterRef("subject")
    nameless = Q(account__is_name_hidden=True) | Q(account__is_anonymised=True)
    unknown_blocks = Block.objects.filter(Q(account=None) | nameless, uid=subject)
    known = readable_by(reader) | Q(status=Status.MERGED)
    known_edits = Edit.objects.filter(known, pk=OuterRef("edit_id"))
    deleted = Article.objects.filter(uid=subject, is_deleted=True)
    acts = acts.exclude(name__in=PRIVATE).filter(
        ~Exists(unknown_blocks),
        Q(edit=None) | Exists(known_edits),
        Q(name="delete") | ~Exists(deleted),
    )
    if is_reviewer(reader):
        return acts
    unpublished = Article.objects.filter(uid=subject, published_edit=None, is_deleted=False)
    return acts.filter(~Exists(unpublished) | Q(edit__isnull=False))


def acts_of(acts: QuerySet[Act], name: str, reader: Reader) -> QuerySet[Act]:
    """Return the acts of the account of this name. A hidden name finds none, and of an edit whose
    editor is hidden none of that editor's, but for administrators.
    """
    accounts = get_user_model()._default_manager.filter(username__iexact=name)
    if not is_administrator(reader):
        accounts = accounts.filter(is_name_hidden=False)
        acts = acts.exclude(edit__is_editor_hidden=True, edit__editor=F("actor"))
    # A scalar, so that the index by actor gives them in order.
    return acts.filter(actor=accounts.values("pk")[:1])
