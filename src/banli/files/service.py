"""The door of the files."""

from banli.files.acts import store
from banli.files.models import StoredFile
from banli.files.selectors import find, read

__all__ = ["StoredFile", "find", "read", "store"]
