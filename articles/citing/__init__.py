"""Dates, names, identifiers and the printed reference.

Pure: no Django, no clock, no settings.
"""

from articles.citing.addresses import web_address
from articles.citing.date_words import date_words
from articles.citing.dates import Edtf, parse_date
from articles.citing.identifiers import (
    SCHEMES,
    Scheme,
    identities,
    isbns,
    normal_arxiv,
    normal_doi,
    normal_isbn,
    normal_issn,
    normal_pmcid,
    normal_pmid,
)
from articles.citing.keys import suggested_key
from articles.citing.languages import language_words
from articles.citing.names import name_text, names_text
from articles.citing.parts import Part
from articles.citing.printing import printed, printed_html, printed_text
from articles.citing.problems import date_sentence, record_problems
from articles.citing.typed_dates import suggested_edtf

__all__ = [
    "SCHEMES",
    "Edtf",
    "Part",
    "Scheme",
    "date_sentence",
    "date_words",
    "identities",
    "isbns",
    "language_words",
    "name_text",
    "names_text",
    "normal_arxiv",
    "normal_doi",
    "normal_isbn",
    "normal_issn",
    "normal_pmcid",
    "normal_pmid",
    "parse_date",
    "printed",
    "printed_html",
    "printed_text",
    "record_problems",
    "suggested_edtf",
    "suggested_key",
    "web_address",
]
