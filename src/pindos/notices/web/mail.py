"""The mail server and the delivery log, for administrators of a whole administration."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from pindos.kernel.called import called_about
from pindos.kernel.clashes import Side, say_meanwhile, show_both, to_edit, with_choices
from pindos.kernel.errors import Clash, Invalid
from pindos.kernel.filtering import EVERYTHING, Condition, Op, list_page
from pindos.kernel.reaching import said
from pindos.kernel.versions import shown
from pindos.kernel.web import Request
from pindos.notices.commands import SHOWN, retry_sending, set_mail_server, try_mail_server
from pindos.notices.listings import SENDINGS
from pindos.notices.models import MailServer, Sending
from pindos.notices.queries import mail_server, mail_unit_of, own_address, tally
from pindos.notices.web.forms import MailServerForm, TryForm

ROWS = 25  # sendings on a page: under 50 kB, long answers and all
NEW = {"port": 25, "security": MailServer.Security.NONE}


@login_required
def mail_server_set(request: Request) -> HttpResponse:
    """The form of the mail server."""
    mail_unit_of(request.viewer)
    server = mail_server()
    if request.method != "POST":
        values = to_edit(server, SHOWN, _values(server)) if server else NEW
        return _server_page(request, MailServerForm(initial=values))
    form = MailServerForm(with_choices(request.POST))
    sides: list[Side] = []
    if form.is_valid():
        try:
            server = set_mail_server(viewer=request.viewer, **form.asked())
        except Clash as clash:
            form.add_error(None, str(clash))
            sides = show_both(form, clash, _now(clash.row), shown(clash.row, SHOWN))
        except Invalid as wrong:
            for field, words in wrong.fields.items():
                form.add_error(field, str(words))
        else:
            messages.success(request, _("The mail server is saved. Send yourself a test mail."))
            say_meanwhile(request, form, server)
            return redirect("notices:mail-server-set")
    return _server_page(request, form, sides, status=422)


@login_required
@require_POST
def mail_server_try(request: Request) -> HttpResponse:
    """Send a test mail and say in words what the server answered."""
    mail_unit_of(request.viewer)
    form = TryForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Type the e-mail address to which the test mail should go."))
        return redirect("notices:mail-server-set")
    fate = try_mail_server(viewer=request.viewer, address=form.cleaned_data["address"])
    if fate.is_gone:
        words = _("The server took the mail for %(address)s. It answered: %(answer)s")
        say = messages.success
    else:
        words = _("The mail for %(address)s did not leave. The reason: %(answer)s")
        say = messages.error
    say(request, words % {"address": form.cleaned_data["address"], "answer": said(fate.words)})
    return redirect("notices:mail-server-set")


@login_required
@require_safe
def sending_list(request: Request) -> HttpResponse:
    """The delivery log."""
    state = request.GET.get("state", "")
    is_one = state in Sending.State.values
    words = {"state": state, "states": Sending.State.choices, "tally": tally()}

    def with_things(rows: Sequence[Sending]) -> dict[str, Any]:
        found = called_about(request.viewer, {row.letter.about for row in rows})
        for row in rows:
            row.thing = found.get(row.letter.about)
        return words

    return list_page(
        request,
        SENDINGS,
        "notices/sending_list.html",
        with_things,
        within=Condition("state", Op.EQ, (state,)) if is_one else EVERYTHING,
        size=ROWS,
    )


@login_required
@require_POST
def sending_retry(request: Request, sending_id: int) -> HttpResponse:
    """Let one failed sending go again."""
    retry_sending(viewer=request.viewer, sending_id=sending_id)
    messages.success(request, _("It will be sent again within a minute."))
    return redirect("notices:sending-list")


@login_required
@require_POST
def sending_retry_all(request: Request) -> HttpResponse:
    """Let all failed sendings go again."""
    count = retry_sending(viewer=request.viewer)
    words = ngettext("%(n)d mail will be sent again.", "%(n)d mails will be sent again.", count)
    messages.success(request, words % {"n": count})
    return redirect("notices:sending-list")


def _server_page(
    request: Request, form: MailServerForm, sides: Sequence[Side] = (), status: int = 200
) -> HttpResponse:
    server = mail_server()
    words = {
        "form": form,
        "sides": sides,
        "server": server,
        "is_given": server is not None and server.pk is None,
        "has_password": bool(server and server.secret),
        "try_form": TryForm(initial={"address": own_address(request.viewer)}, auto_id="try_%s"),
        "tally": tally(),
    }
    return render(request, "notices/mail_server_set.html", words, status=status)


def _values(server: MailServer) -> dict[str, Any]:
    """Its values under the names of the form's fields."""
    return {name.removesuffix("_id"): getattr(server, name) for name in SHOWN}


def _now(server: MailServer) -> dict[str, str]:
    """The same as a form sends them; a box that is not ticked sends nothing."""
    values = {name: str(said or "") for name, said in _values(server).items()}
    return {**values, "is_on": "on" if server.is_on else ""}
