"""How much a finding weighs."""

from __future__ import annotations

from typing import Literal

Severity = Literal["violation", "requirement", "warning", "information", "cost"]
"""``violation`` forbids a grant; the others inform applicant and reviewer."""
