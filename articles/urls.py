"""The addresses of the encyclopedia. Titles may hold slashes, so a title ends its address."""

from django.urls import path, register_converter

from articles.views import (
    blocking,
    correcting,
    deleting,
    drafts,
    editing,
    hiding,
    history,
    log,
    manual,
    moving,
    own,
    people,
    planning,
    previews,
    protecting,
    reading,
    returning,
    reverting,
    reviewing,
    settling,
    sources,
)


class TitlePath:
    """A title as it stands in an address, underscores for spaces; whatever it holds."""

    regex = ".+"

    def to_python(self, value: str) -> str:
        """Return the path as it was asked for; views make a title of it."""
        return value

    def to_url(self, value: str) -> str:
        """Return the path of a title, which `content.title_path` makes."""
        return value


register_converter(TitlePath, "title")

app_name = "articles"
urlpatterns = [
    path("", reading.home, name="home"),
    path("wiki/<title:path>", reading.article, name="article"),
    path("category/<title:path>", reading.category, name="category"),
    path("history/<title:path>", history.history, name="history"),
    path("revision/<slug:uid>", history.revision, name="revision"),
    path("diff/<slug:before>...<slug:after>", history.diff, name="diff"),
    path("source/<slug:uid>/", sources.source, name="source"),
    path("help/", manual.index, name="help"),
    path("help/<slug:page>/", manual.page, name="help_page"),
    path("edit/<title:path>", editing.edit_article, name="edit"),
    path("new/", editing.new_article, name="new"),
    path("log/", log.log, name="log"),
    path("undo/<slug:uid>", returning.undo, name="undo"),
    path("rollback/<slug:uid>", returning.rollback, name="rollback"),
    path("revert/<slug:uid>", reverting.revert_article, name="revert"),
    path("redirect/<title:path>", moving.add_redirect, name="add_redirect"),
    path("redirects/<title:path>", moving.redirects, name="redirects"),
    path("move/<title:path>", moving.move, name="move"),
    path("protect/<title:path>", protecting.protect, name="protect"),
    path("delete/<title:path>", deleting.delete, name="delete"),
    path("undelete/<slug:uid>", deleting.undelete, name="undelete"),
    path("hide/<slug:uid>", hiding.hide, name="hide"),
    path("preview/", previews.preview, name="preview"),
    path("review/", reviewing.review, name="review"),
    path("review/<slug:uid>", reviewing.review_edit, name="review_edit"),
    path("review/<slug:uid>/correct", correcting.correct, name="correct"),
    path("review/<slug:uid>/settle", settling.settle, name="settle"),
    path("plan-review/<title:path>", planning.plan_review, name="plan_review"),
    path("my-edits/", own.my_edits, name="my_edits"),
    path("withdraw/<slug:uid>", own.withdraw, name="withdraw"),
    path("drafts/<slug:uid>/", drafts.draft, name="draft"),
    path("user/<str:name>", people.person, name="person"),
    path("trust/<str:name>", people.trust, name="trust"),
    path("addresses/<str:name>", people.addresses, name="addresses"),
    path("blocks/", blocking.blocks, name="blocks"),
    path("blocks/new", blocking.new_block, name="new_block"),
    path("blocks/<slug:uid>", blocking.block, name="block"),
]
