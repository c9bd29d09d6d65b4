"""What every page of the site may name."""

from django.conf import settings
from django.http import HttpRequest

from encyclopedia.static_files import sheets


def site(request: HttpRequest) -> dict[str, object]:
    """Return the site's name, address and licence, and the style sheets in order."""
    return {
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "licence_name": settings.LICENCE_NAME,
        "licence_url": settings.LICENCE_URL,
        "sheets": sheets(),
    }
