/* Passkeys. A form with data-passkey asks the address in data-options for what the authenticator needs, and is sent with
   its answer in the field "answer"; data-passkey="make" makes one, "show" shows one. Without script, or without
   authenticator, the form stays hidden and the other ways stand beside it. */
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const named = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

function made(told) {
  const { clientDataJSON, attestationObject } = told.response;
  return { clientDataJSON: text(clientDataJSON), attestationObject: text(attestationObject) };
}

function shown(told) {
  const { clientDataJSON, authenticatorData, signature, userHandle } = told.response;
  const answer = { clientDataJSON: text(clientDataJSON), authenticatorData: text(authenticatorData), signature: text(signature) };
  return userHandle ? { ...answer, userHandle: text(userHandle) } : answer;
}

async function ask(form) {
  const token = form.elements.csrfmiddlewaretoken.value;
  const answer = await fetch(form.dataset.options, { method: "POST", headers: { "X-CSRFToken": token } });
  if (!answer.ok) throw new Error(String(answer.status));
  const options = await answer.json();
  const publicKey = { ...options, challenge: bytes(options.challenge) };
  if (form.dataset.passkey === "make") {
    publicKey.user = { ...options.user, id: bytes(options.user.id) };
    publicKey.excludeCredentials = named(options.excludeCredentials);
    return navigator.credentials.create({ publicKey });
  }
  publicKey.allowCredentials = named(options.allowCredentials);
  return navigator.credentials.get({ publicKey });
}

async function send(form) {
  const told = await ask(form);
  const response = form.dataset.passkey === "make" ? made(told) : shown(told);
  form.elements.answer.value = JSON.stringify({ id: told.id, rawId: text(told.rawId), type: told.type, response });
  form.submit();
}

function prepare(form) {
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const failed = form.querySelector("[data-failed]");
    failed.hidden = true;
    send(form).catch(() => (failed.hidden = false));
  });
}

if (window.PublicKeyCredential) for (const form of document.querySelectorAll("form[data-passkey]")) prepare(form);
