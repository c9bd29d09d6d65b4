"""Drills against a site of two server processes; each says what went wrong, in sentences.

The commands are tests/bench/server_drills.py; tests/drills/test_servers.py runs a part of each.
"""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from uuid import uuid4

from tests.bench.browsing import CONFLICT, FOUND, GONE, Answer, Browser, Form
from tests.bench.drill_site import TITLE, DrillSite, Report
from tests.bench.server import group_members

EDIT = "/edit/" + TITLE.replace(" ", "_")
MOST_TRIES = 500


@dataclass(slots=True)
class Saved:
    """What editors did, and what they were answered.

    Attributes:
        acknowledged: words whose edit was said to be published.
        unanswered: words of forms to which no answer came.
        clashes: how many forms were handed back to be settled.
        wrong: what should not have happened.
    """

    acknowledged: list[str] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)
    clashes: int = 0
    wrong: list[str] = field(default_factory=list)


def save_at_once(site: DrillSite, editors: int, edits: int) -> tuple[Saved, list[str]]:
    """Let so many editors each save so many edits of one article, in paragraphs of any of them."""
    saved = Saved()
    threads = [
        _thread(_save_all, site.editor(n), edits, range(editors), saved) for n in range(editors)
    ]
    _run(threads)
    if len(saved.acknowledged) != editors * edits:
        saved.wrong.append(f"{len(saved.acknowledged)} of {editors * edits} edits were saved.")
    return saved, saved.wrong + _wrong_with(site.report(), saved)


def send_five_times(site: DrillSite, forms: int) -> list[str]:
    """Send each of so many forms five times at once, and say which are not one edit."""
    wrong, words = [], []
    browser = site.editor(0)
    for _ in range(forms):
        form, word = _typed(browser, [0])
        words.append(word)
        answers = _at_once([_sender(browser.twin(), form) for _ in range(5)])
        if {answer.status for answer in answers} != {FOUND}:
            wrong.append(f"{word}: answered {sorted(answer.status for answer in answers)}.")
    edits = site.report().edits
    return wrong + [
        f"{word} is {edits.get(word, 0)} edits." for word in words if edits.get(word) != 1
    ]


def decide_otherwise(site: DrillSite) -> list[str]:
    """Let two reviewers decide otherwise on each waiting edit at once; one is told of the other."""
    wrong = [what for n, uid in enumerate(site.waiting) for what in _decide(site, n, uid)]
    report = site.report()
    decided = [
        f"{uid}: {report.verdicts.get(uid)}."
        for uid in site.waiting
        if len(report.verdicts.get(uid, [])) != 1
    ]
    return wrong + decided + report.findings


def _decide(site: DrillSite, n: int, uid: str) -> Iterator[str]:
    """Let two reviewers send opposite verdicts on an edit at once, and yield what went wrong."""
    path, note, other = f"/review/{uid}", f"note{uuid4().hex}", ("ask", "reject")[n % 2]
    first, second = site.reviewer(n % 2), site.reviewer((n + 1) % 2)
    accepted = {**first.form(path, "snapshot"), "do": "accept", "note": note}
    sent_back = {**second.form(path, "snapshot"), "do": other, "note": note}
    senders = [_sender(first, accepted, path), _sender(second, sent_back, path)]
    answers = _at_once(senders)
    statuses = sorted(answer.status for answer in answers)
    if statuses != [FOUND, CONFLICT]:
        yield f"{uid}: answered {statuses}."
    elif not any(note.encode() in answer.body for answer in answers):
        yield f"{uid}: the note of who came second is lost."


def kill_while_saving(site: DrillSite, editors: int, kills: int) -> tuple[Saved, list[str]]:
    """Kill a server process again and again while editors save, each in a paragraph apart."""
    saved, is_over = Saved(), threading.Event()
    threads = [_thread(_save_until, site.editor(n), n, saved, is_over) for n in range(editors)]
    for thread in threads:
        thread.start()
    chance = random.Random(1)  # noqa: S311 (nothing is kept secret by it)
    for _ in range(kills):
        time.sleep(chance.uniform(0.2, 0.8))
        workers = [pid for pid in group_members(site.server.group) if pid != site.server.group]
        if workers:
            os.kill(chance.choice(workers), signal.SIGKILL)
    is_over.set()
    for thread in threads:
        thread.join()
    return saved, saved.wrong + _wrong_with(site.report(), saved)


def _save_all(browser: Browser, edits: int, paragraphs: Sequence[int], saved: Saved) -> None:
    for _ in range(edits):
        if not any(_save(browser, paragraphs, saved) for _ in range(MOST_TRIES)):
            saved.wrong.append("An edit clashed all the time.")


def _save_until(browser: Browser, n: int, saved: Saved, is_over: threading.Event) -> None:
    while not is_over.is_set():
        try:
            _save(browser, [n], saved)
        except GONE:  # while reading: nothing was sent
            time.sleep(0.05)


def _save(browser: Browser, paragraphs: Sequence[int], saved: Saved) -> bool:
    """Add a word to one of the paragraphs, and say whether that was acknowledged."""
    form, word = _typed(browser, paragraphs)
    try:
        answer = browser.send(EDIT, form)
    except GONE:
        saved.unanswered.append(word)
        return False
    if answer.status == FOUND:
        saved.acknowledged.append(word)
        return True
    if answer.status != CONFLICT:
        saved.wrong.append(f"{word}: answered {answer.status}.")
    if word.encode() not in answer.body:
        saved.wrong.append(f"{word}: what was typed is lost.")
    saved.clashes += 1
    return False


def _typed(browser: Browser, paragraphs: Sequence[int]) -> tuple[Form, str]:
    """Return the edit form with a new word in one of the paragraphs, and the word."""
    form, word = browser.form(EDIT), f"word{uuid4().hex}"
    paragraph = f"Paragraph {random.choice(paragraphs)} "  # noqa: S311 (no secret)
    form["text"] = form["text"].replace(paragraph, f"{paragraph}{word} ", 1)
    return {**form, "do": "publish"}, word


def _wrong_with(report: Report, saved: Saved) -> list[str]:
    """Say which acknowledged edits are missing or doubled, and which others are half there."""
    wrong = list(report.findings)
    for word in saved.acknowledged:
        if (report.text.count(word), report.edits.get(word, 0)) != (1, 1):
            wrong.append(f"{word}: acknowledged, and {report.edits.get(word, 0)} edits.")
    for word in saved.unanswered:
        if (report.text.count(word), report.edits.get(word, 0)) not in {(0, 0), (1, 1)}:
            wrong.append(f"{word}: not answered, and half there.")
    return wrong


def _sender(browser: Browser, form: Form, path: str = EDIT) -> Callable[[], Answer]:
    return lambda: browser.send(path, form)


def _at_once(deeds: Sequence[Callable[[], Answer]]) -> list[Answer]:
    """Do all of it at the same moment, and return what was answered, in order."""
    barrier = threading.Barrier(len(deeds))

    def do(deed: Callable[[], Answer]) -> Answer:
        barrier.wait()
        return deed()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(do, deeds))


def _thread(deed: Callable[..., None], *arguments: object) -> threading.Thread:
    return threading.Thread(target=deed, args=arguments)


def _run(threads: Sequence[threading.Thread]) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
