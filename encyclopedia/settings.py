"""The site's settings. What may differ from site to site is read from the environment.

SITE_URL decides how strict the site is: plain http on a loopback host is the embedded default,
every other address must be https, and then secret and mail server must be given.
"""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from encyclopedia import environment
from encyclopedia.rates import HOUR, MINUTE, as_allauth_writes

BASE_DIR = Path(__file__).resolve().parent.parent
DATA = environment.data_folder("ENCYCLOPEDIA_DATA", BASE_DIR / "data")

# The site and its content
SITE_URL, SITE_HOST, EMBEDDED = environment.site_url("SITE_URL", "http://127.0.0.1:8000")
SITE_NAME = environment.text("SITE_NAME", "The Open Record")
LICENCE_NAME = environment.text("LICENCE_NAME", "CC BY-SA 4.0")
LICENCE_URL = environment.web_address(
    "LICENCE_URL", "https://creativecommons.org/licenses/by-sa/4.0/"
)

# A stranger may edit the embedded site at once; elsewhere the e-mail address is confirmed first.
ACCOUNT_EMAIL_VERIFICATION = environment.one_of(
    "EMAIL_VERIFICATION", "optional" if EMBEDDED else "mandatory", ["optional", "mandatory"]
)
MUST_CONFIRM = ACCOUNT_EMAIL_VERIFICATION == "mandatory"

# Review: how articles are protected that have no protection of their own; whether contributors
# who are not trusted publish at once where it is open; when trust comes by itself (accepted edits
# in a row, over at least so many days; 0 edits: never), and after how many rejections it goes.
DEFAULT_PROTECTION = environment.one_of(
    "DEFAULT_PROTECTION", "reviewed", ["open", "reviewed", "strict", "closed"]
)
OPEN_TO_UNTRUSTED = environment.flag("OPEN_TO_UNTRUSTED", default=True)
TRUST_AFTER_EDITS = environment.whole_number("TRUST_AFTER_EDITS", 20, least=0, most=10_000)
TRUST_AFTER_DAYS = environment.whole_number("TRUST_AFTER_DAYS", 30, least=0, most=3650)
TRUST_TAKEN_AFTER_REJECTIONS = environment.whole_number(
    "TRUST_TAKEN_AFTER_REJECTIONS", 2, least=1, most=1000
)
# Days for which the addresses are kept that edits came from.
KEEP_ADDRESSES_DAYS = environment.whole_number("KEEP_ADDRESSES_DAYS", 90, least=0, most=3650)

