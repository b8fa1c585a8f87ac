"""Pages of webhooks: the list, one with its log, adding, putting right, trying."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pindos.kernel.clashes import (
    Side,
    say_meanwhile,
    show_both,
    to_edit,
    with_choices,
    with_values,
)
from pindos.kernel.errors import Clash, Invalid, NotFound
from pindos.kernel.filtering import Condition, Mode, Op, joined, list_page
from pindos.kernel.versions import seen_in, shown, version_in
from pindos.kernel.web import Request
from pindos.notices import commands
from pindos.notices.listings import WEBHOOK_SENDINGS, WEBHOOKS, event_of
from pindos.notices.models import Webhook, WebhookSending
from pindos.notices.queries import (
    hook_tallies,
    keeps_webhooks,
    webhook_by,
    webhook_kinds,
    webhook_tally,
)
from pindos.notices.web.webhook_form import WebhookForm, words_of

COLUMNS = ("name", "address", "unit_id", "kinds")
HIDDEN = ("version", "shown")
ROWS = 25  # sendings on a page: under 50 kB, answers and all


@login_required
@require_safe
def webhook_list(request: Request) -> HttpResponse:
    """The webhooks of the viewer's units, each with its work of the last day."""

    def words(rows: Sequence[Webhook]) -> dict[str, object]:
        tallies = hook_tallies([row.pk for row in rows])
        return {
            "lines": [(row, tallies[row.pk]) for row in rows],
            "tally": webhook_tally(request.viewer),
        }

    return list_page(
        request,
        WEBHOOKS,
        "notices/webhook_list.html",
        words,
        dressed=lambda rows: rows.select_related("unit", "keeper"),
    )


@login_required
@require_safe
def webhook_show(request: Request, webhook: int) -> HttpResponse:
    """One webhook: how it stands, and the log of what it sent."""
    hook = webhook_by(request.viewer, webhook)
    named = webhook_kinds()
    words = {
        "webhook": hook,
        "kinds": [named.get(kind, kind) for kind in hook.kinds],
        "tally": hook_tallies([hook.pk])[hook.pk],
    }
    own = Condition("number", Op.EQ, (str(hook.pk),))
    return _log_page(request, "notices/webhook_show.html", words, own)


@login_required
@require_safe
def webhook_sending_list(request: Request) -> HttpResponse:
    """The log of all webhooks of the viewer's units."""
    words = {"tally": webhook_tally(request.viewer)}
    return _log_page(request, "notices/webhook_sending_list.html", words)


