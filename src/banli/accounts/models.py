"""One-time codes, numbers and addresses of accounts, companies and their agents."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from banli.accounts.states import ContactKind, IdentityPaper, Purpose


class Code(models.Model):
    """A one-time code. What is kept are keyed digests: neither the code nor whom it went to can be read here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(max_length=12)
    target = models.CharField(max_length=64)
    """Of the number or address."""
    network = models.CharField(max_length=64)
    """Of the network it was asked from."""
    digest = models.CharField(max_length=64)
    """Of the code, with this row's id, its purpose and its target."""
    tries = models.SmallIntegerField(default=0)
    made_at = models.DateTimeField(db_index=True)
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(purpose__in=sorted(map(str, Purpose))), name="accounts_code_known_purpose"
            ),
            models.CheckConstraint(condition=Q(tries__gte=0, tries__lte=5), name="accounts_code_five_tries"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["target", "-made_at"], name="accounts_code_of_target"),
            models.Index(fields=["network", "-made_at"], name="accounts_code_of_network"),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.id}"


class IdentityCheck(models.Model):
    """That an officer saw somebody's papers: written once. Name and number stand with the account."""

    user = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="identity_checks")
    paper = models.CharField(max_length=20)
    by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+", db_index=False)
    window = models.ForeignKey("people.Window", null=True, on_delete=models.PROTECT, db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(paper__in=sorted(map(str, IdentityPaper))), name="accounts_identity_known_paper"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.paper}"


class Contact(models.Model):
    """A number or address that was confirmed to be an account's own: one of each kind, and of one account alone."""

    user = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="contacts")
    kind = models.CharField(max_length=10)
    value = models.CharField(max_length=254)
    """As ``banli.notices.rules`` writes it: eleven digits, or an address in small letters."""
    confirmed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=sorted(map(str, ContactKind))), name="accounts_contact_known_kind"
            ),
            models.CheckConstraint(condition=~Q(value=""), name="accounts_contact_says_something"),
            models.UniqueConstraint(fields=["kind", "value"], name="accounts_contact_of_one"),
            models.UniqueConstraint(fields=["user", "kind"], name="accounts_contact_one_of_a_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.kind}"


class SecondFactor(models.Model):
    """An authenticator app of an account (TOTP), of applicants and staff alike."""

    user = models.OneToOneField("people.User", on_delete=models.PROTECT, related_name="second_factor")
    secret = models.TextField()
    """The key that the app shares, closed with the platform's own."""
    begun_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    """None until the first code was right: before that it is asked for nowhere."""
    last_step = models.BigIntegerField(default=0)
    """The step of the last code that passed; none passes twice."""

    def __str__(self) -> str:
        return f"{self.user_id}: TOTP"


class RecoveryCode(models.Model):
    """A code that stands once for the app of a lost telephone; only its digest is kept."""

    user = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.user_id}: recovery code"


class Passkey(models.Model):
    """A key that an authenticator of the account's owner keeps (WebAuthn); what is kept here opens nothing."""

    user = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    credential = models.TextField(unique=True)
    """Its id as the authenticator calls it, base64url."""
    public_key = models.BinaryField()
    sign_count = models.BigIntegerField(default=0)
    """What the authenticator has counted; a lower one than before is a copy."""
    name = models.CharField(max_length=60)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.user_id}: {self.name}"


class ExternalIdentity(models.Model):
    """That an identity provider knows the owner of an account by ``subject``."""

    user = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    issuer = models.TextField()
    subject = models.CharField(max_length=255)
    joined_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issuer", "subject"], name="accounts_external_of_one"),
        ]

    def __str__(self) -> str:
        return f"{self.issuer} {self.subject}"


class Company(models.Model):
    """A company whose licence an officer saw at the counter, and its legal representative (法定代表人)."""

    code = models.CharField(max_length=18, primary_key=True)
    """The unified social credit code."""
    name = models.TextField()
    representative = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="companies")
    opened_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(name=""), name="accounts_company_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Authorisation(models.Model):
    """That somebody may act for a company: for which days and items, by which paper (委托书)."""

    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="authorisations")
    agent = models.ForeignKey(
        "people.User", null=True, on_delete=models.PROTECT, related_name="authorisations"
    )
    """None until it is accepted."""
    kind = models.CharField(max_length=10)
    value = models.CharField(max_length=254)
    """To whom it is offered, as in :class:`Contact`; '' from acceptance on."""
    paper = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    starts = models.DateField()
    until = models.DateField()
    """The last day."""
    items = ArrayField(models.CharField(max_length=60), default=list)
    """Short names of items; empty for all of them."""
    given_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(until__gte=models.F("starts")), name="accounts_authorisation_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(agent=None, accepted_at=None) | Q(agent__isnull=False, accepted_at__isnull=False),
                name="accounts_authorisation_agent_accepted",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "value"], name="accounts_authorisation_offered")]

    def __str__(self) -> str:
        return f"{self.company_id}: {self.pk}"
