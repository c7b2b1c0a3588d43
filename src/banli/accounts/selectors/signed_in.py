"""Signing in by number or address and password."""

from __future__ import annotations

from typing import Any

from banli.accounts.rules import address_of
from banli.accounts.selectors.contacts import holder_of
from banli.people.service import HouseBackend, User


class ContactBackend(HouseBackend):
    """Besides the user name an applicant may give the mobile number or e-mail address that was confirmed."""

    def authenticate(
        self, request: Any, username: str | None = None, password: str | None = None, **more: Any
    ) -> User | None:
        """The account whose number or address it is, where the password fits; a hash is reckoned in any case."""
        address = address_of(username or "")
        found = holder_of(address) if address and address.value == username else None
        if found is None or password is None:
            User().set_password(password)
            return None
        return found if found.check_password(password) and self.user_can_authenticate(found) else None
