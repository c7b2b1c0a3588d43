"""A case and what hangs on it. The record of what happened is the ledger; these are the present state."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q, Value

from banli.cases.states import OPEN, State
from banli.kernel.bigrams import Bigrams
from banli.kernel.query_number import draw_query_number

ZERO_DIGEST = b"\x00" * 32


class Case(models.Model):
    """One application (办件). ``version`` is the number of its last event, ``head`` that event's digest."""

    number = models.CharField(max_length=50)
    """31 characters of the item's task code, the day, a serial; national limit 50."""
    query_number = models.CharField(max_length=12, db_default="", default=draw_query_number)
    """By which the applicant asks for it (``kernel.query_number``); '' where another system handles it."""
    revision = models.ForeignKey("catalogue.Revision", on_delete=models.PROTECT)
    kind = models.CharField(max_length=2)
    department = models.ForeignKey("people.Department", on_delete=models.PROTECT, db_index=False)
    window = models.ForeignKey("people.Window", null=True, on_delete=models.PROTECT, db_index=False)
    channel = models.CharField(max_length=8, default="online")
    source = models.CharField(max_length=40, default="")
    """'' for cases handled here, else the system that reported the case."""
    state = models.CharField(max_length=16)
    version = models.IntegerField()
    head = models.BinaryField(max_length=32)

    applicant = models.TextField(default="")
    applicant_code = models.TextField(default="")
    contact = models.TextField(default="")
    mobile = models.TextField(default="")
    owner = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, db_index=False)
    """The signed-in applicant, where there is one; of a company's case whoever handed it in for the company."""
    company = models.CharField(max_length=18, db_default="", default="")
    """Credit code of the company whose case it is (``accounts``); '' for all others."""
    form = models.JSONField(default=dict)

    submitted_at = models.DateTimeField()
    received_on = models.DateField(null=True)
    """The day the last round of material counts as received: the five days of art. 32 begin with it."""
    origin = models.TextField(db_default="", default="")
    """Number of the case that a lower organ forwarded (art. 35); '' for all others."""
    together = models.CharField(max_length=40, db_default="", default="")
    """Number of the bundle (一件事) that it was handed in with; '' for all others."""
    electronic = models.BooleanField(db_default=False, default=False)
    """The applicant agreed at handing in to be served electronically (民事诉讼法 2021, 90; from memory)."""
    needs = models.JSONField(db_default=Value([], output_field=models.JSONField()), default=list)
    """Cases of the same bundle that it hangs on: [{"number": …, "how": "waits" or "ends"}, …]."""
    visits = models.SmallIntegerField(db_default=0, default=0)
    """How often the applicant came to the window (到办事现场次数)."""
    accepted_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    """Last day of the clock that runs now: acceptance, then the promised limit, then handing over the result."""
    statutory_due_on = models.DateField(null=True)
    limits = models.JSONField(default=dict)
    """Pinned at acceptance: {"statutory": {days, unit, basis}, "promised": {…}}; "channel": true, the green channel."""
    extended_days = models.IntegerField(default=0)
    paused_on = models.DateField(null=True)
    paused_for = models.CharField(max_length=60, db_default="", default="")
    """The key of the special procedure that is under way, or ``hearing``."""
    pauses = models.JSONField(default=list)
    """Ended pauses as [[start, end, number of the notice], …], ISO days."""
    reviewer = models.ForeignKey(
        "people.User", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    """Who examined it; may not be the one who decides."""
    completed_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=1, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=sorted(map(str, State))), name="cases_case_known_state"
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(map(str, OPEN)), completed_at__isnull=True, result="")
                | (~Q(state__in=sorted(map(str, OPEN))) & Q(completed_at__isnull=False) & ~Q(result="")),
                name="cases_case_ended_with_result",
            ),
            models.CheckConstraint(
                condition=(Q(state="paused", paused_on__isnull=False) & ~Q(paused_for=""))
                | (~Q(state="paused") & Q(paused_on__isnull=True, paused_for="")),
                name="cases_case_paused_since",
            ),
            models.CheckConstraint(condition=Q(version__gte=1), name="cases_case_has_event"),
            models.UniqueConstraint(
                fields=["number"], name="cases_case_number_once"
            ),  # unique=True adds a second index
            models.UniqueConstraint(
                "query_number", condition=~Q(query_number=""), name="cases_query_number_once"
            ),
        ]
        # Cases that other systems report are many and lie still: the lists of the desk do not walk over them.
        # No condition names the state: a change of it alone must not touch an index.
        indexes = [
            models.Index(
                fields=["department", "due_on", "id"],
                name="cases_open_by_due",
                condition=Q(completed_at__isnull=True, source=""),
            ),
            models.Index(
                fields=["department", "due_on", "id"],
                name="cases_to_hand_over",
                condition=Q(completed_at__isnull=False, due_on__isnull=False, source=""),
            ),
            models.Index(fields=["id"], name="cases_own_by_id", condition=Q(source="")),
            models.Index(
                fields=["applicant_code"],
                name="cases_open_by_code",
                condition=Q(completed_at__isnull=True, source=""),
            ),
            models.Index(fields=["applicant_code", "id"], name="cases_own_by_code", condition=Q(source="")),
            GinIndex(Bigrams("applicant"), name="cases_applicant_says", condition=Q(source="")),
            models.Index(fields=["owner", "id"], name="cases_by_owner", condition=Q(owner__isnull=False)),
            models.Index(fields=["together"], name="cases_together", condition=~Q(together="")),
            models.Index(fields=["company", "id"], name="cases_by_company", condition=~Q(company="")),
        ]

    def __str__(self) -> str:
        return self.number


