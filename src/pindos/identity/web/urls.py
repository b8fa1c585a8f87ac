"""Addresses of the pages of identity."""

from django.urls import path

from pindos.identity.web import accounts, factors, me, newcomers, policy, proof, sessions, sittings

app_name = "identity"
urlpatterns = [
    path("sign-in/", sessions.sign_in, name="sign-in"),
    path("sign-out/", sessions.sign_out, name="sign-out"),
    path("sign-in/factor/", proof.sign_in_factor, name="sign-in-factor"),
    path("sign-in/passkey/", proof.sign_in_passkey, name="sign-in-passkey"),
    path("sign-in/passkey/ask/", proof.ask_passkey, name="passkey-ask"),
    path("sign-in/confirm/", proof.confirm_identity, name="confirm"),
    path("sign-in/confirm/passkey/", proof.confirm_passkey, name="confirm-passkey"),
    path("sign-in-policy/", policy.policy_set, name="sign-in-policy-set"),
    path("me/factors/", factors.factor_list, name="factor-list"),
    path("me/factors/app/", factors.add_app, name="app-add"),
    path("me/factors/passkey/", factors.add_passkey, name="passkey-add"),
    path("me/factors/passkey/ask/", factors.ask_new_passkey, name="passkey-add-ask"),
    path("me/factors/codes/", factors.make_codes, name="recovery-codes-make"),
    path("me/factors/<int:factor_id>/remove/", factors.remove, name="factor-remove"),
    path("me/sessions/", sittings.session_list, name="session-list"),
    path("me/sessions/end-others/", sittings.end_others, name="session-end-others"),
    path("me/sessions/<int:sitting_id>/end/", sittings.end, name="session-end"),
    path("me/", me.me, name="me"),
    path("me/looks/", me.set_looks, name="looks-set"),
    path("me/password/", me.change_password, name="password-change"),
    path("me/tokens/", me.create_token, name="token-create"),
    path("me/tokens/list/", sittings.token_list, name="token-list"),
    path("me/tokens/<int:token_id>/revoke/", me.revoke_token, name="token-revoke"),
    path("accounts/", accounts.account_list, name="account-list"),
    path("accounts/new/", newcomers.account_create, name="account-create"),
    path("accounts/<int:account_id>/", accounts.account_show, name="account-show"),
    path(
        "accounts/<int:account_id>/reset-password/",
        accounts.reset_password,
        name="account-reset-password",
    ),
    path("accounts/<int:account_id>/reset-factor/", accounts.reset_factor, name="factor-reset"),
    path(
        "accounts/<int:account_id>/end-sessions/",
        accounts.end_sessions,
        name="account-end-sessions",
    ),
    path("accounts/<int:account_id>/deactivate/", accounts.deactivate, name="account-deactivate"),
    path("accounts/<int:account_id>/activate/", accounts.activate, name="account-activate"),
]
