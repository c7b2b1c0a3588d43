"""The door of the desk for the jobs: what is made for it in the background."""

from banli.desk.exports.making import make_export, make_exports

__all__ = ["make_export", "make_exports"]
