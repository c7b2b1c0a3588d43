"""Files of a form that was refused are kept for the next try: nobody hands a file in twice."""

from __future__ import annotations

from django.http import HttpRequest

from banli.files.service import StoredFile, find
from banli.kernel.errors import Missing

KEPT = "kept_files"
"""In the session: keys of materials and ids of files, by the number of the case."""
MOST = 100
"""Files that are remembered for one case: as many as an application may have."""
Files = list[tuple[str, StoredFile]]


def keep(request: HttpRequest, number: str, files: Files) -> None:
    """Remember ``files`` for the case; none forgets them."""
    every = dict(request.session.get(KEPT, {}))
    every.pop(number, None)
    if files:
        every[number] = [[key, str(file.pk)] for key, file in files[:MOST]]
    request.session[KEPT] = every


def kept(request: HttpRequest, number: str) -> Files:
    """The files remembered for the case."""
    found: Files = []
    for key, pk in request.session.get(KEPT, {}).get(number, ()):
        try:
            found.append((key, find(pk)))
        except Missing:
            continue
    return found
