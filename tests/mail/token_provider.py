"""A real OAuth 2.0 provider (Authlib) as a process: ``python token_provider.py PORT``.

Refresh tokens are given once and are then over, as the policies of large providers have it; codes
want PKCE. Mail servers ask ``/introspect`` (RFC 7662) whether a token holds, and whose it is.
"""

import sys
import time
from secrets import token_urlsafe

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import ClientMixin, grants
from authlib.oauth2.rfc7636 import CodeChallenge
from flask import Flask, jsonify, request

PORT = int(sys.argv[1])
CODES, TOKENS, HOW = {}, {}, {"seconds": 3600, "asked": 0}
app = Flask(__name__)


class Client(ClientMixin):
    client_id, secret = "pindos", "μυστικό-πελάτη"

    def get_client_id(self):
        return self.client_id

    def get_allowed_scope(self, scope):
        return scope

    def check_redirect_uri(self, redirect_uri):
        return redirect_uri.endswith("/mailboxes/permit/")

    def check_client_secret(self, client_secret):
        return client_secret == self.secret

    def check_endpoint_auth_method(self, method, endpoint):
        return method == "client_secret_post"

    def check_response_type(self, response_type):
        return response_type == "code"

    def check_grant_type(self, grant_type):
        return True


class Token:
    """A refresh token as Authlib asks about it."""

    def __init__(self, said):
        self.said = said

    def check_client(self, client):
        return True

    def get_scope(self):
        return self.said["scope"]

    def get_user(self):
        return self.said["user"]


class Code:
    def __init__(self, data):
        self.user = data["login_hint"]
        self.redirect_uri = data.get("redirect_uri")
        self.scope = data.get("scope", "")
        self.code_challenge = data.get("code_challenge")
        self.code_challenge_method = data.get("code_challenge_method")

    def get_redirect_uri(self):
        return self.redirect_uri

    def get_scope(self):
        return self.scope


class CodeGrant(grants.AuthorizationCodeGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_post"]

    def save_authorization_code(self, code, request):
        CODES[code] = Code(request.payload.data)
        CODES[code].code = code

    def query_authorization_code(self, code, client):
        return CODES.get(code)

    def delete_authorization_code(self, authorization_code):
        CODES.pop(authorization_code.code, None)

    def authenticate_user(self, authorization_code):
        return authorization_code.user


class RefreshGrant(grants.RefreshTokenGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_post"]
    INCLUDE_NEW_REFRESH_TOKEN = True

    def authenticate_refresh_token(self, refresh_token):
        said = TOKENS.get(refresh_token)
        return Token(said) if said and said["is_refresh"] and said["holds"] else None

    def authenticate_user(self, refresh_token):
        return refresh_token.get_user()

    def revoke_old_credential(self, refresh_token):
        refresh_token.said["holds"] = False


class ClientGrant(grants.ClientCredentialsGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_post"]


def save(token, asked):
    user = asked.user or HOW.get("user", "")
    scope = token.get("scope", "")
    until = time.time() + HOW["seconds"]
    for name in ("access_token", "refresh_token"):
        if name in token:
            is_refresh = name == "refresh_token"
            TOKENS[token[name]] = {
                **{"user": user, "scope": scope, "holds": True, "is_refresh": is_refresh},
                "until": until,
            }
    token["expires_in"] = HOW["seconds"]


server = AuthorizationServer(
    app, query_client=lambda name: Client() if name == "pindos" else None, save_token=save
)
app.config["OAUTH2_REFRESH_TOKEN_GENERATOR"] = True
server.init_app(app)
server.register_grant(CodeGrant, [CodeChallenge(required=True)])
server.register_grant(RefreshGrant)
server.register_grant(ClientGrant)


@app.post("/how")
def how():
    """What a test wants it to be like from now on, and what it has been asked so far."""
    asked = request.get_json()
    if asked.pop("revoke", False):
        for said in TOKENS.values():
            said["holds"] = False
    given = token_urlsafe(24)
    if user := asked.pop("permit", ""):
        said = {
            "user": user,
            "scope": "imap offline_access",
            "holds": True,
            "is_refresh": True,
            "until": 0,
        }
        TOKENS[given] = said
    HOW.update(asked)
    return jsonify(asked=HOW["asked"], refresh=given)


@app.get("/authorize")
def authorize():
    user = request.args["login_hint"]
    grant = server.get_consent_grant(end_user=user)
    return server.create_authorization_response(grant=grant, grant_user=user)


@app.post("/token")
def token():
    HOW["asked"] += 1
    return server.create_token_response()


@app.route("/introspect", methods=["GET", "POST"])
def introspect():
    said = TOKENS.get(request.values.get("token", ""))
    if not said or said["is_refresh"] or not said["holds"] or said["until"] < time.time():
        return jsonify(active=False)
    return jsonify(active=True, username=said["user"], email=said["user"], scope=said["scope"])


if __name__ == "__main__":
    app.run("127.0.0.1", PORT, threaded=True)
