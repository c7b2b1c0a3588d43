"""Tables of the weekly report: frames and issues, what windows send in, manuscripts, where issues go."""

from banli.weekly.models.columns import IssueColumn
from banli.weekly.models.dictionary import Word
from banli.weekly.models.exhibits import Exhibit
from banli.weekly.models.issue import FILES, SIGNATURE, Frame, Issue, IssueFigure, Line, Version
from banli.weekly.models.manuscripts import Manuscript, ManuscriptPicture
from banli.weekly.models.remarks import Dismissal
from banli.weekly.models.sending import Archive, Delivery
from banli.weekly.models.talk import Comment, Rewording
from banli.weekly.models.windows import Ask, Contribution

__all__ = [
    "FILES",
    "SIGNATURE",
    "Archive",
    "Ask",
    "Comment",
    "Contribution",
    "Delivery",
    "Dismissal",
    "Exhibit",
    "Frame",
    "Issue",
    "IssueColumn",
    "IssueFigure",
    "Line",
    "Manuscript",
    "ManuscriptPicture",
    "Rewording",
    "Version",
    "Word",
]
