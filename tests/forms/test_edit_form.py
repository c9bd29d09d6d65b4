"""The edit form: what was typed makes the proposal that was meant."""

from __future__ import annotations

from dataclasses import replace

from django.http import QueryDict
from hypothesis import assume, given

from articles.content import ArticleContent, check_content
from articles.errors import ContentRefused
from articles.forms import Base, EditForm
from tests.content.strategies import contents


def sent(form: EditForm) -> QueryDict:
    """Return the form's data as a browser sends it: CRLF in long fields, none in short ones."""
    data = form.typed.copy()
    for name in ("text", "categories"):
        data[name] = str(data[name]).replace("\n", "\r\n")
    return QueryDict(data.urlencode())


@given(contents)
def test_a_form_sent_back_untouched_proposes_the_same_content(content: ArticleContent) -> None:
    content = content.normalised()
    content = replace(content, infobox=replace(content.infobox, kind="event"))
    try:
        check_content(content)
    except ContentRefused:
        assume(False)
    base = Base(None, content)
    assert EditForm(sent(EditForm.of(base)), base).proposal().content == content


def test_spaces_and_blank_lines_at_the_ends_of_a_text_are_kept() -> None:
    base = Base(None, ArticleContent(text="\n\n  code\n\n "))
    assert EditForm(sent(EditForm.of(base)), base).proposal().content.text == "\n\n  code\n\n "


def test_an_empty_form_is_read_as_an_empty_article() -> None:
    form = EditForm(QueryDict(), Base())
    assert form.proposal().content == ArticleContent()
    assert form.check()


def test_a_source_that_is_typed_but_not_added_is_no_hindrance_to_looking() -> None:
    data = QueryDict("source_type=book&source_title=Radium")
    assert EditForm(data, Base()).check(may_wait=True)
    form = EditForm(data, Base())
    assert not form.check()
    assert [problem.field for problem in form.problems] == ["source"]


def test_problems_stand_in_the_order_of_the_form_and_at_their_fields() -> None:
    form = EditForm(QueryDict("short_description=" + "x" * 201 + "&language=nonsense!"), Base())
    assert not form.check()
    assert [problem.field for problem in form.problems] == ["short_description", "language"]
    assert form.errors["short_description"]
    assert "text" not in form.errors


def test_the_widget_brings_no_script() -> None:
    assert str(EditForm(QueryDict(), Base()).media) == ""
