"""Who may do what, and who may see which rows. Every view and operation asks here.

The table of it all is docs/permissions.md.
"""

from typing import TYPE_CHECKING

from articles.permissions.acts import acts_of, visible_acts
from articles.permissions.addresses import as_digits, bounds
from articles.permissions.deeds import (
    UNDECIDED,
    acceptances_asked,
    acceptances_under,
    has_accepted,
    holding,
    may_change,
    may_edit,
    may_move,
    may_redirect,
    may_review,
    protection_of,
    publishes_as,
    require_administrator,
    require_categories,
    require_change,
    require_edit,
    require_move,
    require_redirect,
    require_review,
    require_reviewer,
    require_sign_up,
    require_sources,
    require_unblocked,
)
from articles.permissions.people import (
    blocks_on,
    holding_blocks,
    is_administrator,
    is_reviewer,
    is_trusted,
)
from articles.permissions.rows import listed_edits, may_see, visible_articles, visible_edits

if TYPE_CHECKING:
    from articles.permissions.people import Reader as Reader

__all__ = [
    "UNDECIDED",
    "acceptances_asked",
    "acceptances_under",
    "acts_of",
    "as_digits",
    "blocks_on",
    "bounds",
    "has_accepted",
    "holding",
    "holding_blocks",
    "is_administrator",
    "is_reviewer",
    "is_trusted",
    "listed_edits",
    "may_change",
    "may_edit",
    "may_move",
    "may_redirect",
    "may_review",
    "may_see",
    "protection_of",
    "publishes_as",
    "require_administrator",
    "require_categories",
    "require_change",
    "require_edit",
    "require_move",
    "require_redirect",
    "require_review",
    "require_reviewer",
    "require_sign_up",
    "require_sources",
    "require_unblocked",
    "visible_acts",
    "visible_articles",
    "visible_edits",
]
