"""The door of the weekly report."""

from banli.weekly.acts.collection import collect, open_erratum, open_issue, open_period
from banli.weekly.acts.comments import answer_comment, comment, settle_comment
from banli.weekly.acts.distribution import archive, confirm_receipt, distribute, mark_read
from banli.weekly.acts.editing import add_line, edit_line, move_line, remove_line, set_mode, word_statement
from banli.weekly.acts.exhibits import Place as ExhibitPlace
from banli.weekly.acts.exhibits import Record as ExhibitRecord
from banli.weekly.acts.exhibits import add_figures, add_picture, add_table, edit_exhibit, picture_words
from banli.weekly.acts.figures import tell_figure
from banli.weekly.acts.manuscripts import Chosen, take_pieces
from banli.weekly.acts.publication import build, publish, write_files
from banli.weekly.acts.reading import read_file, read_pasted, read_returned
from banli.weekly.acts.rebuild import (
    build_from_file,
    export,
    pictures_beside,
    set_week_file,
    week_file,
    week_file_faults,
    week_file_remarks,
)
from banli.weekly.acts.remarks import dismiss_remark, mend_line
from banli.weekly.acts.returned import take_changes
from banli.weekly.acts.review import pass_review, return_issue, send_for_review, sign_off
from banli.weekly.acts.rewordings import (
    decline_rewording,
    propose_rewording,
    take_rewording,
    take_rewording_back,
)
from banli.weekly.acts.setup import load_frame, load_numbering, start_numbering
from banli.weekly.acts.windows import (
    ask_for_lines,
    decline_line,
    nothing_to_send,
    remind,
    remind_before_deadlines,
    send_line,
    take_line,
    take_line_back,
)
from banli.weekly.models import (
    Archive,
    Ask,
    Comment,
    Contribution,
    Delivery,
    Dismissal,
    Exhibit,
    Frame,
    Issue,
    IssueFigure,
    Line,
    Manuscript,
    Rewording,
    Version,
)
from banli.weekly.permissions import GRANTS, WeeklyPermission
from banli.weekly.rules.archive import RETENTIONS
from banli.weekly.rules.comparison import Change, Difference
from banli.weekly.rules.exhibits import WIDTHS
from banli.weekly.rules.exhibits import check_place as check_exhibit_place
from banli.weekly.rules.frame import Frame as PackFrame
from banli.weekly.rules.frame import read_frame
from banli.weekly.rules.outline import HEADINGS, SENDABLE, WRITABLE, Item, Part, Section
from banli.weekly.rules.periods import Span
from banli.weekly.rules.printed_issue import Mode
from banli.weekly.rules.proposal import WHY, Become, Proposed, Why
from banli.weekly.rules.register import Register, organisations, register
from banli.weekly.rules.signed_figures import Check
from banli.weekly.rules.statement import HOUSE as HOUSE_WORDING
from banli.weekly.rules.style import WORDING, Remark, Rule, mended
from banli.weekly.rules.text_changes import Op, Stretch, text_changes
from banli.weekly.rules.warnings import Concerns, Unconfirmed
from banli.weekly.rules.week_file import WeekFile
from banli.weekly.rules.week_file_print import title as week_file_line
from banli.weekly.selectors.archive import (
    Changed,
    Hit,
    archived,
    changed_figures,
    delivered_to,
    deliveries,
    errata,
    find_public_issue,
    public_issues,
    public_years,
    published_issues,
    search_issues,
)
from banli.weekly.selectors.drafts import came_back, changed_in_word, draft_file
from banli.weekly.selectors.exhibits import (
    find_exhibit,
    issue_picture,
    measures,
    why_not_add_exhibit,
)
from banli.weekly.selectors.issues import (
    corrected_figures,
    current_frame,
    figures,
    find_issue,
    issue_called,
    issue_for_week,
    issue_line,
    issue_numbered,
    latest_issues,
    lines,
    parts,
    signed_before,
    versions,
)
from banli.weekly.selectors.manuscripts import (
    find_manuscript,
    left_behind,
    manuscript_picture,
    manuscripts,
    may_hand_in,
    proposed,
    sections_for,
)
from banli.weekly.selectors.papers import data_file, figures_csv, sheet, stored_files
from banli.weekly.selectors.record_pictures import RecordPicture, record_pictures
from banli.weekly.selectors.records import RecordLine, draft_for, issue_for, own_records, record_line
from banli.weekly.selectors.style import check_issue, dismissals
from banli.weekly.selectors.talk import comments, rewordings
from banli.weekly.selectors.verification import verify_elsewhere, verify_pdf
from banli.weekly.selectors.windows import (
    Answer,
    answers,
    ask_of,
    contribution,
    deadline,
    departments_with_windows,
    issues_open_for_lines,
    open_asks,
    owed_and_received,
    own_contributions,
)

