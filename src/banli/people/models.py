"""Regions, departments, windows and the people who sign in."""

from __future__ import annotations

from importlib import import_module
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from banli.people.rules import Lent


class Region(models.Model):
    code = models.CharField(max_length=6, primary_key=True)
    """GB/T 2260: 510000 Sichuan, 510100 Chengdu …"""
    name = models.TextField()
    name_en = models.TextField(default="")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT)

    def __str__(self) -> str:
        return self.name


class Platform(models.Model):
    """Whose platform this is, in the words of its public pages: one row, from the pack."""

    name = models.TextField()
    name_en = models.TextField()
    centre = models.TextField()
    """Who runs it."""
    centre_en = models.TextField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="people_platform_one")]

    def __str__(self) -> str:
        return self.name


class Department(models.Model):
    code = models.SlugField(max_length=40, primary_key=True)
    name = models.TextField()
    short_name = models.TextField()
    name_en = models.TextField(default="")
    uscc = models.CharField(max_length=18, unique=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT)
    order = models.IntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["order", "code"]

    def __str__(self) -> str:
        return self.short_name


class Window(models.Model):
    code = models.SlugField(max_length=40, primary_key=True)
    name = models.TextField()
    name_en = models.TextField(default="")
    department = models.ForeignKey(Department, on_delete=models.PROTECT)

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.name


class Keeper(models.Model):
    """A department that keeps a register: its officers alone change what stands there."""

    register = models.CharField(max_length=20)
    department = models.ForeignKey(Department, on_delete=models.PROTECT)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["register", "department"], name="people_keeper_once")
        ]

    def __str__(self) -> str:
        return f"{self.register}: {self.department_id}"


class Users(BaseUserManager["User"]):
    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(username=username)


class User(AbstractBaseUser):
    """Someone who signs in. Rights come from ``roles`` alone; there is no superuser."""

    username = models.CharField(max_length=150, unique=True)
    display_name = models.TextField()
    roles = ArrayField(models.TextField(), default=list)
    department = models.ForeignKey(Department, null=True, blank=True, on_delete=models.PROTECT)
    window = models.ForeignKey(Window, null=True, blank=True, on_delete=models.PROTECT)
    is_active = models.BooleanField(default=True)
    """False once the account was ended; nobody signs in with it then."""
    temporary = models.BooleanField(default=False)
    """True while the password is one that an administrator handed out: it opens nothing but the page to change it."""
    version = models.IntegerField(default=0)
    """One more with each change of the account by an administrator."""
    identity = models.CharField(max_length=18, db_default="", default="")
    """The identity number that was verified when the account was opened (实名核验); '' where none was."""
    certificate = models.CharField(max_length=30, db_default="", default="")
    """The number of the enforcement certificate (执法证件); '' for who has none."""

    lent: Lent | None = None
    """In a request in which this person stands in for somebody: what passed. Of no column, and never kept."""

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar = ["display_name"]
    objects: ClassVar[Users] = Users()

    def __str__(self) -> str:
        return self.display_name

    def get_short_name(self) -> str:
        return self.display_name


class Session(AbstractBaseSession):
    """What the platform remembers of a browser; where somebody signed in, also who, since when and from where."""

    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE)
    mark = models.CharField(max_length=22, default="")
    """What its owner names it by when ending it: the key itself is as good as a password and is never shown."""
    begun_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    address = models.TextField(default="")
    browser = models.TextField(default="")

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """The engine that the settings name."""
        store: type[SessionBase] = import_module(settings.SESSION_ENGINE).SessionStore
        return store


class SignIn(models.Model):
    """One signing in or out, or a try at it that failed; kept as long as the rules of retention say."""

    user = models.ForeignKey(User, null=True, on_delete=models.PROTECT)
    """None where nobody has the name that was typed. What was typed is not kept: it may have been a password."""
    outcome = models.CharField(max_length=10)
    address = models.TextField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["user", "-id"], name="people_signin_of")]

    def __str__(self) -> str:
        return f"{self.user}: {self.outcome}"


class Look(models.Model):
    """Somebody of the house looked at what identifies a person, or at a material; kept apart from acts, which stay."""

    by = models.ForeignKey(User, on_delete=models.PROTECT)
    what = models.CharField(max_length=20)
    subject = models.TextField()
    """The number of the case, or of the subject of credit records."""
    detail = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    """Where the look had to be given one."""
    at = models.DateTimeField(db_index=True)

    class Meta:
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.by}: {self.what} {self.subject}"


class Attempt(models.Model):
    """Tries at something secret (a password, a query password) that were wrong or are being made, to slow guessing."""

    key = models.TextField(primary_key=True)
    """A digest of what was tried, or of the network it was tried from."""
    failures = models.IntegerField(default=0)
    since = models.DateTimeField()
    """When the first of them was made."""

    def __str__(self) -> str:
        return f"{self.key}: {self.failures}"
