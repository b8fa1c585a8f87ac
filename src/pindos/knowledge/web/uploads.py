"""Files that come with a form, and those kept from the try before."""

from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.forms import Form

from pindos.kernel.errors import Refused
from pindos.kernel.web import Request
from pindos.records import commands as records
from pindos.records.terms import Held


def sent_with(request: Request) -> list["UploadedFile[Any] | Held"]:
    """All that goes with this form, made ready: photos are cleaned outside a transaction."""
    sent = _sent(request)
    records.make_ready(sent)
    return [*records.held(request.viewer, request.POST.getlist("kept")), *sent]


def keep_for_next_try(request: Request, form: Form) -> Sequence[Held]:
    """Keep the files of a form that failed; a file that cannot be kept is said to be so."""
    kept = records.held(request.viewer, request.POST.getlist("kept"))
    for file in _sent(request):
        try:
            file.seek(0)
            kept += records.hold(request.viewer, [file])
        except Refused as error:
            if not form.errors.get("files"):
                form.add_error("files", str(error))
    return kept


def _sent(request: Request) -> list["UploadedFile[Any]"]:
    return [file for file in request.FILES.getlist("files") if isinstance(file, UploadedFile)]
