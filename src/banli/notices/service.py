"""The door of notices."""

from banli.notices.acts import announce, tell
from banli.notices.models import Message
from banli.notices.selectors import messages

HANDLERS = (announce,)
"""What this app does with the record's news."""

__all__ = ["HANDLERS", "Message", "announce", "messages", "tell"]
