"""A request of somebody who is signed in, as `login_required` lets it through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User


class SignedIn(HttpRequest):
    """Tells the type checker what the decorator proved."""

    user: User