def _log_page(
    request: Request, template: str, words: Mapping[str, object], *within: Condition
) -> HttpResponse:
    state = request.GET.get("state", "")
    chosen = [Condition("state", Op.EQ, (state,))] if state in WebhookSending.State.values else []
    more = {"state": state, "states": WebhookSending.State.choices, **words}
    return list_page(
        request,
        WEBHOOK_SENDINGS,
        template,
        lambda rows: {**more, "lines": [(row, event_of(row)) for row in rows]},
        within=joined(Mode.ALL, [*within, *chosen]),
        size=ROWS,
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def webhook_add(request: Request) -> HttpResponse:
    """A new one; its secret is shown in the answer and never again."""
    if not keeps_webhooks(request.viewer):
        raise NotFound
    form = WebhookForm(request.viewer, request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = _carried_out(form, lambda said: commands.add_webhook(viewer=request.viewer, **said))
        if made:
            return _secret_page(request, made, is_new=True)
    return _form_page(request, form, None, [])


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def webhook_edit(request: Request, webhook: int) -> HttpResponse:
    """One, to be put right."""
    hook = webhook_by(request.viewer, webhook)
    initial = to_edit(hook, COLUMNS, {**words_of(hook), "kinds": hook.kinds})
    data: Any = with_choices(request.POST) if request.method == "POST" else None
    form = WebhookForm(request.viewer, data, initial=initial)
    sides: list[Side] = []
    if form.is_valid():
        try:
            saved = _carried_out(form, lambda said: _change(request, form, webhook, said))
        except Clash as clash:
            form.add_error(None, str(clash))
            sides = _both(form, clash, webhook_by(request.viewer, webhook))
        else:
            if saved:
                messages.success(request, _("The webhook is saved. Send a test."))
                say_meanwhile(request, form, saved)
                return redirect("notices:webhook-show", saved.pk)
    return _form_page(request, form, hook, sides)


@login_required
@require_POST
def webhook_try(request: Request, webhook: int) -> HttpResponse:
    """Send a test event and say what the receiver answered."""
    sending = commands.try_webhook(viewer=request.viewer, webhook_id=webhook)
    if sending.state == WebhookSending.State.SENT:
        words = _("The receiver took the test in %(took)s ms. It answered %(status)s %(answer)s")
        say = messages.success
    else:
        words = _("The test was not taken. %(why)s %(answer)s")
        say = messages.error
    said = {
        "took": sending.took,
        "status": sending.status,
        "answer": sending.answer[:200],
        "why": sending.why,
    }
    say(request, words % said)
    return redirect("notices:webhook-show", webhook)


@never_cache
@login_required
@require_POST
def webhook_renew(request: Request, webhook: int) -> HttpResponse:
    """Another secret, shown in the answer and never again."""
    made = commands.renew_webhook_secret(viewer=request.viewer, webhook_id=webhook)
    return _secret_page(request, made, is_new=False)


@login_required
@require_POST
def webhook_retry(request: Request, webhook: int) -> HttpResponse:
    """Let one sending go again, or all that failed."""
    asked = request.POST.get("sending", "")
    one = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 19 else None
    count = commands.retry_webhook(viewer=request.viewer, webhook_id=webhook, sending_id=one)
    words = ngettext("%(n)d event will be sent again.", "%(n)d events will be sent again.", count)
    messages.success(request, words % {"n": count})
    return redirect("notices:webhook-show", webhook)


def _turn(command: Callable[..., Webhook], said: Promise) -> Callable[..., HttpResponse]:
    @login_required
    @require_POST
    def page(request: Request, webhook: int) -> HttpResponse:
        command(viewer=request.viewer, webhook_id=webhook)
        messages.success(request, str(said))
        return redirect("notices:webhook-show", webhook)

    return page


webhook_off = _turn(commands.switch_webhook_off, gettext_lazy("It is off: nothing is sent."))
webhook_on = _turn(commands.switch_webhook_on, gettext_lazy("It is on: it sends again."))


@login_required
@require_POST
def webhook_remove(request: Request, webhook: int) -> HttpResponse:
    """Away with it, for whoever has ticked that they are sure."""
    hook = webhook_by(request.viewer, webhook)
    if request.POST.get("sure") != "yes":
        words = _("Nothing was removed: tick that the webhook is to be removed, then press again.")
        messages.error(request, words)
        return redirect("notices:webhook-show", webhook)
    version = version_in(request.POST.get("version", ""))
    commands.remove_webhook(viewer=request.viewer, webhook_id=webhook, version=version)
    messages.success(request, _("%(name)s is removed.") % {"name": hook.name})
    return redirect("notices:webhook-list")


def _change(request: Request, form: WebhookForm, webhook: int, said: dict[str, Any]) -> Webhook:
    return commands.change_webhook(
        viewer=request.viewer,
        webhook_id=webhook,
        version=form.cleaned_data["version"],
        seen=seen_in(form.cleaned_data["shown"]),
        **said,
    )


def _both(form: WebhookForm, clash: Clash, hook: Webhook) -> list[Side]:
    """Both sides; of the kinds, too, what was not touched here stands as others left it."""
    was = seen_in(form.cleaned_data["shown"]).get("kinds")
    sides = show_both(form, clash, words_of(hook), shown(hook, COLUMNS))
    if "kinds" not in clash.fields and was == form.cleaned_data["kinds"]:
        form.data = with_values(form.data, {"kinds": " ".join(hook.kinds)})
    return sides


def _carried_out(form: WebhookForm, act: Callable[[dict[str, Any]], Any]) -> Any:
    """Do it; what is refused stands on the form, which keeps every word."""
    try:
        return act({k: value for k, value in form.cleaned_data.items() if k not in HIDDEN})
    except Invalid as error:
        for name, words in error.fields.items():
            form.add_error(name if name in form.fields else None, str(words))
    return None


def _secret_page(request: Request, made: commands.Made, *, is_new: bool) -> HttpResponse:
    words = {"webhook": made.webhook, "secret": made.secret, "is_new": is_new}
    return render(request, "notices/webhook_secret.html", words)


def _form_page(
    request: Request, form: WebhookForm, hook: Webhook | None, sides: list[Side]
) -> HttpResponse:
    words = {"form": form, "webhook": hook, "sides": sides}
    status = 422 if form.is_bound else 200
    return render(request, "notices/webhook_form.html", words, status=status)
