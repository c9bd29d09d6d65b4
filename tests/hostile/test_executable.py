"""The checker itself: it finds what a browser would execute, and lets our own pages be."""

from __future__ import annotations

import pytest

from tests.hostile.executable import executable


@pytest.mark.parametrize(
    "page",
    [
        "<p><script>alert(1)</script>",
        "<script src=https://evil.example/x.js></script>",
        "<img src=x onerror=alert(1)>",
        '<a href="java\tscript:alert(1)">x</a>',
        '<a href="data:text/html,x">x</a>',
        '<svg><use href="data:image/svg+xml,x"></use></svg>',
        "<svg onload=alert(1)>",
        "<iframe src=/></iframe>",
        '<p style="color:red">x</p>',
        '<button formaction="javascript:alert(1)">x</button>',
        '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
        "<math><mi xlink:href=javascript:alert(1)>x</mi></math>",
    ],
)
def test_what_a_browser_would_execute_is_found(page: str) -> None:
    assert executable(page) != []


def test_our_own_scripts_icons_and_links_are_let_be() -> None:
    page = (
        '<script type="module" src="/static/articles/js/site.js"></script>'
        '<svg class="icon"><use href="/static/articles/icons.svg#edit"></use></svg>'
        '<a href="https://example.org/?a=javascript:b">x</a><a href="/wiki/A:b">y</a>'
    )
    assert executable(page) == []
