"""All settings, in one file. What differs between places comes from the environment."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from pindos.config import env
from pindos.config.address import hosts, listening, public_url
from pindos.config.contexts import CONTEXTS
from pindos.config.home import home, secret_key
from pindos.config.logs import logging_settings
from pindos.shell import SERVED

HOME = home()
HOME.mkdir(parents=True, exist_ok=True, mode=0o700)
URL = public_url()
IS_SECURE = URL.startswith("https://")
LISTEN = listening().host  # which address of this machine answers

SECRET_KEY = secret_key()
DEBUG = env.flag("PINDOS_DEBUG")
ALLOWED_HOSTS = hosts()
CSRF_TRUSTED_ORIGINS = [URL]
REQUESTS_PER_MINUTE = env.number("PINDOS_REQUESTS_PER_MINUTE", 1200, least=0)  # of an account
TRUSTED_PROXIES = env.number("PINDOS_TRUSTED_PROXIES", 0, least=0)  # how many stand before us
PROXY_NETWORKS = env.networks("PINDOS_PROXY_NETWORKS", "127.0.0.0/8 ::1/128")  # where they stand
TLS_CERT = env.text("PINDOS_TLS_CERT", "")  # the chain of our own certificate, when we end TLS

ROOT_URLCONF = "pindos.config.urls"
AUTH_USER_MODEL = "identity.Account"
AUTHENTICATION_BACKENDS = ["pindos.identity.backend.Accounts"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "pindos.kernel",
    "pindos.shell",
    *(f"pindos.{name}" for name in CONTEXTS),
]
MIDDLEWARE = [
    "pindos.config.metering.MeteringMiddleware",
    "pindos.config.proxies.ProxyMiddleware",
    "pindos.config.headers.HeadersMiddleware",
    "pindos.config.hosts.HostMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "pindos.config.outages.RoomMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "pindos.config.visitors.VisitorMiddleware",
    "pindos.config.limits.LimitMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pindos.config.refusals.RefusalMiddleware",
]
IN_ROOMS = "django.template.loaders.app_directories.Loader"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("pindos.shell.drawing.loader.Loader", [IN_ROOMS])],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "pindos.config.frame.frame",
            ],
        },
    }
]
DATABASES = {"default": env.database("DATABASE_URL", HOME / "pindos.sqlite3")}
REPLICA = env.replica("DATABASE_REPLICA_URL")  # a copy of it that lists and figures may read
REDIS_URL = env.redis("REDIS_URL")  # through which long jobs are handed over; empty: they are not

LANGUAGE_CODE = "el"
LANGUAGE_COOKIE_NAME = "language"
LANGUAGES = [("el", _("Greek")), ("en", _("English"))]
LOCALE_PATHS = [Path(__file__).parent / "locale"]
USE_TZ = True
USE_I18N = True
TIME_ZONE = "Europe/Athens"
FORMAT_MODULE_PATH = ["pindos.config.formats"]

PASSWORD_HASHERS = ["pindos.identity.hashing.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "identity:sign-in"
LOGIN_REDIRECT_URL = "/"
SESSION_ENGINE = "pindos.identity.store"
SESSION_COOKIE_AGE = 60 * 60 * 12  # seconds: a working day
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_SECURE
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if IS_SECURE else 0
SECURE_SSL_REDIRECT = IS_SECURE and bool(TRUSTED_PROXIES or TLS_CERT)
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$"]
SECURE_SSL_HOST = URL.partition("://")[2]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "pindos.config.refusals.csrf_failed"

DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024  # bytes: a form without its files, an API body
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024  # bytes: a larger upload goes to disk
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "pindos.kernel.uploads.BoundedUploadHandler",
]
FILE_UPLOAD_TEMP_DIR = HOME / "uploads"
FILE_UPLOAD_TEMP_DIR.mkdir(exist_ok=True, mode=0o700)
FILES = HOME / "files"  # attachments, outside every folder that is served
KEYS = HOME / "keys"
CHECKPOINTS = HOME / "checkpoints"
SMTP_URL = env.text("PINDOS_SMTP_URL", "")  # until a person sets the mail server on its page

FORM_RENDERER = "pindos.shell.widgets.Widgets"
STATIC_URL = "static/"
STATIC_ROOT = SERVED  # filled by python -m pindos.shell.assets
IS_COLLECTED = not DEBUG and (SERVED / "staticfiles.json").exists()
WHITENOISE_USE_FINDERS = not IS_COLLECTED  # before that, files come from where they are written
WHITENOISE_MAX_AGE = 0 if DEBUG else 60  # seconds; hashed names are kept for a year
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "pindos.shell.storage.HashedFiles"
        if IS_COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
LOGGING = logging_settings()
