"""The token in the code of a certificate, and the signed list of what became of certificates."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pypdfium2
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.held_clock import HeldClock
from tests.house import clerk, granted, open_house, person

from banli.documents.pdf import qr_code
from banli.kernel.actors import SYSTEM, Role
from banli.kernel.masking import masked_name
from banli.licences.acts.expiry import settle
from banli.licences.models import Certificate, StandingList
from banli.licences.rules import status_list
from banli.licences.rules.status_list import Mark, packed, payload_of
from banli.licences.rules.token import (
    TokenFacts,
    VehicleFacts,
    digits_of,
    read,
    token_in,
    way_digest,
    written,
)
from banli.licences.service import end, issue, restore, standing_list, suspend
from banli.licences.states import Status
from banli.province.load import SICHUAN, load_roads_of
from banli.signatures.service import read_token, roll_over_tokens

DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
WORDS = st.text(min_size=1, max_size=30)
METRES = st.integers(1, 99_999).map(lambda one: one / 1000)


@st.composite
def facts(draw: st.DrawFn) -> TokenFacts:
    first = draw(DAYS)
    vehicle = None
    if draw(st.booleans()):
        stations = tuple(draw(st.lists(WORDS, max_size=8, unique=True)))
        mass = draw(st.floats(1, 1e6) | st.integers(1, 500_000).map(float))
        sizes = (draw(METRES), draw(METRES), draw(METRES))
        vehicle = VehicleFacts(draw(WORDS), draw(WORDS), *sizes, mass, stations)
    return TokenFacts(
        *(draw(WORDS), draw(WORDS), draw(WORDS), first),
        last=draw(st.none() | DAYS.filter(lambda day: day >= first)),
        index=draw(st.integers(0, 10_000_000)),
        vehicle=vehicle,
    )


@given(facts())
def test_a_token_says_what_was_written_into_it(told: TokenFacts) -> None:
    vehicle = told.vehicle
    expected = told
    if vehicle is not None:
        way = way_digest(vehicle.stations)
        expected = replace(told, vehicle=replace(vehicle, stations=()), way=way)
    assert read(written(told)) == expected


@given(st.binary(min_size=50, max_size=400))
def test_digits_bring_the_same_bytes_back(token: bytes) -> None:
    assert token_in(digits_of(token)) == token
    assert token_in(f"https://banli.example/verify/ABCD/#{digits_of(token)}") == token


@given(st.text(max_size=400))
def test_what_is_no_token_is_none(text: str) -> None:
    assert token_in(text) is None or text.strip()[-1:].isdecimal()


@given(st.binary(max_size=200))
def test_a_payload_of_others_is_refused(payload: bytes) -> None:
    with pytest.raises(ValueError, match="token"):
        read(payload)


def test_the_drafts_own_example_of_two_bits_is_packed_alike() -> None:
    marks = dict(enumerate(map(Mark, (1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3))))
    assert packed(12, marks) == bytes.fromhex("c944f9")


@given(st.dictionaries(st.integers(0, 400), st.sampled_from(Mark)), st.integers(401, 500))
def test_every_mark_is_read_back(marks: dict[int, Mark], count: int) -> None:
    at = datetime(2026, 1, 5, 8, tzinfo=UTC)
    found = status_list.read(payload_of(count, marks, {7}, "https://banli.example/", at))
    assert [found.mark(index) for index in range(count)] == [
        marks.get(index, Mark.VALID) for index in range(count)
    ]
    assert (found.mark(504), found.mark(-1), found.extended) == (None, None, frozenset({7}))
    assert (found.issued_at, found.expires_at) == (at, at + timedelta(hours=72))


def test_a_hundred_thousand_certificates_fit_into_five_thousand_bytes() -> None:
    """Assumed shares of those in term: 2 % replaced (renewals and changes), 0.4 % revoked, 0.4 % suspended; at random
    places, which compresses worst."""
    chance, marks = random.Random(20221017), {}
    for index in range(100_000):
        share = chance.random()
        if share < 0.02:
            marks[index] = Mark.REPLACED
        elif share < 0.024:
            marks[index] = Mark.REVOKED
        elif share < 0.028:
            marks[index] = Mark.SUSPENDED
    at = datetime(2026, 1, 5, tzinfo=UTC)
    assert len(payload_of(100_000, marks, (), "https://banli.example/verify/standings/", at)) < 5_000


@pytest.fixture
def permit(db: None) -> Certificate:
    """A permit of class II, 24 October to 2 November 2022."""
    open_house()
    load_roads_of(SICHUAN, by=SYSTEM)
    return issue(by=clerk(), number=granted().number)


def content(permit: Certificate) -> bytes:
    found = token_in(permit.token)
    assert found is not None
    return found


def test_a_permit_bears_a_token_of_what_a_toll_station_compares(permit: Certificate) -> None:
    told = read(read_token(content(permit)).payload)
    assert (told.number, told.index) == (permit.face_number, permit.status_index)
    assert (told.first, told.last) == (permit.valid_from, permit.valid_to)
    assert told.vehicle is not None
    assert (told.vehicle.tractor, told.vehicle.trailer) == ("川A12345", "川A1234挂")
    assert told.way
    assert way_digest(["简阳"]) in {told.way[at : at + 3] for at in range(0, len(told.way), 3)}
    assert told.holder == masked_name(permit.holder, permit.holder_code)


def test_its_code_is_of_version_eleven_at_most(permit: Certificate) -> None:
    token = content(permit)
    code = qr_code(f"https://banli.sc.gov.cn/verify/{permit.code}/", digits_of(token))
    assert len(token) <= 265
    assert isinstance(code.version, int)
    assert code.version <= 11, (code.designator, len(token))


def test_the_picture_on_the_paper_is_that_code(permit: Certificate) -> None:
    assert permit.file is not None
    from banli.files.service import read as stored

    document = pypdfium2.PdfDocument(stored(permit.file))
    assert len(document) >= 1
    assert permit.token[:40] not in document[0].get_textpage().get_text_range()


def mark(found: Certificate) -> Mark | None:
    assert found.status_index is not None
    return status_list.read(read_token(bytes(standing_list().content)).payload).mark(found.status_index)


def test_the_list_follows_every_change_of_standing_at_once(clock: HeldClock, permit: Certificate) -> None:
    clock.set("2022-10-25T09:00")
    assert mark(permit) is Mark.VALID
    boss = person(Role.APPROVER)
    until = date(2022, 10, 28)
    suspend(by=boss, number=permit.number, ground="conditions_lost", reason="the axle broke", until=until)
    assert mark(permit) is Mark.SUSPENDED
    restore(by=boss, number=permit.number, reason="mended")
    assert mark(permit) is Mark.VALID
    end(by=boss, number=permit.number, target=Status.REVOKED, ground="penalty", reason="forged plates")
    assert mark(permit) is Mark.REVOKED


def test_a_suspension_ends_on_the_list_with_its_last_day(clock: HeldClock, permit: Certificate) -> None:
    clock.set("2022-10-25T09:00")
    boss = person(Role.APPROVER)
    until = date(2022, 10, 28)
    suspend(by=boss, number=permit.number, ground="conditions_lost", reason="the axle broke", until=until)
    clock.set("2022-10-28T23:00")
    assert mark(permit) is Mark.SUSPENDED
    clock.set("2022-10-29T00:00")
    assert mark(permit) is Mark.VALID


def test_what_is_over_by_its_own_days_needs_no_mark(clock: HeldClock, permit: Certificate) -> None:
    clock.set("2022-11-03T02:00")
    settle(by=SYSTEM)
    permit.refresh_from_db()
    assert permit.status == Status.CANCELLED
    assert mark(permit) is Mark.VALID


def test_the_list_is_made_anew_by_the_hour_and_kept_in_between(clock: HeldClock, permit: Certificate) -> None:
    clock.set("2022-10-25T09:00")
    first = bytes(standing_list().content)
    clock.set("2022-10-25T09:59")
    assert bytes(standing_list().content) == first
    clock.set("2022-10-25T10:00")
    assert bytes(standing_list().content) != first
    assert StandingList.objects.count() == 1


def test_another_key_signs_the_list_from_the_moment_it_is_taken_up(permit: Certificate) -> None:
    before = read_token(bytes(standing_list().content)).key_id
    made = roll_over_tokens(by=SYSTEM)
    assert read_token(bytes(standing_list().content)).key_id == made.key_id != before
    assert read_token(content(permit)).key_id == before


def test_keys_and_list_are_open_to_everybody_and_told_only_once(client: Client, permit: Certificate) -> None:
    keys = client.get("/verify/keys/")
    assert [one["state"] for one in keys.json()["keys"]] == ["key_active"]
    found = client.get("/verify/standings/")
    assert found["Content-Type"] == "application/statuslist+cwt"
    assert found["Cache-Control"] == "public, max-age=60"
    again = client.get("/verify/standings/", headers={"If-None-Match": found["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_code_still_opens_the_page_that_asks_the_register(client: Client, permit: Certificate) -> None:
    assert client.get(f"/verify/{permit.code}/").status_code == 200
