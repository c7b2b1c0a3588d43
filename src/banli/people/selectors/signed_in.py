"""Who is signed in, read with the house they sit in: every page of the desk says both."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.contrib.auth.backends import ModelBackend
from django.db.models import Min
from django.db.models.functions import TruncDate

from banli.kernel.zone import SHANGHAI
from banli.people.models import SignIn, User
from banli.people.rules import Outcome


class HouseBackend(ModelBackend):
    """Signs in by user name and password; whoever is signed in comes with department and window."""

    def get_user(self, user_id: int) -> User | None:
        """The person behind a session; None where the account has ended."""
        found = User.objects.select_related("department", "window").filter(pk=user_id).first()
        return found if found is not None and self.user_can_authenticate(found) else None


def first_sign_ins(
    people: Collection[int], first: datetime, last: datetime
) -> dict[tuple[int, date], datetime]:
    """The first sign-in of each of ``people`` on each day from ``first`` on and before ``last``."""
    rows = SignIn.objects.filter(user__in=people, outcome=Outcome.IN, at__gte=first, at__lt=last)
    days = rows.annotate(day=TruncDate("at", tzinfo=SHANGHAI)).order_by().values("user_id", "day")
    return {(one["user_id"], one["day"]): one["first"] for one in days.annotate(first=Min("at"))}
