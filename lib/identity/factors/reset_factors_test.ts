import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { newId } from "@/lib/ids.ts";
import { type CastTenant, makeCast, type Person } from "@/tests/support/cast.ts";
import {
  addAuthenticator,
  codeOf,
  factorEntries,
  factorLetters,
  keepSoftPasskey,
  requireSecondFactor,
  secondsLater,
} from "@/tests/support/factors.ts";
import { makeRecoveryCodes } from "../methods/recovery_code/make_recovery_codes.ts";
import { useRecoveryCode } from "../methods/recovery_code/use_recovery_code.ts";
import { verifyTotp } from "../methods/totp/verify_totp.ts";
import { houseDoor } from "./door.ts";
import { findFactors, hasSecondFactor } from "./find_factors.ts";
import { removeFactor } from "./remove_factor.ts";
import { resetFactors } from "./reset_factors.ts";

const start = new Date("2026-11-14T10:00:10Z");
const now = secondsLater(start, 60);
const visitor = { ip: "192.0.2.1" };

Deno.test("resetFactors() takes what a member had out of account in this tenant, and tells", async () => {
  const { acme, ada, ben } = await makeCast();
  const { secret, recoveryCodes } = await addAuthenticator(ben, start);
  await reset(acme, ben, ada);
  const factors = await findFactors(acme.id, ben.userId);
  assert.equal(hasSecondFactor(factors), false);
  assert.deepEqual(factors.authenticators.map((it) => it.doesCount), [false]);
  assert.equal(factors.recoveryCodes, undefined);
  assert.deepEqual(await kindsOf(acme, ben), []);
  const [code, recovery] = [codeOf(secret, now), recoveryCodes![0]];
  assert.equal((await verifyTotp(houseDoor(acme.id), { userId: ben.userId, code, visitor, now })).ok, false);
  assert.equal(
    (await useRecoveryCode(houseDoor(acme.id), { userId: ben.userId, code: recovery, visitor, now })).ok,
    false,
  );
  assert.equal((await factorLetters(ben)).at(-1)?.change, "factors_reset");
  assert.deepEqual((await factorEntries(acme.id)).at(-1), {
    action: "member.factors_reset",
    actor: "Ada",
    detail: {},
  });

  const fresh = await addAuthenticator(ben, now);
  assert.equal(fresh.recoveryCodes?.length, 10, "a new start brings new recovery codes");
  assert.deepEqual(await kindsOf(acme, ben), ["totp", "recovery_code"]);
});

Deno.test("resetFactors() changes nothing in another tenant where the person lives", async () => {
  const { acme, globex, ada, ben } = await makeCast();
  await asTenant(globex.id, (tx) =>
    tx.count`
      insert into members (tenant_id, id, user_id, role, email, name)
      values (${globex.id}, ${newId()}, ${ben.userId}, 'member', ${ben.email}, 'Ben')`);
  const { secret } = await addAuthenticator(ben, start);
  await reset(acme, ben, ada);
  assert.deepEqual(await kindsOf(acme, ben), []);
  assert.deepEqual(await kindsOf(globex, ben), ["totp", "recovery_code"]);
  const code = codeOf(secret, now);
  assert.equal((await verifyTotp(houseDoor(acme.id), { userId: ben.userId, code, visitor, now })).ok, false);
  assert.equal((await verifyTotp(houseDoor(globex.id), { userId: ben.userId, code, visitor, now })).ok, true);
});

Deno.test("what is set up after a reset counts in this tenant alone, so that no admin makes a key to other doors", async () => {
  const { acme, globex, ada, ben } = await makeCast();
  await asTenant(globex.id, (tx) =>
    tx.count`
      insert into members (tenant_id, id, user_id, role, email, name)
      values (${globex.id}, ${newId()}, ${ben.userId}, 'member', ${ben.email}, 'Ben')`);
  const own = await addAuthenticator(ben, start);
  await reset(acme, ben, ada);
  const fresh = await addAuthenticator(ben, now);
  await keepSoftPasskey(ben, now);
  const later = secondsLater(now, 60);
  const passes = async ({ id }: CastTenant, { secret }: { secret: string }) =>
    (await verifyTotp(houseDoor(id), {
      userId: ben.userId,
      code: codeOf(secret, later),
      visitor,
      now: later,
    })).ok;
  assert.deepEqual(await kindsOf(acme, ben), ["totp", "passkey", "recovery_code"]);
  assert.deepEqual(await kindsOf(globex, ben), ["totp", "recovery_code"], "those from before");
  assert.equal(await passes(globex, fresh), false);
  assert.equal(await passes(acme, own), false);
  assert.equal(await passes(globex, own), true);
  assert.equal(await passes(acme, fresh), true);
  const recovers = async ({ id }: CastTenant, code: string) =>
    (await useRecoveryCode(houseDoor(id), { userId: ben.userId, code, visitor, now: later })).ok;
  const [ownCodes, freshCodes] = [own.recoveryCodes!, fresh.recoveryCodes!];
  assert.equal(await recovers(globex, freshCodes[0]), false);
  assert.equal(await recovers(acme, ownCodes[0]), false);
  assert.equal(await recovers(globex, ownCodes[0]), true);
  assert.equal(await recovers(acme, freshCodes[0]), true);
  const replaces = (await findFactors(acme.id, ben.userId)).recoveryCodes!.madeAt;
  const replacing = { userId: ben.userId, replaces, actor: actorOf(ben), now: later };
  assert.equal((await makeRecoveryCodes(houseDoor(acme.id), replacing)).ok, true);
  assert.equal(await recovers(acme, freshCodes[1]), false, "replaced here");
  assert.equal(await recovers(globex, ownCodes[1]), true, "and nowhere else");
});

