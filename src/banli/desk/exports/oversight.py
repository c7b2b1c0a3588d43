"""Lights, signals, ratings, messages, people and items as files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from banli.cases.service import spec_of
from banli.catalogue.service import KINDS, search, states
from banli.catalogue.service import items as all_items
from banli.desk.cases.rows import row
from banli.desk.exports.business import case_cells, case_columns
from banli.desk.exports.listing import Cells, Listing, day, moment, paged, streamed, text, words_of
from banli.desk.items.pages import tag
from banli.desk.messages.pages import VIEWS as MESSAGE_VIEWS
from banli.desk.messages.pages import row_of
from banli.desk.ratings.pages import STATE_NAMES as RATING_STATES
from banli.desk.ratings.pages import only as rating_filter
from banli.desk.supervision.lights import asked_lights
from banli.desk.supervision.signals import LEVEL_NAMES, asked_filter, rule_words
from banli.desk.supervision.signals import STATE_NAMES as SIGNAL_STATES
from banli.kernel import clock
from banli.kernel.actors import Actor
from banli.kernel.masking import masked_name
from banli.notices.service import Dispatch, dispatch_rows
from banli.people.service import ROLE_NAMES, User, account_rows, departments, named
from banli.ratings.service import Rating, book, next_day, rating_rows, sees_case, to_do
from banli.ratings.states import CHANNEL_NAMES, GRADE_NAMES, Grade, RatingChannel, RatingState
from banli.screens.face import LIGHTS
from banli.statistics.service import asked_period
from banli.supervision.service import Light, Signal, Watched, lit_cases, signal_rows, watch_list
from banli.supervision.states import SignalState


def _names() -> dict[str, str]:
    return {one.code: str(named(one)) for one in departments()}


def lights(by: Actor, asked: QueryDict) -> Listing:
    """The cases under watch, narrowed as the page is."""
    only, of, names = asked_lights(asked), asked.get("department", "")[:40], _names()
    narrowed = bool(only or of)

    def read(after: tuple[date, int] | None) -> list[Watched]:
        return lit_cases(by, only or list(Light), of, after) if narrowed else watch_list(by, after)

    found = paged(read, _place, lambda seen: (case_cells(row(one), names) for one in seen))
    told = (
        [(pgettext("supervision", "Lights"), "、".join(str(LIGHTS[str(one)][0]) for one in only))]
        if only
        else []
    )
    told += [(_("Department"), names.get(of, of))] if of else []
    return Listing(pgettext("desk", "Supervision"), case_columns(), found, filters=told)


def _place(last: Watched) -> tuple[date, int]:
    return last.case.due_on or date.max, last.case.pk


def signals(by: Actor, asked: QueryDict) -> Listing:
    """The signals, narrowed as the page is."""
    only, names = asked_filter(asked), _names()
    query = signal_rows(by, only).select_related("case__revision__item")
    columns = [
        text(pgettext("supervision", "Signal"), 18),
        text(pgettext("supervision", "Level"), 16),
        text(pgettext("supervision", "Rule"), 26),
        moment(pgettext("supervision", "Since")),
        text(_("Number"), 36),
        text(_("Applicant"), 28),
        text(_("Item"), 34),
        text(_("Department"), 18),
        day(_("Due")),
        text(_("State"), 12),
        text(pgettext("supervision", "Explanation"), 40),
    ]

    def made(found: list[Signal]) -> Iterator[Cells]:
        for one in found:
            yield (
                one.number,
                LEVEL_NAMES[Light(one.level)],
                rule_words(one.rule),
                one.at,
                one.case.number,
                masked_name(one.case.applicant, one.case.applicant_code),
                spec_of(one.case).name,
                names.get(one.department_id, one.department_id),
                one.due,
                SIGNAL_STATES[SignalState(one.state)],
                one.explanation,
            )

    told = [
        *words_of(asked, "level", [(str(key), words) for key, words in LEVEL_NAMES.items()], _("Level")),
        *words_of(asked, "state", [(str(key), words) for key, words in SIGNAL_STATES.items()], _("State")),
        *words_of(asked, "department", names.items(), _("Department")),
        *([(pgettext("supervision", "Rule"), str(rule_words(only.rule)))] if only.rule else []),
        *([(_("View"), _("Only signals that stand and whose clock still runs"))] if only.running else []),
    ]
    title = pgettext("supervision", "Signals")
    return Listing(title, columns, streamed(query, made), query.count(), told)


def ratings(by: Actor, asked: QueryDict) -> Listing:
    """The ratings of a period for the centre; for others the bad ones that their department has to mend."""
    period = asked_period(asked.get("from", ""), asked.get("to", ""), clock.today()).period
    names, known, centre = _names(), book(), sees_case(by)
    columns = [
        text(pgettext("ratings", "Rating"), 18),
        text(pgettext("ratings", "Grade"), 14),
        text(pgettext("rating", "Reasons"), 30),
        text(_("Item"), 34),
        text(_("Department"), 18),
        text(_("State"), 14),
        day(pgettext("rating", "By")),
        *([moment(pgettext("rating", "Given")), text(pgettext("rating", "Channel"), 14)] if centre else []),
    ]

    def made(found: list[Rating]) -> Iterator[Cells]:
        for one in found:
            where = [one.given_at, CHANNEL_NAMES[RatingChannel(one.channel)]] if centre else []
            yield (
                one.number,
                GRADE_NAMES[Grade(one.grade)],
                "；".join(str(words) for words in known.named(one.reasons)),
                spec_of(one.case).name,
                names.get(one.department_id, one.department_id),
                RATING_STATES[RatingState(one.state)],
                next_day(one),
                *where,
            )

    title = pgettext("desk", "Ratings")
    if not centre:
        waiting = to_do(by)
        return Listing(
            title, columns, made(waiting), len(waiting), [(_("View"), _("Bad ratings to be handled"))]
        )
    query = rating_rows(by, period.first, period.last, rating_filter(asked, everywhere=True))
    told = [
        (_("Period"), f"{period.first} — {period.last}"),
        *words_of(asked, "department", names.items(), _("Department")),
        *words_of(
            asked, "grade", [(str(int(one)), GRADE_NAMES[one]) for one in Grade], pgettext("ratings", "Grade")
        ),
        *words_of(asked, "value", [], pgettext("figure", "Value")),
    ]
    return Listing(title, columns, streamed(query, made), query.count(), told)


def messages(by: Actor, asked: QueryDict) -> Listing:
    """What left the house, each number and address in part."""
    view, words = asked.get("view", ""), asked.get("q", "").strip()
    view = view if view in dict(MESSAGE_VIEWS) else ""
    query = dispatch_rows(by, view, words)
    columns = [
        text(_("Message"), 30),
        text(_("Number"), 36),
        text(pgettext("message", "To"), 22),
        text(pgettext("message", "Channel"), 12),
        text(_("State"), 16),
        text(pgettext("message", "Why"), 30),
        moment(pgettext("message", "Made")),
        moment(pgettext("message", "Sent")),
    ]

    def made(found: list[Dispatch]) -> Iterator[Cells]:
        for one in map(row_of, found):
            sent = one.one.sent_at
            yield (
                one.what,
                one.one.reference,
                one.to,
                one.channel,
                one.state,
                one.one.why,
                one.one.made_at,
                sent,
            )

    told = [(_("View"), str(dict(MESSAGE_VIEWS)[view])), *([(_("Search"), words)] if words else [])]
    return Listing(pgettext("desk", "Messages"), columns, streamed(query, made), query.count(), told)


def people(by: Actor, asked: QueryDict) -> Listing:
    """Who signs in, in which roles and where."""
    words, ended = asked.get("q", "").strip(), asked.get("view") == "ended"
    query = account_rows(by, words=words, ended=ended)
    columns = [
        text(_("User name"), 22),
        text(pgettext("export", "Name"), 16),
        text(_("Roles"), 34),
        text(_("Department"), 18),
        text(_("Window"), 18),
    ]

    def made(found: list[User]) -> Iterator[Cells]:
        for one in found:
            roles = "、".join(_(ROLE_NAMES[role]) for role in one.roles if role in ROLE_NAMES)
            where = named(one.department) if one.department else ""
            yield one.username, one.display_name, roles, where, named(one.window) if one.window else ""

    shown = pgettext("people", "Ended") if ended else pgettext("people", "Open")
    told = [(_("View"), shown), *([(_("Search"), words)] if words else [])]
    return Listing(pgettext("desk", "People"), columns, streamed(query, made), query.count(), told)


def items(by: Actor, asked: QueryDict) -> Listing:
    """The catalogue with the state of each item."""
    words = asked.get("q", "").strip()
    cards, known = search(words) if words else all_items(), states(clock.today())
    columns = [
        text(_("Item"), 36),
        text(_("Code"), 36),
        text(_("Kind"), 14),
        text(_("Department"), 18),
        text(_("State"), 12),
        day(pgettext("item", "Cancelled from")),
    ]
    rows = (
        (
            one.name,
            one.code,
            KINDS.get(one.kind, one.kind),
            one.department_name,
            tag(known[one.slug])["words"],
            one.cancelled_on,
        )
        for one in cards
    )
    told = [(_("Search"), words)] if words else []
    return Listing(pgettext("desk", "Items"), columns, rows, len(cards), told)
