"""Forms: what people typed, read whole whatever was sent, and what it asks for."""

from articles.forms.bases import Base, base_of, published_base, revision_base
from articles.forms.editing import PREFIX, EditForm
from articles.forms.kinds import OfferedKind, offered_kinds
from articles.forms.operations import Done, perform, set_key
from articles.forms.references import Listed, uses
from articles.forms.sources import QUESTIONS, TypedSource, type_choices

__all__ = [
    "PREFIX",
    "QUESTIONS",
    "Base",
    "Done",
    "EditForm",
    "Listed",
    "OfferedKind",
    "TypedSource",
    "base_of",
    "offered_kinds",
    "perform",
    "published_base",
    "revision_base",
    "set_key",
    "type_choices",
    "uses",
]
