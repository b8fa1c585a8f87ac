/* Passkeys: a form asks our server what to ask, the browser asks the key, the form carries the
   answer back. Words come from the page (data-…), so that they are in its language. */
"use strict";

(() => {
  const fromText = (text) => {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
  };
  const toText = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const known = (list) => (list || []).map((each) => ({ ...each, id: fromText(each.id) }));

  function asked(options) {
    const key = { ...options.publicKey, challenge: fromText(options.publicKey.challenge) };
    if (key.user) key.user = { ...key.user, id: fromText(key.user.id) };
    if (key.excludeCredentials) key.excludeCredentials = known(key.excludeCredentials);
    if (key.allowCredentials) key.allowCredentials = known(key.allowCredentials);
    return { publicKey: key };
  }

  function answered(found) {
    const said = found.response;
    const response = { clientDataJSON: toText(said.clientDataJSON) };
    for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (said[part]) response[part] = toText(said[part]);
    }
    return {
      id: found.id, rawId: toText(found.rawId), type: found.type, response,
      clientExtensionResults: {},
      authenticatorAttachment: found.authenticatorAttachment || undefined,
    };
  }

  async function carry(form) {
    const sent = await fetch(form.dataset.ask, {
      method: "POST",
      credentials: "same-origin",
      headers: { "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value },
    });
    if (!sent.ok || sent.redirected) throw new Error(String(sent.status));
    const options = asked(await sent.json());
    const found = "make" in form.dataset
      ? await navigator.credentials.create(options)
      : await navigator.credentials.get(options);
    form.querySelector("[name=answer]").value = JSON.stringify(answered(found));
    form.submit();
  }

  for (const form of document.querySelectorAll("form[data-ask]")) {
    if (!window.PublicKeyCredential) continue;
    form.hidden = false;
    document.querySelectorAll("[data-no-passkey]").forEach((each) => { each.hidden = true; });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const words = form.querySelector("[data-trouble]");
      words.textContent = "";
      carry(form).catch(() => { words.textContent = words.dataset.trouble; });
    });
  }
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
})();
