"""The door of signed papers."""

from banli.signatures.acts.keys import revoke_key, roll_over, usable_own_key
from banli.signatures.acts.signing import sign_paper, signature_label, signing_chain
from banli.signatures.models import SigningKey
from banli.signatures.permissions import GRANTS, SignaturePermission
from banli.signatures.rules.labels import OWN_LABEL, TEST_LABEL
from banli.signatures.rules.pades import LONGEST, Finding, Look, look_by_chain
from banli.signatures.selectors import bears, look_at, signing_keys

__all__ = [
    "GRANTS",
    "LONGEST",
    "OWN_LABEL",
    "TEST_LABEL",
    "Finding",
    "Look",
    "SignaturePermission",
    "SigningKey",
    "bears",
    "look_at",
    "look_by_chain",
    "revoke_key",
    "roll_over",
    "sign_paper",
    "signature_label",
    "signing_chain",
    "signing_keys",
    "usable_own_key",
]
