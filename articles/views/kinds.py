"""Infobox kinds in the administration pages: the form of one, and its edits."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from articles import kinds
from articles.errors import EditRefused, Sentence, UnknownBase
from articles.forms.kind_changes import KindForm, field_forms, shape_of
from articles.markup import KindShape
from articles.models import Edit, InfoboxKind
from articles.views.refusals import status_of, tell

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User

MOST_EDITS = 200


def kind(request: HttpRequest, key: int | None, around: Mapping[str, object]) -> HttpResponse:
    """Show the form of a kind, of a new one where there is no key, and do what it asks.

    `around` is what every page of administration takes.
    """
    found = None if key is None else _found(key)
    shape = found.shape() if found else KindShape()
    base = found.published_edit.uid if found and found.published_edit else ""
    data = request.POST if request.method == "POST" else None
    form = KindForm(data, is_new=found is None, initial={"label": shape.label, "base": base})
    rows = field_forms(shape, data)
    if data is not None and form.is_valid() and rows.is_valid():
        asked = form.cleaned_data
        wanted = shape_of(found.name if found else asked["name"], asked["label"], rows)
        try:
            edit = _save(found, wanted, asked["base"], asked["summary"], cast("User", request.user))
        except EditRefused as refusal:
            tell(form, refusal, {"reason": "summary"})
        else:
            messages.success(request, _("Saved. Articles of this kind follow within minutes."))
            return redirect("admin:articles_infoboxkind_change", edit.infobox_kind_id)
    page = {**around, "kind": found, "form": form, "rows": rows, "title": shape.label or _("New")}
    is_refused = data is not None and not rows.is_valid()
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_refused else status_of(form)
    return render(request, "admin/articles/kind.html", page, status=status)


def history(request: HttpRequest, key: int, around: Mapping[str, object]) -> HttpResponse:
    """List the edits of a kind, the newest first."""
    found = _found(key)
    edits = Edit.objects.filter(infobox_kind=found).select_related("editor").order_by("-number")
    page = {**around, "kind": found, "edits": edits[:MOST_EDITS], "title": found.label}
    return render(request, "admin/articles/kind_history.html", page)


def _found(key: int) -> InfoboxKind:
    rows = InfoboxKind.objects.select_related("published_edit").prefetch_related("fields")
    found = rows.filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def _save(
    kind: InfoboxKind | None, shape: KindShape, base: str, summary: str, editor: User
) -> Edit:
    """Make or change the kind. Raises EditRefused."""
    if kind is None:
        return kinds.define(shape, editor=editor, summary=summary)
    begun = Edit.objects.filter(infobox_kind=kind, uid=base).first()
    if begun is None:
        raise UnknownBase(Sentence("This form did not begin from an edit of this kind."))
    return kinds.change(kind, shape, base=begun, editor=editor, summary=summary)
