"""Identifiers of works: their normal forms, checks and addresses.

A normal form is what two records of one work have in common; it is "" where the text
cannot be such an identifier. Sources are named at each; the addresses are those that
Wikipedia's Citation Style 1 ("Identifiers") links to, or the registry's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, unquote

from articles.content import SourceRecord

_DOI_LABEL = re.compile(r"(?:https?://)?(?:(?:dx\.|www\.)?doi\.org/|doi ?: ?)?", re.IGNORECASE)
_DOI = re.compile(r"10\.[0-9]{2,9}(?:\.[0-9]+)*/[^\s\x00-\x20\x7f-\x9f]+")
_ISBN_LABEL = re.compile(r"isbn(?:-1[03])? ?:? ?", re.IGNORECASE)
_ISBN_SIGNS = re.compile(r"[0-9xX\-\u2010-\u2015\u2212 ]+")
_ISBN_SEPARATORS = re.compile(r"[,;/]")
_ISSN = re.compile(r"(?:e?issn ?:? ?)?([0-9]{4})[-‐-―]?([0-9]{3}[0-9xX])", re.IGNORECASE)
_PMID = re.compile(
    r"(?:https?://(?:www\.ncbi\.nlm\.nih\.gov/pubmed|pubmed\.ncbi\.nlm\.nih\.gov)/|pmid ?:? ?)?"
    r"0*([1-9][0-9]{0,8})/?",
    re.IGNORECASE,
)
_PMCID = re.compile(r"(?:pmcid ?:? ?)?(?:pmc ?)?0*([1-9][0-9]{0,8})(?:\.[0-9]{1,3})?", re.I)
_ARXIV = re.compile(
    r"(?:https?://arxiv\.org/(?:abs|pdf)/|arxiv ?: ?)?"
    r"(?:(?P<new>[0-9]{4}\.[0-9]{4,5})|(?P<archive>[a-z]+(?:-[a-z]+)?)(?:\.[a-z]{2})?/(?P<old>[0-9]{7}))"
    r"(?:v[0-9]{1,3})?(?: ?\[[^\]]{0,40}\])?",
    re.IGNORECASE,
)
_TO_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


def normal_doi(text: str) -> str:
    """Return the DOI in lower case without "doi:" or resolver, or "".

    Source: DOI Handbook, 2.4 (ASCII letters are the same in either case).
    """
    doi = _bare_doi(text).translate(_TO_LOWER)
    return doi if _DOI.fullmatch(doi) else ""


def normal_isbn(text: str) -> str:
    """Return the first correct ISBN as 13 digits, or "". Source: ISBN Users' Manual, 7th ed., 5."""
    found = isbns(text)
    return found[0] if found else ""


def isbns(text: str) -> tuple[str, ...]:
    """Return every correct ISBN of a list separated by commas or the like, each as 13 digits."""
    found: list[str] = []
    for part in _ISBN_SEPARATORS.split(text):
        isbn = _isbn13(part)  # spaces may separate its groups, or one number from the next
        found += [isbn] if isbn else map(_isbn13, part.split())
    return tuple(dict.fromkeys(filter(None, found)))


def _isbn13(text: str) -> str:
    text = _bare_isbn(text)
    if not _ISBN_SIGNS.fullmatch(text):
        return ""
    digits = "".join(sign for sign in text.upper() if sign in "0123456789X")
    if len(digits) == 10 and "X" not in digits[:9]:
        total = sum((10 - place) * _value(sign) for place, sign in enumerate(digits))
        return _with_check_digit("978" + digits[:9]) if total % 11 == 0 else ""
    if len(digits) == 13 and digits.isdigit() and digits[:3] in {"978", "979"}:
        return digits if digits == _with_check_digit(digits[:12]) else ""
    return ""


def _bare_isbn(text: str) -> str:
    text = _tidy(text)
    label = _ISBN_LABEL.match(text)
    return text[label.end() :] if label else text


def _with_check_digit(first_twelve: str) -> str:
    total = sum(int(sign) * (3 if place % 2 else 1) for place, sign in enumerate(first_twelve))
    return f"{first_twelve}{-total % 10}"


def _value(sign: str) -> int:
    return 10 if sign == "X" else int(sign)


