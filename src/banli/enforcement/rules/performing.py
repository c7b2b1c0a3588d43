"""After a decision: service, payment, urging, the court, closing. Penalty and levy share these rules."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from banli.enforcement.rules import clocks
from banli.enforcement.rules.act import Mine, Taken
from banli.enforcement.rules.asks import Ask
from banli.enforcement.rules.known import Known, OfItem, day_in, has, last
from banli.enforcement.rules.money import owed, payment_until
from banli.kernel.errors import Problem, Refused
from banli.kernel.text import Words, gettext_noop
from banli.worktime.rules import iso

WAYS = (
    ("direct", Words(zh="直接送达", en="In person")),
    ("left", Words(zh="留置送达", en="Left there")),
    ("electronic", Words(zh="电子送达", en="Electronically, with consent")),
    ("post", Words(zh="邮寄送达", en="By post")),
    ("entrusted", Words(zh="委托、转交送达", en="Through another organ")),
    ("announced", Words(zh="公告送达", en="By announcement")),
)
"""How a decision is served (行政处罚法 61; 民事诉讼法 on service)."""
URGED_ANSWER = Mine(
    Words(zh="对催告陈述意见", en="Say something to the urging"),
    Words(zh="提交意见", en="Send it"),
    Words(
        zh="已经履行的，写明日期并附凭证；有异议的，写明理由。意见随案卷提交人民法院。",
        en="If you have performed, say when and add the proof; else say why not. It goes to the court with the file.",
    ),
    takes_files=True,
)
SERVED = ("serve_decision", "serve_levy", "penalise_on_the_spot")


def service_asks(_known: OfItem) -> tuple[Ask, ...]:
    """What the record of service (送达回证) holds."""
    return (
        Ask("way", Words(zh="送达方式", en="How"), "choice", options=WAYS),
        Ask("place", Words(zh="送达地点", en="Place"), "text"),
        Ask("received_on", Words(zh="送达日期", en="Day of service"), "date", past=True),
        Ask("receiver", Words(zh="收件人", en="Who received it"), "text", required=False),
        Ask(
            "witness", Words(zh="见证人（留置送达）", en="Witness, where it was left"), "text", required=False
        ),
        Ask(
            "post_number", Words(zh="邮件号码（邮寄送达）", en="Number of the letter"), "text", required=False
        ),
        Ask(
            "consent",
            Words(zh="当事人同意电子送达的确认书", en="Consent to electronic service"),
            "text",
            required=False,
        ),
    )


NEEDS = {
    "direct": ("receiver", gettext_noop("Say who received it.")),
    "left": ("witness", gettext_noop("Who saw that it was left there? Name a witness.")),
    "post": ("post_number", gettext_noop("Enter the number of the letter.")),
    "electronic": (
        "consent",
        gettext_noop("Electronic service needs the party's written consent (art. 61)."),
    ),
}


def service_checked(known: Known, answered: Taken) -> Iterable[Problem]:
    """Each way of service needs its proof; nothing is served before it was decided."""
    where, message = NEEDS.get(answered["way"], ("", ""))
    if where and not answered.get(where):
        yield Problem(where, message)
    decided = last(known, "decide_penalty", "decide_no_penalty", "notify_levy")
    received = day_in(answered, "received_on")
    if decided and received and received < decided.on:
        yield Problem("received_on", gettext_noop("It was decided later than that."))


def payment_checked(known: Known, answered: Taken) -> Iterable[Problem]:
    """A payment is more than nothing and no more than is owed."""
    paid_on = day_in(answered, "paid_on") or known.today
    amount, debt = Decimal(answered["amount"]), owed(known, paid_on)
    if not amount:
        yield Problem("amount", gettext_noop("Enter what was paid."))
    elif amount > debt.open:
        message = gettext_noop("Only %(open)s yuan are owed on that day.")
        yield Problem("amount", message, (("open", debt.open),))


def check_late(known: Known) -> None:
    """Performance is urged after the term to pay has passed."""
    until = payment_until(known)
    if not owed(known, known.today).open:
        raise Refused(gettext_noop("Nothing is owed."))
    if not clocks.passed(known, until):
        raise Refused(gettext_noop("The party may pay until %(day)s."), day=iso(until))


def check_court_window(known: Known) -> None:
    """Ten working days after urging (69), and within three months after the party's time to sue (行政强制法 53, 54)."""
    urged, served = last(known, "urge_payment", "urge_levy"), last(known, *SERVED)
    until = day_in(urged.content, "until") if urged else None
    if not clocks.passed(known, until):
        raise Refused(
            gettext_noop("The party may still perform until %(day)s (Administrative Coercion Law, art. 54)."),
            day=iso(until),
        )
    first, latest = clocks.court_window(
        (day_in(served.content, "received_on") or served.on) if served else known.today
    )
    if not first < known.today <= latest:
        raise Refused(
            gettext_noop(
                "The organ applies to the court after %(first)s, when the time to sue has passed, and by %(last)s"
                " (Administrative Coercion Law, art. 53)."
            ),
            first=first.isoformat(),
            last=latest.isoformat(),
        )


def check_settled(known: Known) -> None:
    """A case is closed when everything is paid, or the court has taken it over."""
    if has(known, "apply_to_court", "enforce_levy"):
        return
    debt = owed(known, known.today)
    if debt.open:
        raise Refused(
            gettext_noop("%(open)s yuan are still owed, of which %(added)s for delay."),
            open=debt.open,
            added=debt.added,
        )
