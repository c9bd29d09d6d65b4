"""Keeps the web server and the task cluster running side by side.

A process of its own that loads no Django, so that watching costs a few megabytes:
`python -m encyclopedia.serving HOST PORT`, with the settings in the environment.
"""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import FrameType

MANAGE = Path(__file__).resolve().parent.parent / "manage.py"
LONGEST_END = 15  # seconds a part may take to end after it was asked to


def take_data_folder(arguments: list[str]) -> list[str]:
    """Return a command line without `--data DIR`, which goes to ENCYCLOPEDIA_DATA at once.

    Settings read the folder before a command sees its options.
    """
    kept: list[str] = []
    rest = iter(arguments)
    for argument in rest:
        name, is_given, folder = argument.partition("=")
        if name != "--data":
            kept.append(argument)
            continue
        folder = folder if is_given else next(rest, "")
        if not folder:
            sys.exit("--data is empty. Set it to the folder that holds the site's data.")
        os.environ["ENCYCLOPEDIA_DATA"] = str(Path(folder).expanduser().absolute())
    return kept


def server_command(host: str, port: int) -> list[str]:
    """Return the command that serves pages: two workers of four threads each."""
    address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    return [
        *(sys.executable, "-m", "gunicorn", "encyclopedia.wsgi:application"),
        *("--bind", address, "--workers", "2", "--worker-class", "gthread", "--threads", "4"),
        *("--config", "python:encyclopedia.serving_hooks", "--preload"),
        *("--chdir", str(MANAGE.parent), "--log-level", "warning", "--no-control-socket"),
    ]


def cluster_command() -> list[str]:
    """Return the command that works through the tasks.

    Its system checks would load all pages, 5 MB more in each of its five processes.
    """
    return [sys.executable, str(MANAGE), "qcluster", "--skip-checks"]


def main(host: str, port: int) -> int:
    """Run both until a signal asks to end or one of them ends; return the exit status."""
    asked: list[int] = []

    def ask(number: int, frame: FrameType | None) -> None:
        asked.append(number)

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, ask)
    # In sessions of their own, so that Ctrl-C reaches them through us, once.
    parts = [
        subprocess.Popen(command, start_new_session=True)  # noqa: S603 (both are our own)
        for command in (server_command(host, port), cluster_command())
    ]
    try:
        while not asked and all(part.poll() is None for part in parts):
            time.sleep(0.3)
    finally:
        ended_by_itself = [part for part in parts if part.poll() is not None]
        _end(parts)
    if ended_by_itself and not asked:
        sys.stderr.write("A part of the site stopped, so all of it was ended. See above for why.\n")
        return 1
    return 0


def _end(parts: list[subprocess.Popen[bytes]]) -> None:
    """Ask every part to end, and after a while end what is left with all its children."""
    for part in parts:
        if part.poll() is None:
            part.terminate()
    for part in parts:
        with suppress(subprocess.TimeoutExpired):
            part.wait(LONGEST_END)
        with suppress(ProcessLookupError):
            os.killpg(part.pid, signal.SIGKILL)  # workers that outlived their parent
        part.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
