"""What changed between two contents.

Pure: no Django, no clock, no settings.
"""

from articles.comparing.difference import Difference, compare
from articles.comparing.fields import Change, FieldChange, NamesChange, ValueChange
from articles.comparing.references import (
    RecordChange,
    ReferenceChange,
    record_changes,
    record_label,
)
from articles.comparing.rows import Row, diff_lines
from articles.comparing.text import SectionChange, diff_text
from articles.comparing.words import Piece, Pieces, diff_words

__all__ = [
    "Change",
    "Difference",
    "FieldChange",
    "NamesChange",
    "Piece",
    "Pieces",
    "RecordChange",
    "ReferenceChange",
    "Row",
    "SectionChange",
    "ValueChange",
    "compare",
    "diff_lines",
    "diff_text",
    "diff_words",
    "record_changes",
    "record_label",
]
