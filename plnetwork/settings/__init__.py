"""Shared settings, in the order of Django's documentation. What differs by place is read by env.py.

Three switches: DEMO (a fictional network, sign-in list, mailbox page), DATABASE_URL and REDIS_URL.
Without DEMO the settings are those of production, and a missing secret is refused.
"""

from pathlib import Path

import django_stubs_ext
from csp.constants import NONE, SELF

from plnetwork.settings import env
from plnetwork.settings.database import database_from_url
from plnetwork.settings.schedule import SCHEDULE

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(env.text("PLNETWORK_VAR", str(BASE_DIR / "var")))

# The demo is a fictional network on one machine: known secret, plain HTTP, sign-in without mail.
DEMO = env.flag("DEMO", default=False)
DEBUG = False
SECRET_KEY = env.secret("SECRET_KEY", demo=DEMO)
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]" if DEMO else None)
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
SITE_URL = env.text("SITE_URL", "http://127.0.0.1:8000" if DEMO else None).rstrip("/")
# Whose X-Forwarded-For is believed. Behind a proxy that is not named here everybody has the
# proxy's address, and one person's wrong guesses shut the door for all.
TRUSTED_PROXIES = env.words("TRUSTED_PROXIES")

# What another state would change, and whom people write to.
OPERATOR_CONTACT = env.text("OPERATOR_CONTACT", "help@plnetwork.example" if DEMO else "")
NETWORK_TIME_ZONE = env.text("NETWORK_TIME_ZONE", "America/New_York")
# Whose public holidays planners are warned of, by the codes of ISO 3166.
NETWORK_COUNTRY = env.text("NETWORK_COUNTRY", "US")
NETWORK_STATE = env.text("NETWORK_STATE", "OH")
# How much longer roads are than the straight line; what travel to a venue is reckoned with.
ROAD_FACTOR = float(env.text("ROAD_FACTOR", "1.3"))

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",  # its widget templates, drawn by our FORM_RENDERER
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.google",
    "allauth.socialaccount.providers.microsoft",
    "allauth.socialaccount.providers.openid_connect",
    *env.sign_in_apps(),  # SAML, when it is configured
    "csp",
    "django_cotton.apps.SimpleAppConfig",
    "django_filters",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "core",
    "accounts",
    "network",
    "messaging",
    "cohorts",
    "library",
    "surveys",
    "convenings",
    "improvement",
    "reports",
    "plnetwork",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "network.middleware.SecondFactorMiddleware",
    "network.middleware.ViewAsMiddleware",
]

ROOT_URLCONF = "plnetwork.urls"
WSGI_APPLICATION = "plnetwork.wsgi.application"

TEMPLATE_FILES = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            # Order matters: partials are cut from templates that cotton has already compiled.
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [("django.template.loaders.cached.Loader", TEMPLATE_FILES)],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "core.templatetags.house",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "plnetwork.context.site",
            ],
        },
    }
]
FORM_RENDERER = "core.forms.HouseFormRenderer"

DATABASES = {"default": database_from_url(env.text("DATABASE_URL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.text("REDIS_URL")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
}
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "landing"

# Sign-in: a code by mail; Google, Microsoft or OpenID Connect when their keys are set.
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "accounts.adapter.SocialAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_REQUIRED = False
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed second factor is told by mail
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True  # a passkey asks for finger, face or PIN: two factors in one
MFA_ADAPTER = "accounts.adapter.MFAAdapter"
MFA_FORMS = {
    "add_webauthn": "accounts.forms.AddKeyForm",
    "edit_webauthn": "accounts.forms.EditKeyForm",
}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO
SOCIALACCOUNT_PROVIDERS = env.sign_in_providers()
# Whose address the provider has confirmed opens the account of that address; nobody signs up.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True

LANGUAGE_CODE = "en-us"
TIME_ZONE = NETWORK_TIME_ZONE  # what people see; PostgreSQL stores UTC
USE_TZ = True
USE_I18N = True
# Only respondents choose one: the answer pages switch it on themselves, nothing asks the browser.
LANGUAGES = [("en", "English"), ("es", "Español")]
LOCALE_PATHS = [BASE_DIR / "locale"]

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = VAR_DIR / "uploads"  # never served by URL: a view checks who may read
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
UPLOAD_LIMIT_BYTES = 20 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "core.uploads.WithinLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# A session's attendance is one form: four fields for each of 500 people and more.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000

# Mail: SMTP, but in a demo without a mail server the files that the mailbox page shows.
# Where bounces come back, when a mail server pipes that box to `manage.py read_bounce`.
BOUNCE_ADDRESS = env.text("BOUNCE_ADDRESS", "")
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "PL Network <no-reply@plnetwork.example>")
if DEMO and not env.text("EMAIL_HOST", ""):
    EMAIL_BACKEND = "plnetwork.demo.mailbox.MailboxBackend"
    EMAIL_FILE_PATH = str(VAR_DIR / "mailbox")
else:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = env.text("EMAIL_HOST", "localhost")
    EMAIL_PORT = int(env.text("EMAIL_PORT", "587"))
    EMAIL_HOST_USER = env.text("EMAIL_HOST_USER", "")
    EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD", "")
    EMAIL_TIMEOUT = 30  # seconds; a silent server must not hold a worker for ever
    EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", default=True)

# Security: strict from the first day; only the demo may run without TLS.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
        "form-action": [SELF, *env.sign_in_origins()],
    }
}
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEMO
SECURE_SSL_REDIRECT = not DEMO
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 0 if DEMO else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEMO
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Jobs: a real broker always. tasks.py follow a commit, jobs.py follow the clock.
CELERY_BROKER_URL = REDIS_URL
# Somebody waits for a page while a job is handed over: without these, six seconds for nothing.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "max_retries": 1,
    "interval_start": 0,
    "socket_connect_timeout": 2,
}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_TIME_LIMIT = 900
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")
CELERY_BEAT_SCHEDULE = SCHEDULE

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_survey_links": {"()": "core.logs.HideSecretLinks"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["no_survey_links"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # runserver's own handler would print the whole address.
        "django.server": {"handlers": ["console"], "propagate": False},
        # SECURITY: at DEBUG it writes down what a page was made from, somebody's answers too.
        "django.template": {"level": "INFO"},
    },
}
