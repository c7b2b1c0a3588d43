"""What a code is asked for, and by what somebody is reached."""

from __future__ import annotations

from enum import StrEnum


class Purpose(StrEnum):
    """What a one-time code is good for, and for nothing else."""

    SIGN_IN = "sign_in"
    """Signing in, and registering where there is no account yet: both begin in the same way."""
    NEW_CONTACT = "new_contact"
    """That a new number or address is one's own."""
    OLD_CONTACT = "old_contact"
    """That the one it takes the place of was."""
    CLOSE = "close"
    FIND = "find"
    """Opening the cases that name this mobile."""


class ContactKind(StrEnum):
    """By what somebody is reached."""

    MOBILE = "mobile"
    MAIL = "mail"
