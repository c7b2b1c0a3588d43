"""Whether a killed process loses a ticket, and how long a ticket takes from the button to its page.

A process draws tickets and takes them, and says the code of each once its transaction ended; it is killed at a random
moment, again and again. Afterwards every code that was said is looked for: its ticket must be in line, with its events.
Then tickets are drawn through the pages, one request after the other, and the time until the ticket stands on its page
and counts is measured, as a multiple of the time of the page of lines alone.

``python -m benchmarks.queue_kills [--kills 100] [--seed 1]``
"""

from __future__ import annotations

import os
import random
import signal
import statistics
import time
from datetime import datetime

from banli.kernel import clock
from benchmarks.bench import parser, platform, say, took

SERVICES = ("general", "transport", "health", "social-security", "market")
OPEN_AT = datetime(2022, 10, 17, 9, 30)  # noqa: DTZ001 -- the hall's hour


def main() -> None:
    """Kill, count, and measure."""
    asked = parser(__doc__ or "")
    asked.add_argument(
        "--kills", type=int, default=100, help="How often the process is killed (default: 100)."
    )
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    with platform(given.dir), clock.at(OPEN_AT.replace(tzinfo=clock.now().tzinfo)):
        said = [
            code for turn in range(given.kills) for code in killed(random.Random(given.seed * 1_000 + turn))
        ]
        lost, counted = missing(said)
        say("acknowledged tickets lost / acknowledged", lost / max(len(said), 1), f"{lost} of {len(said):,}")
        if len(said) < given.kills:
            raise SystemExit("some of the processes drew nothing: nothing is shown by that")
        print(f"{given.kills} kills, seed {given.seed}; states from events and rows agree: {counted}")
        shown()


def killed(chance: random.Random) -> list[str]:
    """The codes that one process said before it was killed without warning."""
    from django.db import connections

    connections.close_all()
    for connection in connections.all(initialized_only=True):
        connection.close_pool()  # type: ignore[attr-defined]
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            _draw_on(write, chance.randrange(1 << 30))
        finally:
            os._exit(1)  # nothing of the parent's is tidied up by a child
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        first = pipe.read(13)
        time.sleep(chance.uniform(0.0, 0.12))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        text = (first + pipe.read()).decode()
    return [line for line in text.split("\n") if len(line) == 12]


def _draw_on(write: int, seed: int) -> None:
    from banli.kernel.actors import VISITOR
    from banli.tickets import service as tickets

    chance = random.Random(seed)
    while True:
        ticket = tickets.draw(by=VISITOR, service=chance.choice(SERVICES))
        tickets.take_ticket(by=VISITOR, code=ticket.code)
        os.write(write, f"{ticket.code}\n".encode())


def missing(said: list[str]) -> tuple[int, bool]:
    """How many of these tickets are not in line with both events, and whether rows and events tell the same states."""
    from banli.ledger.service import Event
    from banli.tickets import service as tickets

    here = {one.code: one for one in tickets.Ticket.objects.filter(code__in=said, state="waiting")}
    taken = set(Event.objects.filter(topic="ticket", name="taken").values_list("subject", flat=True))
    lost = sum(code not in here or here[code].subject not in taken for code in said)
    day = clock.today()
    return lost, tickets.recounted(day) == tickets.counts(day)


def shown(times: int = 50) -> None:
    """From the button to the ticket that counts and stands on its page, over the site in process."""
    from django.test import Client

    def drawn() -> None:
        phone = Client(SERVER_NAME="localhost")
        address = phone.post("/queue/kiosk/", {"service": "general"})["Location"]
        phone.post(f"{address}take/")
        assert phone.get(address).status_code == 200

    drawn()
    Client(SERVER_NAME="localhost").get("/queue/kiosk/")
    ticket = [took(drawn) for _one in range(times)]
    page = statistics.median(
        took(lambda: Client(SERVER_NAME="localhost").get("/queue/kiosk/")) for _one in range(times)
    )
    most = max(ticket)
    detail = f"median {statistics.median(ticket) * 1_000:.0f} ms, slowest {most * 1_000:.0f} ms of {times}"
    say("ticket to its page / page of lines", statistics.median(ticket) / page, detail)
    print(f"within two seconds: {sum(one <= 2 for one in ticket)} of {times}")


if __name__ == "__main__":
    main()
