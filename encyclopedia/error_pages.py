"""The pages for what went wrong: each says what happened and what to do."""

from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import render
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.errors import Sentence
from encyclopedia.rates import MINUTE, too_often
from encyclopedia.static_files import sheets

_EDIT_FORMS = {"articles:edit", "articles:preview"}
_FROM_ELSEWHERE = ("Origin checking failed", "Referer checking failed")
"""How Django begins its reasons where a form came from another site."""


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400, or 413 where the request was refused for its size."""
    if isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        return too_large(request)
    return _page(
        request,
        HTTPStatus.BAD_REQUEST,
        _("This request cannot be read"),
        _("Something in its address or form has no meaning here. Go back and try again."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403; a refusal that carries a sentence has it shown."""
    sentence = str(exception or "") or _("Your account may not do this. Ask a reviewer for help.")
    return _page(request, HTTPStatus.FORBIDDEN, _("Not allowed"), sentence)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 to a form that was not sent from a page of ours, or from one too old.

    The edit form comes back with all that was typed, unless another site sent it.
    """
    if not reason.startswith(_FROM_ELSEWHERE):
        sentence = Sentence(
            "You signed in or out after this form was opened, so it was not taken. Nothing you "
            "typed is lost: send it again."
        )
        if form := _edit_form(request, sentence, HTTPStatus.FORBIDDEN):
            return form
    return _page(
        request,
        HTTPStatus.FORBIDDEN,
        _("This form is too old"),
        _(
            "You signed in or out after the page was opened, or cookies are blocked. "
            "Go back, load the page again and send the form from there."
        ),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404 where no article could be meant; articles answer for their own titles."""
    return _page(
        request,
        HTTPStatus.NOT_FOUND,
        _("There is no page here"),
        _("Check the address, or start from the home page."),
    )


def too_large(request: HttpRequest) -> HttpResponse:
    """Answer 413 to a request that brings more than the site takes."""
    return _page(
        request,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        _("That is too much at once"),
        _("An article holds at most 512 kB of text. Go back, shorten it and send it again."),
    )


def too_many(request: HttpRequest, wait: int = 0) -> HttpResponse:
    """Answer 429 with the seconds to wait in Retry-After, and in the page in words.

    allauth names no time; all that it limits so is the mail that confirms an address.
    """
    wait = wait or settings.RATE_LIMITS.get("confirming_mail", {}).get("name", (1, MINUTE))[1]
    page = refuse(request, HTTPStatus.TOO_MANY_REQUESTS, _("Too fast"), too_often(wait))
    page["Retry-After"] = str(wait)
    return page


def refuse(request: HttpRequest, status: HTTPStatus, heading: str, sentence: str) -> HttpResponse:
    """Answer with the status's page; the edit form comes back with all that was typed."""
    form = _edit_form(request, Sentence("%(sentence)s", sentence=sentence), status)
    return form or _page(request, status, heading, sentence)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 with a page that stands alone, and if even that fails with its bare words."""
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    heading = _("The site made a mistake")
    sentence = _(
        "It was noted for us to mend. Nothing that was saved is lost. Go back and try again."
    )
    try:
        values = {
            "heading": heading,
            "sentence": sentence,
            "home": _("Home page"),
            "sheets": [static(sheet) for sheet in sheets()],
            "language": get_language(),
            "typed_label": _("Your text. Copy it to be safe."),
            "typed": _typed_text(request),
        }
        return HttpResponse(render_to_string("500.html", values), status=status)
    except Exception:  # noqa: BLE001 (whatever failed may fail here again)
        return _plain_page(status, heading, sentence)


def _typed_text(request: HttpRequest) -> str:
    """Return the text that was sent; empty where none was, or the body cannot be read."""
    try:
        return request.POST.get("text", "")
    except (RequestDataTooBig, TooManyFieldsSent, UnreadablePostError):
        return ""


def _edit_form(request: HttpRequest, sentence: Sentence, status: int) -> HttpResponse | None:
    """Return the edit form with all that was typed, where one was sent; else None."""
    match = request.resolver_match
    if not match or match.view_name not in _EDIT_FORMS or request.method != "POST":
        return None
    if request.POST.get("part"):  # a script asked for the preview alone
        return None
    from articles.views.answering import hand_back

    path = match.kwargs.get("path") or request.POST.get("title", "")
    return hand_back(request, path, sentence, status)


def _page(
    request: HttpRequest,
    status: HTTPStatus,
    heading: str,
    sentence: str,
) -> HttpResponse:
    """Render the status's own template, such as 404.html."""
    values = {"status": int(status), "heading": heading, "sentence": sentence}
    try:
        return render(request, f"{int(status)}.html", values, status=status)
    except TemplateDoesNotExist:
        return _plain_page(status, heading, sentence)


def _plain_page(status: HTTPStatus, heading: str, sentence: str) -> HttpResponse:
    """Build a page out of nothing but its words, which needs no template and no style."""
    page = format_html(
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>{}</title>'
        '<h1>{}</h1><p>{}</p><p><a href="/">{}</a></p></html>',
        heading,
        heading,
        sentence,
        _("Home page"),
    )
    return HttpResponse(page, status=status)
