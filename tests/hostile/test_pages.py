"""Hostile text through every door an editor has: no page holds anything executable."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from django.test import Client

from articles import editing
from articles.content import (
    ArticleContent,
    FieldValue,
    Infobox,
    InfoboxField,
    Name,
    Proposal,
    ReferenceEntry,
    SourceRecord,
    field_name,
    new_uid,
)
from articles.errors import ContentRefused, TitleRefused
from articles.models import Article, Edit, Source
from encyclopedia.accounts.models import User
from tests.hostile.executable import executable
from tests.hostile.payloads import batches, needs_data, strings

BATCH = 40

pytestmark = [needs_data, pytest.mark.django_db]


def hostile_records(payloads: list[str]) -> dict[str, SourceRecord]:
    """Return records with a payload in every field that a form fills, eight payloads a record."""
    records = {}
    for few in batches(payloads, 8):
        a, b, c, d, e, f, g, h = [one[:1900] for one in few] + [""] * (8 - len(few))
        records[new_uid()] = SourceRecord(
            type="article-journal",
            title=a or "Title",
            author=(Name(family=b, given=c), Name(literal=d)),
            container_title=e,
            publisher=f,
            page=g,
            doi=h,
            isbn=a,
            pmid=b,
            arxiv=c,
            issued=d,
            accessed=e,
            archived=f,
            language=g,
            format=h,
            url="https://example.org/" + b,
            archive_url="http://example.org/?" + c,
            custom=((d or "name", e or "value"),),
        )
    return records


def hostile_proposal(payloads: list[str]) -> Proposal:
    """Return a proposal with the payloads in text, infobox, sources and description."""
    records = {uid: one.normalised() for uid, one in hostile_records(payloads).items()}
    references = tuple(ReferenceEntry(f"k{n}", uid) for n, uid in enumerate(records))
    cited = "".join(
        f"[@{entry.key}, {payload}]" for entry, payload in zip(references, payloads, strict=False)
    )
    shapes = (
        "{0}\n\n[shown]({0})\n\n[[{0}]]\n\n{{{{citation needed|{0}|reason={0}}}}}\n\n"
        "[^n]: {0}\n\n# {0}"
    )
    fields = {field_name(payload): payload for payload in payloads if field_name(payload)}
    return Proposal(
        ArticleContent(
            short_description=payloads[0][:200],
            text="\n\n".join(shapes.format(payload) for payload in payloads) + f"\n\n{cited}[^n]",
            infobox=Infobox(
                "generic",
                tuple(
                    InfoboxField(name, label[:100], (FieldValue(label[:4000]),))
                    for name, label in fields.items()
                    if label.strip()[:100]
                ),
            ),
            references=references,
        ),
        records,
    )


def allowed(proposal: Proposal, payloads: list[str]) -> Proposal:
    """Return the proposal, or without its infobox and sources where a payload breaks a limit."""
    from articles.content import check_proposal

    proposal = proposal.normalised()
    try:
        check_proposal(proposal)
    except ContentRefused:
        return Proposal(
            replace(proposal.content, infobox=Infobox(), short_description=""), proposal.new_sources
        )
    return proposal


@pytest.mark.parametrize("number", range(4))
def test_no_page_executes_what_an_editor_wrote(number: int, editor: User) -> None:
    client = Client()
    client.force_login(editor)
    for n, payloads in enumerate(batches(strings("xss_*"), BATCH)):
        if n % 4 == number:
            _drill(client, editor, f"Article {n}", list(payloads))


def _drill(client: Client, editor: User, title: str, payloads: list[str]) -> None:
    proposal = allowed(hostile_proposal(payloads), payloads)
    first = editing.create(title, proposal, editor=editor, summary=payloads[0][:500])
    article = Article.objects.get(edits=first)
    changed = replace(article.content(), text=f"{payloads[-1]}\n\n{article.text}"[:200_000])
    second = editing.save_edit(
        article, Proposal(changed), base=first, editor=editor, summary=payloads[-1][:500]
    )
    form = {
        "title": title,
        "base": first.uid,
        "submission": str(uuid4()),
        "short_description": payloads[0],
        "text": "\n\n".join(payloads),
        "infobox_kind": "generic",
        "field_name": [field_name(one) for one in payloads],
        "field_label": payloads,
        "field_value": payloads,
        "field_rank": ["normal"] * len(payloads),
        "categories": "\n".join(payloads[:50]),
        "summary": payloads[0],
    }
    pages = {
        "article": client.get(article.get_absolute_url()),
        "edit": client.get(f"/edit/{title}"),
        "history": client.get(f"/history/{title}"),
        "revision": client.get(first.get_absolute_url()),
        "diff": client.get(f"/diff/{first.uid}...{second.uid}"),
        "preview": client.post("/preview/", {**form, "do": "preview"}),
        "changes": client.post("/preview/", {**form, "do": "changes"}),
        "conflict": client.post(f"/edit/{title}", form),
        "home": client.get("/"),
    }
    for source in Source.objects.filter(references__article=article)[:5]:
        pages[f"source {source.uid}"] = client.get(source.get_absolute_url())
    for name, response in pages.items():
        assert response.status_code < 500, name
        assert executable(response.content.decode()) == [], (title, name)


def test_no_title_executes_anything(editor: User) -> None:
    client = Client()
    client.force_login(editor)
    for payload in strings("xss_*"):
        try:
            edit = editing.create(payload, Proposal(ArticleContent(text="Text.")), editor=editor)
        except TitleRefused:
            page = client.get("/wiki/" + payload.replace("\\", "/").lstrip("/"))
            assert page.status_code in {301, 302, 400, 404}
            assert executable(page.content.decode()) == [], payload
            continue
        article = Article.objects.get(edits=edit)
        for path in (article.get_absolute_url(), edit.get_absolute_url()):
            page = client.get(path)
            assert page.status_code == 200, payload
            assert executable(page.content.decode()) == [], payload
    assert Edit.objects.exists()
