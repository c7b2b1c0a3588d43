"""Django's settings, from the typed environment. Importing this module writes nothing."""

from __future__ import annotations

import secrets
from typing import Any

from banli.runtime import catalogues, database, demo_clock, environment, folder

ENVIRONMENT = environment.read()
DATA_FOLDER = ENVIRONMENT.folder

DIGEST = ENVIRONMENT.digest
DEMO = (DATA_FOLDER / demo_clock.FILE).exists()
"""True in the folder of a demo: every page says so, and the sign-in page offers its people."""

SECRET_KEY = ENVIRONMENT.secret or folder.read_secret(DATA_FOLDER) or secrets.token_urlsafe(48)
DEBUG = ENVIRONMENT.debug
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
CSRF_TRUSTED_ORIGINS = list(ENVIRONMENT.origins)
PUBLIC_ADDRESS = ENVIRONMENT.origins[0] if ENVIRONMENT.origins else f"http://127.0.0.1:{ENVIRONMENT.port}"
"""What a QR code on paper leads to."""
ROOT_URLCONF = "banli.site.urls"
WSGI_APPLICATION = "banli.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "procrastinate.contrib.django",
    "banli.ledger",
    "banli.worktime",
    "banli.files",
    "banli.numbering",
    "banli.documents",
    "banli.signatures",
    "banli.people",
    "banli.notices",
    "banli.exports",
    "banli.accounts",
    "banli.offline",
    "banli.databanks",
    "banli.catalogue",
    "banli.areas",
    "banli.projects",
    "banli.credit",
    "banli.authorities",
    "banli.experts",
    "banli.consultations",
    "banli.roads",
    "banli.vehicles",
    "banli.cases",
    "banli.licences",
    "banli.bundles",
    "banli.guidance",
    "banli.enforcement",
    "banli.hall",
    "banli.fieldwork",
    "banli.ratings",
    "banli.suggestions",
    "banli.tickets",
    "banli.entry",
    "banli.circulars",
    "banli.roster",
    "banli.trading",
    "banli.supervision",
    "banli.roadside",
    "banli.disclosure",
    "banli.assessment",
    "banli.intake",
    "banli.statistics",
    "banli.weekly",
    "banli.screens",
    "banli.portal",
    "banli.desk",
    "banli.api",
    "banli.site",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "banli.site.policy.PolicyMiddleware",
    "banli.site.language.LanguageMiddleware",
    "banli.site.limits.SizeMiddleware",
    "banli.site.guard.GuardMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "banli.site.request_reads.LookingMiddleware",
    "banli.site.cover.CoverMiddleware",
    "banli.site.access.AccessMiddleware",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": database.settings_for(ENVIRONMENT)}

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "banli.people.selectors.signed_in.HouseBackend",
    "banli.accounts.selectors.signed_in.ContactBackend",
]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "portal:login"
CSRF_FAILURE_VIEW = "banli.desk.kit.refusals.stale_form"
SESSION_ENGINE = "banli.people.acts.sessions"
SESSION_COOKIE_AGE = 2 * 60 * 60  # seconds; banli.site.access shortens it for staff and renews it
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.secure
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.secure else None
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.secure else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "default-src": ["'self'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'self'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
}

PERMISSIONS_POLICY = dict.fromkeys(
    (
        "accelerometer",
        "autoplay",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    ),
    "()",
)
"""Powers of a browser that no page of ours asks for."""

SMS_GATEWAY, SMS_SECRET = ENVIRONMENT.sms_url, ENVIRONMENT.sms_secret
MAIL_FROM = ENVIRONMENT.mail_from
SIGNING_KEY, SIGNING_PASSWORD = ENVIRONMENT.signing_key, ENVIRONMENT.signing_password
TIMESTAMP_URL, TIMESTAMP_AUTHORITIES = ENVIRONMENT.timestamp_url, ENVIRONMENT.timestamp_authorities
EMAIL_HOST, EMAIL_PORT = ENVIRONMENT.mail.host, ENVIRONMENT.mail.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = ENVIRONMENT.mail.user, ENVIRONMENT.mail.password
EMAIL_USE_TLS, EMAIL_USE_SSL = ENVIRONMENT.mail.starttls, ENVIRONMENT.mail.tls
EMAIL_TIMEOUT = 20  # seconds

IDENTITY_PROVIDER = ENVIRONMENT.provider

HALL_NETWORKS = ENVIRONMENT.hall

SECOND_FACTOR_ROLES = frozenset(ENVIRONMENT.second_factor)

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = catalogues.folders()
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_FOLDER / "static"
MEDIA_ROOT = DATA_FOLDER / "media"
FILE_UPLOAD_PERMISSIONS, FILE_UPLOAD_DIRECTORY_PERMISSIONS = folder.FILES, folder.FOLDERS
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 << 20
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "banli.site.limits.BoundedUpload",
]
WHITENOISE_USE_FINDERS = not ENVIRONMENT.hashed_static
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if ENVIRONMENT.hashed_static
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_WORKER_DEFAULTS = {"listen_notify": True, "delete_jobs": "never"}
PROCRASTINATE_PERIODIC_DEFAULTS = {"max_delay": 25 * 60 * 60}
"""Seconds: what should have run while nobody worked runs at the next start, once."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # A file that somebody hands in is no fault of ours, whatever is wrong with its signature.
    "loggers": {"django.request": {"level": "ERROR"}, "pyhanko": {"level": "CRITICAL"}},
}
