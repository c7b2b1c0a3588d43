"""A certificate as it was issued: its face never changes, only its status and days do; and what belongs to its life."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from banli.kernel.bigrams import Bigrams
from banli.licences.states import Due, Status, ValidationResult


class Certificate(models.Model):
    number = models.CharField(max_length=80, unique=True)
    printed_number = models.CharField(max_length=80, db_default="", default="")
    """What its face shows in place of ``number``: the number that a right keeps for life; '' where that is none."""
    number_folded = models.TextField(db_default="", default="")
    """The number on its face as it is looked up (``kernel.folding``); ``holder_folded`` likewise."""
    code = models.CharField(max_length=16, unique=True)
    """What the QR code carries: random, so that nobody can count through the certificates."""
    status_index = models.IntegerField(null=True, unique=True)
    """Its place in the signed list of standings, from 0; None where it bears no token."""
    token = models.TextField(db_default="", default="")
    """The signed token in its QR code (COSE_Sign1), in decimal digits as it stands there; '' for those from before."""
    origin = models.CharField(max_length=8, db_default="issued", default="issued")
    """``issued`` here on a case, or ``loaded`` from the register that the department kept before."""
    case = models.OneToOneField("cases.Case", null=True, on_delete=models.PROTECT)
    answers = models.JSONField(db_default={}, default=dict)
    """What a loaded certificate stands on, as the form of its item would hold it; an issued one has its case."""
    revision = models.ForeignKey("catalogue.Revision", on_delete=models.PROTECT)
    department = models.ForeignKey("people.Department", on_delete=models.PROTECT)
    title = models.JSONField()
    """{"zh": …, "en": …}."""
    holder = models.TextField()
    holder_folded = models.TextField(db_default="", default="")
    holder_code = models.TextField()
    lines = models.JSONField(default=list)
    """The fields on its face: [{"key", "label": {"zh", "en"}, "value"}, …]."""
    issued_on = models.DateField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    status = models.CharField(max_length=10, default="valid")
    ground = models.CharField(max_length=30, db_default="", default="")
    """A key of ``states.GROUNDS`` where it does not hold, or not now; '' for a replaced one."""
    ended_because = models.TextField(default="")
    """The facts the ground rests on."""
    ended_on = models.DateField(null=True)
    suspended_until = models.DateField(null=True)
    """The last day of the suspension under way."""
    marred = models.BooleanField(db_default=False, default=False)
    """It was suspended for a fatal accident in its term: no renewal without another examination."""
    deemed_on = models.DateField(null=True)
    """The first day after its term, where its renewal counts as granted by law (行政许可法 50)."""
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")
    """The certificate it stands in place of."""
    validate_by = models.DateField(null=True)
    """The last day until which it is validated again (校验), where it is."""
    postponed_until = models.DateField(null=True)
    """The last day of a postponed validation."""
    file = models.ForeignKey("files.StoredFile", null=True, on_delete=models.PROTECT)

    class Meta:
        indexes = [
            models.Index(
                fields=["valid_to", "id"],
                name="licences_live_by_end",
                condition=Q(status__in=["valid", "suspended"], valid_to__isnull=False),
            ),
            models.Index(
                fields=["validate_by", "id"],
                name="licences_live_by_validation",
                condition=Q(status__in=["valid", "suspended"], validate_by__isnull=False),
            ),
            models.Index(fields=["holder_code"], name="licences_by_holder"),
            models.Index(fields=["number_folded"], name="licences_by_folded_number"),
            models.Index(
                fields=["status_index"],
                name="licences_marked",
                condition=Q(status_index__isnull=False) & ~Q(status="valid"),
            ),
            GinIndex(Bigrams("number_folded"), name="licences_number_says"),
            GinIndex(Bigrams("holder_folded"), name="licences_holder_says"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=sorted(map(str, Status))),
                name="licences_certificate_known_status",
            ),
            models.CheckConstraint(
                condition=Q(origin="issued", case__isnull=False, file__isnull=False)
                | Q(origin="loaded", case__isnull=True, file__isnull=True),
                name="licences_certificate_known_origin",
            ),
            models.CheckConstraint(
                condition=Q(token="", status_index__isnull=True)
                | (~Q(token="") & Q(status_index__isnull=False, status_index__gte=0)),
                name="licences_certificate_token_has_place",
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="licences_certificate_term_in_order",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["valid", "replaced"]) | ~Q(ended_because=""),
                name="licences_certificate_end_has_ground",
            ),
        ]

    def __str__(self) -> str:
        return self.face_number

    @property
    def face_number(self) -> str:
        """The number as people read it on the certificate."""
        return self.printed_number or self.number


class StandingList(models.Model):
    """The signed list of standings as it is handed out: one row, made anew; derived from certificates alone."""

    name = models.CharField(max_length=16, primary_key=True)
    content = models.BinaryField()
    """A status list token (COSE_Sign1)."""
    marks_digest = models.CharField(max_length=64)
    """SHA-256 of what it says without its days: another one where a standing changed."""
    key_id = models.CharField(max_length=16)
    issued_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.issued_at}"


class Link(models.Model):
    """That a case renews, changes or ends a certificate (行政许可法 49, 50, 70)."""

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="concerns")
    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="asked")
    kind = models.CharField(max_length=8)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["renewal", "change", "ending"]), name="licences_link_known_kind"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.certificate_id}"


class Validation(models.Model):
    """One periodic validation (校验) with its result. Written once."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="validations")
    due_on = models.DateField()
    done_on = models.DateField()
    result = models.CharField(max_length=10)
    until = models.DateField(null=True)
    """The last day of a postponement."""
    note = models.TextField(default="")
    by = models.ForeignKey(
        "people.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(result__in=sorted(map(str, ValidationResult))),
                name="licences_validation_known_result",
            ),
            models.CheckConstraint(
                condition=Q(result="postponed", until__isnull=False)
                | (~Q(result="postponed") & Q(until__isnull=True)),
                name="licences_validation_postponed_until",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.certificate_id} {self.due_on} {self.result}"


class Reminder(models.Model):
    """That the holder was reminded ``days`` before ``last_day``: once, however often the job runs."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="reminders")
    about = models.CharField(max_length=10)
    last_day = models.DateField()
    days = models.SmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["certificate", "about", "last_day", "days"], name="licences_reminded_once"
            ),
            models.CheckConstraint(
                condition=Q(about__in=sorted(map(str, Due))), name="licences_reminder_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.certificate_id} {self.about} {self.last_day} {self.days}"
