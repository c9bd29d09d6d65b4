"""The edit form as an editor sees it: its parts by their words."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.sync_api import Locator, Page, expect


class EditFormOnPage:
    """The edit form of an article, open in a window."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.text = page.get_by_label("Text", exact=True)
        self.summary = page.get_by_label("Edit summary")
        self.short_description = page.get_by_label("Short description")
        self.preview = page.get_by_role("region", name="Preview")
        self.infobox_rows = page.locator(".infobox-row")

    def press(self, words: str) -> None:
        """Press the form's own button with these words."""
        self.page.get_by_role("main").get_by_role("button", name=words, exact=True).click()

    def reference(self, key: str) -> Locator:
        """Return the row of the reference that has this key."""
        shown = self.page.get_by_text(key, exact=True)
        return self.page.locator(".reference-row").filter(has=shown)

    def infobox_row(self, label: str) -> Locator:
        """Return the row of the infobox field with this label."""
        return self.page.get_by_role("group", name=label, exact=True)

    def field_labels(self) -> list[str]:
        """Return the labels of the infobox rows in order."""
        return [row.get_attribute("aria-label") or "" for row in self.infobox_rows.all()]

    def open_infobox(self) -> None:
        """Unfold the infobox, which is folded when filled."""
        fold = self.page.locator("details", has=self.page.get_by_label("Kind", exact=True))
        if fold.get_attribute("open") is None:
            fold.locator("summary").click()

    def write(self, old: str, new: str) -> None:
        """Replace words in the text."""
        text = self.text.input_value()
        assert text.count(old) == 1
        self.text.fill(text.replace(old, new))

    def add_source(self, kind: str, values: Mapping[str, str]) -> None:
        """Fill in the source form, by its labels, and add the source."""
        self.press("Add a source")
        form = self.page.get_by_role("group", name="Add a source")
        form.get_by_label("Type", exact=True).select_option(label=kind)
        for label, value in values.items():
            form.get_by_label(label, exact=True).fill(value)
        form.get_by_role("button", name="Add", exact=True).click()
        expect(self.page.get_by_role("status").filter(has_text="Added.")).to_be_visible()