__all__ = [
    "GRANTS",
    "HEADINGS",
    "HOUSE_WORDING",
    "RETENTIONS",
    "SENDABLE",
    "WHY",
    "WIDTHS",
    "WORDING",
    "WRITABLE",
    "Answer",
    "Archive",
    "Ask",
    "Become",
    "Change",
    "Changed",
    "Check",
    "Chosen",
    "Comment",
    "Concerns",
    "Contribution",
    "Delivery",
    "Difference",
    "Dismissal",
    "Exhibit",
    "ExhibitPlace",
    "ExhibitRecord",
    "Frame",
    "Hit",
    "Issue",
    "IssueFigure",
    "Item",
    "Line",
    "Manuscript",
    "Mode",
    "Op",
    "PackFrame",
    "Part",
    "Proposed",
    "RecordLine",
    "RecordPicture",
    "Register",
    "Remark",
    "Rewording",
    "Rule",
    "Section",
    "Span",
    "Stretch",
    "Unconfirmed",
    "Version",
    "WeekFile",
    "WeeklyPermission",
    "Why",
    "add_figures",
    "add_line",
    "add_picture",
    "add_table",
    "answer_comment",
    "answers",
    "archive",
    "archived",
    "ask_for_lines",
    "ask_of",
    "build",
    "build_from_file",
    "came_back",
    "changed_figures",
    "changed_in_word",
    "check_exhibit_place",
    "check_issue",
    "collect",
    "comment",
    "comments",
    "confirm_receipt",
    "contribution",
    "corrected_figures",
    "current_frame",
    "data_file",
    "deadline",
    "decline_line",
    "decline_rewording",
    "delivered_to",
    "deliveries",
    "departments_with_windows",
    "dismiss_remark",
    "dismissals",
    "distribute",
    "draft_file",
    "draft_for",
    "edit_exhibit",
    "edit_line",
    "errata",
    "export",
    "figures",
    "figures_csv",
    "find_exhibit",
    "find_issue",
    "find_manuscript",
    "find_public_issue",
    "issue_called",
    "issue_for",
    "issue_for_week",
    "issue_line",
    "issue_numbered",
    "issue_picture",
    "issues_open_for_lines",
    "latest_issues",
    "left_behind",
    "lines",
    "load_frame",
    "load_numbering",
    "manuscript_picture",
    "manuscripts",
    "mark_read",
    "may_hand_in",
    "measures",
    "mend_line",
    "mended",
    "move_line",
    "nothing_to_send",
    "open_asks",
    "open_erratum",
    "open_issue",
    "open_period",
    "organisations",
    "owed_and_received",
    "own_contributions",
    "own_records",
    "parts",
    "pass_review",
    "picture_words",
    "pictures_beside",
    "propose_rewording",
    "proposed",
    "public_issues",
    "public_years",
    "publish",
    "published_issues",
    "read_file",
    "read_frame",
    "read_pasted",
    "read_returned",
    "record_line",
    "record_pictures",
    "register",
    "remind",
    "remind_before_deadlines",
    "remove_line",
    "return_issue",
    "rewordings",
    "search_issues",
    "sections_for",
    "send_for_review",
    "send_line",
    "set_mode",
    "set_week_file",
    "settle_comment",
    "sheet",
    "sign_off",
    "signed_before",
    "start_numbering",
    "stored_files",
    "take_changes",
    "take_line",
    "take_line_back",
    "take_pieces",
    "take_rewording",
    "take_rewording_back",
    "tell_figure",
    "text_changes",
    "verify_elsewhere",
    "verify_pdf",
    "versions",
    "week_file",
    "week_file_faults",
    "week_file_line",
    "week_file_remarks",
    "why_not_add_exhibit",
    "word_statement",
    "write_files",
]
