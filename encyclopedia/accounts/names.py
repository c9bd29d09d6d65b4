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
# Scripts of which single letters look alike; a name keeps to one of them.
ALIKE_SCRIPTS = frozenset({"LATIN", "CYRILLIC", "GREEK", "COPTIC", "ARMENIAN", "CHEROKEE"})
# What the site itself is called, its roles, and what stands where no name is shown.
RESERVED = (
    "admin", "administrator", "administration", "anonymous", "contributor", "editor",
    "encyclopedia", "moderator", "name hidden", "nobody", "reviewer", "sample editor", "software",
    "system",
)  # fmt: skip
FORMER = "Former contributor"
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

    if len(_scripts(name) & ALIKE_SCRIPTS) > 1:
        raise ValidationError(
            _("A name keeps to one alphabet, as some letters of others look the same."),
            code="mixed_scripts",
        )


def is_reserved(name: str, site_name: str) -> bool:
    """Tell whether a name, however it is spaced or capitalised, could be taken for the site's."""
    plain = _plain(name)
    kept = {_plain(word) for word in (*RESERVED, site_name)}
    return plain in kept or plain.startswith(_plain(FORMER))


def _plain(name: str) -> str:
    """Return the letters and digits of a name alone, without case."""
    return "".join(filter(str.isalnum, normal_name(name).casefold()))


def _scripts(name: str) -> set[str]:
    """Return the scripts of the letters, as Unicode's names of them begin."""
    return {unicodedata.name(sign, "").partition(" ")[0] for sign in name if sign.isalpha()}


def _two_signs_together(name: str) -> bool:
    """Tell whether two signs stand side by side; a point and a space may, as in "J. R. Smith"."""
    return any(
        first in SEPARATORS and second in SEPARATORS and first + second != ". "
        for first, second in pairwise(name)
    )
