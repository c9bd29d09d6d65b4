"""Kept pages: the article page that every anonymous reader gets alike, made once and kept.

The first middleware. One query reads the article's stamp, which every transaction that changes
the page renews; under it the finished bytes lie in a bounded store of this process. Nothing is
ever invalidated: after a save the stamp is another one, whichever process answers, and what
lay under the old stamp is never asked for again.
"""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import brotli
from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.translation import get_language_from_request

from articles.content import title_key

ARTICLE_PATH = "/wiki/"
LARGEST_STORE = 24 * 1024 * 1024
"""Bytes of pages that one process keeps, all encodings counted."""

# As Title.objects.filter(key=...).values_list("article__stamp"), at a fifth of its cost.
STAMP_QUERY = (
    "SELECT a.stamp FROM articles_title t JOIN articles_article a ON a.id = t.article_id "
    "WHERE t.key = %s"
)


@dataclass
class KeptPage:
    """A finished page.

    Attributes:
        headers: all but those of length and encoding.
        plain: the body.
        encoded: the body by content encoding, made when first asked for.
    """

    headers: dict[str, str]
    plain: bytes
    encoded: dict[str, bytes] = field(default_factory=dict)

    def body(self, encoding: str) -> bytes:
        """Return the body in the encoding: "br", "gzip", or "" for none."""
        if not encoding:
            return self.plain
        if encoding not in self.encoded:
            compress = _brotli if encoding == "br" else _gzip
            self.encoded[encoding] = compress(self.plain)
        return self.encoded[encoding]

    def size(self) -> int:
        """Return the most bytes that the page will take: a compressed form is at most a third."""
        return len(self.plain) * 5 // 3


class Store:
    """Pages by key, those least recently asked for dropped first. Safe between threads."""

    def __init__(self, largest: int) -> None:
        self._largest = largest
        self._size = 0
        self._pages: OrderedDict[tuple[str, ...], KeptPage] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[str, ...]) -> KeptPage | None:
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key: tuple[str, ...], page: KeptPage) -> None:
        with self._lock:
            replaced = self._pages.pop(key, None)
            self._pages[key] = page
            self._size += page.size() - (replaced.size() if replaced else 0)
            while self._size > self._largest:
                _, dropped = self._pages.popitem(last=False)
                self._size -= dropped.size()


class KeptPages:
    """Answers anonymous requests for articles from the store, and fills it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.store = Store(LARGEST_STORE)
        self.release = _release()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not _is_for_everybody(request):
            return self.get_response(request)
        stamp = _stamp(request.path_info)
        if stamp is None:
            return self.get_response(request)
        language, encoding = get_language_from_request(request), _encoding(request)
        tag = f'"{stamp}-{language}-{encoding}-{self.release}"'
        if tag in request.headers.get("If-None-Match", ""):
            return _not_modified(tag)
        key = (request.path_info, language, stamp)
        page = self.store.get(key)
        if page is None:
            response = self.get_response(request)
            if not isinstance(response, HttpResponse) or not _can_be_kept(response):
                return response
            page = KeptPage(dict(response.items()), response.content)
            page.headers.pop("Content-Length", None)
            self.store.put(key, page)
        return _answer(request, page, tag, encoding)


def _is_for_everybody(request: HttpRequest) -> bool:
    """Say whether the request is for an article, from nobody in particular."""
    if request.method not in {"GET", "HEAD"} or not request.path_info.startswith(ARTICLE_PATH):
        return False
    if request.META.get("QUERY_STRING"):
        return False
    if settings.SECURE_SSL_REDIRECT and not request.is_secure():
        return False
    request.get_host()  # refuses a host that is not ours, as the inner middleware would
    cookies = request.META.get("HTTP_COOKIE", "")
    return settings.SESSION_COOKIE_NAME not in cookies and "messages" not in cookies


def _stamp(path: str) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute(STAMP_QUERY, [title_key(path[len(ARTICLE_PATH) :])])
        row = cursor.fetchone()
    return row[0] if row else None


def _encoding(request: HttpRequest) -> str:
    accepted = request.META.get("HTTP_ACCEPT_ENCODING", "")
    if "br" in accepted and "br;q=0" not in accepted.replace(" ", ""):
        return "br"
    if "gzip" in accepted and "gzip;q=0" not in accepted.replace(" ", ""):
        return "gzip"
    return ""


def _can_be_kept(response: HttpResponse) -> bool:
    return (
        response.status_code == 200
        and not response.cookies
        and not response.has_header("Content-Encoding")
    )


def _answer(request: HttpRequest, page: KeptPage, tag: str, encoding: str) -> HttpResponse:
    body = page.body(encoding)
    response = HttpResponse(b"" if request.method == "HEAD" else body, headers=page.headers)
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.headers["Content-Length"] = str(len(body))
    _describe(response, tag)
    return response


def _not_modified(tag: str) -> HttpResponse:
    response = HttpResponseNotModified()
    _describe(response, tag)
    return response


def _describe(response: HttpResponse, tag: str) -> None:
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Vary"] = "Cookie, Accept-Language, Accept-Encoding"


def _release() -> str:
    """Return a short hash of what pages are made with: settings shown, templates, static files."""
    seen = hashlib.sha256()
    for text in (
        settings.SITE_NAME,
        settings.LICENCE_NAME,
        settings.LICENCE_URL,
        settings.TIME_ZONE,
    ):
        seen.update(f"{text}\n".encode())
    for folder in (settings.BASE_DIR / "templates", settings.STATIC_ROOT):
        for file in sorted(Path(folder).rglob("*")):
            if file.is_file() and file.suffix in {".html", ".json"}:
                seen.update(file.read_bytes())
    return seen.hexdigest()[:12]


def _brotli(data: bytes) -> bytes:
    compressed: bytes = brotli.compress(data, quality=5)
    return compressed


def _gzip(data: bytes) -> bytes:
    return gzip.compress(data, compresslevel=6, mtime=0)
