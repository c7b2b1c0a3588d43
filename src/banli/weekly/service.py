"""The door of the weekly report."""

from banli.weekly.acts.collecting import collect, open_issue
from banli.weekly.acts.editing import add_line, edit_line, remove_line
from banli.weekly.acts.finishing import build, publish, sign_off, write_files
from banli.weekly.acts.rebuilding import build_from_file, set_week_file, week_file, week_file_faults
from banli.weekly.acts.setup import load_frame, start_numbering
from banli.weekly.models import Frame, Issue, IssueFigure, Line
from banli.weekly.permissions import GRANTS, WeeklyPermission
from banli.weekly.rules.frame import read_frame
from banli.weekly.rules.outline import HEADINGS, WRITABLE, Part, Section
from banli.weekly.rules.printed import Mode
from banli.weekly.rules.rebuilt import title as week_file_line
from banli.weekly.rules.week_file import WeekFile
from banli.weekly.selectors import (
    current_frame,
    data_file,
    figures,
    find_issue,
    issue_for_week,
    issue_line,
    issue_numbered,
    latest_issues,
    lines,
    parts,
    sheet,
    stored_files,
)

__all__ = [
    "GRANTS",
    "HEADINGS",
    "WRITABLE",
    "Frame",
    "Issue",
    "IssueFigure",
    "Line",
    "Mode",
    "Part",
    "Section",
    "WeekFile",
    "WeeklyPermission",
    "add_line",
    "build",
    "build_from_file",
    "collect",
    "current_frame",
    "data_file",
    "edit_line",
    "figures",
    "find_issue",
    "issue_for_week",
    "issue_line",
    "issue_numbered",
    "latest_issues",
    "lines",
    "load_frame",
    "open_issue",
    "parts",
    "publish",
    "read_frame",
    "remove_line",
    "set_week_file",
    "sheet",
    "sign_off",
    "start_numbering",
    "stored_files",
    "week_file",
    "week_file_faults",
    "week_file_line",
    "write_files",
]
