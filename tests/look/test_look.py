"""What holds for every template, style sheet and icon."""

import re
from itertools import product
from pathlib import Path

import pytest

from articles.templatetags.look import METER_WIDTH, bars, named_page

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STATIC = ROOT / "articles" / "static" / "articles"
SHEETS = sorted((STATIC / "css").glob("*.css"))
GROUNDS = ["paper", "surface", "raised", "target", "yes-wash", "wait-wash", "no-wash", "ask-wash"]
INKS = ["ink", "soft", "link", "visited", "yes", "wait", "no", "ask"]


def test_every_icon_that_a_template_names_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text()))
    named = {
        name
        for template in TEMPLATES
        for name in re.findall(r'{% icon "([\w-]+)" %}', template.read_text())
    }
    assert len(named) > 8
    assert named <= drawn


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: str(file.relative_to(ROOT)))
def test_a_template_holds_no_inline_style_or_script(template: Path) -> None:
    text = template.read_text()
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda file: file.name)
def test_a_sheet_knows_no_left_and_right(sheet: Path) -> None:
    rules = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
    sided = r"(?:margin|padding|border|inset)-(?:left|right|top|bottom)|text-align: (?:left|right)"
    assert (
        re.findall(rf"(?m)^\s*(?:{sided}|left:|right:|float: (?:left|right)|width:).*", rules) == []
    )


def test_every_ink_reads_on_every_ground() -> None:
    tokens = {
        name: (light, dark)
        for name, light, dark in re.findall(
            r"--([\w-]+): light-dark\(#(\w{6}), #(\w{6})\)", (STATIC / "css/tokens.css").read_text()
        )
    }
    worst = {
        (ink, ground, mode): _contrast(tokens[ink][mode], tokens[ground][mode])
        for ink, ground, mode in product(INKS, GROUNDS, (0, 1))
    }
    assert {pair: ratio for pair, ratio in worst.items() if ratio < 7} == {}
    for mode in (0, 1):
        assert _contrast(tokens["button-ink"][mode], tokens["button"][mode]) >= 7
        for ground in ("paper", "raised"):
            assert _contrast(tokens["edge"][mode], tokens[ground][mode]) >= 3
            assert _contrast(tokens["focus"][mode], tokens[ground][mode]) >= 3


def _contrast(one: str, other: str) -> float:
    """Return the ratio of two colours. Source: WCAG 2.2, contrast ratio."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_meter_fills_its_width_and_shows_one_among_many() -> None:
    found = bars(sourced=300, needs=1)
    assert [bar.kind for bar in found] == ["sourced", "needs"]
    assert found[1].width >= 3
    assert found[-1].x + found[-1].width == pytest.approx(METER_WIDTH, abs=0.05)
    assert [bar.kind for bar in bars(sourced=4, needs=0)] == ["sourced"]
    assert bars(sourced=0, needs=0) == ()


def test_the_theme_is_applied_by_less_than_a_kilobyte() -> None:
    assert (STATIC / "js/theme.js").stat().st_size < 1024


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/edit/Red_fox?section=diet", "Red fox"),
        ("/wiki/Caf%C3%A9/Menu", "Café/Menu"),
        ("/accounts/email/", ""),
        ("https://example.org/wiki/Red_fox", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_the_page_one_came_from_is_named_by_its_title(address: str | None, title: str) -> None:
    assert named_page(address) == title
