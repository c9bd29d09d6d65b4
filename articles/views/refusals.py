"""What views of governance share: finding an article or none, and saying why not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext

from articles.errors import EditRefused, NotAllowed, TitleRefused
from articles.models import Article
from articles.pages.finding import find


def find_article(request: HttpRequest, path: str) -> Article:
    """Return the article that a title leads to. Raises Http404."""
    try:
        found = find(path, request.user)
    except TitleRefused:
        raise Http404 from None
    if found is None:
        raise Http404
    return found.article


@contextmanager
def forbidding() -> Iterator[None]:
    """Turn a refusal of the person into an answer of 403 with its sentence."""
    try:
        yield
    except NotAllowed as refusal:
        raise PermissionDenied(words(refusal)) from None


def tell(
    form: forms.Form, refusal: EditRefused, fields: Mapping[str, str] = MappingProxyType({})
) -> None:
    """Say in the form, each at its field where it has it, why nothing was done.

    `fields` are the form's names of fields that a refusal calls otherwise.
    """
    for problem in refusal.problems:
        name = fields.get(problem.field, problem.field)
        form.add_error(name if name in form.fields else None, problem.sentence.translated(gettext))


def words(refusal: EditRefused) -> str:
    """Return the sentences of a refusal."""
    return " ".join(one.sentence.translated(gettext) for one in refusal.problems)


def status_of(form: forms.Form) -> int:
    """Return the status with which the form is shown: 422 where something is to be mended."""
    return 422 if form.errors else 200
