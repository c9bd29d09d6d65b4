"""An encyclopedia whose articles are reviewed, with the people that takes."""

import pytest
from pytest_django.fixtures import Settings

from articles import protecting
from articles.models import Article, Edit, Level
from encyclopedia.accounts import roles
from encyclopedia.accounts.models import User
from tests.conftest import account
from tests.people_and_articles import RADIUM_TEXT, propose, save


@pytest.fixture
def second(db: None) -> User:
    """Another reviewer."""
    return account("Frédéric", roles.REVIEWER)


@pytest.fixture
def reviewed(radium: Article, settings: Settings) -> Article:
    """Radium, published before edits had to wait."""
    settings.DEFAULT_PROTECTION = "reviewed"
    return radium


@pytest.fixture
def strict(reviewed: Article, second: User) -> Article:
    """Radium, each edit of which takes two reviewers."""
    protecting.protect(reviewed, Level.STRICT, by=second, reason="It is disputed.")
    return reviewed


@pytest.fixture
def pending(reviewed: Article, editor: User) -> Edit:
    """Marie's edit of the section on uses, which waits."""
    return save(reviewed, propose(reviewed, PENDING_TEXT), editor, summary="More on dials")


PENDING_TEXT = RADIUM_TEXT.replace("were painted", "and signs were painted")
