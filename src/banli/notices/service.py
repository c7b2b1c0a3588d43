"""The door of notices."""

from banli.notices.acts import announce, mark_read
from banli.notices.models import Message
from banli.notices.selectors import messages

__all__ = ["Message", "announce", "mark_read", "messages"]
