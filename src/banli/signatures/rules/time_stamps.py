"""Time stamps on signatures (RFC 3161): asked for, and looked at. A third party vouches for the moment. Pure.

The asking itself is a function that is handed in: bytes of a request in, bytes of an answer out.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from cryptography.exceptions import UnsupportedAlgorithm

FAULTS = (ValueError, TypeError, LookupError, AttributeError, OverflowError, OSError, UnsupportedAlgorithm)
"""What comes of an answer that is no time stamp (pyHanko's own errors are among them)."""
Ask = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Stamp:
    """Who vouches that a signature was there, and at which moment by that party's clock."""

    at: datetime
    by: str


def stamper(ask: Ask) -> Any:
    """What pyHanko asks for the time stamp of a signature."""
    from asn1crypto import tsp
    from pyhanko.sign.timestamps import TimeStamper

    class Asked(TimeStamper):
        """Asks by the function that was handed in."""

        async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
            return tsp.TimeStampResp.load(ask(req.dump()), strict=True)

    made: Any = Asked
    return made()


def try_once(ask: Ask) -> None:
    """Ask for a stamp on nothing in particular. Raises what a wrong answer raises (``FAULTS``)."""
    with ThreadPoolExecutor(max_workers=1) as beside:
        beside.submit(lambda: asyncio.run(stamper(ask).async_timestamp(bytes(32), "sha256"))).result()


def context_of(signature: Any, roots: list[Any]) -> Any:
    """What the stamp of ``signature`` is judged by: ``roots``, at the moment it tells. None where there is none."""
    from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
    from pyhanko_certvalidator import ValidationContext

    data = next(iter(extract_tst_data_iter(signature.signer_info, signed=False)), None)
    if data is None or not roots:
        return None
    moment = data["encap_content_info"]["content"].parsed["gen_time"].native
    return ValidationContext(trust_roots=roots, allow_fetching=False, moment=moment)


def stamp_in(status: Any) -> Stamp | None:
    """The stamp that a checked signature bears; None where it has none, or one of a party that is not trusted."""
    found = status.timestamp_validity
    if found is None or not (found.intact and found.valid and found.trusted):
        return None
    name = found.signing_cert.subject
    return Stamp(found.timestamp, str(name.native.get("common_name", name.human_friendly)))
