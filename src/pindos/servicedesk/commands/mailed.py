"""What stands on a ticket of a message that came: its title, its words, its files."""

from collections.abc import Sequence

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from pindos.kernel.errors import Refused, in_one_line
from pindos.mail.queries.beside import closed_in, invitation_in
from pindos.mail.reading import Nested, Read
from pindos.records.commands import make_ready, most_files
from pindos.servicedesk.terms import TEXT_LENGTH, TITLE_LENGTH

MOST_NAMED = 12  # files that are named, of those that did not fit in
UNTITLED = 60  # characters of the text that stand for a subject that is missing


def title_of(read: Read, goes_on_from: str = "") -> str:
    """What a ticket from a message is called: its subject, else how its words begin.

    Without the number of the ticket that it goes on from: it has one of its own.
    """
    subject = read.bare_subject
    if goes_on_from:
        subject = subject.replace(f"[{goes_on_from}]", " ")
    title = " ".join(subject.split())
    title = title or " ".join(read.text.split())[:UNTITLED].strip()
    if len(title) < 3:
        with override("el"):
            title = _("Message from %(name)s") % {"name": read.sender.name or read.sender.address}
    return title[:TITLE_LENGTH]


def text_of(read: Read) -> str:
    """The words of a message: the fresh ones, and what was attached to be read."""
    text = read.text.strip() or read.quoted.strip()
    return _joined(text, beside(read), attached_to(read))


def whole_text_of(read: Read) -> str:
    """All words of a message that begins something: the thread below is what it is about."""
    return _joined(read.text.strip(), beside(read), read.quoted.strip(), attached_to(read))


def beside(read: Read) -> str:
    """What stands in parts that are no text: an invitation; that nobody here can read it."""
    with override("el"):
        said = [f"{name}: {value}" for name, value in invitation_in(read.calendar)]
        if said:
            said.insert(0, "-------- {} --------".format(_("Invitation")))
        return "\n".join(filter(None, [*said, closed_in(read)]))


def attached_to(read: Read) -> str:
    """The messages that were attached, each under a head of its own as a forwarded one."""
    with override("el"):
        return "\n\n".join(_under_head(each) for each in read.nested)


def _under_head(nested: Nested) -> str:
    name, address = nested.sender
    sender = f"{name} <{address}>" if name and address else name or address
    date = nested.date
    if date and timezone.is_aware(date) and 1990 <= date.year <= 2200:
        date = timezone.localtime(date)
    said = {
        _("From"): sender,
        _("Sent"): f"{date:%d/%m/%Y %H:%M}" if date else "",
        _("Subject"): nested.subject,
    }
    head = [f"{name}: {value}" for name, value in said.items() if value]
    begin = "-------- {} --------".format(_("Attached message"))
    return "\n".join([begin, *head, "", nested.text])


def _joined(*texts: str) -> str:
    return "\n\n".join(text for text in texts if text)[: TEXT_LENGTH - 1]


def files_of(read: Read) -> tuple[Sequence["UploadedFile[bytes]"], list[str]]:
    """The files of a message that can be kept, and for each other one why it cannot.

    Of more than go with one entry those come first that do not stand within the text, as logos do.
    """
    taken: list[UploadedFile[bytes]] = []
    refused = []
    for file in sorted(read.files, key=lambda one: one.is_inline):
        sent = SimpleUploadedFile(file.name, file.content, file.content_type)
        try:
            make_ready([sent])
        except Refused as refusal:
            refused.append(in_one_line(refusal))
        else:
            taken.append(sent)
    most = most_files()
    if beyond := [str(each.name) for each in taken[most:]]:
        refused.append(_did_not_fit(beyond, most))
    return taken[:most], refused


def _did_not_fit(names: list[str], most: int) -> str:
    """What the sender can do about files for which there was no room."""
    said = ", ".join(names[:MOST_NAMED]) + ("…" if len(names) > MOST_NAMED else "")
    with override("el"):
        words = ngettext(
            "%(n)s file did not fit in (at most %(most)s with one message): %(names)s. Send it "
            "with another message.",
            "%(n)s files did not fit in (at most %(most)s with one message): %(names)s. Send "
            "those that are needed with another message.",
            len(names),
        )
    return words % {"n": len(names), "most": most, "names": said}