Deno.test("a house that has reset a member takes nothing away from the doors of others", async () => {
  const { acme, globex, ada, ben } = await makeCast();
  await addAuthenticator(ben, start);
  await keepSoftPasskey(ben, start);
  await reset(acme, ben, ada);
  const { authenticators: [app], passkeys: [passkey] } = await findFactors(acme.id, ben.userId);
  const remove = (kind: "authenticator" | "passkey", { id }: { id: string }, house = acme) =>
    removeFactor(houseDoor(house.id), { kind, id, userId: ben.userId, actor: actorOf(ben) });
  await asTenant(globex.id, (tx) =>
    tx.count`
      insert into members (tenant_id, id, user_id, role, email, name)
      values (${globex.id}, ${newId()}, ${ben.userId}, 'member', ${ben.email}, 'Ben')`);
  for (const [kind, held] of [["authenticator", app], ["passkey", passkey]] as const) {
    assert.deepEqual(await remove(kind, held), { ok: false, reason: "counts_elsewhere" }, kind);
  }
  assert.deepEqual(await kindsOf(globex, ben), ["totp", "passkey", "recovery_code"]);
  assert.equal((await remove("authenticator", app, globex)).ok, true, "where it counts");
  await asTenant(
    globex.id,
    (tx) => tx.count`delete from members where tenant_id = ${globex.id} and user_id = ${ben.userId}`,
  );
  assert.equal((await remove("passkey", passkey)).ok, true, "and where no other house is left");
});

Deno.test("what a house has reset takes no place from what is set up anew", async () => {
  const { acme, ada, ben } = await makeCast();
  for (let n = 0; n < 5; n++) await addAuthenticator(ben, start, `App ${n}`);
  await reset(acme, ben, ada);
  for (let n = 0; n < 5; n++) await addAuthenticator(ben, now, `New ${n}`);
  await assert.rejects(addAuthenticator(ben, now), /too_many/);
});

Deno.test("removeFactor() refuses the last one where the tenant wants one, also when two go at once", async () => {
  const { acme, ada, ben } = await makeCast();
  await addAuthenticator(ada, start);
  await addAuthenticator(ada, start, "Tablet");
  const { authenticators } = await findFactors(acme.id, ada.userId);
  await requireSecondFactor(ada, true);
  const remove = (id: string) =>
    removeFactor(houseDoor(acme.id), { kind: "authenticator", id, userId: ada.userId, actor: actorOf(ada) });
  const outcomes = await Promise.all(authenticators.map((it) => remove(it.id)));
  assert.deepEqual(outcomes.map((it) => it.ok || it.reason).sort(), ["last_second_factor", true]);
  const [{ id }] = (await findFactors(acme.id, ada.userId)).authenticators;
  const asBen = {
    kind: "authenticator",
    id,
    userId: ben.userId,
    keepsOne: false,
    actor: actorOf(ben),
  } as const;
  assert.deepEqual(await removeFactor(houseDoor(acme.id), asBen), { ok: false, reason: "not_found" });
  assert.deepEqual(await remove(newId()), { ok: false, reason: "not_found" });
  await requireSecondFactor(ada, false);
  assert.deepEqual(await remove(id), { ok: true });
  assert.deepEqual((await factorLetters(ada)).slice(-2).map((it) => it.change), [
    "authenticator_removed",
    "authenticator_removed",
  ]);
});

function reset({ id }: CastTenant, { userId }: Person, by: Person) {
  return asTenant(
    id,
    (tx) => resetFactors(tx, { userId, by: by.userId, actor: actorOf(by), now: start }),
  );
}

function actorOf({ userId, name }: Person) {
  return { kind: "member", id: userId, name } as const;
}

/** What the door may ask this person for. */
async function kindsOf({ id }: CastTenant, { userId }: Person): Promise<string[]> {
  const row = await asTenant(
    id,
    (tx) => tx.row<{ kinds: string[] }>`select gate.second_factors_of(${userId}) as kinds`,
  );
  return row!.kinds;
}
