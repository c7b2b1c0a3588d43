"""The door of signed papers."""

from banli.signatures.acts.keys import revoke_key, roll_over, usable_own_key
from banli.signatures.acts.signing import sign_paper, signature_label, signing_chain
from banli.signatures.acts.time_stamps import try_authority
from banli.signatures.acts.token_keys import revoke_token_key, roll_over_tokens, sign_token
from banli.signatures.models import SigningKey, TokenKey
from banli.signatures.permissions import GRANTS, SignaturePermission
from banli.signatures.rules.cose import BadToken, UnknownKey
from banli.signatures.rules.labels import OWN_LABEL, TEST_LABEL
from banli.signatures.rules.pades import LONGEST, Finding, Look, look_by_chain
from banli.signatures.rules.time_stamps import Stamp
from banli.signatures.selectors import (
    NoAuthorities,
    active_token_key,
    authorities,
    bears,
    look_at,
    read_token,
    signing_keys,
    token_keys,
)

__all__ = [
    "GRANTS",
    "LONGEST",
    "OWN_LABEL",
    "TEST_LABEL",
    "BadToken",
    "Finding",
    "Look",
    "NoAuthorities",
    "SignaturePermission",
    "SigningKey",
    "Stamp",
    "TokenKey",
    "UnknownKey",
    "active_token_key",
    "authorities",
    "bears",
    "look_at",
    "look_by_chain",
    "read_token",
    "revoke_key",
    "revoke_token_key",
    "roll_over",
    "roll_over_tokens",
    "sign_paper",
    "sign_token",
    "signature_label",
    "signing_chain",
    "signing_keys",
    "token_keys",
    "try_authority",
    "usable_own_key",
]
