"""The closed tables of signing keys: whose they are, how they stand, what moves them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from banli.kernel.text import Words


class KeyKind(StrEnum):
    """Who vouches for a key."""

    TEST = "test"
    """An authority that this platform made for itself: it proves nothing to others."""
    OWN = "own"
    """The centre's own key, certified by an authority that the centre chose."""


class KeyState(StrEnum):
    """Where a key stands."""

    ACTIVE = "key_active"
    RETIRED = "key_retired"
    """It signs no more; what it signed stays signed."""
    REVOKED = "key_revoked"
    """Somebody else may have it: a signature is trusted no more, whatever day it bears."""


KIND_NAMES: dict[KeyKind, Words] = {
    KeyKind.TEST: Words(zh="试用证书", en="test certificate"),
    KeyKind.OWN: Words(zh="本中心证书", en="the centre's certificate"),
}
STATE_NAMES: dict[KeyState, Words] = {
    KeyState.ACTIVE: Words(zh="在用", en="in use"),
    KeyState.RETIRED: Words(zh="已停用", en="retired"),
    KeyState.REVOKED: Words(zh="已吊销", en="revoked"),
}


@dataclass(frozen=True)
class KeyMove:
    """What may happen to a key: from which states, into which, by which event."""

    source: tuple[KeyState, ...]
    target: KeyState
    event: str


RETIRE = KeyMove((KeyState.ACTIVE,), KeyState.RETIRED, "signing_key_retired")
REVOKE = KeyMove((KeyState.ACTIVE, KeyState.RETIRED), KeyState.REVOKED, "signing_key_revoked")
TAKEN_UP = "signing_key_taken_up"
TOKEN_KEY_EVENTS: dict[KeyState, str] = {
    KeyState.ACTIVE: "token_key_taken_up",
    KeyState.RETIRED: "token_key_retired",
    KeyState.REVOKED: "token_key_revoked",
}