def normal_issn(text: str) -> str:
    """Return the ISSN as "1234-567X" where its check digit is right, or "". Source: ISO 3297."""
    match = _ISSN.fullmatch(_tidy(text))
    if match is None:
        return ""
    digits = (match[1] + match[2]).upper()
    total = sum((8 - place) * _value(sign) for place, sign in enumerate(digits))
    return f"{digits[:4]}-{digits[4:]}" if total % 11 == 0 else ""


def normal_pmid(text: str) -> str:
    """Return the PubMed number, 1 to 9 digits, or ""."""
    match = _PMID.fullmatch(_tidy(text))
    return match[1] if match else ""


def normal_pmcid(text: str) -> str:
    """Return the PubMed Central number as "PMC123" without its version, or ""."""
    match = _PMCID.fullmatch(_tidy(text))
    return f"PMC{match[1]}" if match else ""


def normal_arxiv(text: str) -> str:
    """Return the arXiv number without prefix, version and class, or "".

    Source: arXiv, "Understanding the arXiv identifier": 0704.0001 or hep-th/9901001.
    """
    match = _ARXIV.fullmatch(_tidy(text))
    if match is None:
        return ""
    return match["new"] or f"{match['archive'].lower()}/{match['old']}"


@dataclass(frozen=True, slots=True)
class Scheme:
    """One kind of identifier.

    Attributes:
        name: the attribute of SourceRecord that holds it.
        label: what is printed before it.
        normal: its normal form, or "".
        address: the address of a work, before the normal form.
        shown: what is printed of a correct one.
    """

    name: str
    label: str
    normal: Callable[[str], str]
    address: str
    shown: Callable[[str], str]

    def link(self, text: str) -> str:
        """Return the address of the work that the text names, or "" where it names none."""
        normal = self.normal(text)
        return self.address + quote(normal, safe="/:;().,-_~", errors="replace") if normal else ""


def _tidy(text: str) -> str:
    """Return the text with single spaces, so that no pattern has to count them."""
    return " ".join(text.split())


def _bare_doi(text: str) -> str:
    text = _tidy(text)
    label = _DOI_LABEL.match(text)
    bare = text[label.end() :] if label else text
    if label and "/" in label.group():
        bare = unquote(bare)
    return bare.rstrip(".,;")


def _without_prefix(text: str) -> str:
    return normal_pmcid(text).removeprefix("PMC")


_DOI_SCHEME = Scheme("doi", "doi:", normal_doi, "https://doi.org/", _bare_doi)
SCHEMES = (
    Scheme("arxiv", "arXiv:", normal_arxiv, "https://arxiv.org/abs/", normal_arxiv),
    _DOI_SCHEME,
    Scheme("isbn", "ISBN ", normal_isbn, "https://openlibrary.org/isbn/", _bare_isbn),
    Scheme("issn", "ISSN ", normal_issn, "https://portal.issn.org/resource/ISSN/", normal_issn),
    Scheme(
        "pmcid", "PMC ", normal_pmcid, "https://pmc.ncbi.nlm.nih.gov/articles/", _without_prefix
    ),
    Scheme("pmid", "PMID ", normal_pmid, "https://pubmed.ncbi.nlm.nih.gov/", normal_pmid),
)
"""In the order in which Citation Style 1 prints them: by label."""


def doi_address(doi: str) -> str:
    """Return the address that resolves the DOI, or ""."""
    return _DOI_SCHEME.link(doi)


_WHOLE_BOOKS = {"book", "collection"}


def identities(record: SourceRecord) -> tuple[tuple[str, str], ...]:
    """Return (scheme, normal form) of each identifier that no other work shares.

    Schemes are doi, pmid, arxiv and, for whole books only, isbn: a chapter's record
    carries the ISBN of the book it stands in.
    """
    found = [
        ("doi", normal_doi(record.doi)),
        ("pmid", normal_pmid(record.pmid)),
        ("arxiv", normal_arxiv(record.arxiv)),
    ]
    if record.type in _WHOLE_BOOKS and not record.container_title:
        found += [("isbn", isbn) for isbn in isbns(record.isbn)]
    return tuple((scheme, value) for scheme, value in found if value)
