"""Blocks that are made and lifted at the same moment, and reasons of odd signs."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from articles import blocking, permissions
from articles.errors import EditRefused, NotAllowed
from articles.models import Act, Block
from encyclopedia.accounts.models import User


def how_many_succeed(deed: Callable[[], object], times: int = 5) -> int:
    """Do the same in as many threads at once, and return how often it was not refused."""

    def attempt(_number: int) -> bool:
        try:
            deed()
        except EditRefused:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(times) as threads:
        return sum(threads.map(attempt, range(times)))


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_five_times_at_once_is_one_block_and_one_lift(
    administrator: User, editor: User
) -> None:
    made = how_many_succeed(
        lambda: blocking.block(by=administrator, account=editor, reason="Vandalism")
    )
    block = Block.objects.get()
    lifted = how_many_succeed(lambda: blocking.lift(block, by=administrator, reason="Sorry"))
    assert (made, lifted) == (1, 1)
    acts = Act.objects.filter(subject=block.uid).order_by("n").values_list("name", flat=True)
    assert list(acts) == ["block", "unblock"]


@pytest.mark.parametrize("reason", ["100% %(until)s <b>bold</b>", "{{ x }} “quoted”. ", "é\u202e"])
def test_a_reason_is_told_as_it_was_written(administrator: User, editor: User, reason: str) -> None:
    blocking.block(by=administrator, account=editor, reason=reason)
    with pytest.raises(NotAllowed) as refusal:
        permissions.require_edit(None, editor)
    assert reason.strip().rstrip(".") in str(refusal.value)
