"""What holds of every merge."""

from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.comparing import Choice, merge_contents, merge_texts
from articles.content import ArticleContent, SourceRecord
from articles.markup import parse, render
from tests.comparing.editors import contents, three_texts
from tests.content.strategies import texts

NOT_BROKEN = ("is never cited", "Nothing leads to", "are the same source")
"""What two good edits may leave together: somebody took out the last use but one."""


def broken(content: ArticleContent) -> set[str]:
    """Return what the edit form would name, whatever the line."""
    sources = {entry.source: SourceRecord(title=entry.source) for entry in content.references}
    document = render(parse(content), sources=sources, existing=frozenset())
    sentences = (str(error.sentence).partition(" Did you")[0] for error in document.errors)
    return {one for one in sentences if not any(words in one for words in NOT_BROKEN)}


@st.composite
def three_contents(draw: st.DrawFn) -> tuple[ArticleContent, ArticleContent, ArticleContent]:
    base, mine, theirs = draw(three_texts())
    old = draw(contents(base))
    return old, draw(contents(mine, old)), draw(contents(theirs, old))


@given(texts, texts)
def test_what_one_side_alone_changed_stands(base: str, other: str) -> None:
    for mine, theirs in ((other, base), (base, other), (other, other)):
        merge = merge_texts(base, mine, theirs)
        assert (merge.text, merge.clashes) == (other, ())


@given(three_contents())
def test_a_content_that_one_side_alone_changed_stands(
    three: tuple[ArticleContent, ArticleContent, ArticleContent],
) -> None:
    base, other, _ = three
    for mine, theirs in ((other, base), (base, other), (other, other)):
        merge = merge_contents(base, mine, theirs)
        assert merge.is_clean
        assert merge.content == other


@settings(max_examples=400)
@given(three_texts())
def test_it_is_all_the_same_who_came_first(three: tuple[str, str, str]) -> None:
    base, mine, theirs = three
    one, other = merge_texts(base, mine, theirs), merge_texts(base, theirs, mine)
    assert len(one.clashes) == len(other.clashes)


@settings(max_examples=400)
@given(three_texts())
def test_no_clean_merge_of_texts_is_broken(three: tuple[str, str, str]) -> None:
    base, mine, theirs = three
    merge = merge_texts(base, mine, theirs)
    if not merge.clashes:
        assert broken(ArticleContent(text=merge.text)) <= set(
            union(ArticleContent(text=mine), ArticleContent(text=theirs))
        )


def union(*sides: ArticleContent) -> Iterator[str]:
    for side in sides:
        yield from broken(side)


@settings(max_examples=400)
@given(three_contents())
def test_no_clean_merge_points_nowhere(
    three: tuple[ArticleContent, ArticleContent, ArticleContent],
) -> None:
    merge = merge_contents(*three)
    if merge.is_clean:
        assert broken(merge.content) <= set(union(*three[1:]))


@given(three_contents())
def test_choosing_mine_everywhere_is_what_is_shown(
    three: tuple[ArticleContent, ArticleContent, ArticleContent],
) -> None:
    merge = merge_contents(*three)
    assert merge.settled([Choice("mine")] * len(merge.clashes)) == merge.content


@given(three_contents())
def test_the_words_of_each_side_stand_where_it_is_chosen(
    three: tuple[ArticleContent, ArticleContent, ArticleContent],
) -> None:
    merge = merge_contents(*three)
    for place, clash in enumerate(merge.clashes):
        if clash.part == "text":
            choices = [Choice("mine")] * len(merge.clashes)
            assert clash.mine in merge.settled(choices).text
            choices[place] = Choice("theirs")
            assert clash.theirs in merge.settled(choices).text


@given(three_contents())
def test_the_same_three_give_the_same_clashes(
    three: tuple[ArticleContent, ArticleContent, ArticleContent],
) -> None:
    assert merge_contents(*three) == merge_contents(*three)


@given(texts, texts, texts)
def test_any_three_texts_can_be_merged(base: str, mine: str, theirs: str) -> None:
    merge = merge_texts(base, mine, theirs)
    assert merge.text or merge.clashes or not (mine and theirs)
