"""A running site and the processor time that its requests take."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from encyclopedia.serving import server_command
from tests.site.commands import manage

WARM_UP = 40
"""Requests after which every thread of every worker has its connection and its templates."""
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Site:
    """A site served by gunicorn on a loopback port.

    Attributes:
        group: process group of the server.
        headers: sent with every request, so that a session can be set.
    """

    port: int
    group: int
    headers: dict[str, str] = field(default_factory=dict)
    _connection: http.client.HTTPConnection | None = None

    def request(
        self, method: str, path: str, body: str | None = None, **headers: str
    ) -> tuple[int, bytes, Mapping[str, str]]:
        """Send one request on a kept connection and return (status, body, headers)."""
        try:
            return self._ask(method, path, body, {**self.headers, **headers})
        except (http.client.RemoteDisconnected, ConnectionResetError):
            self._connection = None  # the server closes what was idle for two seconds
            return self._ask(method, path, body, {**self.headers, **headers})

    def _ask(
        self, method: str, path: str, body: str | None, headers: Mapping[str, str]
    ) -> tuple[int, bytes, Mapping[str, str]]:
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        self._connection.request(method, path, body, dict(headers))
        response = self._connection.getresponse()
        return response.status, response.read(), dict(response.getheaders())

    def post(
        self, path: str, fields: list[tuple[str, str]]
    ) -> tuple[int, bytes, Mapping[str, str]]:
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.request("POST", path, urlencode(fields), **form)

    def processor_ms(self, deed: Callable[[], object], times: int) -> float:
        """Return the mean processor time of the server, user and system, for one deed, in ms."""
        deed()
        before = _group_ticks(self.group)
        for _ in range(times):
            deed()
        return (_group_ticks(self.group) - before) * 1000 / TICKS / times

    def reading_ms(self, path: str, times: int, **headers: str) -> float:
        """Return the mean processor time of one GET of the path, in ms."""

        def read() -> None:
            status = self.request("GET", path, None, **headers)[0]
            if status not in {200, 304}:
                raise RuntimeError(f"{path} answered {status}")

        for _ in range(WARM_UP):
            read()
        return self.processor_ms(read, times)

    def memory_mb(self) -> dict[int, float]:
        """Return the proportional set size of every process of the server, in MB."""
        return {pid: proportional_mb(pid) for pid in group_members(self.group)}


@contextmanager
def serve(variables: Mapping[str, str]) -> Iterator[Site]:
    """Serve the site of this environment as the quickstart does, on a free port, until the block
    ends.
    """
    port = free_port()
    manage(Path(variables["ENCYCLOPEDIA_DATA"]), "collectstatic", "--noinput", "-v0")
    process = subprocess.Popen(  # noqa: S603 (the command is the project's own)
        server_command("127.0.0.1", port), env=dict(variables), start_new_session=True
    )
    site = Site(port, process.pid)
    try:
        wait_until_up(site)
        yield site
    finally:
        process.terminate()
        process.wait(20)


def free_port() -> int:
    """Return a loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def wait_until_up(site: Site) -> None:
    for _ in range(200):
        try:
            site.request("GET", "/help/")
        except OSError:
            site._connection = None
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("The server did not start.")


def group_members(group: int) -> list[int]:
    """Return the processes of a process group."""
    members = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(stat[2]) == group:
            members.append(int(folder.name))
    return members


def _group_ticks(group: int) -> int:
    total = 0
    for pid in group_members(group):
        stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += int(stat[11]) + int(stat[12])
    return total


def proportional_mb(pid: int) -> float:
    """Return the proportional set size of a process in MB."""
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    found = re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)
    return int(found.group(1)) / 1024 if found else 0.0
