"""Files that come with a form, and those kept from the try before."""

from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.forms import Form

from pindos.kernel.errors import Invalid, Refused
from pindos.kernel.web import Request
from pindos.records.commands.files import held, hold, make_ready
from pindos.records.terms import Held

FIELD = "files"
KEPT = "kept"


def sent_with(request: Request) -> list["UploadedFile[Any] | Held"]:
    """All that goes with this form: what was kept for it, then what came now, made ready.

    Call it outside a transaction, or ``digest_of_files`` before: photos are cleaned meanwhile.
    """
    kept = held(request.viewer, request.POST.getlist(KEPT))
    sent = _sent_now(request)
    make_ready(sent)
    return [*kept, *sent]


def digest_of_files(request: Request) -> list[str]:
    """Which files were sent, in short: enough to tell a second click from another form.

    It makes them ready too, for it comes before the transaction that takes them in.
    """
    sent = _sent_now(request)
    make_ready(sent)
    now = [f"{file.name} {file.size}" for file in sent]
    return [*request.POST.getlist(KEPT), *now]


def keep_for_next_try(request: Request, form: Form) -> Sequence[Held]:
    """Keep the files of a form that failed; a file that cannot be kept is said to be so."""
    kept = held(request.viewer, request.POST.getlist(KEPT))
    for file in _sent_now(request):
        try:
            file.seek(0)
            kept += hold(request.viewer, [file])
        except Invalid as error:
            _complain(form, [str(words) for words in error.fields.values()])
        except Refused as error:
            _complain(form, [str(error)])
    return kept


def _sent_now(request: Request) -> list["UploadedFile[Any]"]:
    return [file for file in request.FILES.getlist(FIELD) if isinstance(file, UploadedFile)]


def _complain(form: Form, words: list[str]) -> None:
    field = FIELD if FIELD in form.fields else None
    said = {str(each) for each in form.errors.get(field or "__all__", [])}
    for each in words:
        if each not in said:
            form.add_error(field, each)
