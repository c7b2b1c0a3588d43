"""The door of notices."""

from banli.notices.acts.addressing import address_messages
from banli.notices.acts.channels import Letter, Silent, TurnedDown, open_channels
from banli.notices.acts.messages import announce, tell
from banli.notices.acts.reports import Report, is_of_gateway, note_reports
from banli.notices.acts.resending import resend
from banli.notices.acts.retention import remove_dispatches
from banli.notices.acts.rules import load_message_rules
from banli.notices.acts.secrets import send_secret
from banli.notices.acts.sending import send_due
from banli.notices.models import Dispatch, Message, Shown
from banli.notices.permissions import GRANTS, NoticePermission
from banli.notices.rules import AT_NIGHT, Addressee, MessageFile, mail_of, mobile_of
from banli.notices.selectors.addressees import register_addressees
from banli.notices.selectors.dispatches import (
    PAGE,
    ChannelNow,
    channels_now,
    dispatch_of,
    dispatch_page,
    dispatch_rows,
    dispatches_about,
    happened,
    may_send_again,
    oldest_unsent,
    shown,
)
from banli.notices.selectors.message_rules import message_rules
from banli.notices.selectors.messages import messages

HANDLERS = (announce,)
"""What this app does with the record's news."""

__all__ = [
    "AT_NIGHT",
    "GRANTS",
    "HANDLERS",
    "PAGE",
    "Addressee",
    "ChannelNow",
    "Dispatch",
    "Letter",
    "Message",
    "MessageFile",
    "NoticePermission",
    "Report",
    "Shown",
    "Silent",
    "TurnedDown",
    "address_messages",
    "announce",
    "channels_now",
    "dispatch_of",
    "dispatch_page",
    "dispatch_rows",
    "dispatches_about",
    "happened",
    "is_of_gateway",
    "load_message_rules",
    "mail_of",
    "may_send_again",
    "message_rules",
    "messages",
    "mobile_of",
    "note_reports",
    "oldest_unsent",
    "open_channels",
    "register_addressees",
    "remove_dispatches",
    "resend",
    "send_due",
    "send_secret",
    "shown",
    "tell",
]
