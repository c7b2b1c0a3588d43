"""What somebody is told whose authorisation ended while they were filling in a form for a company."""

from __future__ import annotations

from banli.kernel.errors import Denied


class KeptForCompany(Denied):
    """The draft is a company's for which the visitor may act no longer; it is kept for those who may."""

    def __init__(self, why: str, back: str, company: str) -> None:
        super().__init__(why)
        self.back, self.company = back, company
        """Address where one chooses for whom to apply, and the company's name."""
