"""Pages of reviewers in tests: what is waiting, and how a reviewer's form is sent."""

from __future__ import annotations

from django.http import HttpResponse
from django.test import Client
from lxml import html

from articles.models import Article, Edit
from encyclopedia.accounts.models import User
from tests.people_and_articles import RADIUM_TEXT, propose, save

PENDING_TEXT = RADIUM_TEXT.replace("were painted", "and signs were painted")
ELSEWHERE = RADIUM_TEXT.replace("It was found", "It was first found")
CLASHING = RADIUM_TEXT.replace("were painted", "were long painted")


def pending_edit(article: Article, editor: User, text: str = PENDING_TEXT) -> Edit:
    """Send an edit for review, upon what readers see."""
    return save(article, propose(article, text), editor, summary="More on dials")


def decide(client: Client, edit: Edit, do: str, note: str = "", **more: str) -> HttpResponse:
    """Send the form of a reviewer."""
    sent = {"do": do, "note": note, "snapshot": edit.snapshot_hash, **more}
    return client.post(f"/review/{edit.uid}", sent)  # type: ignore[return-value]  # is one


def parsed(response: HttpResponse) -> html.HtmlElement:
    """Return the page of an answer."""
    return html.fromstring(response.content.decode())
