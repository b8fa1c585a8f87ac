"""The pages on which administrators look after accounts."""

from collections import defaultdict
from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from pindos.identity import commands
from pindos.identity.models import Account
from pindos.identity.queries import (
    account_by,
    account_names,
    means_of,
    sittings_of,
)
from pindos.identity.queries.listed import ACCOUNTS
from pindos.identity.web.confirmed import confirmed
from pindos.identity.web.forms import ReasonForm
from pindos.identity.web.sittings import as_words
from pindos.kernel.errors import NotFound
from pindos.kernel.filtering import EVERYTHING, Condition, Op, list_page
from pindos.kernel.text import without_invisible
from pindos.kernel.web import Request
from pindos.organisation.queries import PositionFacts, positions_of
from pindos.organisation.terms import Role


@login_required
@require_GET
def account_list(request: Request) -> HttpResponse:
    """The accounts that the administrator rules, by name, 50 a page."""
    words = without_invisible(request.GET.get("q", ""))[:200].strip()

    def shown(rows: Sequence[Account]) -> dict[str, object]:
        held = _held_by(rows)
        return {"rows": [(each, held[each.person_id]) for each in rows], "q": words}

    within = Condition("text", Op.CONTAINS, (words,)) if words else EVERYTHING
    return list_page(request, ACCOUNTS, "identity/account_list.html", shown, within=within)


@never_cache
@login_required
@require_GET
def account_show(request: Request, account_id: int) -> HttpResponse:
    """One account: whose it is, where they stand, and what can be done with it."""
    return show(request, account_by(request.viewer, account_id))


@never_cache
@login_required
@require_POST
def reset_password(request: Request, account_id: int) -> HttpResponse:
    """Give the account a one-time password and show it this one time."""
    account = account_by(request.viewer, account_id)
    password = commands.reset_password(viewer=request.viewer, username=account.username)
    return show(request, account_by(request.viewer, account_id), new_password=password)


@login_required
@require_POST
def deactivate(request: Request, account_id: int) -> HttpResponse:
    """Close the account, with a reason."""
    account = account_by(request.viewer, account_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return show(request, account, form=form)
    commands.deactivate_account(
        viewer=request.viewer, username=account.username, reason=form.cleaned_data["reason"]
    )
    messages.success(request, _("The account is deactivated and its sessions have ended."))
    return redirect("identity:account-show", account_id)


@login_required
@require_POST
@confirmed
def reset_factor(request: Request, account_id: int) -> HttpResponse:
    """Take the account's second factors away, for who has lost them."""
    account = account_by(request.viewer, account_id)
    commands.reset_factor(viewer=request.viewer, username=account.username)
    messages.success(request, _("The second factor is reset. Its owner enrols a new one."))
    return redirect("identity:account-show", account_id)


@login_required
@require_POST
def end_sessions(request: Request, account_id: int) -> HttpResponse:
    """Sign the account out everywhere."""
    count = commands.end_sessions_of(viewer=request.viewer, account_id=account_id)
    words = ngettext("%(n)s session has ended.", "%(n)s sessions have ended.", count)
    messages.success(request, words % {"n": count})
    return redirect("identity:account-show", account_id)


@login_required
@require_POST
def activate(request: Request, account_id: int) -> HttpResponse:
    """Open a closed account again."""
    account = account_by(request.viewer, account_id)
    commands.activate_account(viewer=request.viewer, username=account.username)
    messages.success(request, _("The account is active again."))
    return redirect("identity:account-show", account_id)


def show(
    request: Request,
    account: Account,
    *,
    form: ReasonForm | None = None,
    new_password: str = "",
) -> HttpResponse:
    """The page of one account; a new password stands on it this one time."""
    context = {
        "account": account,
        "name": account_names([account.pk])[account.pk],
        "held": _held_by([account])[account.person_id],
        "means": means_of(account),
        "sittings": [as_words(each) for each in sittings_of(request.viewer, account.pk)[:20]],
        "can_invite": _can_invite(account),
        "is_own": account.pk == request.viewer.account_id,
        "form": form,
        "reason_form": form or ReasonForm(),
        "new_password": new_password,
        "here": "identity:account-list",
    }
    status = 422 if form else 200
    return render(request, "identity/account_show.html", context, status=status)


def _can_invite(account: Account) -> bool:
    """Whether an invitation makes sense: nobody has signed in yet, and there is an address."""
    return account.last_login is None and account.person is not None and bool(account.person.email)


def administrators_only(request: Request) -> None:
    """NotFound for everybody else."""
    if not request.viewer.holds(Role.ADMINISTRATOR):
        raise NotFound


def _held_by(accounts: Sequence[Account]) -> dict[int | None, list[tuple[PositionFacts, str]]]:
    """Where the people of these accounts stand today, in one query."""
    today = timezone.localdate()
    held: dict[int | None, list[tuple[PositionFacts, str]]] = defaultdict(list)
    for each in positions_of({one.person_id for one in accounts if one.person_id}):
        if each.is_held(today):
            held[each.person_id].append((each, str(Role(each.role).label)))
    return held
