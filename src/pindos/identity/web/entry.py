"""The last step of every sign-in: the session begins and knows how it was earned."""

from typing import Any

from django.contrib.auth import login, update_session_auth_hash
from django.db import transaction
from django.utils import timezone

from pindos.identity import commands
from pindos.identity.models import Account
from pindos.identity.queries import has_just_proved
from pindos.identity.terms import CONFIRMED, FACTOR, WAITING_FOR, Proof
from pindos.kernel.origin import origin
from pindos.kernel.web import Request

KEPT = "openid_token"  # what a provider is shown when its guest leaves; falls with the session
WAITING = "waiting"  # who has said the right password, until the second step is done


def let_in(request: Request, account: Account, factor: str = "") -> None:
    """Begin a session; ``factor`` is the second factor that was shown, if any."""
    with transaction.atomic():
        request.session.pop(WAITING, None)
        login(request, account, backend="pindos.identity.backend.Accounts")
        go_on(request, account, factor)


def stay_in(request: Request, account: Account, factor: str = "") -> None:
    """Let this session go on where all others have ended: its proof has changed."""
    with transaction.atomic():
        update_session_auth_hash(request, account)
        go_on(request, account, factor)


def go_on(request: Request, account: Account, factor: str) -> None:
    """Note the session under its present key, and that somebody has just proved who they are."""
    if factor:
        request.session[FACTOR] = factor
    request.session[CONFIRMED] = timezone.now().timestamp()
    commands.begin_sitting(
        account=account,
        key=str(request.session.session_key),
        browser=request.headers.get("User-Agent", ""),
        address=origin().address,
    )


def wait_for_factor(request: Request, account: Account) -> None:
    """Remember that the first step is done; nobody is signed in yet."""
    request.session.cycle_key()
    request.session[WAITING] = {
        "account": account.pk,
        "proof": account.get_session_auth_hash(),
        "at": timezone.now().timestamp(),
    }


def who_waits(request: Request) -> Account | None:
    """The account whose second step is due, if the first is not too long ago or undone since."""
    said: dict[str, Any] = request.session.get(WAITING) or {}
    if not said or _age_of(said["at"]) > WAITING_FOR.total_seconds():
        return None
    account = Account.objects.filter(pk=said["account"], is_active=True).first()
    same = account is not None and account.get_session_auth_hash() == said["proof"]
    return account if same else None


def is_confirmed(request: Request) -> bool:
    """Whether whoever sits there has proved who they are just now."""
    return has_just_proved(request.session)


def confirm(request: Request, proof: str) -> None:
    """Note that they have; a second factor counts for the rest of the session."""
    if proof != Proof.PASSWORD:
        request.session[FACTOR] = proof
    request.session[CONFIRMED] = timezone.now().timestamp()


def _age_of(at: float) -> float:
    return timezone.now().timestamp() - at
