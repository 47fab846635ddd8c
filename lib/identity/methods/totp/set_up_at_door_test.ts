import assert from "node:assert/strict";
import { makeCast, type Person } from "@/tests/support/cast.ts";
import { addAuthenticator, codeOf, factorEntries, factorLetters } from "@/tests/support/factors.ts";
import { findFactors } from "../../factors/find_factors.ts";
import { totp } from "./method.ts";
import { proposeAuthenticator } from "./propose_authenticator.ts";
import { setUpAtDoor } from "./set_up_at_door.ts";

const now = new Date("2026-11-14T10:00:10Z");

Deno.test("setUpAtDoor() gives whoever has none a second factor, without recovery codes that nobody would see", async () => {
  const { acme, ada } = await makeCast();
  const proposed = proposalFor(ada);
  assert.deepEqual(await setUpAtDoor(acme.id, { ...proposed, code: "12" }), {
    ok: false,
    reason: "malformed_code",
  });
  assert.deepEqual(await setUpAtDoor(acme.id, proposed), { ok: true });
  const { authenticators, recoveryCodes } = await findFactors(acme.id, ada.userId);
  assert.equal(authenticators.length, 1);
  assert.equal(recoveryCodes, undefined);
  assert.deepEqual((await factorLetters(ada)).map((it) => it.change), ["authenticator_added"]);
  assert.equal((await factorEntries(acme.id))[0].actor, "Ada");
});

Deno.test("setUpAtDoor() lets nobody past the factor that a person has, nor two in at once", async () => {
  const { acme, ada, ben } = await makeCast();
  await addAuthenticator(ada, now);
  assert.deepEqual(await setUpAtDoor(acme.id, proposalFor(ada)), { ok: false, reason: "has_one" });
  assert.equal((await findFactors(acme.id, ada.userId)).authenticators.length, 1);
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => setUpAtDoor(acme.id, proposalFor(ben))));
  assert.equal(outcomes.filter((it) => it.ok).length, 1);
});

Deno.test("an authenticator that is new confirms nobody who is signed in, and nobody unknown", async () => {
  const { acme, ada } = await makeCast();
  const { userId, proposal, code } = proposalFor(ada);
  const answer = {
    form: { proposal, code },
    url: new URL(acme.origin),
    state: "",
    visitor: { ip: "192.0.2.1" },
    now,
  };
  const login = { id: "", tenantId: acme.id, kind: "totp", notes: {} } as const;
  const stepUp = await totp.finish({ ...login, purpose: "step_up", userId }, answer);
  assert.deepEqual(stepUp, { ok: false, reason: "has_one" });
  assert.deepEqual(await totp.finish({ ...login, purpose: "sign_in" }, answer), {
    ok: false,
    reason: "nobody",
  });
  assert.deepEqual((await findFactors(acme.id, userId)).authenticators, []);
  assert.equal((await totp.finish({ ...login, purpose: "sign_in", userId }, answer)).ok, true);
});

function proposalFor({ userId, email }: Person) {
  const { sealed, secret } = proposeAuthenticator({ userId, account: email, now });
  return { userId, proposal: sealed, code: codeOf(secret, now), now };
}
