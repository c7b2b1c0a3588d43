"""Frames, issues, their lines, the figures they print, and every version there was."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from banli.weekly.rules.outline import Entry, Section
from banli.weekly.rules.periods import Span
from banli.weekly.rules.printed_issue import Mode
from banli.weekly.states import State

if TYPE_CHECKING:
    from banli.weekly.models.exhibits import Exhibit


class Frame(models.Model):
    """What is printed on every issue of one kind from ``loaded_at`` on; a change makes a new row."""

    kind = models.TextField(default=Span.WEEK.value)
    masthead = models.TextField()
    issuer = models.TextField()
    column = models.TextField()
    source = models.TextField()
    scope = models.TextField()
    distribution = ArrayField(models.TextField())
    """The lines 报 / 送 / 发 as printed."""
    copies = models.PositiveIntegerField()
    outline = models.JSONField(default=list)
    """Sections in printed order, as :class:`banli.weekly.rules.outline.Plan` reads them; empty for the house's own."""
    columns = models.JSONField(default=list)
    """The columns after the first: rows of key, title, since, outline, windows, takes and the names of its people."""
    recipients = models.JSONField(default=list)
    """Who gets how many copies: rows of group, name, copies, department ('' or '*' for every one with a window)."""
    organisations = ArrayField(models.TextField(), default=list)
    """Names of organisations the checker knows besides the departments."""
    laws = ArrayField(models.TextField(), default=list)
    """Titles of laws the checker knows."""
    terms = models.JSONField(default=dict)
    """Terms that are often written wrongly, and how they are written."""
    posts = ArrayField(models.TextField(), default=list)
    """Posts as the house writes them."""
    phrases = ArrayField(models.TextField(), default=list)
    """Set phrases as the house writes them."""
    public = models.BooleanField(default=False, db_default=False)
    """Everybody reads the published issues that bear it."""
    statement = models.TextField(default="", blank=True)
    """How the six figures are said; empty for the house's own wording."""
    loaded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(copies__gt=0), name="weekly_frame_has_copies"),
            models.CheckConstraint(
                condition=Q(kind__in=[str(kind) for kind in Span]), name="weekly_frame_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.masthead


SIGNATURE = ("year", "number_in_year", "number_in_all", "signed_on", "signed_by")
FILES = ("docx", "pdf", "json")


def _all_or_none(fields: tuple[str, ...], states: tuple[State, ...]) -> Q:
    """All of ``fields`` are set in ``states``, none of them in any other."""
    there = Q(state__in=[str(state) for state in states])
    return (there & Q(**{f"{name}__isnull": False for name in fields})) | (
        ~there & Q(**{f"{name}__isnull": True for name in fields})
    )


class Issue(models.Model):
    """One issue: of a week, a month or a year, or an erratum to another."""

    kind = models.TextField(default=Span.WEEK.value)
    subject = models.TextField(unique=True)
    """How the ledger and addresses name it: 2022-10-17, 2022-10, 2022; an erratum has the mended one's and a number."""
    first_day = models.DateField()
    last_day = models.DateField()
    mends = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="errata")
    """The signed issue this one puts right."""
    mode = models.TextField(default=Mode.NORMALISED.value)
    wording = models.TextField(default="", blank=True)
    """How this issue says its six figures; empty for the frame's wording."""
    lines_due = models.DateTimeField(null=True)
    """Until when windows are asked to send in lines."""
    sent_by = models.TextField(default="", blank=True)
    """The label of the editor who sent it to be checked."""
    remark = models.TextField(default="", blank=True)
    """Why it was given back last; empty once it is sent again."""
    frame = models.ForeignKey(Frame, on_delete=models.PROTECT, related_name="issues")
    state = models.TextField(default=State.COLLECTING.value)
    version = models.PositiveIntegerField(default=0)
    """Counts every change; an act on an older version is refused."""
    year = models.PositiveIntegerField(null=True)
    number_in_year = models.PositiveIntegerField(null=True)
    number_in_all = models.PositiveIntegerField(null=True)
    signed_on = models.DateField(null=True)
    signed_by = models.TextField(null=True)
    """The label of the signer, as the ledger names it."""
    docx = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    pdf = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    json = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=[str(state) for state in State]), name="weekly_issue_state"
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="weekly_issue_days_in_order"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[str(kind) for kind in Span]), name="weekly_issue_kind"
            ),
            models.CheckConstraint(
                condition=Q(mode__in=[str(mode) for mode in Mode]), name="weekly_issue_mode"
            ),
            models.UniqueConstraint(
                fields=["kind", "first_day"], condition=Q(mends=None), name="weekly_issue_of_a_period_once"
            ),
            models.UniqueConstraint(fields=["kind", "number_in_all"], name="weekly_issue_number_in_all"),
            models.CheckConstraint(
                condition=_all_or_none(SIGNATURE, (State.SIGNED, State.PUBLISHED)),
                name="weekly_issue_numbered_when_signed",
            ),
            models.CheckConstraint(
                condition=_all_or_none(FILES, (State.PUBLISHED,)), name="weekly_issue_files_when_published"
            ),
            models.UniqueConstraint(
                fields=["kind", "year", "number_in_year"], name="weekly_issue_number_in_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.state}"


class Line(models.Model):
    """A paragraph of an issue and the record it comes from."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="lines")
    section = models.TextField()
    order = models.PositiveIntegerField()
    heading = models.TextField(blank=True)
    text = models.TextField()
    item = models.BooleanField(default=True)
    """True where the line is numbered among its like."""
    source_topic = models.TextField(blank=True)
    source_subjects = ArrayField(models.TextField(), default=list, blank=True)
    """Public ids on that topic; empty where an editor wrote the line."""
    edited = models.BooleanField(default=False)
    drawn = models.TextField(default="", blank=True)
    """What the record said when it was drawn; the checker compares numbers with it."""
    version = models.PositiveIntegerField(default=0)
    """The version of the issue in which this line changed last."""

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(section__in=[str(section) for section in Section]), name="weekly_line_section"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="weekly_line_not_empty"),
            models.CheckConstraint(
                condition=Q(source_topic="", source_subjects=[], edited=True)
                | (~Q(source_topic="") & ~Q(source_subjects=[])),
                name="weekly_line_has_a_source_or_an_editor",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section}: {self.text[:20]}"

    @property
    def exhibited(self) -> Exhibit | None:
        """The exhibit whose caption the text is; None for a line of words."""
        return getattr(self, "exhibit", None)

    @property
    def entry(self) -> Entry:
        """The line as the rules see it, without its exhibit."""
        return Entry(
            Section(self.section),
            self.heading,
            self.text,
            self.item,
            self.source_topic,
            tuple(self.source_subjects),
            self.edited,
        )


class IssueFigure(models.Model):
    """A figure of the statistics that an issue prints."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="figures")
    figure = models.ForeignKey("statistics.Figure", on_delete=models.PROTECT, related_name="+")
    order = models.PositiveIntegerField()
    correction = models.BooleanField(default=False)
    """True where it says what a figure of an earlier issue would be now."""

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issue", "figure"], name="weekly_figure_once"),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id}: {self.figure_id}"


class Version(models.Model):
    """An issue as it was after one change. Never changed: the database refuses it."""

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    event = models.TextField()
    made_by = models.TextField()
    """The label of the actor, as the ledger names it."""
    made_at = models.DateTimeField()
    content = models.JSONField()
    """The lines: rows of line, section, heading and text, in printed order."""

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issue", "number"], name="weekly_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.issue_id}: {self.number} {self.event}"
