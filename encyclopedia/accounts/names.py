"""The rule for account names.

As in any wiki they are shown, linked and spoken, so letters of every script and spaces are
welcome; signs that addresses, links and e-mail give a meaning of their own are not.
"""

import re
import unicodedata
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LONGEST_NAME = 60
SEPARATORS = " ._-'’"
NAME_HINT = _(
    "Letters, digits, and between them single spaces, points, hyphens, underscores or "
    "apostrophes. At most 60 signs. Everyone sees it beside your edits."
)


def normal_name(name: str) -> str:
    """Return the name in NFKC form without spaces around it and with single spaces inside."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", name)).strip()


def check_name(name: str) -> None:
    """Raise ValidationError, with a sentence, where a name breaks the rule."""
    if len(name) > LONGEST_NAME:
        raise ValidationError(_("A name has at most 60 signs."), code="too_long")
    kinds = [unicodedata.category(sign)[0] for sign in name]
    apart = [sign in SEPARATORS for sign in name]
    if "L" not in kinds:
        raise ValidationError(_("A name holds at least one letter."), code="no_letter")
    if any(kind not in "LMN" and not sign for kind, sign in zip(kinds, apart, strict=True)):
        raise ValidationError(
            _("Only letters, digits, spaces, points, hyphens, underscores and apostrophes."),
            code="other_sign",
        )
    if apart[0] or apart[-1] or _two_signs_together(name):
        raise ValidationError(
            _("A name begins and ends with a letter or digit, and has single signs between words."),
            code="loose_sign",
        )


def _two_signs_together(name: str) -> bool:
    """Tell whether two signs stand side by side; a point and a space may, as in "J. R. Smith"."""
    return any(
        first in SEPARATORS and second in SEPARATORS and first + second != ". "
        for first, second in pairwise(name)
    )
