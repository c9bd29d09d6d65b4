"""Somebody signed in, who reads pages and sends forms over a connection of their own."""

from __future__ import annotations

import http.client
from dataclasses import dataclass, field
from urllib.parse import urlencode

from tests.bench.forms import form_with

FOUND, CONFLICT = 302, 409
Form = dict[str, str]
GONE = (http.client.HTTPException, OSError)
"""What is raised where the server process died before it answered."""


@dataclass(slots=True)
class Answer:
    """What came back."""

    status: int
    body: bytes
    to: str = ""


@dataclass(slots=True)
class Browser:
    """One person at a site on a loopback port; not to be shared by threads.

    Attributes:
        session: the cookie that says who it is.
    """

    port: int
    session: str
    _csrf: str = field(default="", init=False)

    def read(self, path: str) -> Answer:
        """Ask for a page, trying once more where the server went away."""
        try:
            return self._ask("GET", path)
        except GONE:
            return self._ask("GET", path)

    def form(self, path: str, name: str = "text") -> Form:
        """Return the fields of the form on a page that has a field of this name."""
        return dict(form_with(name, self.read(path).body))

    def send(self, path: str, form: Form) -> Answer:
        """Send a form once. Raises one of GONE where nothing came back."""
        return self._ask("POST", path, urlencode(form))

    def twin(self) -> Browser:
        """Return another window of the same person, with the same cookies."""
        other = Browser(self.port, self.session)
        other._csrf = self._csrf
        return other

    def _ask(self, method: str, path: str, body: str | None = None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        cookies = self.session + (f"; csrftoken={self._csrf}" if self._csrf else "")
        headers = {"Cookie": cookies}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            answer = Answer(response.status, response.read(), response.getheader("Location") or "")
            for name, value in response.getheaders():
                if name == "Set-Cookie" and value.startswith("csrftoken="):
                    self._csrf = value.removeprefix("csrftoken=").split(";")[0]
            return answer
        finally:
            connection.close()
