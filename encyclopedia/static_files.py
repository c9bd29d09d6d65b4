"""How style sheets and scripts are served: as written while debugging, else hashed and joined."""

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage, staticfiles_storage
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET_FOLDER = "articles/css"
JOINED = f"{SHEET_FOLDER}/site.css"
# Tokens first, as all others use them; then by name, so that a new sheet needs no entry here;
# print last, as it takes back what the others say.
FIRST = ("tokens.css", "base.css")
LAST = ("print.css",)


class LinkedSheets(StaticFilesStorage):
    """Serves every file as it was written, and has each style sheet linked by itself."""


class JoinedSheets(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # ships no types
    """Hashes and compresses every file when collecting, and joins the style sheets into one."""

    # Without it a module's imports keep names without a hash, and stale ones are imported.
    support_js_module_import_aggregation = True

    def post_process(
        self, paths: dict[str, tuple[Any, str]], dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str | None, Any]]:
        """Write the joined sheet beside the others, then hash and compress them all."""
        if not dry_run:
            names = in_order(path for path in paths if is_sheet(path))
            if names:
                self._join(names)
                paths[JOINED] = (self, JOINED)
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _join(self, names: list[str]) -> None:
        parts = []
        for name in names:
            with self.open(name) as sheet:
                parts.append(sheet.read().decode("utf-8").strip() + "\n")
        self.delete(JOINED)
        self.save(JOINED, ContentFile("\n".join(parts).encode("utf-8")))


def is_sheet(path: str) -> bool:
    """Tell whether a static file is one of the sheets to join."""
    file = PurePosixPath(path)
    return str(file.parent) == SHEET_FOLDER and file.suffix == ".css" and path != JOINED


def in_order(paths: Iterable[str]) -> list[str]:
    """Return the sheets in the order in which they are linked and joined."""

    def place(path: str) -> tuple[int, str]:
        name = PurePosixPath(path).name
        if name in FIRST:
            return FIRST.index(name), name
        return len(FIRST) + (name in LAST), name

    return sorted(paths, key=place)


def sheets() -> list[str]:
    """Return the names of the sheets a page links: the joined one, or each by itself."""
    return [JOINED] if isinstance(staticfiles_storage, JoinedSheets) else _written_sheets()


def _written_sheets() -> list[str]:
    folder = finders.find(SHEET_FOLDER)
    if folder is None:
        return []
    return in_order(f"{SHEET_FOLDER}/{file.name}" for file in Path(folder).glob("*.css"))
