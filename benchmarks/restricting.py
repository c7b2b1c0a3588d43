"""A new restriction against 10,000 live permits: which it touches, against reading their applications of the same run.

The permits are copies of one that was granted through the real acts, each with a way of its own through the pack's road
network, a mass and days of its own. The restriction closes the section that most of them pass; then one that few pass.
The limit is what the database needs to hand over the 10,000 applications, nothing done with them.

``python -m benchmarks.restricting``
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import count, islice
from typing import Any

from benchmarks.bench import median, parser, platform, say, took

PERMITS = 10_000
LIMIT_S = 1.0
"""What the planner may wait for, in seconds."""
SEED = 20221017


def main() -> None:
    """Make the permits, measure, print the ratios."""
    options = parser(__doc__ or "").parse_args()
    with platform(options.dir):
        from banli.roads.service import network
        from banli.roadside.service import touched_by

        ways = _permits()
        passed = sorted(network().sections, key=lambda key: sum(key in way for way in ways))
        used = [key for key in passed if any(key in way for way in ways)]
        limit = median(_read, times=5)
        unread = took(lambda: touched_by(_closed(used[-1])))
        say(
            "passages not kept yet / reading",
            unread / limit,
            f"{unread:.2f} s; reading the applications {limit:.2f} s",
        )
        kept = took(_keep)
        print(f"    keeping what {PERMITS} permits pass, once: {kept:.1f} s")
        for what, key in (("the busiest section", used[-1]), ("a quiet section", used[0])):
            closing = _closed(key)
            again = median(lambda closing=closing: touched_by(closing), times=5)  # type: ignore[misc]
            found, wanted = len(touched_by(closing)), sum(key in way for way in ways)
            if found != wanted:
                raise SystemExit(f"{key}: {found} permits found, {wanted} pass it")
            say(f"{what} / reading", again / limit, f"{again:.2f} s, {found} of {PERMITS} touched")
            print(f"    {'within' if again < LIMIT_S else 'OVER'} the {LIMIT_S:g} s it may take")
        _told(used[-1])


def _keep() -> None:
    from banli.roadside.service import keep_passages

    while keep_passages():
        pass


def _told(section: str) -> None:
    """Restrict the busiest section, and tell everybody."""
    from banli.kernel import clock
    from banli.kernel.actors import SYSTEM
    from banli.roads.service import RestrictionRecord
    from banli.roads.states import RestrictionKind
    from banli.roadside.service import restrict_road, tell_all_touched

    record = RestrictionRecord(
        department="transport",
        section=section,
        kind=RestrictionKind.CLOSED,
        begins=clock.today(),
        reason="施工",
    )
    setting = took(lambda: restrict_road(record=record, by=SYSTEM))
    telling = took(tell_all_touched)
    print(f"    set, and the first holders told: {setting:.1f} s; the others by the job: {telling:.1f} s")


def _read() -> int:
    from banli.licences.models import Certificate

    return len(list(Certificate.objects.values_list("pk", "case__form")))


def _closed(section: str) -> Any:
    from banli.roads.service import Restriction
    from banli.roads.states import RestrictionKind

    return Restriction("", section, RestrictionKind.CLOSED, None, date(2020, 1, 1), None, "施工")


def _permits() -> list[frozenset[str]]:
    """Issue one permit, copy it, and give each copy a way of its own; the sections of each."""
    from banli.cases import service as cases
    from banli.cases.models import Case
    from banli.kernel import clock
    from banli.kernel.actors import Role
    from banli.licences.models import Certificate
    from banli.licences.service import issue
    from banli.people.models import User
    from banli.people.service import actor_for
    from banli.province.load import SICHUAN
    from banli.province.worked.player import Player
    from banli.roads.service import network, way_of

    def who(role: Role) -> Any:
        return actor_for(User.objects.get(username=f"{role}.transport"))

    player = Player(SICHUAN)
    today = clock.today()
    days = {"depart_on": today.isoformat(), "until_on": (today + timedelta(days=20)).isoformat()}
    case = player.apply("oversize-transport", player.form("oversize-transport", "normal-class-two", **days))
    cases.accept(by=who(Role.CLERK), number=case.number)
    cases.review(by=who(Role.REVIEWER), number=case.number, agrees=True, opinion="符合规定。")
    cases.grant(by=who(Role.APPROVER), number=case.number)
    first = issue(by=who(Role.CLERK), number=case.number)
    case.refresh_from_db()
    ways = list(islice(_ways(network()), PERMITS - 1))
    row = {field.attname: getattr(case, field.attname) for field in Case._meta.concrete_fields}
    copies = Case.objects.bulk_create(
        [
            Case(**{**row, "id": None, "number": f"{case.number}-{at}", "form": {**case.form, "route": text}})
            for at, (text, _sections) in enumerate(ways)
        ],
        batch_size=1000,
    )
    face = {field.attname: getattr(first, field.attname) for field in Certificate._meta.concrete_fields}
    Certificate.objects.bulk_create(
        [
            Certificate(
                **{
                    **face,
                    "id": None,
                    "number": f"{first.number}-{at}",
                    "code": f"B{at:011d}",
                    "case_id": one.pk,
                }
            )
            for at, one in enumerate(copies)
        ],
        batch_size=1000,
    )
    own = way_of(case.form)
    assert own is not None
    return [frozenset(section.key for section in own.sections), *(sections for _text, sections in ways)]


def _ways(known: Any) -> Any:
    """Ways between two stations over a third, each written in its own manner, without end."""
    from banli.roads.service import Way, read_route, through

    draw = random.Random(SEED)
    stations = sorted(known.neighbours)
    for at in count():
        stops = draw.sample(stations, 3)
        way = through(known, stops)
        if way is None:
            continue
        text = way.written if at % 2 else "—".join(f"{stop}收费站" for stop in stops)
        read = read_route(text, known)
        if isinstance(read, Way):
            yield text, frozenset(section.key for section in read.sections)


if __name__ == "__main__":
    main()
