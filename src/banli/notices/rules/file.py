"""messages.yaml of a pack: when nobody is rung, and how messages are signed."""

from __future__ import annotations

from datetime import time

from pydantic import BaseModel, ConfigDict, Field

from banli.kernel.text import Words

HOUR = r"^([01]\d|2[0-3]):[0-5]\d$"


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class QuietHours(Strict):
    """From and to an hour of the day, such as 22:00 and 08:00; both the same: never quiet."""

    begins: str = Field(default="22:00", pattern=HOUR)
    ends: str = Field(default="08:00", pattern=HOUR)

    def times(self) -> tuple[time, time]:
        """Both as times of the day."""
        return time.fromisoformat(self.begins), time.fromisoformat(self.ends)


class MessageFile(Strict):
    """What a pack says of messages."""

    sign: Words = Words(zh="政务服务", en="Government services")
    """Who is speaking; gateways want a registered signature in 【】."""
    quiet: QuietHours = QuietHours()
