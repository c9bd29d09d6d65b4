"""The edit form over HTTP: first form, publishing, refusals, looking, signing in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from articles import editing
from articles.content import ArticleContent, Proposal
from articles.models import Article, Edit
from encyclopedia.accounts.models import User
from tests.bench.articles import BENCH_DATA, bench_article
from tests.forms.browser import element, fields, send
from tests.people_and_articles import RADIUM_TEXT

FORM = "/edit/Radium"
needs_bench = pytest.mark.skipif(
    not BENCH_DATA.exists(), reason="the shared benchmark articles are not here"
)


@pytest.fixture(autouse=True)
def _no_rate_limits(settings: Any) -> None:
    settings.RATE_LIMITS = {}


@pytest.fixture
def signed_in(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def shown_text(page: bytes) -> str:
    return fields(page)["text"][0].replace("\r\n", "\n")


def current(article: Article) -> ArticleContent:
    article.refresh_from_db()
    return article.content()


def test_the_form_holds_what_readers_see(signed_in: Client, radium: Article) -> None:
    page = signed_in.get(FORM).content
    form = fields(page)
    assert shown_text(page) == current(radium).text
    assert form["short_description"] == ["chemical element with symbol Ra"]
    assert form["field_value"] == ["Ra", "1898[@curie1898]"]
    assert form["categories"] == ["Elements"]
    assert radium.published_edit is not None
    assert form["base"] == [radium.published_edit.uid]
    words = "".join(element(page, "edit--references").itertext())
    assert "curie1898" in words
    assert "Cited 3 times" in words


def test_publishing_leads_to_the_article_and_says_so(signed_in: Client, radium: Article) -> None:
    answer = send(
        signed_in, signed_in.get(FORM).content, FORM, text="Radium glows.", summary="Shorter"
    )
    assert answer.status_code == 302
    assert answer["Location"] == "/wiki/Radium"
    assert "Published. Readers see your edit now." in signed_in.get("/wiki/Radium").text
    assert current(radium).text == "Radium glows."
    assert radium.published_edit is not None
    assert radium.published_edit.summary == "Shorter"
    assert not radium.published_edit.is_minor


def test_a_minor_edit_is_marked(signed_in: Client, radium: Article) -> None:
    page = signed_in.get(FORM).content
    send(signed_in, page, FORM, text="Radium glows.", is_minor="on")
    radium.refresh_from_db()
    assert radium.published_edit is not None
    assert radium.published_edit.is_minor


def test_the_same_form_sent_twice_is_one_edit(signed_in: Client, radium: Article) -> None:
    page = signed_in.get(FORM).content
    answers = [send(signed_in, page, FORM, text="Radium glows.") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert Edit.objects.filter(article=radium).count() == 2


def test_a_new_article_sent_twice_is_one_article(signed_in: Client) -> None:
    page = signed_in.get("/edit/Polonium").content
    assert "Nobody has written “Polonium” yet." in page.decode()
    answers = [send(signed_in, page, "/edit/Polonium", text="A metal.") for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Article.objects.filter(title="Polonium").count() == 1


def test_another_spelling_of_a_title_leads_to_the_form_of_the_article(
    signed_in: Client, radium: Article
) -> None:
    answer = signed_in.get("/edit/rAdium?section=uses")
    assert answer.status_code == 302
    assert answer["Location"] == "/edit/Radium?section=uses"


def test_a_section_is_begun_at_its_line(signed_in: Client, radium: Article) -> None:
    form = element(signed_in.get(f"{FORM}?section=uses").content, "edit--form")
    line = RADIUM_TEXT.split("\n").index("## Uses")
    assert form.get("data-line") == str(line)
    assert element(signed_in.get(FORM).content, "edit--form").get("data-line") is None
    assert signed_in.get(f"{FORM}?section=nowhere").status_code == 200


def test_a_title_that_no_article_can_have_is_asked_for_anew(signed_in: Client) -> None:
    answer = signed_in.get("/edit/A%5Bb%5D")
    assert answer.status_code == 404
    assert "A title cannot hold “[”" in answer.text
    assert signed_in.post("/edit/A%5Bb%5D", {"text": "x"}).status_code == 404


def test_the_page_for_a_new_article_leads_to_its_form(signed_in: Client) -> None:
    assert 'href="/new/"' in signed_in.get("/").text
    assert signed_in.get("/new/").status_code == 200
    assert signed_in.get("/new/", {"title": "polonium_210"})["Location"] == "/edit/Polonium_210"
    assert "A title cannot hold “#”" in signed_in.get("/new/", {"title": "C#"}).text


def refused(answer: Any, sentence: str, status: int = 422) -> bytes:
    """Look that the form came back with a sentence and, on top, a link to its place."""
    assert answer.status_code == status
    assert sentence in answer.text.replace("&#x27;", "'")
    return bytes(answer.content)


def test_a_text_that_is_too_long_comes_back_whole(signed_in: Client, radium: Article) -> None:
    text = "Radium é.\n" * 60_000
    answer = send(signed_in, signed_in.get(FORM).content, FORM, text=text)
    page = refused(answer, "512 kB is the most. Move a section to an article of its own.")
    assert "Not published yet: 1 thing to mend. Nothing you typed is lost." in page.decode()
    assert 'href="#edit--text"' in page.decode()
    assert shown_text(page) == text


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("short_description", "x" * 201, "200 is the most. Shorten it."),
        ("summary", "x" * 501, "500 is the most. Shorten it."),
        ("language", "Englisch!", "language"),
        ("categories", "A|B", "cannot hold"),
        ("infobox_kind", "nonsense", "There is no infobox kind “nonsense”."),
        ("infobox_kind", "", "Choose a kind"),
        ("text", RADIUM_TEXT, "already see"),
    ],
)
def test_a_refusal_is_said_at_its_field_and_keeps_all_that_was_typed(
    signed_in: Client, radium: Article, field: str, value: str, sentence: str
) -> None:
    page = signed_in.get(FORM).content
    typed = {"summary": "Mine", "text": current(radium).text, field: value}
    if field != "text":
        typed["text"] = "Radium glows.[@curie1898]"
    else:
        typed["text"] = current(radium).text
    after = refused(send(signed_in, page, FORM, typed), sentence)
    assert {name: fields(after)[name][0].replace("\r\n", "\n") for name in typed} == typed
    assert Edit.objects.filter(article=radium).count() == 1


def test_an_article_without_a_text_is_refused(signed_in: Client) -> None:
    page = signed_in.get("/edit/Polonium").content
    refused(send(signed_in, page, "/edit/Polonium", summary="x"), "An article needs a text.")


def test_a_form_whose_base_is_unknown_keeps_its_text_and_can_be_sent_again(
    signed_in: Client, radium: Article
) -> None:
    page = signed_in.get(FORM).content
    for base in ("x" * 16, "%%%", "a" * 5000):
        answer = send(signed_in, page, FORM, base=base, text="Mine.")
        after = refused(answer, "is not one of this article. Nothing you typed is lost")
        assert shown_text(after) == "Mine."
    assert send(signed_in, after, FORM).status_code == 302
    assert current(radium).text == "Mine."


def test_the_base_of_another_article_is_unknown(
    signed_in: Client, radium: Article, editor: User
) -> None:
    other = editing.create("Polonium", Proposal(ArticleContent(text="A metal.")), editor=editor)
    answer = send(signed_in, signed_in.get(FORM).content, FORM, base=other.uid, text="Mine.")
    refused(answer, "is not one of this article")


def test_two_who_write_the_same_new_article_meet_in_a_conflict(
    signed_in: Client, reviewer: User
) -> None:
    page = signed_in.get("/edit/Polonium").content
    editing.create("Polonium", Proposal(ArticleContent(text="Theirs.")), editor=reviewer)
    answer = send(signed_in, page, "/edit/Polonium", text="Mine.")
    assert answer.status_code == 409
    assert "Somebody wrote an article of this title while you wrote." in answer.text
    assert shown_text(answer.content) == "Mine."
    assert send(signed_in, answer.content, "/edit/Polonium").status_code == 302


def test_changes_are_shown_and_nothing_is_saved(signed_in: Client, radium: Article) -> None:
    page = signed_in.get(FORM).content
    text = current(radium).text.replace("Watch dials", "Clock dials")
    answer = send(signed_in, page, FORM, text=text, do="changes")
    assert answer.status_code == 200
    changes = element(answer.content, "edit--changes")
    assert [one.text for one in changes.iter("ins")] == ["Clock"]
    assert shown_text(answer.content) == text
    nothing = send(signed_in, page, FORM, do="changes")
    assert "You have changed nothing yet." in nothing.text
    assert Edit.objects.filter(article=radium).count() == 1


def test_a_button_that_the_form_does_not_have_publishes_nothing(
    signed_in: Client, radium: Article
) -> None:
    page = signed_in.get(FORM).content
    for do in ("", "delete", "field-up:99999999999", "field-up:x", "reference-remove:", "key-set"):
        assert send(signed_in, page, FORM, text="Mine.", do=do).status_code == 200
    assert Edit.objects.filter(article=radium).count() == 1


def test_whoever_is_not_signed_in_is_asked_to(client: Client, radium: Article) -> None:
    answer = client.get(FORM)
    assert answer.status_code == 302
    assert answer["Location"].endswith("/login/?next=/edit/Radium")


def test_a_session_that_ended_keeps_the_text_through_signing_in(
    signed_in: Client, radium: Article, editor: User, password: str
) -> None:
    page = signed_in.get(FORM).content
    signed_in.logout()
    answer = send(signed_in, page, FORM, text="Mine.", removed="curie1898", summary="Why")
    assert answer.status_code == 302
    sign_in = answer["Location"]
    assert sign_in.endswith("next=/edit/Radium%3Fkept%3D1")
    assert "Your session ended. Sign in here; your text stays." in signed_in.get(sign_in).text
    answer = signed_in.post(sign_in, {"login": editor.username, "password": password})
    assert answer["Location"] == "/edit/Radium?kept=1"
    page = signed_in.get(answer["Location"]).content
    assert shown_text(page) == "Mine."
    assert fields(page)["removed"] == ["curie1898"]
    assert fields(page)["summary"] == ["Why"]
    assert Edit.objects.filter(article=radium).count() == 1
    assert send(signed_in, page, FORM).status_code == 302
    assert current(radium).text == "Mine."
    assert "kept_form" not in signed_in.session


def test_what_was_kept_for_one_article_is_not_shown_at_another(
    client: Client, radium: Article, editor: User
) -> None:
    client.post(FORM, {"text": "Mine.", "base": "x"})
    client.force_login(editor)
    assert "Mine." not in client.get("/edit/Polonium?kept=1").text


def test_what_is_too_large_to_keep_stays_on_the_page(client: Client, radium: Article) -> None:
    text = "é" * 400_000
    answer = client.post(FORM, {"text": text, "submission": str(uuid4())})
    assert answer.status_code == 403
    assert "Sign in in another tab" in answer.text
    assert shown_text(answer.content) == text
    assert "kept_form" not in client.session


def test_a_form_with_an_old_token_comes_back_with_a_fresh_one(
    radium: Article, editor: User
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    page = client.get(FORM).content
    answer = send(client, page, FORM, csrfmiddlewaretoken="x" * 64, text="Mine.")
    assert answer.status_code == 403
    assert "Nothing you typed is lost: send it again." in answer.text
    assert shown_text(answer.content) == "Mine."
    assert Edit.objects.filter(article=radium).count() == 1
    preview = send(client, page, "/preview/", csrfmiddlewaretoken="x" * 64, text="Mine.")
    assert shown_text(preview.content) == "Mine."
    assert send(client, answer.content, FORM).status_code == 302


def test_a_form_sent_too_fast_comes_back_with_all_that_was_typed(
    signed_in: Client, radium: Article, settings: Any
) -> None:
    settings.RATE_LIMITS = {
        name: {"account": (1, 60)} for name in ("articles:edit", "articles:preview")
    }
    page = signed_in.get(FORM).content
    for path in (FORM, "/preview/"):
        send(signed_in, page, path, do="preview")
        answer = send(signed_in, page, path, text="Mine.")
        assert answer.status_code == 429
        assert int(answer["Retry-After"]) > 0
        assert "That was many requests. Try again in" in answer.text
        assert shown_text(answer.content) == "Mine."
    assert "edit--form" not in send(signed_in, page, "/preview/", part="1").text


def test_a_fault_of_ours_hands_the_text_back(
    client: Client, radium: Article, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*given: object, **named: object) -> None:
        raise RuntimeError

    client.force_login(editor)
    client.raise_request_exception = False
    monkeypatch.setattr(editing, "save_edit", fail)
    answer = send(client, client.get(FORM).content, FORM, text="Mine & <b>")
    assert answer.status_code == 500
    assert "Mine &amp; &lt;b&gt;</textarea>" in answer.text


def test_a_form_that_another_site_sent_is_not_shown(radium: Article, editor: User) -> None:
    client = Client(enforce_csrf_checks=True, headers={"origin": "https://evil.example"})
    client.force_login(editor)
    answer = client.post(FORM, {"text": "Theirs."})
    assert answer.status_code == 403
    assert "Theirs." not in answer.text


def test_a_closed_account_may_not_edit(signed_in: Client, radium: Article, editor: User) -> None:
    page = signed_in.get(FORM).content
    editor.is_active = False
    editor.save()
    answer = send(signed_in, page, FORM, text="Mine.")
    assert answer.status_code == 302  # Django takes a closed account for nobody
    assert current(radium).text != "Mine."


@needs_bench
def test_the_queries_do_not_grow_with_the_article(
    signed_in: Client,
    radium: Article,
    editor: User,
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    title, content, sources = bench_article("large")
    editing.create(title, Proposal(content, sources), editor=editor)
    for path in (FORM, f"/edit/{title.replace(' ', '_')}"):
        # Session, account, article; values, references, categories; kinds, sources; own edits;
        # blocks, protection, roles and trust, for who may edit and for the words of the button.
        with django_assert_num_queries(15):
            page = signed_in.get(path)
    form = fields(page.content)
    beside_the_infobox = sum(len(v) for n, v in form.items() if not n.startswith("field_"))
    assert len(content.references) == 300
    assert beside_the_infobox < 20


@needs_bench
def test_an_article_of_300_references_is_saved_from_its_form(
    signed_in: Client, editor: User
) -> None:
    title, content, sources = bench_article("large")
    content = content.normalised()
    editing.create(title, Proposal(content, sources), editor=editor)
    path = f"/edit/{title.replace(' ', '_')}"
    last = content.references[-1].key
    page = signed_in.get(path).content
    answer = send(signed_in, page, path, removed=last, renamed=f"{content.references[0].key} first")
    assert answer.status_code == 302
    now = Article.objects.get(title=title).content()
    assert [one.key for one in now.references] == [
        "first",
        *(one.key for one in content.references[1:-1]),
    ]
    assert now == replace(content, references=now.references)
