"""What changed between two contents, and what two edits of one content make together.

Pure: no Django, no clock, no settings.
"""

from articles.comparing.clashes import Choice, Clash
from articles.comparing.difference import Difference, compare
from articles.comparing.fields import Change, FieldChange, NamesChange, ValueChange
from articles.comparing.merging import Merge, merge_contents
from articles.comparing.parts import changed_parts
from articles.comparing.references import (
    RecordChange,
    ReferenceChange,
    record_changes,
    record_label,
)
from articles.comparing.rows import Row, diff_lines
from articles.comparing.text import SectionChange, diff_text
from articles.comparing.text_merging import TextMerge, merge_texts
from articles.comparing.words import Piece, Pieces, diff_words

__all__ = [
    "Change",
    "Choice",
    "Clash",
    "Difference",
    "FieldChange",
    "Merge",
    "NamesChange",
    "Piece",
    "Pieces",
    "RecordChange",
    "ReferenceChange",
    "Row",
    "SectionChange",
    "TextMerge",
    "ValueChange",
    "changed_parts",
    "compare",
    "diff_lines",
    "diff_text",
    "diff_words",
    "merge_contents",
    "merge_texts",
    "record_changes",
    "record_label",
]
