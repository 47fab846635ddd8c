import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { newId } from "@/lib/ids.ts";
import { makeCast, type Person } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import {
  addAuthenticator,
  factorEntries,
  factorLetters,
  keepSoftPasskey,
  requireSecondFactor,
} from "@/tests/support/factors.ts";
import { type Oddity, SoftPasskey } from "@/tests/support/soft_passkey.ts";
import { houseDoor } from "../../factors/door.ts";
import { findFactors, hasSecondFactor } from "../../factors/find_factors.ts";
import { removeFactor } from "../../factors/remove_factor.ts";
import { askForNewPasskey, askForPasskey, handleOf } from "./ask_for_passkey.ts";
import { keepPasskey } from "./keep_passkey.ts";
import { RELYING_PARTY } from "./relying_party.ts";
import { verifyNewPasskey } from "./verify_new_passkey.ts";
import { verifyPasskey } from "./verify_passkey.ts";

const now = new Date("2026-11-14T10:00:10Z");
const EVIL = "https://evil.example";

Deno.test("keepPasskey() keeps what a browser made, with its name, its transports, and whether it is synced", async () => {
  const { acme, ada } = await makeCast();
  await register(ada, new SoftPasskey(), "Laptop");
  await register(ada, new SoftPasskey({ isSynced: true }), "Phone");
  const factors = await findFactors(acme.id, ada.userId);
  assert.equal(hasSecondFactor(factors), true);
  assert.deepEqual(factors.passkeys.map(({ id: _, ...it }) => it), [
    {
      name: "Laptop",
      createdAt: now,
      lastUsedAt: null,
      doesCount: true,
      transports: ["internal"],
      isSynced: false,
    },
    {
      name: "Phone",
      createdAt: now,
      lastUsedAt: null,
      doesCount: true,
      transports: ["internal"],
      isSynced: true,
    },
  ]);
  assert.deepEqual((await factorLetters(ada)).map((it) => [it.change, it.called]), [
    ["passkey_added", "Laptop"],
    ["passkey_added", "Phone"],
  ]);
  assert.deepEqual((await factorEntries(acme.id)).map((it) => it.action), [
    "member.passkey_added",
    "member.passkey_added",
  ]);
});

Deno.test("verifyNewPasskey() refuses another challenge, origin, relying party or ceremony, and what is no answer", async () => {
  const { acme, ada } = await makeCast();
  const options = await askForNewPasskey(acme.id, { userId: ada.userId });
  const add = (response: string, challenge = options.challenge) =>
    addPasskey(acme.id, { userId: ada.userId, response, challenge, name: "Laptop", now });
  const odd: Oddity[] = [{ origin: EVIL }, { origin: acme.origin }, { rpId: "evil.example" }, {
    type: "webauthn.get",
  }];
  for (const it of odd) {
    const response = new SoftPasskey().register(options, it);
    assert.deepEqual(await add(response), { ok: false, reason: "wrong_answer" }, JSON.stringify(it));
  }
  const response = new SoftPasskey().register(options);
  assert.deepEqual(await add(response, "another-challenge"), { ok: false, reason: "wrong_answer" });
  for (
    const text of ["", "{", "null", "[]", "{}", JSON.stringify({ ...JSON.parse(response), response: {} })]
  ) {
    assert.deepEqual(await add(text), { ok: false, reason: "malformed_answer" }, text);
  }
  assert.deepEqual((await findFactors(acme.id, ada.userId)).passkeys, []);
  assert.deepEqual(await add(response), { ok: true });
});

Deno.test("keepPasskey() gives nobody a credential that is somebody's, stops at 20, and asks no device twice", async () => {
  const { acme, ada, ben } = await makeCast();
  const passkey = await register(ada, new SoftPasskey());
  const options = await askForNewPasskey(acme.id, { userId: ben.userId });
  const again = {
    userId: ben.userId,
    response: passkey.register(options),
    challenge: options.challenge,
    name: "Mine",
    now,
  };
  assert.deepEqual(await addPasskey(acme.id, again), { ok: false, reason: "taken" });

  const { excludeCredentials } = await askForNewPasskey(acme.id, { userId: ada.userId });
  assert.deepEqual(excludeCredentials?.map((it) => it.id), [passkey.id]);
  for (let made = 1; made < 20; made++) await register(ada, new SoftPasskey());
  const one = await askForNewPasskey(acme.id, { userId: ada.userId });
  const more = {
    userId: ada.userId,
    response: new SoftPasskey().register(one),
    challenge: one.challenge,
    name: "One more",
    now,
  };
  assert.deepEqual(await addPasskey(acme.id, more), { ok: false, reason: "too_many" });
});

