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
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from encyclopedia.serving import take_data_folder
from tests.bench.server import free_port
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


def test_only_this_account_can_read_the_database_and_the_secret(
    prepared: tuple[Path, str],
) -> None:
    data, _ = prepared
    for name in ("encyclopedia.sqlite3", "secret_key"):
        assert (data / name).stat().st_mode & 0o077 == 0, name


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
        for imported in re.findall(
            r"""(?:from|import)\s*\(?["'](\.[^"']+)["']""", script.read_text()
        ):
            assert re.search(r"\.[0-9a-f]{12}\.js$", imported), f"{script.name}: {imported}"


def test_a_taken_port_is_named(prepared: tuple[Path, str]) -> None:
    data, _ = prepared
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ended = manage(data, "quickstart", "--port", str(taken.getsockname()[1]))
    assert ended.returncode == 1
    assert "Choose another port with --port." in ended.stderr


@contextmanager
def served(data: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Serve the prepared site; give its process and address once it answers."""
    port = free_port()
    site = subprocess.Popen(  # noqa: S603 (the command is the project's own)
        [sys.executable, str(ROOT / "manage.py"), "quickstart", "--port", str(port)],
        env=environment(data),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        _page(f"http://127.0.0.1:{port}/accounts/login/")
        yield site, f"http://127.0.0.1:{port}"
    finally:
        if site.poll() is None:
            site.send_signal(signal.SIGTERM)
        site.wait(40)
        assert site.stderr
        site.stderr.close()


def test_it_serves_without_debugging_and_leaves_nothing_behind(prepared: tuple[Path, str]) -> None:
    with served(prepared[0]) as (site, address):
        page = _page(f"{address}/")
        sheet = re.search(rb'href="(/static/articles/css/site\.[0-9a-f]{12}\.css)"', page)
        assert sheet
        assert _page(address + sheet[1].decode())
        below = _processes_below(site.pid)
        assert len(below) >= 5  # the server with two workers, and the cluster
        site.send_signal(signal.SIGTERM)
        assert site.wait(40) == 0
    assert _left_of(below) == []


def test_when_a_part_dies_all_of_it_ends_and_says_so(prepared: tuple[Path, str]) -> None:
    with served(prepared[0]) as (site, _):
        below = _processes_below(site.pid)
        os.kill(below[0], signal.SIGKILL)
        assert site.wait(40) == 1
        assert site.stderr
        assert b"A part of the site stopped" in site.stderr.read()
    assert _left_of(below) == []


def test_the_data_folder_is_taken_before_settings_are_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ENCYCLOPEDIA_DATA", "elsewhere")
    for given in (["--data", str(tmp_path)], [f"--data={tmp_path}"]):
        assert take_data_folder(["manage.py", *given, "check", "-v", "2"]) == [
            "manage.py",
            "check",
            "-v",
            "2",
        ]
        assert os.environ["ENCYCLOPEDIA_DATA"] == str(tmp_path)


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


def _left_of(pids: list[int]) -> list[int]:
    """Return those that still run after a moment; what only waits to be reaped does not run."""
    for _ in range(50):
        left = [pid for pid in pids if _state(pid) not in {"", "Z", "X"}]
        if not left:
            break
        time.sleep(0.1)
    return left


def _state(pid: int) -> str:
    """Return the state of a process as one letter, and nothing where there is none."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""
