"""A real OpenID provider (Authlib) as a process of its own: ``python openid_provider.py PORT``.

It lets in whoever was last named at ``/who``; the rest of it is Authlib's own: codes once, PKCE,
client secrets, tokens signed with ES256 or RS256.
"""

import sys
import time

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749 import ClientMixin, grants
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import UserInfo
from authlib.oidc.core.grants import OpenIDCode
from flask import Flask, jsonify, redirect, request
from joserfc.jwk import ECKey, KeySet, RSAKey

PORT = int(sys.argv[1])
ISSUER = f"http://127.0.0.1:{PORT}"
KEYS = {
    "ES256": ECKey.generate_key("P-256", {"kid": "ec", "alg": "ES256", "use": "sig"}),
    "RS256": RSAKey.generate_key(2048, {"kid": "rsa", "alg": "RS256", "use": "sig"}),
}
CODES, WHO, SAYS = {}, {}, {"leave": f"{ISSUER}/leave"}
app = Flask(__name__)


class Client(ClientMixin):
    client_id, secret = "pindos", "μυστικό-του-πελάτη"

    def get_client_id(self):
        return self.client_id

    def get_default_redirect_uri(self):
        return None

    def get_allowed_scope(self, scope):
        return scope

    def check_redirect_uri(self, redirect_uri):
        return redirect_uri.endswith("/sign-in/openid/back/")

    def check_client_secret(self, client_secret):
        return client_secret == self.secret

    def check_endpoint_auth_method(self, method, endpoint):
        return method == "client_secret_post"

    def check_response_type(self, response_type):
        return response_type == "code"

    def check_grant_type(self, grant_type):
        return grant_type == "authorization_code"


class Code:
    def __init__(self, asked, user):
        data = asked.payload.data
        self.code = None
        self.user = user
        self.scope = data.get("scope", "")
        self.redirect_uri = data.get("redirect_uri")
        self.nonce = data.get("nonce")
        self.code_challenge = data.get("code_challenge")
        self.code_challenge_method = data.get("code_challenge_method")
        self.at = int(time.time())

    def get_redirect_uri(self):
        return self.redirect_uri

    def get_scope(self):
        return self.scope

    def get_nonce(self):
        return self.nonce

    def get_auth_time(self):
        return self.at

    def get_acr(self):
        return self.user.get("acr")

    def get_amr(self):
        return self.user.get("amr")


class CodeGrant(grants.AuthorizationCodeGrant):
    TOKEN_ENDPOINT_AUTH_METHODS = ["client_secret_post"]

    def save_authorization_code(self, code, request):
        CODES[code] = Code(request, dict(WHO))
        CODES[code].code = code

    def query_authorization_code(self, code, client):
        return CODES.get(code)

    def delete_authorization_code(self, authorization_code):
        CODES.pop(authorization_code.code, None)

    def authenticate_user(self, authorization_code):
        return authorization_code.user


class OpenID(OpenIDCode):
    def exists_nonce(self, nonce, request):
        return False

    def resolve_client_private_key(self, client):
        return KEYS[WHO.get("alg", "ES256")]

    def get_client_algorithm(self, client):
        return WHO.get("alg", "ES256")

    def get_jwt_config(self, grant, client=None):
        name = WHO.get("alg", "ES256")
        return {"key": KEYS[name].as_dict(private=True), "alg": name, "iss": ISSUER, "exp": 300}

    def generate_user_info(self, user, scope):
        return UserInfo({key: value for key, value in user.items() if key not in {"alg"}})


server = AuthorizationServer(
    app,
    query_client=lambda name: Client() if name == "pindos" else None,
    save_token=lambda *_: None,
)
server.register_grant(CodeGrant, [OpenID(require_nonce=True), CodeChallenge(required=True)])


@app.get("/.well-known/openid-configuration")
def configuration():
    return jsonify(
        issuer=ISSUER,
        authorization_endpoint=f"{ISSUER}/authorize",
        token_endpoint=f"{ISSUER}/token",
        jwks_uri=f"{ISSUER}/jwks",
        end_session_endpoint=SAYS["leave"],
    )


@app.get("/jwks")
def jwks():
    return jsonify(KeySet(list(KEYS.values())).as_dict(private=False))


@app.post("/who")
def who():
    WHO.clear()
    WHO.update(request.get_json())
    return jsonify(ok=True)


@app.post("/says")
def says():
    SAYS.update(request.get_json())
    return jsonify(ok=True)


@app.get("/leave")
def leave():
    return redirect(f"{request.args['post_logout_redirect_uri']}?state={request.args['state']}")


@app.get("/authorize")
def authorize():
    grant = server.get_consent_grant(end_user=dict(WHO))
    return server.create_authorization_response(grant=grant, grant_user=dict(WHO))


@app.post("/token")
def token():
    return server.create_token_response()


if __name__ == "__main__":
    app.run("127.0.0.1", PORT, threaded=True)
