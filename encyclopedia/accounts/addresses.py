"""From which address somebody asks, told to operations as `user.address`."""

from django.contrib.auth.middleware import get_user
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import SimpleLazyObject

from encyclopedia.accounts.models import User
from encyclopedia.limits import Answer, client_address


class Addresses:
    """Gives `request.user` the address of its request once somebody looks at it, never before."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on; who sends it is not looked up here."""
        request.user = SimpleLazyObject(lambda: _user_with_address(request))  # type: ignore[assignment]  # as Django's own
        return self.get_response(request)


def _user_with_address(request: HttpRequest) -> User | AnonymousUser:
    user: User | AnonymousUser = get_user(request)
    try:
        user.address = client_address(request)  # type: ignore[union-attr]  # AnonymousUser declares none
    except PermissionDenied:  # the server was told none
        user.address = ""  # type: ignore[union-attr]
    return user
