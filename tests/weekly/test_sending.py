"""A published issue goes to its recipients, is confirmed and read, archived and found again."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import DatabaseError, transaction

from banli.kernel.actors import Actor, Role
from banli.kernel.errors import Denied, Invalid, Missing, Refused
from banli.ledger.service import events
from banli.weekly.models import Archive
from banli.weekly.service import (
    Issue,
    archive,
    archived,
    confirm_receipt,
    delivered_to,
    deliveries,
    distribute,
    figures_csv,
    mark_read,
    publish,
    published_issues,
    search_issues,
)

TRANSPORT = Actor(name="交通窗口", roles=frozenset({Role.CLERK}), id=31, department="transport")


@pytest.fixture
def published(signed: Issue, editor: Actor) -> Issue:
    return publish(by=editor, issue_id=signed.pk)


@pytest.fixture
def sent(published: Issue, editor: Actor) -> Issue:
    distribute(by=editor, issue_id=published.pk)
    return published


def test_copies_go_to_everybody_on_the_list(sent: Issue) -> None:
    rows = deliveries(sent)
    assert [(one.group, one.recipient, one.copies) for one in rows[:4]] == [
        ("报", "中心领导", 8),
        ("送", "各相关省级部门（单位）", 22),
        ("送", "中心各处（室）", 10),
        ("送", "直属单位", 4),
    ]
    assert {one.group for one in rows[4:]} == {"发"}
    assert "交通运输厅窗口" in [one.recipient for one in rows]
    assert sum(one.copies for one in rows) <= 80


def test_sending_again_changes_nothing(sent: Issue, editor: Actor) -> None:
    assert distribute(by=editor, issue_id=sent.pk) == deliveries(sent)
    assert [event.name for event in events("weekly", "2022-10-17")].count("distributed") == 1


def test_more_copies_than_printed_are_not_sent(published: Issue, editor: Actor) -> None:
    published.frame.copies = 20
    published.frame.save()
    with pytest.raises(Refused, match="20"):
        distribute(by=editor, issue_id=published.pk)


def test_only_a_published_issue_is_sent(signed: Issue, editor: Actor, signer: Actor) -> None:
    with pytest.raises(Refused):
        distribute(by=editor, issue_id=signed.pk)
    with pytest.raises(Refused):
        archive(by=editor, issue_id=signed.pk, retention="永久")
    with pytest.raises(Denied):
        distribute(by=signer, issue_id=signed.pk)


def test_a_department_confirms_its_own_copies_once(sent: Issue, clock: object) -> None:
    own = next(one for one in deliveries(sent) if one.department == "transport")
    first = confirm_receipt(by=TRANSPORT, delivery_id=own.pk)
    clock.move(days=1)  # type: ignore[attr-defined]
    assert confirm_receipt(by=TRANSPORT, delivery_id=own.pk).received_at == first.received_at
    other = next(one for one in deliveries(sent) if one.department == "health")
    with pytest.raises(Denied):
        confirm_receipt(by=TRANSPORT, delivery_id=other.pk)
    with pytest.raises(Missing):
        confirm_receipt(by=TRANSPORT, delivery_id=0)


def test_the_editor_confirms_for_those_outside(sent: Issue, editor: Actor) -> None:
    outside = next(one for one in deliveries(sent) if not one.department)
    with pytest.raises(Denied):
        confirm_receipt(by=TRANSPORT, delivery_id=outside.pk)
    assert confirm_receipt(by=editor, delivery_id=outside.pk).received_by == "user:11"


def test_nobody_confirms_what_another_department_got(sent: Issue, checker: Actor) -> None:
    for delivery in deliveries(sent):
        with pytest.raises(Denied):
            confirm_receipt(by=checker, delivery_id=delivery.pk)


def test_the_first_reading_of_a_department_is_marked(sent: Issue) -> None:
    assert mark_read(by=TRANSPORT, issue_id=sent.pk) == 1
    assert mark_read(by=TRANSPORT, issue_id=sent.pk) == 0
    read = [one.recipient for one in deliveries(sent) if one.read_at]
    assert read == ["交通运输厅窗口"]
    assert [one.issue for one in delivered_to("transport")] == [sent]
    confirm_receipt(by=TRANSPORT, delivery_id=next(one.pk for one in delivered_to("transport")))
    assert delivered_to("transport") == []


def test_an_issue_is_archived_under_a_number(published: Issue, editor: Actor) -> None:
    with pytest.raises(Invalid):
        archive(by=editor, issue_id=published.pk, retention="forever")
    made = archive(by=editor, issue_id=published.pk, retention="永久")
    assert made.number == "WS·2022·JB-0001"
    assert archive(by=editor, issue_id=published.pk, retention="10年") == made
    assert archived(published) == made
    for attempt in (lambda: Archive.objects.update(number="x"), lambda: Archive.objects.all().delete()):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            attempt()


def test_every_word_of_every_issue_is_found(published: Issue) -> None:
    found = search_issues("儿童医院 专家")
    assert [(one.issue, one.found) for one in found] == [(published, "儿童医院")]
    assert "四川省" in found[0].before
    assert search_issues("火星") == []
    assert search_issues("  ") == []
    assert search_issues("%") != search_issues("_")
    assert published_issues() == [published]


def test_drafts_are_found_only_where_asked_for(draft: Issue) -> None:
    assert search_issues("儿童医院") == []
    assert len(search_issues("儿童医院", drafts=True)) == 1


def test_the_frozen_figures_are_given_as_data(published: Issue) -> None:
    rows = list(csv.DictReader(io.StringIO(figures_csv(published).removeprefix("\ufeff"))))
    assert [int(row["value"]) for row in rows] == [672349, 664964, 20162750, 7934183, 52840, 53447]
    assert all(len(row["digest"]) == 64 for row in rows)
