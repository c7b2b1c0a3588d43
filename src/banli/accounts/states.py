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
    IDENTITY = "identity"
    """That whoever stands at the counter holds the mobile that the account is to have."""
    COSIGN = "cosign"
    """That whoever signs an application as its second party holds the number or address that was asked."""
    INVITE = "invite"
    """No code but a link, sent to somebody at another's request; it takes of the same room in a day."""
    FIND = "find"
    """Opening the cases that name this mobile."""


class IdentityLevel(StrEnum):
    """How well it is known whose an account is, from nothing to papers that were seen."""

    NONE = "none"
    CODE = "code"
    """Whoever it is holds the mobile or the mailbox."""
    CHECKED = "checked"
    """An officer has seen the papers."""
    PROVIDER = "provider"
    """An identity provider has said name and number; as good as papers."""


class IdentityPaper(StrEnum):
    """What an officer was shown."""

    IDENTITY_CARD = "identity_card"
    TEMPORARY_CARD = "temporary_card"
    HOUSEHOLD_REGISTER = "household_register"
    PERMANENT_RESIDENCE = "permanent_residence"
    """The identity card of foreigners with permanent residence, whose number has the same form."""


class ContactKind(StrEnum):
    """By what somebody is reached."""

    MOBILE = "mobile"
    MAIL = "mail"


class Standing(StrEnum):
    """Where an agent's authorisation stands on a day."""

    WAITING = "waiting"
    """Given, and not accepted yet."""
    AHEAD = "ahead"
    """Accepted; its first day is still to come."""
    HOLDS = "holds"
    OVER = "over"
    """Its last day has passed."""
    ENDED = "ended"
    """By the legal representative or the agent, before its last day."""
