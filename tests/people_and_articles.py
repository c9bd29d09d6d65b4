"""Ways to make articles in tests, in the words of the encyclopedia."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

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
    new_uid,
)
from articles.models import Article, Edit
from encyclopedia.accounts.models import User

CURIE = SourceRecord(
    type="article-journal",
    title="Sur une substance nouvelle radio-active, contenue dans la pechblende",
    author=(Name(family="Curie", given="Pierre"), Name(family="Curie", given="Marie")),
    container_title="Comptes rendus",
    issued="1898",
    doi="10.1000/curie.1898",
)

RADIUM_TEXT = """Radium is a chemical element.[@curie1898, p. 175] It glows.{{citation needed}}

## History

It was found in 1898.[@curie1898] See [[Polonium]].

## Uses

Watch dials were painted with it.
"""


def infobox(kind: str, **fields: str) -> Infobox:
    """Return an infobox with one value a field; the label is the name, first letter raised."""
    rows = (
        InfoboxField(name, name.capitalize(), (FieldValue(text),)) for name, text in fields.items()
    )
    return Infobox(kind, tuple(rows))


def radium_proposal() -> Proposal:
    """Return the first state of the article Radium: one source, cited twice."""
    uid = new_uid()
    content = ArticleContent(
        short_description="chemical element with symbol Ra",
        text=RADIUM_TEXT,
        infobox=infobox("generic", symbol="Ra", found="1898[@curie1898]"),
        references=(ReferenceEntry("curie1898", uid),),
        categories=("Elements",),
    )
    return Proposal(content, {uid: CURIE})


def make_article(title: str, text: str, editor: User) -> Article:
    """Make and publish an article of this text alone."""
    edit = editing.create(title, Proposal(ArticleContent(text=text)), editor=editor)
    return Article.objects.get(edits=edit)


def propose(article: Article, text: str) -> Proposal:
    """Return the article's content with another text."""
    article.refresh_from_db()
    return Proposal(replace(article.content(), text=text))


def save(
    article: Article,
    proposal: Proposal,
    editor: User,
    *,
    base: Edit | None = None,
    summary: str = "",
    submission: UUID | None = None,
) -> Edit:
    """Save the proposal on the edit that readers see now, or on another base."""
    article.refresh_from_db()
    base = base or article.published_edit
    assert base is not None
    return editing.save_edit(
        article, proposal, base=base, editor=editor, summary=summary, submission=submission
    )
