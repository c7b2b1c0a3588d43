"""E-mail by SMTP."""

from __future__ import annotations

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from banli.notices.acts.channels.letter import Letter, Silent, TurnedDown

NEVER = range(550, 560)
"""Answers of SMTP that say that this mailbox takes nothing."""


def sent_by_mail(letter: Letter) -> str:
    """Hand it to the mail server. Its Message-ID is the letter's own, so that a mailbox knows a double."""
    name = f"<{letter.id}@{settings.MAIL_FROM.rpartition('@')[2].strip('>') or 'localhost'}>"
    message = EmailMessage(
        subject=letter.subject,
        body=letter.text,
        from_email=settings.MAIL_FROM,
        to=[letter.to],
        headers={"Message-ID": name, "Auto-Submitted": "auto-generated"},
        connection=get_connection(timeout=settings.EMAIL_TIMEOUT),
    )
    try:
        message.send()
    except smtplib.SMTPRecipientsRefused as error:
        code = next((int(one[0]) for one in error.recipients.values()), 0)
        raise (TurnedDown if code in NEVER else Silent)(f"SMTP {code}") from None
    except smtplib.SMTPResponseException as error:
        raise Silent(f"SMTP {error.smtp_code}") from None
    except (OSError, smtplib.SMTPException) as error:
        raise Silent(type(error).__name__) from None
    return name