# Security
DEBUG = environment.flag("DEBUG", default=False)
SECRET_KEY = environment.secret("SECRET_KEY", DATA / "secret_key", embedded=EMBEDDED)
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"] if EMBEDDED else [SITE_HOST]
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "encyclopedia.error_pages.forged"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not EMBEDDED
SECURE_HSTS_SECONDS = 0 if EMBEDDED else 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not EMBEDDED
X_FRAME_OPTIONS = "DENY"
# How many proxies of ours stand before the site. They must set X-Forwarded-Proto and append to
# X-Forwarded-For; where there is none, both headers are anybody's claim and are not read.
TRUSTED_PROXIES = environment.whole_number("TRUSTED_PROXIES", 0, least=0, most=10)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
# No inline script or style anywhere, so no nonce is needed.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# What one request may bring.
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
LARGEST_REQUEST = 6 * 1024 * 1024  # bytes, refused before they are read
# How many may come: what is counted → of whom → (how many, in how many seconds). Counted are the
# requests to an address of the site, by its name (GET and HEAD never are), and some deeds. Of
# whom: of each account; of each address, where nobody is signed in; of each name or e-mail
# address that is typed, whoever types it.
RATE_LIMITS: dict[str, dict[str, tuple[int, int]]] = {
    # Edits saved by accounts that are new or had none published yet, counted of both.
    "first_edits": {"account": (12, HOUR), "address": (24, HOUR)},
    # What is sent after a session ended is kept in a new one, up to 2 MB each time.
    "articles:edit": {"account": (60, MINUTE), "address": (6, MINUTE)},
    "articles:preview": {"account": (120, MINUTE), "address": (6, MINUTE)},
    "articles:withdraw": {"account": (30, MINUTE), "address": (30, MINUTE)},
    "articles:draft": {"account": (60, MINUTE), "address": (30, MINUTE)},
    "articles:review_edit": {"account": (60, MINUTE), "address": (6, MINUTE)},
    "articles:correct": {"account": (120, MINUTE), "address": (6, MINUTE)},
    "articles:settle": {"account": (60, MINUTE), "address": (6, MINUTE)},
    "articles:plan_review": {"account": (30, MINUTE), "address": (6, MINUTE)},
    "articles:revert": {"account": (30, MINUTE), "address": (30, MINUTE)},
    "articles:undo": {"account": (30, MINUTE), "address": (30, MINUTE)},
    "articles:rollback": {"account": (30, MINUTE), "address": (30, MINUTE)},
    "articles:add_redirect": {"account": (30, MINUTE), "address": (30, MINUTE)},
    "articles:redirects": {"account": (30, MINUTE), "address": (30, MINUTE)},
    "articles:move": {"account": (30, MINUTE), "address": (30, MINUTE)},
    "articles:protect": {"account": (30, MINUTE), "address": (30, MINUTE)},
    "articles:delete": {"account": (30, MINUTE), "address": (30, MINUTE)},
    "articles:undelete": {"account": (30, MINUTE), "address": (30, MINUTE)},
    "articles:hide": {"account": (60, MINUTE), "address": (30, MINUTE)},
    "articles:trust": {"account": (30, MINUTE), "address": (30, MINUTE)},
    "articles:addresses": {"account": (30, MINUTE), "address": (30, MINUTE)},
    "articles:new_block": {"account": (30, MINUTE), "address": (30, MINUTE)},
    "articles:block": {"account": (30, MINUTE), "address": (30, MINUTE)},
    "markdownx_markdownify": {"account": (120, MINUTE), "address": (6, MINUTE)},
    "markdownx_upload": {"account": (30, MINUTE), "address": (6, MINUTE)},
    # Accounts made, and forms sent until one is.
    "new_accounts": {"address": (5, HOUR)},
    "account_signup": {"address": (20, MINUTE)},
    "account_login": {"address": (30, MINUTE)},
    "wrong_passwords": {"address": (10, MINUTE), "name": (5, 5 * MINUTE)},
    "account_email_verification_sent": {"account": (10, MINUTE), "address": (10, MINUTE)},
    "confirming_mail": {"name": (1, 10 if MUST_CONFIRM else 3 * MINUTE)},
    "account_reset_password": {"account": (20, MINUTE), "address": (20, MINUTE)},
    "resetting_mail": {"name": (5, 10 * MINUTE)},
    "account_reset_password_from_key": {"account": (20, MINUTE), "address": (20, MINUTE)},
    "account_email": {"account": (10, MINUTE)},
    "account_deed": {"account": (30, MINUTE)},
    "account_preferences": {"account": (30, MINUTE)},
    "account_change_password": {"account": (5, MINUTE)},
    "account_set_password": {"account": (5, MINUTE)},
    "account_reauthenticate": {"account": (10, MINUTE)},
}

# Parts
INSTALLED_APPS = [
    "encyclopedia",
    "encyclopedia.accounts",
    "articles",
    "reversion",
    "markdownx",
    "django_q",
    "allauth",
    "allauth.account",
    "csp",
    "encyclopedia.apps.AdministrationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "encyclopedia.keeping.KeptPages",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "encyclopedia.limits.BodySize",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "encyclopedia.accounts.addresses.Addresses",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "encyclopedia.limits.RateLimits",
    "encyclopedia.accounts.first_edits.FirstEdits",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "encyclopedia.urls"
WSGI_APPLICATION = "encyclopedia.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "encyclopedia.context.site",
            ],
        },
    },
]

