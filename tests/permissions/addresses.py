"""Every address of the site, with the deed that each of its methods is, and how it is asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.urls import reverse

from articles.models import Block
from tests.permissions.world import SUMMARY, World

ARTICLE, EDIT, SITE = "article", "edit", "site"
ELSEWHERE = ("account_", "admin:", "markdownx_upload")
"""What names begin with that are tested in tests/site, and the one that refuses everybody."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One method of one address.

    Attributes:
        deed: row of the table in docs/permissions.md.
        depends_on: what the answer hangs on beside the person: the level of the article, also
            the state of the edit, or neither.
        data: what is sent with POST; writes: whether that changes a row where it is allowed.
    """

    name: str
    method: str
    deed: str
    depends_on: str
    path: Callable[[World], str]
    data: Callable[[World], Mapping[str, str]]
    writes: bool = True


def _title(name: str) -> Callable[[World], str]:
    return lambda world: reverse(f"articles:{name}", args=["Radium"])


def _uid(name: str) -> Callable[[World], str]:
    return lambda world: reverse(f"articles:{name}", args=[world.edit.uid])


def _plain(name: str, *args: str) -> Callable[[World], str]:
    return lambda world: reverse(name, args=args)


def _nothing(world: World) -> Mapping[str, str]:
    return {}


def _sent(**values: str) -> Callable[[World], Mapping[str, str]]:
    return lambda world: values


def _edit_form(world: World) -> Mapping[str, str]:
    return {
        "text": "Radium is a chemical element, and a metal.",
        "language": "en",
        "base": world.published.uid,
        "title": "Radium",
        "do": "save",
    }


def _decision(do: str) -> Callable[[World], Mapping[str, str]]:
    return lambda world: {"do": do, "snapshot": world.edit.snapshot_hash, "note": SUMMARY}


def _draft_deed(do: str) -> Callable[[World], Mapping[str, str]]:
    return _sent(do=do, name="Trusted")


def _correction(world: World) -> Mapping[str, str]:
    return {**_edit_form(world), **_decision("correct")(world)}


def _read(name: str, deed: str, depends_on: str, path: Callable[[World], str]) -> Asked:
    return Asked(name, "GET", deed, depends_on, path, _nothing)


def _source(world: World) -> str:
    return reverse("articles:source", args=[world.article.content().references[0].source])


def _diff(world: World) -> str:
    first = world.article.edits.order_by("number")[0]
    return reverse("articles:diff", args=[first.uid, world.edit.uid])


def _last(world: World) -> str:
    return reverse("articles:rollback", args=[world.published.uid])


def _gone(world: World) -> str:
    return reverse("articles:undelete", args=[world.article.uid])


def _block(world: World) -> str:
    return reverse("articles:block", args=[Block.objects.get().uid])


def _both(
    name: str, deed: str, depends_on: str, path: Callable[[World], str], **values: str
) -> tuple[Asked, Asked]:
    """Return the page with a form, and the form sent."""
    return (
        _read(name, deed, depends_on, path),
        Asked(name, "POST", deed, depends_on, path, _sent(**values)),
    )


def _of_article(name: str, deed: str, **values: str) -> tuple[Asked, Asked]:
    return _both(f"articles:{name}", deed, ARTICLE, _title(name), **values)


def _of_edit(name: str, deed: str, **values: str) -> tuple[Asked, Asked]:
    return _both(f"articles:{name}", deed, EDIT, _uid(name), **values)


ADDRESSES = (
    *(
        _read(f"articles:{name}", "read the site", SITE, _plain(f"articles:{name}", *args))
        for name, *args in (
            *(["home"], ["help"], ["help_page", "markup"], ["new"], ["log"]),
            *(["category", "Elements"], ["person", "Founder"]),
        )
    ),
    _read("articles:article", "read an article", ARTICLE, _title("article")),
    _read("articles:history", "read an article", ARTICLE, _title("history")),
    _read("articles:redirects", "read an article", ARTICLE, _title("redirects")),
    _read("articles:source", "read the site", ARTICLE, _source),
    _read("articles:revision", "read an edit", EDIT, _uid("revision")),
    _read("articles:diff", "read an edit", EDIT, _diff),
    _read("articles:edit", "edit", ARTICLE, _title("edit")),
    Asked("articles:edit", "POST", "edit", ARTICLE, _title("edit"), _edit_form),
    *(
        Asked(name, "POST", "look at a preview", SITE, _plain(name), data, writes=False)
        for name, data in (
            ("articles:preview", _edit_form),
            ("markdownx_markdownify", _sent(content="Radium")),
        )
    ),
    _read("articles:add_redirect", "have an account", SITE, _plain("articles:add_redirect", "Ra")),
    Asked(
        "articles:add_redirect",
        "POST",
        "make a redirect",
        ARTICLE,
        _plain("articles:add_redirect", "Ra"),
        _sent(to="Radium"),
    ),
    *_of_article("move", "move", to="Radium (element)", reason=SUMMARY),
    *_of_article("protect", "protect", level="strict", reason="Edited back and forth"),
    *_of_article("plan_review", "plan a review", every="30"),
    *_of_article("delete", "delete an article", reason=SUMMARY),
    *_both("articles:undelete", "bring an article back", ARTICLE, _gone, reason=SUMMARY),
    *_of_edit("undo", "undo an edit", summary=SUMMARY),
    *_of_edit("revert", "return to an edit", summary=SUMMARY),
    *_both("articles:rollback", "roll edits back", ARTICLE, _last, summary=SUMMARY),
    *_of_edit("withdraw", "withdraw an edit", note=SUMMARY),
    *(
        Asked("articles:draft", "POST", deed, EDIT, _uid("draft"), _draft_deed(do))
        for do, deed in (
            ("send", "send a draft"),
            ("update", "send a draft"),
            ("show", "show a draft"),
        )
    ),
    *(
        _read(f"articles:{name}", "have an account", SITE, _plain(f"articles:{name}"))
        for name in ("my_edits", "blocks")
    ),
    _read("articles:review", "review at all", SITE, _plain("articles:review")),
    _read("articles:review_edit", "look at a review", EDIT, _uid("review_edit")),
    *(
        Asked("articles:review_edit", "POST", "decide on an edit", EDIT, _uid("review_edit"), sent)
        for sent in map(_decision, ("accept", "ask", "reject"))
    ),
    _read("articles:correct", "accept in own words", EDIT, _uid("correct")),
    Asked("articles:correct", "POST", "accept in own words", EDIT, _uid("correct"), _correction),
    _read("articles:settle", "accept in own words", EDIT, _uid("settle")),
    Asked(
        *("articles:settle", "POST", "accept in own words", EDIT, _uid("settle"), _nothing),
        writes=False,
    ),
    *_of_edit("hide", "administer", do="hide", parts="summary", reason=SUMMARY),
    *_both("articles:trust", "administer", SITE, _plain("articles:trust", "Editor"), reason="Good"),
    *_both(
        "articles:addresses", "administer", SITE, _plain("articles:addresses", "Editor"), reason="x"
    ),
    *_both(
        "articles:new_block",
        "administer",
        SITE,
        _plain("articles:new_block"),
        whom="Editor",
        stops="editing",
        scope="everything",
        lasts="7",
        reason=SUMMARY,
    ),
    *_both("articles:block", "administer", SITE, _block, reason="x"),
)
