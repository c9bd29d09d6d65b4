"""The sample encyclopedia: files that are right, and a load that changes nothing twice."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from time import process_time

import pytest
from django_q.models import OrmQ

from articles import checking, citing, files, kinds, markup, revisions
from articles.content import Proposal, SourceRecord, check_proposal, normal_title, title_key
from articles.files import ArticleFile
from articles.models import Act, Article, Edit, PageLink, Source, Title
from encyclopedia import sample
from encyclopedia.accounts.models import User
from tests.people_and_articles import make_article

FILES = sorted(sample.FOLDER.glob("*.md"))
FIRST = "2013 Camp Ashraf massacre"
DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "first-article"
SHAPES = {shape.name: shape for shape in kinds.DEFAULT_KINDS}

with_data = pytest.mark.skipif(
    not DATA.is_dir(), reason="needs the folder shared/data/first-article beside the project"
)
each_file = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


@cache
def read(file: Path) -> ArticleFile:
    return files.from_markdown(file.read_text(encoding="utf-8"))


def article_file(title: str) -> ArticleFile:
    return next(one for one in map(read, FILES) if one.title == title)


def rendered(one: ArticleFile) -> markup.Document:
    titles = {title_key(each.title) for each in map(read, FILES)} | set(
        map(title_key, sample.REDIRECTS)
    )
    return markup.render(
        markup.parse(one.content),
        sources=one.sources,
        existing=titles,
        kind=SHAPES[one.content.infobox.kind],
    )


def test_there_are_the_first_article_and_articles_on_standards() -> None:
    assert len(FILES) >= 6
    assert FIRST in {read(file).title for file in FILES}


@each_file
def test_a_file_reads_back_exactly(file: Path) -> None:
    one = read(file)
    assert files.to_markdown(one.title, one.content, one.sources) == file.read_text("utf-8")


@each_file
def test_a_file_keeps_all_limits(file: Path) -> None:
    one = read(file)
    check_proposal(Proposal(one.content, one.sources))
    assert normal_title(one.title) == one.title
    assert set(one.sources) == {entry.source for entry in one.content.references}


@each_file
def test_a_file_has_nothing_to_mend(file: Path) -> None:
    one = read(file)
    document = rendered(one)
    assert [str(error.sentence) for error in document.errors] == []
    assert all(entry.number for entry in document.entries)  # every reference is cited
    problems = [problem for record in one.sources.values() for problem in record_problems(record)]
    assert problems == []


def record_problems(record: SourceRecord) -> list[str]:
    return [str(problem.sentence) for problem in citing.record_problems(record)]


@each_file
def test_every_paragraph_is_cited_or_marked(file: Path) -> None:
    text = read(file).content.text.split("## See also")[0]
    for paragraph in text.split("\n\n"):
        is_prose = paragraph.strip() and not paragraph.startswith(("#", "|", "Table:", "{{about"))
        assert not is_prose or "[@" in paragraph or "{{citation needed" in paragraph, paragraph


@each_file
def test_a_field_carries_the_name_that_its_kind_gives_it(file: Path) -> None:
    infobox = read(file).content.infobox
    labels = {row.name: row.label for row in SHAPES[infobox.kind].fields}
    assert {row.name: row.label for row in infobox.fields}.items() <= labels.items()


def test_the_same_source_has_one_uid_and_one_record_in_all_files() -> None:
    records = [pair for file in FILES for pair in read(file).sources.items()]
    assert len(dict(records)) < len(records)  # some are shared
    assert all(dict(records)[uid] == record for uid, record in records)
    printed = [citing.printed_text(record) for record in dict(records).values()]
    assert len(set(printed)) == len(printed)


def test_every_redirect_leads_to_a_sample_article() -> None:
    assert set(sample.REDIRECTS.values()) <= {read(file).title for file in FILES}


@with_data
def test_the_first_article_prints_its_nine_references() -> None:
    one = article_file(FIRST)
    lines = (DATA / "printed-references.txt").read_text(encoding="utf-8").splitlines()
    uids = [entry.source for entry in rendered(one).entries]
    assert [citing.printed_text(one.sources[uid]) for uid in uids] == lines


@with_data
def test_the_first_article_keeps_to_its_facts() -> None:
    facts = json.loads((DATA / "facts.json").read_text(encoding="utf-8"))
    one = article_file(facts["title"])
    assert one.content.short_description == facts["short_description"]
    assert [entry.key for entry in one.content.references] == [s["id"] for s in facts["sources"]]
    plain = {
        row.name: markup.plain(row.values[0].text).replace("[[", "").replace("]]", "")
        for row in one.content.infobox.fields
    }
    assert plain == {row["name"]: row["value"] for row in facts["infobox"]["fields"]}
    assert [name for name in facts["other_names"] if sample.REDIRECTS.get(name) != one.title] == []
    headings = [heading.text for heading in rendered(one).outline if heading.level == 2]
    assert headings == facts["sections"][1:-1]
    cited = {place.key for place in rendered(one).citations if place.place == "text"}
    assert cited == {key for fact in facts["statements"] for key in fact["sources"]}


def test_the_first_article_marks_what_has_no_source() -> None:
    markers = rendered(article_file(FIRST)).markers
    assert [marker.kind for marker in markers] == ["citation needed"] * 3
    assert [marker.place for marker in markers] == ["text", "text", "victims"]
    assert "refugees" in markers[0].claim
    assert "suspected terrorist attack" in markers[1].claim


def test_loading_makes_articles_and_redirects_by_an_account_nobody_can_use(db: None) -> None:
    started = process_time()
    lines = sample.load()
    assert process_time() - started < 10
    assert all(": made" in line for line in lines)
    assert len(lines) == len(FILES) + len(sample.REDIRECTS)
    account = User.objects.get(username=sample.EDITOR)
    assert not account.has_usable_password()
    edits = Edit.objects.filter(article__isnull=False)
    assert {(edit.editor, edit.summary) for edit in edits} == {(account, sample.SUMMARY)}
    assert list(revisions.verify()) == []


def test_loading_again_changes_nothing(db: None) -> None:
    sample.load()
    before = [list(model.objects.values_list()) for model in (Article, Title, Source, Act, Edit)]
    lines = sample.load()
    assert all(line.endswith("exists already.") for line in lines)
    after = [list(model.objects.values_list()) for model in (Article, Title, Source, Act, Edit)]
    assert before == after


def test_an_article_that_somebody_wrote_is_left_as_it_is(radium: Article, editor: User) -> None:
    mine = make_article("commonmark", "My own words. See [[EDTF]].", editor)
    assert "Article “CommonMark”: exists already." in sample.load()
    mine.refresh_from_db()
    assert mine.text == "My own words. See [[EDTF]]."
    assert 'class="missing"' not in mine.rendering.lead


def test_a_person_of_the_same_name_is_not_made_the_editor(db: None) -> None:
    User.objects.create_user(sample.EDITOR.upper(), password="a quiet-harbour 1867")
    (line,) = sample.load()
    assert line.startswith("Sample: left out")
    assert not Article.objects.exists()


def test_links_between_the_samples_are_blue_before_any_task_is_done(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django_q.conf.Conf.SYNC", False)
    sample.load()
    assert OrmQ.objects.exists()
    existing = set(Title.objects.values_list("key", flat=True))
    for article in Article.objects.select_related("rendering"):
        page = article.rendering.lead + article.rendering.infobox + article.rendering.body
        for key, title in PageLink.objects.filter(article=article).values_list("key", "title"):
            red = f'class="missing" href="/edit/{title.replace(" ", "_")}' in page
            assert red is (key not in existing), (article, title)
    inside = PageLink.objects.filter(key__in=existing).values_list("article").distinct()
    assert inside.count() == len(FILES) - 1  # all but the first article link to another


def test_each_article_on_a_standard_stands_in_a_category_with_others(db: None) -> None:
    sample.load()
    for article in Article.objects.exclude(title=FIRST):
        assert "Open standards" in article.rendering.categories


def test_what_readers_see_of_the_samples_is_what_history_says(db: None) -> None:
    sample.load()
    assert not list(checking.check())
    assert not list(revisions.verify())