class Draft(models.Model):
    """An application not yet handed in: saved as it is typed, visible to nobody but the one who types."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey("catalogue.Item", null=True, on_delete=models.PROTECT)
    bundle = models.CharField(max_length=60, db_default="", default="")
    """Instead of an item: the bundle whose items are handed in together; their files and answers wait in this draft."""
    owner = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT)
    company = models.CharField(max_length=18, db_default="", default="")
    """For which company it is being filled in; the draft is the company's then. '' for oneself."""
    form = models.JSONField(default=dict)
    changed_at = models.DateTimeField()
    origin = models.CharField(max_length=40, db_default="", default="")
    """Who began it, for counting alone: a keyed digest of address or account; '' for staff and once handed in."""
    case = models.OneToOneField(Case, null=True, on_delete=models.PROTECT)
    """Set when it was handed in; handing in again leads to the same case."""
    together = models.CharField(max_length=40, db_default="", default="")
    """The number of the bundle that it was set aside from until a second party signs it; its case bears it, and
    ``needs``, as those that were handed in at once do."""
    needs = models.JSONField(db_default=Value([], output_field=models.JSONField()), default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(item__isnull=False, bundle="") | (Q(item__isnull=True) & ~Q(bundle="")),
                name="cases_draft_item_or_bundle",
            )
        ]
        indexes = [
            models.Index(fields=["origin"], condition=~Q(origin=""), name="cases_draft_origin"),
            models.Index(fields=["company"], condition=~Q(company=""), name="cases_draft_company"),
            models.Index(fields=["together"], condition=~Q(together=""), name="cases_draft_together"),
        ]

    def __str__(self) -> str:
        return f"draft {self.id}"


class Material(models.Model):
    """A file handed in for one material of the item, with a draft or with a case."""

    draft = models.ForeignKey(Draft, null=True, on_delete=models.CASCADE)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT)
    key = models.CharField(max_length=60)
    file = models.ForeignKey("files.StoredFile", null=True, on_delete=models.PROTECT)
    """None where paper was handed in at the window."""
    handed_in_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(draft__isnull=False) | Q(case__isnull=False), name="cases_material_belongs"
            )
        ]

    def __str__(self) -> str:
        return self.key


class Notice(models.Model):
    """A written notice to the applicant, numbered: acceptance, correction, special procedure, decision …"""

    case = models.ForeignKey(Case, on_delete=models.PROTECT)
    kind = models.CharField(max_length=20)
    number = models.TextField(unique=True)
    body = models.JSONField(default=dict)
    words = models.JSONField(default=dict, db_default={})
    """What the paper says, as it was set with the act; {} for one from before, which is set anew."""
    issued_at = models.DateTimeField()
    service = models.JSONField(default=dict, db_default={})
    """Of one whose days begin with its service, how it was served: {way, receiver, place, post_number, witnesses,
    served_on, until}; {} while it is not, and for all others."""

    def __str__(self) -> str:
        return self.number


class PaperCompletion(models.Model):
    """A paper printed with stand-ins for characters that no font here has: the window writes them in by hand."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT)
    kind = models.CharField(max_length=20)
    """As of a notice; ``granted``, ``refused`` or ``certificate``."""
    number = models.TextField(unique=True)
    """The number printed on the paper."""
    characters = models.TextField()
    made_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True)
    by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, db_index=False)

    class Meta:
        indexes = [
            models.Index(
                fields=["id"], name="cases_paper_to_complete", condition=Q(completed_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Opinion(models.Model):
    """What an officer thought of the case at one step."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT)
    step = models.CharField(max_length=30)
    agrees = models.BooleanField()
    text = models.TextField()
    officers = ArrayField(models.TextField(), default=list)
    by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, db_index=False)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.step}: {self.agrees}"


