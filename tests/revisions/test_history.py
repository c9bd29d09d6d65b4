"""History is written by one function, read back exactly, and shows every tampering."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import reversion
from django.core.management import CommandError, call_command
from django.db.models import F
from reversion.errors import RevertError
from reversion.models import Revision, Version

from articles import editing, revisions
from articles.models import Act, Article, Deed, Edit, InfoboxKind, Source
from articles.revisions import About, ArticleSnapshot, KindSnapshot, SourceSnapshot, record
from encyclopedia.accounts.models import User
from tests.people_and_articles import CURIE, propose, radium_proposal, save


def test_a_revision_reads_back_what_was_proposed(radium: Article) -> None:
    edit = radium.published_edit
    assert edit is not None
    snapshot = revisions.article_snapshots([edit])[edit.uid]
    assert snapshot.title == "Radium"
    assert snapshot.content == radium.content()
    assert [one.title for one in snapshot.new_sources.values()] == [CURIE.title]


def test_an_edit_is_one_version_row_and_touches_no_row_of_the_article(
    radium: Article, editor: User
) -> None:
    before = Version.objects.count()
    stamp, text = radium.stamp, radium.text
    proposal = propose(radium, "Pending words.")
    record(radium, ArticleSnapshot("Radium", proposal.content), About(editor), deed=Deed.EDIT)
    radium.refresh_from_db()
    assert Version.objects.count() == before + 1
    assert (radium.stamp, radium.text) == (stamp, text)


def test_a_later_edit_names_the_source_revision_shown_then(radium: Article, editor: User) -> None:
    edit = save(radium, propose(radium, "Again.[@curie1898]"), editor)
    snapshot = revisions.article_snapshots([edit])[edit.uid]
    ((uid, number),) = snapshot.sources.items()
    assert revisions.records_at({uid: [number]}) == {(uid, 1): CURIE}


def test_a_long_snapshot_is_stored_compressed_and_reads_back(radium: Article, editor: User) -> None:
    text = "\n\n".join(f"Paragraph {n} says nothing new." for n in range(2000))
    edit = save(radium, propose(radium, text), editor)
    stored = Version.objects.get(revision=edit.revision_id).serialized_data
    assert len(stored) < len(text) / 4
    assert revisions.article_snapshots([edit])[edit.uid].content.text == text


def test_nothing_else_can_write_history(radium: Article) -> None:
    with pytest.raises(RevertError), reversion.create_revision():
        radium.save()
    assert Revision.objects.count() == Edit.objects.count()


def test_record_refuses_inside_an_open_block(radium: Article, editor: User) -> None:
    snapshot = ArticleSnapshot("Radium", radium.content())
    with pytest.raises(RuntimeError), reversion.create_revision(manage_manually=True):
        record(radium, snapshot, About(editor), deed=Deed.EDIT)


def test_record_notices_that_the_subject_has_no_row(editor: User) -> None:
    with pytest.raises(RuntimeError):
        record(Source(pk=4711, csl={}), SourceSnapshot(CURIE), About(editor), deed=Deed.CREATE)


def test_reversions_own_revert_writes_nothing(radium: Article, editor: User) -> None:
    first = radium.published_edit
    assert first is not None
    save(radium, propose(radium, "Later."), editor)
    with pytest.raises(RevertError):
        first.revision.revert()
    radium.refresh_from_db()
    assert radium.text == "Later."


def test_acts_are_numbered_and_chained(radium: Article, editor: User) -> None:
    save(radium, propose(radium, "Second."), editor)
    acts = list(Act.objects.filter(subject=radium.uid).order_by("n"))
    assert [(act.n, json.loads(act.facts)["act"]) for act in acts] == [
        (1, "edit"),
        (2, "publish"),
        (3, "edit"),
        (4, "publish"),
    ]
    assert list(revisions.verify()) == []


def test_an_act_is_never_deleted(radium: Article) -> None:
    act = Act.objects.filter(subject=radium.uid).first()
    assert act is not None
    with pytest.raises(TypeError):
        act.delete()


def _alter_facts_quietly(radium: Article) -> None:
    act = Act.objects.get(subject=radium.uid, n=1)
    Act.objects.filter(pk=act.pk).update(facts=act.facts.replace('"minor":false', '"minor":true'))


def _cut_tail(radium: Article) -> None:
    Act.objects.filter(subject=radium.uid, n=2).delete()


def _cut_middle(radium: Article) -> None:
    Act.objects.filter(subject=radium.uid, n=1).delete()


def _alter_snapshot(radium: Article) -> None:
    edit = radium.published_edit
    assert edit is not None
    version = Version.objects.get(revision=edit.revision_id)
    Version.objects.filter(pk=version.pk).update(
        serialized_data=version.serialized_data.replace("1898", "1899")
    )


def _alter_summary(radium: Article) -> None:
    radium.edits.update(summary="Something else")


def _alter_comment(radium: Article) -> None:
    Revision.objects.filter(edit__article=radium).update(comment="Something else")


def _alter_status(radium: Article) -> None:
    radium.edits.update(status="rejected")


def _alter_time(radium: Article) -> None:
    Revision.objects.filter(edit__article=radium).update(date_created="2001-01-01T00:00:00Z")


def _alter_editor(radium: Article) -> None:
    radium.edits.update(editor=User.objects.create_user("Impostor"))


def _alter_number(radium: Article) -> None:
    Article.objects.filter(pk=radium.pk).update(last_number=F("last_number") + 1)


def _alter_published(radium: Article) -> None:
    Article.objects.filter(pk=radium.pk).update(published_edit=None)


@pytest.mark.parametrize(
    "tamper",
    [
        _alter_facts_quietly,
        _cut_tail,
        _cut_middle,
        _alter_snapshot,
        _alter_summary,
        _alter_comment,
        _alter_status,
        _alter_time,
        _alter_editor,
        _alter_number,
        _alter_published,
    ],
)
def test_tampering_is_found(radium: Article, tamper: Callable[[Article], None]) -> None:
    assert list(revisions.verify()) == []
    tamper(radium)
    assert [finding.subject for finding in revisions.verify()] != []


def test_a_recomputed_chain_is_found_by_whoever_holds_an_earlier_head(
    radium: Article, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "heads"
    call_command("verify_history", "--write-heads", str(file))
    call_command("verify_history", "--against", str(file))
    _recompute(radium)
    call_command("verify_history")
    with pytest.raises(CommandError):
        call_command("verify_history", "--against", str(file))
    assert "recomputed" in capsys.readouterr().out


def _recompute(article: Article) -> None:
    """Do what somebody with the whole database could: rewrite a fact and every hash after it."""
    from articles.revisions.chain import chained_hash

    head = "0" * 64
    Edit.objects.filter(article=article).update(is_minor=True)
    for act in Act.objects.filter(subject=article.uid).order_by("n"):
        facts = act.facts.replace('"minor":false', '"minor":true')
        head = chained_hash(head, facts)
        Act.objects.filter(pk=act.pk).update(facts=facts, hash=head)
    Article.objects.filter(pk=article.pk).update(head=head)


def test_the_default_kinds_have_a_history_and_are_made_once(db: None) -> None:
    from articles.kinds import make_default_kinds

    assert make_default_kinds() == []
    names = set(InfoboxKind.objects.values_list("name", flat=True))
    assert names == {"event", "person", "place", "organisation", "work", "generic"}
    assert all(kind.published_edit for kind in InfoboxKind.objects.all())
    assert list(revisions.verify()) == []


SAMPLES = Path(__file__).parent / "samples"


@pytest.mark.parametrize("file", sorted(SAMPLES.glob("article-*.json")), ids=lambda file: file.name)
def test_every_schema_of_an_article_ever_written_stays_readable(file: Path) -> None:
    snapshot = ArticleSnapshot.from_json(json.loads(file.read_text()))
    assert snapshot.title == "Radium"
    assert snapshot.content.references[0].key == "curie1898"
    assert next(iter(snapshot.new_sources.values())).author[0].family == "Curie"


@pytest.mark.parametrize("file", sorted(SAMPLES.glob("source-*.json")), ids=lambda file: file.name)
def test_every_schema_of_a_source_ever_written_stays_readable(file: Path) -> None:
    assert SourceSnapshot.from_json(json.loads(file.read_text())).record.title == CURIE.title


@pytest.mark.parametrize("file", sorted(SAMPLES.glob("kind-*.json")), ids=lambda file: file.name)
def test_every_schema_of_a_kind_ever_written_stays_readable(file: Path) -> None:
    assert (
        KindSnapshot.from_json(json.loads(file.read_text())).kind.field("deaths").type == "number"
    )


def test_the_samples_of_every_schema_are_there() -> None:
    assert {file.stem for file in SAMPLES.iterdir()} >= {"article-1", "source-1", "kind-1"}


def test_a_new_article_by_the_same_operation_is_whole(editor: User) -> None:
    editing.create("Radium", radium_proposal(), editor=editor, summary="First text")
    assert list(revisions.verify()) == []
