"""Whom to tell that an appointment was called off: what was left for it, else the account that booked."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from banli.accounts.service import contacts_of
from banli.accounts.states import ContactKind
from banli.kernel.text import Words
from banli.notices.service import Addressee, mail_of, mobile_of
from banli.tickets.models import Booking

OF_APPOINTMENTS = Words(zh="大厅预约", en="Appointment in the hall")
ACCOUNT = "account:"


def addressees_of_bookings(subjects: Collection[str]) -> Mapping[str, Addressee]:
    """Of appointments by their id. The line is not told: what somebody comes for lies on no locked screen."""
    rows = list(Booking.objects.filter(pk__in=[int(one) for one in subjects if one.isdecimal()]))
    accounts = {
        one.pk: int(one.holder.removeprefix(ACCOUNT)) for one in rows if one.holder.startswith(ACCOUNT)
    }
    known = contacts_of(list(accounts.values()))
    found = {}
    for one in rows:
        own = {} if one.contact else known.get(accounts.get(one.pk, 0), {})
        found[one.subject] = Addressee(
            number=f"YY{one.subject}",
            said=f"{one.day.month}-{one.day.day} {one.begins:%H:%M}",
            about=OF_APPOINTMENTS,
            mobile=mobile_of(one.contact) or own.get(ContactKind.MOBILE, ""),
            mail=mail_of(one.contact) or own.get(ContactKind.MAIL, ""),
            path=f"/appointments/{one.code}/",
        )
    return found
