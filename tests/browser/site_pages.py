"""Every kind of page there is, on a site with the sample and one edit of its first article."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from articles.content import Proposal, ReferenceEntry, new_uid
from articles.models import Article, Edit, Source
from tests.people_and_articles import CURIE, save

if TYPE_CHECKING:
    from encyclopedia.accounts.models import User

TITLE = "2013 Camp Ashraf massacre"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a page is, who looks at it, and what is pressed there first.

    Attributes:
        path: of the page, with {older}, {newer} and {source} to fill in.
        is_for_editors: whether the one who looks is signed in.
        press: words of the button of the edit form to press first; empty.
    """

    path: str
    is_for_editors: bool = False
    press: str = ""


EDIT_FORM = Address("/edit/2013_Camp_Ashraf_massacre", is_for_editors=True)
PAGES = {
    "home": Address("/"),
    "article": Address("/wiki/2013_Camp_Ashraf_massacre"),
    "article signed in": Address("/wiki/2013_Camp_Ashraf_massacre", is_for_editors=True),
    "standard": Address("/wiki/Web_Content_Accessibility_Guidelines"),
    "redirected": Address("/wiki/September_1_massacre"),
    "revision": Address("/revision/{older}"),
    "history": Address("/history/2013_Camp_Ashraf_massacre"),
    "diff": Address("/diff/{older}...{newer}"),
    "revert": Address("/revert/{older}", is_for_editors=True),
    "edit form": Address("/edit/2013_Camp_Ashraf_massacre", is_for_editors=True),
    "source form": Address(
        "/edit/2013_Camp_Ashraf_massacre", is_for_editors=True, press="Add a source"
    ),
    "preview": Address("/edit/2013_Camp_Ashraf_massacre", is_for_editors=True, press="Preview"),
    "changes": Address(
        "/edit/2013_Camp_Ashraf_massacre", is_for_editors=True, press="Show changes"
    ),
    "new article": Address("/edit/Camp_Ashraf", is_for_editors=True),
    "title asked": Address("/new/", is_for_editors=True),
    "source": Address("/source/{source}/"),
    "category": Address("/category/Open_standards"),
    "missing": Address("/wiki/Camp_Ashraf"),
    "not found": Address("/nothing/here/"),
    "help": Address("/help/"),
    "manual": Address("/help/markup/"),
    "sign in": Address("/accounts/login/?next=/edit/CommonMark"),
    "sign up": Address("/accounts/signup/"),
    "password": Address("/accounts/password/reset/"),
    "e-mail": Address("/accounts/email/", is_for_editors=True),
}


def edited_once(editor: User) -> tuple[Edit, Edit]:
    """Edit the sample's first article in text, infobox, references; return both edits."""
    article = Article.objects.get(title=TITLE)
    older = article.published_edit
    assert older is not None
    content, uid = article.content(), new_uid()
    text = content.text.replace("seven went missing", "seven went missing that day")
    text += "\n## Later\n\nThe camp was closed.[@curie1898, p. 3] Nobody returned.\n"
    references = (*content.references[:-1], ReferenceEntry("curie1898", uid))
    text = text.replace("[@amnesty2013]", "")
    changed = replace(content, text=text, references=references, short_description="an attack")
    newer = save(article, Proposal(changed, {uid: CURIE}), editor, summary="What came later")
    return older, newer


def path_of(page: Address, older: Edit, newer: Edit) -> str:
    """Return the path of a page on the site after that edit."""
    source = Source.objects.filter(references__article__title=TITLE).first()
    assert source is not None
    return page.path.format(older=older.uid, newer=newer.uid, source=source.uid)
