"""Asking for a one-time code on a page, and what the session keeps until it is entered."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from banli.accounts.service import Address, TooMany, address_of, ask_code, use_code
from banli.accounts.states import ContactKind, Purpose
from banli.kernel import clock
from banli.kernel.masking import masked_address
from banli.notices.service import open_channels
from banli.notices.states import Channel
from banli.people.service import actor_for, asked_from

JOB = "banli.send"
"""The job that sends what is due each minute; for a code it is asked to begin at once."""
ASKED = "codes_asked"
"""Where the session keeps for whom it awaits a code, by purpose; no code is kept there."""
FRESH = 600
"""Seconds for which a code that was entered stands for its owner."""
KINDS = {ContactKind.MOBILE: Channel.SMS, ContactKind.MAIL: Channel.MAIL}


@dataclass(frozen=True)
class Asked:
    """What a code was asked for."""

    kind: str
    value: str
    at: float
    more: dict[str, Any] = field(default_factory=dict)

    @property
    def address(self) -> Address:
        """The number or address it went to."""
        return Address(ContactKind(self.kind), self.value)

    @property
    def shown(self) -> str:
        """The number or address, in part."""
        return masked_address(self.value)

    @property
    def fresh(self) -> bool:
        """True while it may still count."""
        return 0 <= clock.now().timestamp() - self.at <= FRESH


class ContactForm(forms.Form):
    """A mobile number or an e-mail address."""

    contact = forms.CharField(
        label=gettext_lazy("Mobile number or e-mail address"),
        max_length=254,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def clean_contact(self) -> Address:
        """The number or address in its one spelling, and one that this platform can reach."""
        found = address_of(str(self.cleaned_data["contact"]))
        if found is None:
            raise forms.ValidationError(_("Enter a mobile number of 11 digits, or an e-mail address."))
        if KINDS[found.kind] not in open_channels():
            raise forms.ValidationError(unreached(found.kind))
        return found


class CodeForm(forms.Form):
    """The six digits."""

    code = forms.CharField(
        label=pgettext_lazy("one-time", "Code"),
        help_text=gettext_lazy("Six digits, good for five minutes. It may take a minute to arrive."),
        max_length=40,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "class": "short",
                "autofocus": True,
            }
        ),
    )


def unreached(kind: ContactKind) -> str:
    """Why no code can be sent by that kind."""
    if kind == ContactKind.MOBILE:
        return _("This platform sends no short messages. Enter an e-mail address, or come to the window.")
    return _("This platform sends no e-mail. Enter a mobile number, or come to the window.")


def may_send() -> bool:
    """True where codes can be sent at all."""
    return any(channel in open_channels() for channel in KINDS.values())


def ask(request: HttpRequest, purpose: Purpose, to: Address, *, send: bool = True, **more: Any) -> str:
    """Send a code and let the session await it; why not, in words, where none is made."""
    try:
        ask_code(
            by=actor_for(request.user),
            purpose=purpose,
            address=to,
            network=asked_from(request.META),
            english=(get_language() or "").startswith("en"),
            send=send,
        )
    except TooMany as error:
        return str(error)
    kept = Asked(str(to.kind), to.value, clock.now().timestamp(), more)
    request.session[ASKED] = {**request.session.get(ASKED, {}), str(purpose): asdict(kept)}
    _send_now()
    return ""


def awaited(request: HttpRequest, purpose: Purpose) -> Asked | None:
    """What this session awaits a code for; None for nothing, or where it is too long ago."""
    kept = request.session.get(ASKED, {}).get(str(purpose))
    found = Asked(**kept) if kept else None
    return found if found and found.fresh else None


def entered(request: HttpRequest, purpose: Purpose, code: str) -> Asked | None:
    """What the code was asked for, where it is the right one; then it is awaited no more."""
    found = awaited(request, purpose)
    if found is None or not use_code(
        by=actor_for(request.user), purpose=purpose, address=found.address, code=code
    ):
        return None
    request.session[ASKED] = {
        key: one for key, one in request.session.get(ASKED, {}).items() if key != str(purpose)
    }
    return found


def wrong_code() -> str:
    """What is said of a code that is not the one: the same whatever the reason."""
    return _("This is not the code, or it is no longer good. After five wrong tries ask for a new one.")


def _send_now() -> None:
    """Begin the job that sends; one that waits already does it."""
    try:
        with transaction.atomic():
            app.configure_task(JOB, queueing_lock=JOB, lock=JOB).defer(timestamp=0)
    except AlreadyEnqueued:
        return
