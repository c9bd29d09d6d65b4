"""What was typed, kept in the session while an editor signs in again."""

from __future__ import annotations

from django.http import HttpRequest, QueryDict

LARGEST = 2 * 1024 * 1024
"""Bytes of one form; a session holds one."""
_NAME = "kept_form"
_NOT_KEPT = ("csrfmiddlewaretoken", "do")


def keep(request: HttpRequest, title: str, data: QueryDict) -> bool:
    """Keep the form for the article of this title, and say whether it is small enough for that."""
    kept = data.copy()
    for name in _NOT_KEPT:
        kept.pop(name, None)
    text = kept.urlencode()
    if len(text) > LARGEST:
        return False
    request.session[_NAME] = {"title": title, "form": text}
    return True


def kept(request: HttpRequest, title: str) -> QueryDict | None:
    """Return the form that was kept for the article of this title."""
    found = request.session.get(_NAME)
    if not isinstance(found, dict) or found.get("title") != title:
        return None
    return QueryDict(found["form"])


def address_of(form: str) -> str:
    """Return the address at which an edit form shows what was kept."""
    return f"{form}{'&' if '?' in form else '?'}kept=1"


def forget(request: HttpRequest) -> None:
    """Keep nothing any longer, since the form was saved."""
    if _NAME in request.session:
        del request.session[_NAME]
