"""The site's own settings, but for how often somebody may ask: drills ask faster than people."""

from encyclopedia.settings import *  # noqa: F403
from encyclopedia.settings import RATE_LIMITS

# Those that allauth was given are in force.
RATE_LIMITS = {name: RATE_LIMITS[name] for name in ("wrong_passwords", "confirming_mail")}
