import { METHODS } from "@/lib/identity/methods/methods.ts";
import type { Method } from "@/lib/identity/methods/port.ts";
import type { VerifiedIdentity } from "@/lib/identity/verified_identity.ts";

/** What the provider of the test says next, about whoever asks. */
export const said: { identity: Omit<VerifiedIdentity, "emailVerified"> & { emailVerified?: boolean } } = {
  identity: { issuer: "https://provider.test", subject: "nobody", methods: ["guildhall"] },
};

/** A method of another provider, as small as one can be, which nothing else has heard of: only the door is looked at. */
export const central: Method = {
  kind: "guildhall",
  name: "Guildhall",
  recognition: "guildhall",
  factor: "first",
  isCentral: true,
  isOurs: false,
  start: (_login, { state }) =>
    Promise.resolve({
      ok: true,
      leaveTo: new URL(`https://provider.test/authorize?state=${state}`),
      notes: { verifier: "kept" },
    }),
  finish: (login, { form }) =>
    Promise.resolve(
      form.error || login.notes.verifier !== "kept"
        ? { ok: false, reason: "provider_said_no" }
        : { ok: true, identity: { emailVerified: true, ...said.identity } },
    ),
};

/** The same as the connection of a tenant. */
export const connected: Method = { ...central, kind: "oidc", recognition: "oidc", needsConnection: true };

/** A second factor that is shown on the tenant's own host: the code is 123456. */
export const second: Method = {
  kind: "totp",
  name: "Authenticator app",
  recognition: "otp",
  isStrong: true,
  factor: "second",
  isCentral: false,
  isOurs: true,
  asks: { name: "code", label: "Six digits", autocomplete: "one-time-code", inputmode: "numeric" },
  finish: ({ userId }, { form }) =>
    Promise.resolve(
      form.code === "123456"
        ? {
          ok: true,
          identity: { issuer: OWN_ISSUER, subject: userId!, emailVerified: false, methods: ["otp"] },
        }
        : { ok: false, reason: "wrong_credentials" },
    ),
};

/** One that is shown on a page of the base host, as a passkey is. */
export const key: Method = {
  kind: "passkey",
  name: "Passkey",
  recognition: "passkey",
  isStrong: true,
  factor: "either",
  isCentral: true,
  isOurs: true,
  start: () => Promise.resolve({ ok: true, ask: { challenge: "x" }, notes: { challenge: "x" } }),
  finish: ({ userId, notes }) =>
    Promise.resolve(
      userId !== undefined && notes.challenge === "x"
        ? {
          ok: true,
          identity: { issuer: OWN_ISSUER, subject: userId, emailVerified: false, methods: ["passkey"] },
        }
        : { ok: false, reason: "wrong_credentials" },
    ),
};

const OWN_ISSUER = "http://localhost:8000";

/** Takes the place of what this installation has of these kinds, in this process. */
export function useMethods(...methods: Method[]): void {
  for (const method of methods) {
    const index = METHODS.findIndex((it) => it.kind === method.kind);
    if (index === -1) METHODS.push(method);
    else METHODS[index] = method;
  }
}
