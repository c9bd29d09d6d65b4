"""The site's own settings, and what tests need to be apart, quick and repeatable.

A module of its own, so that the real settings know nothing of tests and serve them unchanged
otherwise.
"""

import atexit
import os
import shutil
import tempfile

# Before the settings are read: no test may touch what a running site keeps.
_data = tempfile.mkdtemp(prefix="encyclopedia-tests-")
atexit.register(shutil.rmtree, _data, ignore_errors=True)
os.environ["ENCYCLOPEDIA_DATA"] = _data
os.environ.pop("SITE_URL", None)
# Most tests are about what is published; those about review protect their articles.
os.environ["DEFAULT_PROTECTION"] = "open"

from encyclopedia.settings import *  # noqa: E402, F403
from encyclopedia.settings import CACHES, DATABASES, Q_CLUSTER, RATE_LIMITS, STORAGES  # noqa: E402

# A file, as on a site: in memory all threads of a live server would share one connection, and
# with it each other's transactions.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES = {"default": {**DATABASES["default"], "TEST": {"NAME": f"{_data}/tests.sqlite3"}}}

# Hashing a password well takes 0.2 s; tests make hundreds of accounts.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Nothing is collected for tests; tests/site/test_quickstart.py looks at the collected files.
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "encyclopedia.static_files.LinkedSheets"},
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True

Q_CLUSTER = {**Q_CLUSTER, "sync": True}

# Tests and benchmarks ask faster than people may; tests/site/test_limits.py sets its own limits.
# Those that allauth was given are in force.
RATE_LIMITS = {name: RATE_LIMITS[name] for name in ("wrong_passwords", "confirming_mail")}

# One Redis serves all test processes, each in a numbered store of its own.
if CACHES["default"]["BACKEND"].endswith("RedisCache"):
    _address, _, _first = CACHES["default"]["LOCATION"].rpartition("/")
    _worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    CACHES = {
        **CACHES,
        "default": {**CACHES["default"], "LOCATION": f"{_address}/{int(_first) + _worker}"},
    }
