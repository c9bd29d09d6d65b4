"""Infobox kinds: the ones every encyclopedia starts with, and the only writer of them."""

from articles.kinds.changing import change, define, make_default_kinds
from articles.kinds.defaults import DEFAULT_KINDS

__all__ = ["DEFAULT_KINDS", "change", "define", "make_default_kinds"]
