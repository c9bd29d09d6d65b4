"""The sample encyclopedia: a few articles as files, which quickstart loads into an empty site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from articles import editing, files, moving, publishing
from articles.content import Proposal, title_key
from articles.models import Article, PageLink, Title
from encyclopedia.accounts import roles
from encyclopedia.accounts.models import User

FOLDER = Path(__file__).parent / "articles"
EDITOR = "Sample editor"
SUMMARY = "First text, from the sample encyclopedia"
REDIRECTS = {
    "September 1 massacre": "2013 Camp Ashraf massacre",
    "EDTF": "Extended Date/Time Format",
    "DOI": "Digital object identifier",
    "WCAG": "Web Content Accessibility Guidelines",
    "CSL": "Citation Style Language",
    "Unicode Normalization Forms": "Unicode normalization",
}
"""Further titles, and the title of the article that each leads to."""


def load() -> list[str]:
    """Load what is missing of the sample, and return a line for each article and redirect.

    What has one of the titles already is left as it is. Links between the articles are right
    when this returns, whether or not tasks are worked through.
    """
    articles = [files.from_markdown(text) for text in _texts()]
    wanted = {title_key(title) for title in [*(one.title for one in articles), *REDIRECTS]}
    taken = _taken(wanted)
    editor = _editor() if wanted - taken else None
    if wanted - taken and editor is None:
        return [f"Sample: left out, since somebody has the name {EDITOR}."]
    lines = []
    for one in articles:
        if editor is None or title_key(one.title) in taken:
            lines.append(f"Article “{one.title}”: exists already.")
            continue
        editing.create(
            one.title, Proposal(one.content, one.sources), editor=editor, summary=SUMMARY
        )
        lines.append(f"Article “{one.title}”: made.")
    lines += _redirects(editor, taken)
    _refresh_links_to(wanted - taken)
    return lines


def _texts() -> Iterator[str]:
    for file in sorted(FOLDER.glob("*.md")):
        yield file.read_text(encoding="utf-8")


def _taken(keys: Iterable[str]) -> set[str]:
    return set(Title.objects.filter(key__in=keys).values_list("key", flat=True))


def _editor() -> User | None:
    """Return the account that the sample is by, which nobody can sign in to; None if one can."""
    account = User.objects.filter(username__iexact=EDITOR).first()
    if account is None:
        account = User.objects.create_user(EDITOR)  # without a password
        roles.give(account, roles.REVIEWER)  # else all of it would wait for a review
        return account
    return None if account.has_usable_password() else account


def _redirects(editor: User | None, taken: set[str]) -> Iterator[str]:
    """Make the redirects that are missing, and yield a line for each."""
    for title, target in REDIRECTS.items():
        article = Article.objects.filter(titles__key=title_key(target)).first()
        if editor is None or title_key(title) in taken:
            yield f"Redirect “{title}”: exists already."
        elif article is None:
            yield f"Redirect “{title}”: left out, since “{target}” is missing."
        else:
            moving.add_redirect(title, article, editor=editor)
            yield f"Redirect “{title}”: made, leads to “{article.title}”."


def _refresh_links_to(keys: Iterable[str]) -> None:
    """Turn the red links to these titles blue, each article rendered once."""
    linking = PageLink.objects.filter(key__in=keys).values_list("article_id", flat=True)
    for article_id in linking.distinct():
        publishing.refresh(article_id)
