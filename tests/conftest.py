"""The standing cast: people and articles that tests name."""

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.cache import cache

from articles import editing
from articles.models import Article
from encyclopedia.accounts import roles
from encyclopedia.accounts.models import User
from tests.people_and_articles import radium_proposal

PASSWORD = "a quiet-harbour 1867"


def account(name: str, *more_roles: str) -> User:
    """Make an account with a real password and a confirmed address."""
    person = User.objects.create_user(name, f"{name.lower()}@example.org", PASSWORD)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    for role in more_roles:
        roles.give(person, role)
    return person


@pytest.fixture
def password() -> str:
    """The password of all of them."""
    return PASSWORD


@pytest.fixture
def editor(db: None) -> User:
    """Somebody who signed up: a contributor."""
    return account("Marie")


@pytest.fixture
def reviewer(db: None) -> User:
    """A contributor who reviews."""
    return account("Irène", roles.REVIEWER)


@pytest.fixture
def administrator(db: None) -> User:
    """An administrator, who may do everything."""
    return roles.create_administrator("Pierre", PASSWORD, "pierre@example.org")


@pytest.fixture
def radium(editor: User) -> Article:
    """A published article with a source, an infobox, a marker and a red link."""
    edit = editing.create("Radium", radium_proposal(), editor=editor, summary="First text")
    return Article.objects.get(edits=edit)


@pytest.fixture(autouse=True)
def _fresh_counts(request: pytest.FixtureRequest) -> None:
    """Forget what limits counted; only a table in a transaction is rolled back by itself."""
    committed = "transactional_db" in request.fixturenames or "live_server" in request.fixturenames
    if committed:
        request.getfixturevalue("transactional_db")
    if committed or settings.CACHES["default"]["BACKEND"].endswith("RedisCache"):
        cache.clear()
