import assert from "node:assert/strict";
import { seal } from "@/lib/vault/seal.ts";
import { newId } from "@/lib/ids.ts";
import { makeCast, sessionFor } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import {
  addAuthenticator,
  codeOf,
  factorEntries,
  factorLetters,
  secondsLater,
} from "@/tests/support/factors.ts";
import { houseDoor } from "../../factors/door.ts";
import { findFactors, hasSecondFactor } from "../../factors/find_factors.ts";
import { confirmAuthenticator } from "./confirm_authenticator.ts";
import { openProposal, proposeAuthenticator, sameProposal } from "./propose_authenticator.ts";

const { acme, ada, ben, cleo, max } = await makeCast();
const now = new Date("2026-11-14T10:00:10Z");
const actor = { kind: "member", id: ada.userId, name: "Ada" } as const;

Deno.test("confirmAuthenticator() lets one count with its first code, and brings recovery codes with the first one", async () => {
  const before = await findFactors(acme.id, ada.userId);
  assert.deepEqual(before, { authenticators: [], passkeys: [], recoveryCodes: undefined });
  assert.equal(hasSecondFactor(before), false);

  const { secret, recoveryCodes } = await addAuthenticator(ada, now);
  assert.equal(recoveryCodes?.length, 10);
  const after = await findFactors(acme.id, ada.userId);
  assert.equal(hasSecondFactor(after), true);
  assert.deepEqual(after.authenticators.map(({ id: _, ...it }) => it), [
    { name: "My phone", createdAt: now, lastUsedAt: null, doesCount: true },
  ]);
  assert.deepEqual(after.recoveryCodes, { madeAt: now, keptAt: null, left: 10 });
  assert.equal((await addAuthenticator(ada, secondsLater(now, 60), "Tablet")).recoveryCodes, undefined);

  assert.deepEqual((await factorLetters(ada)).map((it) => [it.change, it.called]), [
    ["authenticator_added", "My phone"],
    ["authenticator_added", "Tablet"],
  ]);
  assert.deepEqual(await factorEntries(acme.id), [
    { action: "member.authenticator_added", actor: "Ada", detail: { name: "My phone" } },
    { action: "member.authenticator_added", actor: "Ada", detail: { name: "Tablet" } },
  ]);
  const { rows } = await asSuperuser((client) =>
    client.query("select sealed_secret from platform.authenticators where user_id = $1", [ada.userId])
  );
  assert.equal(rows.length, 2);
  for (const { sealed_secret } of rows) assert.ok(!sealed_secret.includes(secret), "the secret is sealed");
});

Deno.test("confirmAuthenticator() adds nothing without the right code, and lets the same page try again", async () => {
  const { sealed, secret } = proposeAuthenticator({ userId: ben.userId, account: ben.email, now });
  const confirm = (code: string, at = now) =>
    confirmAuthenticator(houseDoor(acme.id), {
      session: sessionOf(ben),
      proposal: sealed,
      name: "Phone",
      code,
      actor,
      now: at,
    });
  const right = codeOf(secret, now);
  const wrong = right === "000000" ? "000001" : "000000";
  assert.deepEqual(await confirm(wrong), { ok: false, reason: "wrong_code" });
  assert.deepEqual(await confirm("12345"), { ok: false, reason: "malformed_code" });
  assert.deepEqual(await confirm(right, secondsLater(now, 90)), { ok: false, reason: "wrong_code" });
  assert.equal(hasSecondFactor(await findFactors(acme.id, ben.userId)), false);
  const shown = sameProposal(sealed, { userId: ben.userId, account: ben.email, now });
  assert.equal(shown?.secret, secret);
  assert.equal((await confirm(right)).ok, true);
  assert.deepEqual(await confirm(right), { ok: false, reason: "added_before" });
  assert.equal((await findFactors(acme.id, ben.userId)).authenticators.length, 1);
});

Deno.test("confirmAuthenticator() takes a proposal from nobody else, not after half an hour, and not made up", async () => {
  const { sealed, secret } = proposeAuthenticator({ userId: ben.userId, account: ben.email, now });
  const ways = [
    { userId: cleo.userId, proposal: sealed, now },
    { userId: ben.userId, proposal: sealed, now: secondsLater(now, 30 * 60) },
    { userId: ben.userId, proposal: "made up", now },
    { userId: ben.userId, proposal: seal(JSON.stringify({ userId: ben.userId }), "mail data"), now },
  ];
  for (const way of ways) {
    assert.equal(openProposal(way.proposal, way), undefined);
    const confirmed = await confirmAuthenticator(houseDoor(acme.id), {
      ...way,
      session: { userId: way.userId, sessionId: newId() },
      name: "Phone",
      actor,
      code: codeOf(secret, way.now),
    });
    assert.deepEqual(confirmed, { ok: false, reason: "stale_proposal" });
  }
});

Deno.test("confirmAuthenticator() stops at five, also when they come at once", async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, async (_, index) => {
      const { sealed, secret } = proposeAuthenticator({ userId: cleo.userId, account: cleo.email, now });
      const code = codeOf(secret, now);
      return await confirmAuthenticator(houseDoor(acme.id), {
        session: sessionOf(cleo),
        proposal: sealed,
        name: `Phone ${index}`,
        code,
        actor,
        now,
      });
    }),
  );
  assert.equal(outcomes.filter((it) => it.ok).length, 5);
  assert.deepEqual(outcomes.find((it) => !it.ok), { ok: false, reason: "too_many" });
  assert.equal(outcomes.filter((it) => it.ok && it.recoveryCodes).length, 1, "one set of recovery codes");
  assert.equal((await findFactors(acme.id, cleo.userId)).authenticators.length, 5);
});

Deno.test("nobody adds an authenticator to, or sees one of, a member of another tenant", async () => {
  const { sealed, secret } = proposeAuthenticator({ userId: max.userId, account: max.email, now });
  const code = codeOf(secret, now);
  await assert.rejects(
    confirmAuthenticator(houseDoor(acme.id), {
      session: sessionOf(max),
      proposal: sealed,
      name: "Phone",
      code,
      actor,
      now,
    }),
    { code: "42501" },
  );
  await addAuthenticator(max, now);
  assert.deepEqual((await findFactors(acme.id, max.userId)).authenticators, []);
  assert.equal((await findFactors(max.tenant.id, max.userId)).authenticators.length, 1);
});

Deno.test("confirmAuthenticator() counts as having shown it, in the session that set it up alone", async () => {
  const { ada } = await makeCast();
  const [mine, other] = [await sessionFor(ada), await sessionFor(ada)];
  const at = new Date();
  const { sealed, secret } = proposeAuthenticator({ userId: ada.userId, account: ada.email, now: at });
  const actor = { kind: "member", id: ada.userId, name: "Ada" } as const;
  const confirmation = {
    session: mine,
    proposal: sealed,
    name: "Phone",
    code: codeOf(secret, at),
    actor,
    now: at,
  };
  assert.ok((await confirmAuthenticator(houseDoor(ada.tenant.id), confirmation)).ok);
  const { rows } = await asSuperuser((client) =>
    client.query("select id, methods from platform.sessions where user_id = $1", [ada.userId])
  );
  const methods = Object.fromEntries(rows.map((it) => [it.id, it.methods]));
  assert.deepEqual([methods[mine.sessionId], methods[other.sessionId]], [["pwd", "otp"], ["pwd"]]);
});

function sessionOf({ userId }: { userId: string }) {
  return { userId, sessionId: newId() };
}
