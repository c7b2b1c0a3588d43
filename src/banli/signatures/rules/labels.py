"""What a signed paper says of its own signature. Pure."""

from __future__ import annotations

from banli.signatures.states import KeyKind

TEST_LABEL = "演示印章，试用证书签名，不具效力"
"""The part before the first comma is printed large."""
OWN_LABEL = "电子签名，%(subject)s"


def label_of(kind: KeyKind, subject: str) -> str:
    """The words in the ring beside the name of the department: a test is called one on the paper itself."""
    return TEST_LABEL if kind is KeyKind.TEST else OWN_LABEL % {"subject": subject}
