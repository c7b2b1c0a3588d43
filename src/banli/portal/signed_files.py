"""Looking at the signature of a PDF that somebody holds, and the certificates of the keys that sign here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.core.files import File
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from banli.kernel.text import Words
from banli.portal.kit.visitor import page
from banli.signatures.service import LONGEST, Finding, Look, SigningKey, Stamp, look_at, signing_keys
from banli.signatures.states import KIND_NAMES, STATE_NAMES, KeyKind, KeyState

MEGABYTE = 1024 * 1024
FINDINGS = {
    Finding.VALID: (
        _("Signed here and unchanged"),
        "done",
        _(
            "Not a byte of this file was changed since it was signed. Whether the certificate holds today is told by"
            " its code or number."
        ),
    ),
    Finding.ALTERED: (
        _("Changed after it was signed"),
        "overdue",
        _(
            "This file bears a signature that does not fit it. Do not rely on it; ask its holder for the file as it was"
            " issued."
        ),
    ),
    Finding.FOREIGN: (
        _("Signed by somebody else"),
        "overdue",
        _("This file is signed, but by none of the keys of this platform."),
    ),
    Finding.UNCHECKED: (
        _("Signature cannot be checked"),
        "overdue",
        _(
            "This file bears a signature that cannot be read here: it was damaged, or made by means not known here."
        ),
    ),
    Finding.UNSIGNED: (
        _("Without a signature"),
        "warning",
        _(
            "This PDF bears no signature. Papers from before signatures, and scans, are checked by code or number."
        ),
    ),
    Finding.UNREADABLE: (
        _("Not a PDF"),
        "warning",
        _(
            "This file cannot be read as a PDF. Choose the file that was downloaded, not a picture or a scan of it."
        ),
    ),
}
REVOKED = (
    _("Signed by a key that was revoked"),
    "overdue",
    _("The key that signed this file is trusted no more. Check the paper by its code or number."),
)


class FileForm(forms.Form):
    """The PDF; it is looked at and not kept."""

    file = forms.FileField(
        label=_("PDF file"),
        help_text=_("The file as it was downloaded, at most 20 MB. It is looked at and not kept."),
        error_messages={"required": _("Choose the PDF file."), "empty": _("This file is empty.")},
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}),
    )

    def clean_file(self) -> File[bytes]:
        """A file of a size that is looked at."""
        file: File[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LONGEST:
            raise forms.ValidationError(
                _("This file is larger than %(size)s MB.") % {"size": LONGEST // MEGABYTE}
            )
        return file


@dataclass(frozen=True)
class Shown:
    """What is said of a file."""

    word: object
    tone: str
    says: object
    name: str
    signer: str
    at: datetime | None
    stamp: Stamp | None
    key: SigningKey | None
    test: bool


def _shown(name: str, look: Look, key: SigningKey | None) -> Shown:
    revoked = key is not None and key.state == KeyState.REVOKED and look.finding is Finding.VALID
    word, tone, says = REVOKED if revoked else FINDINGS[look.finding]
    return Shown(
        word=word,
        tone=tone,
        says=says,
        name=name,
        signer=look.subject,
        at=look.at,
        stamp=look.stamp,
        key=key,
        test=key is not None and key.kind == KeyKind.TEST,
    )


@page
def signed_file(request: HttpRequest) -> HttpResponse:
    """The page to choose a file on, and what is said of it."""
    form, shown = FileForm(), None
    if request.method == "POST":
        form = FileForm(request.POST, request.FILES)
        if form.is_valid():
            file: File[bytes] = form.cleaned_data["file"]
            shown = _shown(file.name or "", *look_at(file.read()))
    context = {
        "section": "verify",
        "form": form,
        "shown": shown,
        "keys": [(key, _kind(key), STATE_NAMES[KeyState(key.state)]) for key in signing_keys()],
    }
    return render(request, "portal/signed_file.html", context, status=422 if form.errors else 200)


def _kind(key: SigningKey) -> Words:
    return KIND_NAMES[KeyKind(key.kind)]


@page
def signing_certificate(request: HttpRequest, fingerprint: str) -> HttpResponse:
    """The certificates of one key as PEM, for readers of PDFs and for programs."""
    found = next((one for one in signing_keys() if one.fingerprint == fingerprint), None)
    if found is None:
        raise Http404
    response = HttpResponse(found.chain, content_type="application/x-pem-file")
    response["Content-Disposition"] = f'attachment; filename="{fingerprint[:16]}.pem"'
    return response
