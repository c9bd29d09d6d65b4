"""One command makes a new machine serve the encyclopedia, and may be given again."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from tests.site.commands import ROOT, environment, manage


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Return the folder of a site that was prepared, and what the command printed."""
    data = tmp_path_factory.mktemp("site")
    ended = manage(Path("unused"), "quickstart", "--no-serve", "--data", str(data))
    assert ended.returncode == 0, ended.stderr
    return data, ended.stdout


def test_the_first_time_everything_is_made(prepared: tuple[Path, str]) -> None:
    data, printed = prepared
    assert re.search(r"Database: \d+ migrations applied\.", printed)
    assert re.search(r"password \S{20} \(shown once\)", printed)
    assert {"encyclopedia.sqlite3", "secret_key", "static"} <= {f.name for f in data.iterdir()}


def test_the_second_time_nothing_is_changed_and_it_says_so(prepared: tuple[Path, str]) -> None:
    data, _ = prepared
    secret = (data / "secret_key").read_text()
    ended = manage(data, "quickstart", "--no-serve")
    assert ended.returncode == 0, ended.stderr
    assert "Database: up to date already." in ended.stdout
    assert "exists already, with the password as it was." in ended.stdout
    assert "shown once" not in ended.stdout
    assert (data / "secret_key").read_text() == secret


def test_style_sheets_are_collected_as_one_with_tokens_first(prepared: tuple[Path, str]) -> None:
    data, _ = prepared
    written = ROOT / "articles" / "static" / "articles" / "css"
    manifest = json.loads((data / "static" / "staticfiles.json").read_text())["paths"]
    joined = data / "static" / manifest["articles/css/site.css"]
    text = joined.read_text()
    assert text.startswith((written / "tokens.css").read_text().strip()[:200])
    assert len(text) >= sum(len(sheet.read_text().strip()) for sheet in written.glob("*.css"))
    assert joined.with_name(joined.name + ".br").exists()


def test_imports_of_scripts_are_hashed(prepared: tuple[Path, str]) -> None:
    data, _ = prepared
    for script in (data / "static" / "articles" / "js").glob("*.*.js"):
        for imported in re.findall(r"""(?:from|import)\s*["'](\.[^"']+)["']""", script.read_text()):
            assert re.search(r"\.[0-9a-f]{12}\.js$", imported), f"{script.name}: {imported}"


def test_a_taken_port_is_named(prepared: tuple[Path, str]) -> None:
    data, _ = prepared
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ended = manage(data, "quickstart", "--port", str(taken.getsockname()[1]))
    assert ended.returncode == 1
    assert "Choose another port with --port." in ended.stderr


def test_it_serves_without_debugging_and_leaves_nothing_behind(prepared: tuple[Path, str]) -> None:
    data, _ = prepared
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    site = subprocess.Popen(  # noqa: S603 (the command is the project's own)
        [sys.executable, str(ROOT / "manage.py"), "quickstart", "--port", str(port)],
        env=environment(data),
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        page = _page(f"http://127.0.0.1:{port}/accounts/login/")
        below = _processes_below(site.pid)
    finally:
        site.send_signal(signal.SIGTERM)
        status = site.wait(40)
    assert b"<form" in page
    assert b"site." in page or not (ROOT / "templates" / "base.html").exists()
    assert len(below) >= 5  # the server with two workers, and the cluster
    assert status == 0
    assert [pid for pid in below if os.path.exists(f"/proc/{pid}")] == []


def _page(address: str) -> bytes:
    """Return the page as soon as the site answers, within 40 seconds."""
    until = time.monotonic() + 40
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 (our own)
                return bytes(answer.read())
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def _processes_below(parent: int) -> list[int]:
    """Return the ids of all children and their children."""
    found: list[int] = []
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    for child in map(int, children):
        found += [child, *_processes_below(child)]
    return found
