"""One article as one Markdown file, both ways: portable, readable, and printed by Pandoc.

Pure: no Django, no clock, no settings.
"""

from articles.files.reading import ArticleFile, from_markdown
from articles.files.writing import to_markdown

__all__ = ["ArticleFile", "from_markdown", "to_markdown"]