class Decision(models.Model):
    """The decision: granted, or refused with reasons and remedies (art. 38)."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT)
    granted = models.BooleanField()
    number = models.TextField(unique=True)
    reasons = models.TextField(default="")
    remedies = models.TextField(default="")
    body = models.JSONField(default=dict, db_default={})
    """What else the decision rests on: what the officer filled in (``said``), what was answered to a defence."""
    words = models.JSONField(default=dict, db_default={})
    """As of a notice."""
    by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(granted=True) | (~Q(reasons="") & ~Q(remedies="")),
                name="cases_decision_refusal_reasoned",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Task(models.Model):
    """One step of a case's review (环节), from the day it begins. Asked for again, it is a further round."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tasks")
    key = models.CharField(max_length=60)
    """The step of the item's definition."""
    round = models.SmallIntegerField(default=1)
    kind = models.CharField(max_length=30)
    department = models.ForeignKey("people.Department", on_delete=models.PROTECT, db_index=False)
    """Whose step it is: the item's own department or the one that is asked."""
    begun_on = models.DateField()
    due_on = models.DateField(null=True)
    """The last day of the step's own clock, where it has one."""
    finished_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, default="")
    text = models.TextField(default="")
    officers = ArrayField(models.TextField(), default=list)
    by = models.ForeignKey("people.User", null=True, on_delete=models.PROTECT, db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "key", "round"], name="cases_task_round_once"),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True, outcome="")
                | Q(finished_at__isnull=False, outcome__in=["agrees", "disagrees", "skipped"]),
                name="cases_task_finished_with_outcome",
            ),
        ]
        indexes = [
            models.Index(
                fields=["department", "due_on", "id"],
                name="cases_task_open_by_due",
                condition=Q(finished_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}#{self.round}"


class Promise(models.Model):
    """What the applicant promised: a material to come later, or a declared condition; settled once."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="promises")
    kind = models.CharField(max_length=20)
    what = models.CharField(max_length=60)
    """The material's key, or ``commitment``."""
    text = models.TextField()
    """What was promised, in the words the applicant saw."""
    until = models.DateField(null=True)
    """Hand in by, or verify by; for a declaration set with the decision."""
    kept = models.BooleanField(null=True)
    note = models.TextField(default="")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "kind", "what"], name="cases_promise_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["later_material", "commitment"]), name="cases_promise_known_kind"
            ),
            models.CheckConstraint(
                condition=Q(kept__isnull=True, settled_at__isnull=True)
                | (Q(kept__isnull=False, settled_at__isnull=False) & ~Q(note="")),
                name="cases_promise_settled_with_note",
            ),
        ]
        indexes = [
            models.Index(fields=["until", "id"], name="cases_promise_open", condition=Q(kept__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.what}"


class Hearing(models.Model):
    """A hearing (听证) of a case: asked for or called by the organ, told seven days before, recorded (art. 46-48)."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="hearings")
    asked_on = models.DateField(null=True)
    """None where the organ calls it by itself (art. 46)."""
    reason = models.TextField(default="")
    called_on = models.DateField(null=True)
    on = models.DateField(null=True)
    """The day it is held."""
    hour = models.CharField(max_length=5, db_default="", default="")
    place = models.TextField(default="")
    chair = models.TextField(default="")
    held_at = models.DateTimeField(null=True)
    transcript = models.TextField(default="")
    signed = ArrayField(models.TextField(), default=list)
    given_up_on = models.DateField(null=True)
    """The day the applicant gave up a hearing asked for (art. 47)."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(given_up_on__isnull=True) | Q(asked_on__isnull=False, held_at__isnull=True),
                name="cases_hearing_given_up_by_who_asked",
            ),
            models.CheckConstraint(
                condition=Q(called_on__isnull=True, on__isnull=True)
                | (Q(called_on__isnull=False, on__gt=models.F("called_on")) & ~Q(chair="") & ~Q(place="")),
                name="cases_hearing_called_whole",
            ),
            models.CheckConstraint(
                condition=Q(held_at__isnull=True) | (Q(called_on__isnull=False) & ~Q(transcript="")),
                name="cases_hearing_held_with_record",
            ),
        ]

    def __str__(self) -> str:
        return f"hearing {self.pk}"