Deno.test("a challenge has 256 random bits, and is another one each time", async () => {
  const { acme, ada } = await makeCast();
  const challenges = [];
  for (let times = 0; times < 10; times++) {
    challenges.push((await askForPasskey(acme.id, { isOnlyFactor: true })).challenge);
    challenges.push((await askForNewPasskey(acme.id, { userId: ada.userId })).challenge);
  }
  assert.equal(new Set(challenges).size, 20);
  for (const it of challenges) assert.ok(Buffer.from(it, "base64url").length >= 32, it);
});

Deno.test("verifyPasskey() knows its person by the passkey alone, on any device, as often as it is shown", async () => {
  const { acme, ada } = await makeCast();
  for (const isSynced of [false, true]) {
    const passkey = await register(ada, new SoftPasskey({ isSynced }));
    for (let times = 0; times < 3; times++) {
      const { challenge, allowCredentials, userVerification } = await askForPasskey(acme.id, {
        isOnlyFactor: true,
      });
      assert.deepEqual([allowCredentials, userVerification], [[], "required"]);
      const shown = { response: passkey.show({ challenge }), challenge, isOnlyFactor: true, now };
      assert.deepEqual(await verifyPasskey(acme.id, shown), { ok: true, userId: ada.userId });
    }
  }
  const { passkeys } = await findFactors(acme.id, ada.userId);
  assert.deepEqual(passkeys.map((it) => it.lastUsedAt), [now, now]);
});

Deno.test("verifyPasskey() refuses whatever an honest browser and device would not have sent", async () => {
  const { acme, ada, ben } = await makeCast();
  const { challenge } = await askForPasskey(acme.id, { isOnlyFactor: true });
  const cases: [Oddity, string][] = [
    [{ origin: EVIL }, "wrong_answer"],
    [{ origin: acme.origin }, "wrong_answer"],
    [{ origin: `${RELYING_PARTY.origin}.evil.example` }, "wrong_answer"],
    [{ rpId: "evil.example" }, "wrong_answer"],
    [{ rpId: new URL(acme.origin).hostname }, "wrong_answer"],
    [{ type: "webauthn.create" }, "wrong_answer"],
    [{ tampers: "signature" }, "wrong_answer"],
    [{ tampers: "counter" }, "wrong_answer"],
    [{ tampers: "challenge" }, "wrong_answer"],
    [{ isUserVerified: false }, "wrong_answer"],
    [{ userHandle: undefined }, "unknown_passkey"],
    [{ userHandle: Buffer.from(handleOf(ben.userId)).toString("base64url") }, "unknown_passkey"],
  ];
  for (const [odd, reason] of cases) {
    const passkey = await register(ada, new SoftPasskey());
    const shown = { response: passkey.show({ challenge }, odd), challenge, isOnlyFactor: true, now };
    assert.deepEqual(await verifyPasskey(acme.id, shown), { ok: false, reason }, JSON.stringify(odd));
    const honest = { response: passkey.show({ challenge }), challenge, isOnlyFactor: true, now };
    assert.equal((await verifyPasskey(acme.id, honest)).ok, true, "the passkey itself is good");
  }
  for (const text of ["", "{", "7", "{}"]) {
    const shown = { response: text, challenge, isOnlyFactor: true, now };
    assert.deepEqual(await verifyPasskey(acme.id, shown), { ok: false, reason: "malformed_answer" });
  }
});

Deno.test("verifyPasskey() takes a device that recognises nobody after a password, and never alone", async () => {
  const { acme, ada, ben } = await makeCast();
  const passkey = await register(ada, new SoftPasskey());
  const show = async (userId: string | undefined, isOnlyFactor: boolean) => {
    const { challenge, allowCredentials, userVerification } = await askForPasskey(acme.id, {
      userId,
      isOnlyFactor,
    });
    const response = passkey.show({ challenge }, { isUserVerified: false, userHandle: undefined });
    const verified = await verifyPasskey(acme.id, { response, challenge, userId, isOnlyFactor, now });
    return { verified, allowed: allowCredentials?.map((it) => it.id), userVerification };
  };
  assert.deepEqual(await show(ada.userId, false), {
    verified: { ok: true, userId: ada.userId },
    allowed: [passkey.id],
    userVerification: "preferred",
  });
  assert.deepEqual((await show(ada.userId, true)).verified, { ok: false, reason: "wrong_answer" });
  assert.deepEqual((await show(undefined, true)).verified, { ok: false, reason: "unknown_passkey" });
  assert.deepEqual((await show(ben.userId, false)).verified, { ok: false, reason: "unknown_passkey" });
});

