"""The door of people."""

from banli.people.acts.accounts import (
    change_account,
    change_own_password,
    end_account,
    new_secret,
    open_account,
    reopen_account,
    reset_password,
)
from banli.people.acts.attempts import guarded
from banli.people.acts.cleaning import (
    remove_attempts,
    remove_looks,
    remove_outlived,
    remove_sessions,
    remove_sign_ins,
)
from banli.people.acts.house import add_person, load_house, load_keepers
from banli.people.acts.looking import check_look, note_look
from banli.people.acts.signing import let_in, note_sign_in
from banli.people.models import Department, Look, Region, SignIn, User, Window
from banli.people.rules import LOOKED_AT, OUTCOMES, ROLE_NAMES, Door, Locked, LookedAt, Outcome, Register
from banli.people.selectors.accounts import account, account_named, accounts, looks, sign_ins, sign_ins_of
from banli.people.selectors.house import (
    actor_for,
    asked_from,
    check_place,
    department,
    departments,
    keeps,
    named,
    names_of,
    regions,
    require_keeper,
    windows,
)

__all__ = [
    "LOOKED_AT",
    "OUTCOMES",
    "ROLE_NAMES",
    "Department",
    "Door",
    "Locked",
    "Look",
    "LookedAt",
    "Outcome",
    "Region",
    "Register",
    "SignIn",
    "User",
    "Window",
    "account",
    "account_named",
    "accounts",
    "actor_for",
    "add_person",
    "asked_from",
    "change_account",
    "change_own_password",
    "check_look",
    "check_place",
    "department",
    "departments",
    "end_account",
    "guarded",
    "keeps",
    "let_in",
    "load_house",
    "load_keepers",
    "looks",
    "named",
    "names_of",
    "new_secret",
    "note_look",
    "note_sign_in",
    "open_account",
    "regions",
    "remove_attempts",
    "remove_looks",
    "remove_outlived",
    "remove_sessions",
    "remove_sign_ins",
    "reopen_account",
    "require_keeper",
    "reset_password",
    "sign_ins",
    "sign_ins_of",
    "windows",
]