# Storage
DATABASES = {"default": environment.database("DATABASE_URL", DATA / "encyclopedia.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SERIALIZATION_MODULES = {"snapshot": "articles.revisions.serializer"}
CACHES: dict[str, dict[str, Any]] = {
    "default": environment.shared_cache("CACHE_URL"),
    # The task cluster notes its state twice a second for a monitor that we do not run.
    "cluster": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}
MEDIA_ROOT = DATA / "media"
MEDIA_URL = "media/"
STATIC_ROOT = DATA / "static"
STATIC_URL = "static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "encyclopedia.static_files.LinkedSheets"
        if DEBUG
        else "encyclopedia.static_files.JoinedSheets"
    },
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = DEBUG

# Tasks: a slice of work ends within `timeout`, and is taken up again `retry` after its worker died.
Q_CLUSTER = {
    "name": "encyclopedia",
    "label": _("Tasks"),
    "orm": "default",
    "cache": "cluster",
    "workers": environment.whole_number("TASK_WORKERS", 1, least=1, most=64),
    "recycle": 500,
    "timeout": 30,
    "retry": 60,
    "max_attempts": 5,
    "ack_failures": False,
    "poll": 1,
    "guard_cycle": 1,
    "save_limit": 250,
    "catch_up": False,
    "log_level": "WARNING",
}

# Accounts
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["encyclopedia.accounts.backend.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "encyclopedia.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "signup": "encyclopedia.accounts.forms.SignUpForm",
    "login": "encyclopedia.accounts.forms.SignInForm",
    "add_email": "encyclopedia.accounts.forms.AddAddressForm",
    "reset_password": "encyclopedia.accounts.forms.LostPasswordForm",
    "reset_password_from_key": "encyclopedia.accounts.forms.NewPasswordForm",
    "set_password": "encyclopedia.accounts.forms.FirstPasswordForm",
    "change_password": "encyclopedia.accounts.forms.OtherPasswordForm",
    "reauthenticate": "encyclopedia.accounts.forms.PasswordAgainForm",
    "confirm_email_verification_code": "encyclopedia.accounts.forms.CodeForm",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = MUST_CONFIRM
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = MUST_CONFIRM
ACCOUNT_EMAIL_SUBJECT_PREFIX = f"{SITE_NAME}: "
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http" if EMBEDDED else "https"
# The rest of allauth's limits is off: encyclopedia.limits counts the same, and says when to try
# again.
ACCOUNT_RATE_LIMITS = {
    "signup": None,
    "login": None,
    "reset_password": None,
    "reset_password_from_key": None,
    "manage_email": None,
    "change_password": None,
    "reauthenticate": None,
    "login_failed": as_allauth_writes(RATE_LIMITS["wrong_passwords"]),
    "confirm_email": as_allauth_writes(RATE_LIMITS["confirming_mail"]),
}
# A question of the operator's own, for whoever signs up.
SIGN_UP_QUESTION, SIGN_UP_ANSWERS = environment.question("SIGN_UP_QUESTION", "SIGN_UP_ANSWERS")

# Mail
globals().update(environment.mail("EMAIL_URL", embedded=EMBEDDED))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.text(
    "DEFAULT_FROM_EMAIL", f"encyclopedia@{'localhost' if EMBEDDED else SITE_HOST}"
)

# Language and time
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
USE_I18N = USE_TZ = True
TIME_ZONE = environment.time_zone("TIME_ZONE", "UTC")

# The editor's field; its script and its two addresses are not used.
MARKDOWNX_MARKDOWNIFY_FUNCTION = "articles.views.previews.markdownify"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # A refused request is the visitor's affair, a failing one ours. Each wrong host would
        # otherwise be a traceback, and anybody could fill the disk.
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "CRITICAL"},
        # Django answers HEAD as it answers GET, and leaves it to the server to drop the body.
        "gunicorn.http.wsgi": {"level": "ERROR"},
    },
}