Deno.test("verifyPasskey() opens every tenant where the person is a member, and no other", async () => {
  const { acme, globex, ada, max } = await makeCast();
  const passkey = await register(ada, new SoftPasskey());
  const show = async (tenantId: string) => {
    const { challenge } = await askForPasskey(tenantId, { isOnlyFactor: true });
    return await verifyPasskey(tenantId, {
      response: passkey.show({ challenge }),
      challenge,
      isOnlyFactor: true,
      now,
    });
  };
  assert.deepEqual(await show(globex.id), { ok: false, reason: "unknown_passkey" });
  assert.deepEqual(await show(acme.id), { ok: true, userId: ada.userId });
  await asTenant(globex.id, (tx) =>
    tx.count`
      insert into members (tenant_id, id, user_id, role, email, name)
      values (${globex.id}, ${newId()}, ${ada.userId}, 'member', ${ada.email}, 'Ada')`);
  assert.deepEqual(await show(globex.id), { ok: true, userId: ada.userId });
  await assert.rejects(askForNewPasskey(acme.id, { userId: max.userId }));
});

Deno.test("verifyPasskey() refuses a copy, whose counter lags behind, and tells its person", async () => {
  const { acme, ada } = await makeCast();
  const passkey = await register(ada, new SoftPasskey(), "Security key");
  const show = async (counter: number) => {
    const { challenge } = await askForPasskey(acme.id, { isOnlyFactor: true });
    const response = passkey.show({ challenge }, { counter });
    return await verifyPasskey(acme.id, { response, challenge, isOnlyFactor: true, now });
  };
  assert.deepEqual(await show(7), { ok: true, userId: ada.userId });
  for (const counter of [7, 6, 0]) {
    assert.deepEqual(await show(counter), { ok: false, reason: "copied_passkey" }, String(counter));
  }
  assert.deepEqual(await show(8), { ok: true, userId: ada.userId });
  const letters = (await factorLetters(ada)).filter((it) => it.change === "passkey_copied");
  assert.deepEqual(letters.map((it) => it.called), Array(3).fill("Security key"));
  assert.equal(
    (await factorEntries(acme.id)).filter((it) => it.action === "member.passkey_copied").length,
    3,
  );
});

Deno.test("verifyPasskey() takes one count once, of 20 that come at once", async () => {
  const { acme, ada } = await makeCast();
  const passkey = await register(ada, new SoftPasskey());
  const { challenge } = await askForPasskey(acme.id, { isOnlyFactor: true });
  const response = passkey.show({ challenge });
  const outcomes = await Promise.all(
    Array.from(
      { length: 20 },
      () => verifyPasskey(acme.id, { response, challenge, isOnlyFactor: true, now }),
    ),
  );
  assert.equal(outcomes.filter((it) => it.ok).length, 1);
});

Deno.test("removeFactor() takes a passkey away, unless nothing else would let its person in", async () => {
  const { acme, ada } = await makeCast();
  const passkey = await register(ada, new SoftPasskey());
  await asSuperuser((client) =>
    client.query("delete from platform.passwords where user_id = $1", [ada.userId])
  );
  const actor = { kind: "member", id: ada.userId, name: ada.name } as const;
  const [{ id }] = (await findFactors(acme.id, ada.userId)).passkeys;
  const remove = () => removeFactor(houseDoor(acme.id), { kind: "passkey", id, userId: ada.userId, actor });
  await requireSecondFactor(ada, true);
  assert.deepEqual(await remove(), { ok: false, reason: "last_second_factor" });
  await requireSecondFactor(ada, false);
  assert.deepEqual(await remove(), { ok: false, reason: "last_way_in" });
  await addAuthenticator(ada, now);
  assert.deepEqual(
    await remove(),
    { ok: false, reason: "last_way_in" },
    "an authenticator alone lets nobody in",
  );
  await register(ada, new SoftPasskey());
  assert.deepEqual(await remove(), { ok: true });
  const { challenge } = await askForPasskey(acme.id, { isOnlyFactor: true });
  const shown = { response: passkey.show({ challenge }), challenge, isOnlyFactor: true, now };
  assert.deepEqual(await verifyPasskey(acme.id, shown), { ok: false, reason: "unknown_passkey" });
  assert.equal((await factorLetters(ada)).at(-1)?.change, "passkey_removed");
});

function register(person: Person, passkey: SoftPasskey, name?: string): Promise<SoftPasskey> {
  return keepSoftPasskey(person, now, { passkey, name });
}

type Making = { userId: string; response: string; challenge: string; name: string; now: Date };

async function addPasskey(tenantId: string, { response, challenge, ...kept }: Making) {
  const verified = await verifyNewPasskey({ response, challenge });
  if (!verified.ok) return verified;
  return await asTenant(tenantId, (tx) => keepPasskey(tx, { ...kept, made: verified.made }));
}
