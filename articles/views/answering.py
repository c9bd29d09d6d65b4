"""What comes of sending the edit form: the form again, a preview, or a saved edit."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from articles import permissions
from articles.errors import NotAllowed, Problem, Sentence, TitleRefused
from articles.forms import perform, set_key
from articles.forms.kinds import offered_kinds
from articles.views import kept
from articles.views.edit_forms import Subject, ask_for_title, draw, find_subject, look, read_form
from articles.views.saving import SAVING, save

TOO_MUCH_TO_KEEP = Sentence(
    "Your session ended. Sign in in another tab, then send this form again; your text stays here."
)


def answer(request: HttpRequest, subject: Subject, data: QueryDict) -> HttpResponse:
    """Answer a sent form with what the button that sent it asks for."""
    if not request.user.is_authenticated:
        return _sign_in_first(request, subject, data)
    form = read_form(subject, data, request.user)
    try:
        permissions.require_edit(subject.article, request.user)
    except NotAllowed as refusal:
        form.refuse(refusal.problems)
        return draw(request, subject, form, status=HTTPStatus.FORBIDDEN)
    do = data.get("do", "save")
    kinds = {name: kind.shape for name, kind in offered_kinds().items()}
    if done := perform(do, form, kinds):
        return draw(request, subject, form, done=done)
    done = set_key(form) if form.key_of else None
    if do in SAVING and not form.problems:
        return save(request, subject, form, do)
    return look(request, subject, form, do, done)


def hand_back(request: HttpRequest, path: str, sentence: Sentence, status: int) -> HttpResponse:
    """Answer a form that the site did not take: with a sentence and all that was typed."""
    try:
        subject = find_subject(path, request.user, request.POST.get("continue", ""))
    except TitleRefused as refusal:
        return ask_for_title(request, path, refusal)
    form = read_form(subject, request.POST, request.user)
    form.refuse([Problem("", sentence)])
    return draw(request, subject, form, status=status)


def _sign_in_first(request: HttpRequest, subject: Subject, data: QueryDict) -> HttpResponse:
    """Keep what was typed, and ask to sign in; where it is too much, hand it back."""
    if kept.keep(request, subject.title, data):
        messages.warning(request, _("Your session ended. Sign in here; your text stays."))
        return redirect_to_login(kept.address_of(subject.address))
    form = read_form(subject, data, request.user)
    form.refuse([Problem("", TOO_MUCH_TO_KEEP)])
    return draw(request, subject, form, status=HTTPStatus.FORBIDDEN)
