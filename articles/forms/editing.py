"""The edit form: what was typed, and the proposal that it makes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markdownx.fields import MarkdownxFormField
from markdownx.widgets import MarkdownxWidget

from articles.content import ArticleContent, Proposal, check_proposal, one_line, plain_text
from articles.errors import ContentRefused, Problem, Sentence
from articles.forms.bases import Base
from articles.forms.infobox import infobox_of, rows_of, typed_rows, write_rows
from articles.forms.references import Listed, ReferenceChanges
from articles.forms.sources import TypedSource

NOT_ADDED = Sentence("A source is filled in but not added. Add it, or close its form.")
PREFIX = "edit--"
"""Begins every id in the form; the ids of an article's sections never hold two hyphens in a row."""
ORDER = (
    *("", "title", "short_description", "infobox", "text", "references", "source"),
    *("categories", "language", "summary"),
)
"""The parts of the form from the top, as problems name them."""


class PlainText(forms.CharField):
    """A text that comes in as content has it: NFC, LF, no NUL. Whatever is sent is a text."""

    def to_python(self, value: Any) -> str:
        return plain_text(value if isinstance(value, str) else "")


class TextWidget(MarkdownxWidget):  # type: ignore[misc]  # markdownx ships no types
    """The package's widget without its script: our own module posts the whole form."""

    class Media:
        extend = False


class TextField(MarkdownxFormField):  # type: ignore[misc]  # markdownx ships no types
    """The package's field; spaces and blank lines at the ends of a text are part of it."""

    def __init__(self, **options: Any) -> None:
        attributes = {"rows": 24, "dir": "auto", "aria-describedby": f"{PREFIX}text_helptext"}
        super().__init__(strip=False, widget=TextWidget(attrs=attributes), **options)

    def to_python(self, value: Any) -> str:
        return plain_text(value if isinstance(value, str) else "")


class EditForm(forms.Form):
    """A sent edit form, or one filled in from its base.

    Reading it is total: whatever was sent gives a proposal, and what is wrong with that is said
    by `problems`, each at its field. Beside Django's fields it reads the repeated plain names of
    the infobox rows, the operations on references and the source form.
    """

    short_description = PlainText(
        label=gettext_lazy("Short description"),
        help_text=gettext_lazy("One line that tells this from similar titles."),
        required=False,
    )
    text = TextField(label=gettext_lazy("Text"))
    categories = PlainText(
        label=gettext_lazy("Categories"),
        help_text=gettext_lazy("One a line."),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    language = PlainText(
        label=gettext_lazy("Language of the text"),
        help_text=gettext_lazy("Its code: en, fr, fa, zh-Hant."),
        widget=forms.TextInput(attrs={"autocapitalize": "off", "spellcheck": "false"}),
    )
    summary = PlainText(
        label=gettext_lazy("Edit summary"),
        help_text=gettext_lazy("What you changed and why. Everyone can read it."),
        required=False,
    )
    is_minor = forms.BooleanField(
        label=gettext_lazy("Minor edit"),
        help_text=gettext_lazy("Spelling or layout only; no fact or source."),
        required=False,
    )

    def __init__(self, data: QueryDict, base: Base) -> None:
        self.typed = data.copy()  # mutable: the buttons of rows change it
        super().__init__(self.typed, auto_id=f"{PREFIX}%s", use_required_attribute=False)
        self.base = base
        self.kind = one_line(data.get("infobox_kind", ""))
        self.rows = typed_rows(data)
        self.changes = ReferenceChanges.typed(data)
        self.source = TypedSource.of(data)
        self.key_of = data.get("key_of", "")
        self.new_key = plain_text(data.get("new_key", "")).strip()
        self.problems: list[Problem] = []

    @classmethod
    def of(
        cls,
        base: Base,
        summary: str = "",
        *,
        is_minor: bool = False,
        proposal: Proposal | None = None,
    ) -> EditForm:
        """Return the form filled in with the base's content, or with what is proposed in its
        place; the records of sources that the base does not name are in `proposal.new_sources`.
        """
        content = proposal.content if proposal else base.content
        data = QueryDict(mutable=True)
        if proposal:
            ReferenceChanges.between(base.content.references, proposal).write(data)
        data["short_description"], data["text"] = content.short_description, content.text
        data["infobox_kind"] = content.infobox.kind
        write_rows(data, rows_of(content.infobox))
        data["categories"] = "\n".join(content.categories)
        data["language"] = content.language
        data["summary"] = summary
        if is_minor:
            data["is_minor"] = "on"
        data["submission"] = str(uuid4())
        return cls(data, base)

    def full_clean(self) -> None:
        """Hand `problems` to Django, which draws them at the fields; reading needs no cleaning."""
        self._errors = ErrorDict(renderer=self.renderer)
        for name in self.fields:
            if sentences := self.sentences_at(name):
                self._errors[name] = self.error_class(sentences, renderer=self.renderer)

    def write_back(self) -> None:
        """Put rows and operations, as the buttons left them, into the data."""
        write_rows(self.typed, self.rows)
        self.changes.write(self.typed)
        self.source.write(self.typed)
        self.typed["infobox_kind"] = self.kind
        self.typed["key_of"], self.typed["new_key"] = self.key_of, self.new_key

    def proposal(self) -> Proposal:
        """Return what the editor asks for, as it is let in."""
        content = ArticleContent(
            short_description=self._text("short_description"),
            text=self._text("text"),
            infobox=infobox_of(self.kind, self.rows),
            references=self.changes.applied(self.base.content.references),
            categories=tuple(self._text("categories").split("\n")),
            language=self._text("language"),
            options=self.base.content.options,
        )
        sources = {**self.base.new_sources, **self.changes.new_sources()}
        return Proposal(content, sources).normalised()

    def listed(self) -> tuple[Listed, ...]:
        """Return the references as the form lists them, removed ones too."""
        return tuple(self.changes.listed(self.base.content.references))

    @property
    def summary_text(self) -> str:
        """The edit summary as typed."""
        return self._text("summary")

    @property
    def marked_minor(self) -> bool:
        """Whether the editor calls the edit minor."""
        return bool(self.typed.get("is_minor"))

    @property
    def submission(self) -> UUID:
        """The form's own id, so that a form sent twice is one edit."""
        try:
            return UUID(self.typed.get("submission", ""))
        except ValueError:
            return uuid4()

    def check(self, *, may_wait: bool = False) -> bool:
        """Note what keeps the proposal from being taken, and say whether nothing does.

        Args:
            may_wait: whether a source that is filled in but not added is no hindrance yet.
        """
        if self.source.is_begun and not may_wait:
            self.refuse([Problem("source", NOT_ADDED)])
        try:
            check_proposal(self.proposal())
        except ContentRefused as refusal:
            self.refuse(refusal.problems)
        return not self.problems

    def refuse(self, problems: Iterable[Problem]) -> None:
        """Note problems, once each, in the order of the form."""
        self.problems += [one for one in problems if one not in self.problems]
        self._errors = None  # type: ignore[assignment]  # Django's sign that they are asked anew
        self.problems.sort(key=lambda one: ORDER.index(one.field) if one.field in ORDER else 0)

    def sentences_at(self, field: str) -> list[str]:
        """Return what is to be mended at one part of the form."""
        return [one.sentence.translated(_) for one in self.problems if one.field == field]

    def with_base(self, base: Base) -> EditForm:
        """Return the form with all that was typed upon another base."""
        form = EditForm(self.typed, base)
        form.refuse(self.problems)
        return form

    def _text(self, name: str) -> str:
        return plain_text(self.typed.get(name, ""))
