"""The channels out of the house: each is a function that hands over one letter. Another one is a row of a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.conf import settings

from banli.notices.acts.channels.demo_phone import shown_on_demo_phone
from banli.notices.acts.channels.letter import Letter, Silent, TurnedDown
from banli.notices.acts.channels.mail import sent_by_mail
from banli.notices.acts.channels.sms_gateway import sent_by_gateway
from banli.notices.states import Channel

Send = Callable[[Letter], str]
"""Hands the letter over and gives what the other side calls it, '' where it says nothing. Raises :class:`Silent`
where there is no answer now, :class:`TurnedDown` where the answer is no."""


def open_channels() -> Mapping[Channel, Send]:
    """The channels that this deployment has; in a demo without them its mobile shows what they would have sent."""
    found: dict[Channel, Send] = {}
    if settings.SMS_GATEWAY:
        found[Channel.SMS] = sent_by_gateway
    if settings.EMAIL_HOST:
        found[Channel.MAIL] = sent_by_mail
    if settings.DEMO:
        found = {Channel.SMS: shown_on_demo_phone, Channel.MAIL: shown_on_demo_phone} | found
    return found


__all__ = ["Letter", "Send", "Silent", "TurnedDown", "open_channels"]
