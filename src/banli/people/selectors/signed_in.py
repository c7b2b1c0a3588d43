"""Who is signed in, read with the house they sit in: every page of the desk says both."""

from __future__ import annotations

from django.contrib.auth.backends import ModelBackend

from banli.people.models import User


class HouseBackend(ModelBackend):
    """Signs in by user name and password; whoever is signed in comes with department and window."""

    def get_user(self, user_id: int) -> User | None:
        """The person behind a session; None where the account has ended."""
        found = User.objects.select_related("department", "window").filter(pk=user_id).first()
        return found if found is not None and self.user_can_authenticate(found) else None
