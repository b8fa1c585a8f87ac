"""Addresses of the pages of identity."""

from django.urls import path

from pindos.identity.web import accounts, me, newcomers, sessions

app_name = "identity"
urlpatterns = [
    path("sign-in/", sessions.sign_in, name="sign-in"),
    path("sign-out/", sessions.sign_out, name="sign-out"),
    path("me/", me.me, name="me"),
    path("me/looks/", me.set_looks, name="looks-set"),
    path("me/password/", me.change_password, name="password-change"),
    path("me/tokens/", me.create_token, name="token-create"),
    path("me/tokens/<int:token_id>/revoke/", me.revoke_token, name="token-revoke"),
    path("accounts/", accounts.account_list, name="account-list"),
    path("accounts/new/", newcomers.account_create, name="account-create"),
    path("accounts/<int:account_id>/", accounts.account_show, name="account-show"),
    path(
        "accounts/<int:account_id>/reset-password/",
        accounts.reset_password,
        name="account-reset-password",
    ),
    path("accounts/<int:account_id>/deactivate/", accounts.deactivate, name="account-deactivate"),
    path("accounts/<int:account_id>/activate/", accounts.activate, name="account-activate"),
]
