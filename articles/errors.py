"""Refusals: what an operation raises when it will not do what was asked, and their sentences.

Pure: no Django. A sentence keeps its template and its values apart, so that pages can
translate the template (`makemessages --keyword=Sentence`) and English stays readable here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from articles.comparing import Merge
    from articles.models import Edit


@dataclass(frozen=True, slots=True, init=False)
class Sentence:
    """A sentence for people: `Sentence("No reference has the key “%(key)s”.", key="who2013")`.

    Attributes:
        template: English, with `%(name)s` places; the message id for gettext.
        values: the pairs that fill the places.
    """

    template: str
    values: tuple[tuple[str, object], ...]

    def __init__(self, template: str, **values: object) -> None:
        object.__setattr__(self, "template", template)
        object.__setattr__(self, "values", tuple(values.items()))

    def __str__(self) -> str:
        return self.translated(str)

    def translated(self, gettext: Callable[[str], str]) -> str:
        """Return the sentence in the language that `gettext` speaks."""
        return gettext(self.template) % dict(self.values)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that a person can mend.

    Attributes:
        field: the part of the edit form it belongs to ("text", "references", "infobox",
            "short_description", "categories", "language", "title", "summary"); empty for the whole.
        sentence: what is the matter, and what to do.
    """

    field: str
    sentence: Sentence


class EditRefused(Exception):
    """An operation refused the edit; nothing was written.

    Attributes:
        problems: why, each with the field it belongs to; never empty.
    """

    def __init__(self, problems: Sentence | Iterable[Problem], field: str = "") -> None:
        self.problems = (
            (Problem(field, problems),) if isinstance(problems, Sentence) else tuple(problems)
        )
        super().__init__(" ".join(str(problem.sentence) for problem in self.problems))


class NotAllowed(EditRefused):
    """The person may not do this."""


class ContentRefused(EditRefused):
    """The content breaks a limit or a rule of form."""


class TitleRefused(EditRefused):
    """The title cannot be used, or names another article already."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence, "title")


class TitleTaken(TitleRefused):
    """An article has the title already."""

    def __init__(self, title: str) -> None:
        super().__init__(
            Sentence(
                "There is an article “%(title)s” already. Edit that one, or choose another title.",
                title=title,
            )
        )


class NothingChanged(EditRefused):
    """The content is what readers already see."""


class UnknownBase(EditRefused):
    """The base is no edit of this article that the editor may see."""


class EditConflict(EditRefused):
    """Another edit was published since the base, and touches the same places.

    Attributes:
        published: the Edit that readers see now.
        merge: all that could be joined, and the clashes; None where an article was made meanwhile.
    """

    def __init__(self, sentence: Sentence, published: Edit, merge: Merge | None = None) -> None:
        super().__init__(sentence)
        self.published = published
        self.merge = merge


class Resubmitted(EditRefused):
    """The edit is not the one that the reviewer saw: its editor changed it meanwhile.

    Attributes:
        newest: the Edit that took its place; the edit itself where it is that.
    """

    def __init__(self, sentence: Sentence, newest: Edit) -> None:
        super().__init__(sentence)
        self.newest = newest


class AlreadyDecided(EditRefused):
    """Somebody decided on the edit first, or its editor took it back."""
