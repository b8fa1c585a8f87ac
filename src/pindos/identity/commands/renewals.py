"""A forgotten password: asked for by anybody, renewed only by whoever reads the person's mail."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from pindos.identity.commands.accounts import end_sittings
from pindos.identity.commands.links import make_link, revoke_links, use_link
from pindos.identity.commands.passwords import checked_password
from pindos.identity.commands.sessions import note_password_right
from pindos.identity.commands.throttle import clear_name, take_turn
from pindos.identity.events import PasswordRenewed, RenewalAsked, RenewalLinkSent
from pindos.identity.models import Account
from pindos.identity.queries import signs_in_elsewhere, unit_of_account, viewer_for
from pindos.identity.rules import RENEWALS
from pindos.identity.terms import MOST_NAMESAKES, MOST_RENEWALS, RENEWAL_FOR, LinkKind, Source
from pindos.kernel.access import HOUSE, Viewer
from pindos.kernel.events import emit
from pindos.kernel.telling import is_posting, post, tell
from pindos.kernel.text import fold, invisible_in


def ask_renewal(*, viewer: Viewer, name: str) -> None:
    """Somebody has forgotten the password of the account of this name or e-mail address.

    Does and says the same whether there is such an account or not, in the same time: whatever
    is due is done by a worker afterwards. TooSoon when it is asked too often for this name or
    from this address.
    """
    attempt = take_turn(name, RENEWALS)
    with transaction.atomic():
        event = RenewalAsked(account_ids=sorted(_called(name)))
        emit(event, about=attempt, unit_id=None)


@transaction.atomic
def send_renewal_link(*, viewer: Viewer, account_id: int) -> bool:
    """Send the link for a new password, unless the account is closed or has had too many."""
    account = Account.objects.filter(pk=account_id).select_related("person").first()
    if account is None or not _may_have_one(account):
        return False
    if source := signs_in_elsewhere(account):
        return bool(_tell_where(account, source))
    link, url = make_link(account, LinkKind.RENEWAL, RENEWAL_FOR, HOUSE)
    event = RenewalLinkSent(account_id=account.pk, link_id=link.pk)
    emit(event, about=account, unit_id=unit_of_account(account), by=viewer)
    post(
        person_id=account.person_id or 0,
        key=f"password-renewal:{link.pk}",
        kind="password-renewal",
        about=f"identity.account:{account.pk}",
        say=lambda: _words(account.username),
        secret_url=url,
        good_until=link.expires_at,
    )
    return True


@transaction.atomic
def renew_password(*, viewer: Viewer, secret: str, password: str) -> Account:
    """Choose another password by the link in the mail; it is used up, all sessions end.

    A second factor is asked for afterwards as at every sign-in: a mailbox is no second factor.
    NotFound when the link opens nothing.
    """
    link = use_link(secret, LinkKind.RENEWAL)
    account = link.account
    account.set_password(checked_password(password, account))
    account.must_change_password = False
    account.save(update_fields=["password", "must_change_password"])
    end_sittings(account)
    revoke_links(account)
    clear_name(account.username)
    by = Viewer(account_id=account.pk, person_id=account.person_id)
    event = PasswordRenewed(account_id=account.pk, link_id=link.pk)
    emit(event, about=account, unit_id=unit_of_account(account), by=by)
    note_password_right(account)
    return account


def _called(name: str) -> Iterable[int]:
    """The active accounts of this name, or of the people with this e-mail address."""
    said = "" if invisible_in(name) else name.strip()
    wanted = Q(folded=fold(said)) | Q(person__email__iexact=said, person__email__contains="@")
    found = Account.objects.filter(wanted, is_active=True, person__isnull=False)
    return found.values_list("pk", flat=True)[:MOST_NAMESAKES]


def _may_have_one(account: Account) -> bool:
    lately = timezone.now() - RENEWAL_FOR
    sent = account.links.filter(kind=LinkKind.RENEWAL, made_at__gt=lately).count()
    can_be_reached = is_posting() and account.person is not None and bool(account.person.email)
    return can_be_reached and sent < MOST_RENEWALS and viewer_for(account).is_known


def _tell_where(account: Account, source: str) -> int:
    """No link for whoever has no password here: where they have one; once an hour."""
    hour = f"{timezone.now():%Y-%m-%d.%H}"
    return tell(
        person_ids=[account.person_id],
        key=f"password-elsewhere:{account.pk}.{hour}",
        kind="password-elsewhere",
        about=f"identity.account:{account.pk}",
        say=lambda: (
            _("Your password is not kept in Pindos"),
            _("You sign in by %(where)s: have your password renewed there.")
            % {"where": Source(source).label},
        ),
    )


def _words(username: str) -> tuple[str, str]:
    return _("A new password for your account"), "\n".join(
        [
            _("Your user name: %(name)s") % {"name": username},
            _("By its link you choose another password. It is good once, for one hour."),
            _("If you did not ask for it, do nothing: your password stays as it is."),
        ]
    )
