"""Emptying the database leaves a site that works: roles and infobox kinds are there again."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from articles.models import InfoboxKind
from encyclopedia.accounts import roles


@pytest.mark.django_db(transaction=True)
def test_roles_and_kinds_are_made_again_after_a_flush() -> None:
    call_command("flush", interactive=False, verbosity=0)
    assert set(Group.objects.values_list("name", flat=True)) == set(roles.ROLES)
    assert InfoboxKind.objects.filter(name="event").exists()
