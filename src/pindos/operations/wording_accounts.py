"""What the events of accounts and signing in, and their fields, are called in the audit."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ACCOUNTS: dict[str, str | Promise] = {
    "identity.AccessEnded": _("Access ended with the last position"),
    "identity.AccountActivated": _("Account activated"),
    "identity.AccountCreated": _("Account created"),
    "identity.AccountDeactivated": _("Account deactivated"),
    "identity.DirectoryChanged": _("Directory settings changed"),
    "identity.DirectorySynced": _("People compared with the directory"),
    "identity.DirectoryTried": _("Directory tried"),
    "identity.FactorAdded": _("Second factor added"),
    "identity.FactorFailed": _("Second factor not accepted"),
    "identity.FactorRemoved": _("Second factor removed"),
    "identity.FactorReset": _("Second factor reset"),
    "identity.FactorUsed": _("Second factor shown"),
    "identity.IdentityConfirmed": _("Password said again"),
    "identity.InvitationAccepted": _("Invitation accepted"),
    "identity.InvitationRevoked": _("Invitation withdrawn"),
    "identity.OutsideLinked": _("Account linked to a sign-in elsewhere"),
    "identity.PasswordAccepted": _("Password accepted, second factor asked"),
    "identity.PasswordChanged": _("Password changed"),
    "identity.PasswordRenewed": _("Password renewed by a link in a mail"),
    "identity.PersonInvited": _("Person invited"),
    "identity.PreferencesChanged": _("Preferences changed"),
    "identity.ProviderChanged": _("OpenID settings changed"),
    "identity.ProviderTried": _("OpenID provider tried"),
    "identity.RecoveryCodesMade": _("Recovery codes made"),
    "identity.RenewalAsked": _("Forgotten password reported"),
    "identity.RenewalLinkSent": _("Link for a new password sent"),
    "identity.SessionsEnded": _("Sessions ended"),
    "identity.SignInPolicyChanged": _("Sign-in rules changed"),
    "identity.SignInFailed": _("Sign-in failed"),
    "identity.SignedIn": _("Signed in"),
    "identity.SignedOut": _("Signed out"),
    "identity.TokenCreated": _("Token created"),
    "identity.TokenRevoked": _("Token revoked"),
}

FIELDS_OF_SIGN_IN: dict[str, str | Promise] = {
    "button": pgettext_lazy("field", "words on the button"),
    "email_claim": pgettext_lazy("field", "claim of the e-mail address"),
    "factors": pgettext_lazy("field", "what counts as a second factor"),
    "family_name_claim": pgettext_lazy("field", "claim of the family name"),
    "given_name_claim": pgettext_lazy("field", "claim of the given name"),
    "groups_claim": pgettext_lazy("field", "claim of the groups"),
    "issuer": pgettext_lazy("field", "issuer"),
    "login_claim": pgettext_lazy("field", "claim of the user name"),
    "scopes": pgettext_lazy("field", "scopes"),
    "signs_out": pgettext_lazy("field", "signs out at the provider, too"),
    "unit_claim": pgettext_lazy("field", "claim of the unit"),
}
