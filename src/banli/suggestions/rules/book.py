"""What a pack says of suggestions: how long each may take, and which window is the desk for what was not done. Pure."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from banli.suggestions.states import SuggestionKind


class Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Clock(Strict):
    """Working days of one kind."""

    begin: int = Field(ge=1, le=30)
    """Until it is assigned to its department, or taken up by the desk."""
    answer: int = Field(ge=1, le=90)
    """Until it is answered; counted from the same day as ``begin``."""
    basis: str = ""


class Book(Strict):
    """The whole of ``suggestions.yaml``."""

    suggestion: Clock = Clock(begin=1, answer=15)
    obstacle: Clock = Clock(begin=1, answer=5)
    desk: str = ""
    """The code of the window that is the desk for what was not done; '' where the hall's manager is."""

    def clock(self, kind: SuggestionKind) -> Clock:
        """The clock of ``kind``."""
        return self.obstacle if kind is SuggestionKind.OBSTACLE else self.suggestion
