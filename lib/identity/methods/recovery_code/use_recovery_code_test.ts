import assert from "node:assert/strict";
import { makeCast } from "@/tests/support/cast.ts";
import { asSuperuser } from "@/tests/support/database.ts";
import { addAuthenticator, factorEntries, factorLetters } from "@/tests/support/factors.ts";
import { houseDoor } from "../../factors/door.ts";
import { findFactors } from "../../factors/find_factors.ts";
import { removeFactor } from "../../factors/remove_factor.ts";
import { keepRecoveryCodes } from "./keep_recovery_codes.ts";
import { makeRecoveryCodes } from "./make_recovery_codes.ts";
import { newRecoveryCodes } from "./recovery_codes.ts";
import { useRecoveryCode } from "./use_recovery_code.ts";

const now = new Date("2026-11-14T10:00:10Z");
const visitor = { ip: "192.0.2.1" };

Deno.test("useRecoveryCode() takes each code once, counts those left, and tells the person", async () => {
  const { acme, ada } = await makeCast();
  const codes = (await addAuthenticator(ada, now)).recoveryCodes!;
  for (const [index, code] of codes.entries()) {
    const typed = index % 2 ? code.toUpperCase().replaceAll("-", " ") : code;
    const used = await useRecoveryCode(houseDoor(acme.id), { userId: ada.userId, code: typed, visitor, now });
    assert.deepEqual(used, { ok: true, codesLeft: 9 - index });
  }
  const again = await useRecoveryCode(houseDoor(acme.id), {
    userId: ada.userId,
    code: codes[0],
    visitor,
    now,
  });
  assert.deepEqual(again, { ok: false, reason: "wrong_code" });
  assert.equal((await findFactors(acme.id, ada.userId)).recoveryCodes?.left, 0);
  const letters = (await factorLetters(ada)).filter((it) => it.change === "recovery_code_used");
  assert.deepEqual(letters.map((it) => it.codesLeft), [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
  const entries = (await factorEntries(acme.id)).filter((it) => it.action === "member.recovery_code_used");
  assert.equal(entries.length, 10);
  assert.deepEqual(entries[0], {
    action: "member.recovery_code_used",
    actor: "Ada",
    detail: { codes_left: 9 },
  });
});

Deno.test("useRecoveryCode() lets one of 20 in who come with the same code at once", async () => {
  const { acme, ada } = await makeCast();
  const [code] = (await addAuthenticator(ada, now)).recoveryCodes!;
  const outcomes = await Promise.all(
    Array.from(
      { length: 20 },
      (_, index) =>
        useRecoveryCode(houseDoor(acme.id), {
          userId: ada.userId,
          code,
          visitor: { ip: `192.0.2.${index}` },
          now,
        }),
    ),
  );
  assert.equal(outcomes.filter((it) => it.ok).length, 1);
});

Deno.test("useRecoveryCode() refuses what is no code, another's, and guesses beyond five from a place", async () => {
  const { acme, globex, ada, ben, max } = await makeCast();
  const [code] = (await addAuthenticator(ada, now)).recoveryCodes!;
  await addAuthenticator(ben, now);
  await addAuthenticator(max, now);
  const use = (userId: string, typed: string, ip = "192.0.2.9") =>
    useRecoveryCode(houseDoor(acme.id), { userId, code: typed, visitor: { ip }, now });
  assert.deepEqual(await use(ada.userId, "123456"), { ok: false, reason: "malformed_code" });
  assert.deepEqual(await use(ben.userId, code), { ok: false, reason: "wrong_code" });
  assert.deepEqual(
    await useRecoveryCode(houseDoor(globex.id), { userId: ada.userId, code, visitor, now }),
    { ok: false, reason: "wrong_code" },
  );
  const guesses = newRecoveryCodes().slice(0, 6);
  const outcomes = [];
  for (const guess of guesses) outcomes.push(await use(ada.userId, guess));
  assert.deepEqual(outcomes.map((it) => !it.ok && it.reason), [...Array(5).fill("wrong_code"), "too_many"]);
  assert.equal((await use(ada.userId, code, "198.51.100.9")).ok, true, "another place is open");
});

Deno.test("makeRecoveryCodes() takes the place of the set before; the person says when it is kept", async () => {
  const { acme, ada } = await makeCast();
  const [old] = (await addAuthenticator(ada, now)).recoveryCodes!;
  const actor = { kind: "member", id: ada.userId, name: ada.name } as const;
  await keepRecoveryCodes(houseDoor(acme.id), { userId: ada.userId, now });
  assert.deepEqual((await findFactors(acme.id, ada.userId)).recoveryCodes?.keptAt, now);
  const making = { userId: ada.userId, replaces: now, actor, now: new Date(now.getTime() + 1) };
  const made = await makeRecoveryCodes(houseDoor(acme.id), making);
  assert.ok(made.ok);
  assert.deepEqual(await makeRecoveryCodes(houseDoor(acme.id), making), { ok: false, reason: "made_before" });
  const none = { ...making, replaces: undefined };
  assert.deepEqual(await makeRecoveryCodes(houseDoor(acme.id), none), { ok: false, reason: "made_before" });
  const { recoveryCodes } = await findFactors(acme.id, ada.userId);
  assert.deepEqual(recoveryCodes, { madeAt: making.now, keptAt: null, left: 10 });
  const [fresh] = made.codes;
  const use = (code: string) =>
    useRecoveryCode(houseDoor(acme.id), { userId: ada.userId, code, visitor, now });
  assert.deepEqual(await use(old), { ok: false, reason: "wrong_code" });
  assert.deepEqual(await use(fresh), { ok: true, codesLeft: 9 });
  const { rows } = await asSuperuser((client) => client.query("select * from platform.recovery_codes"));
  assert.ok(!JSON.stringify(rows).includes(fresh), "only its hash is kept");
  assert.deepEqual((await factorLetters(ada)).map((it) => it.change), [
    "authenticator_added",
    "recovery_codes_made",
    "recovery_code_used",
  ]);
});

Deno.test("recovery codes go with the last second factor that they stand in for", async () => {
  const { acme, ada } = await makeCast();
  await addAuthenticator(ada, now);
  await addAuthenticator(ada, now, "Tablet");
  const actor = { kind: "member", id: ada.userId, name: ada.name } as const;
  const { authenticators } = await findFactors(acme.id, ada.userId);
  const remove = (id: string) =>
    removeFactor(houseDoor(acme.id), { kind: "authenticator", id, userId: ada.userId, actor });
  assert.deepEqual(await remove(authenticators[0].id), { ok: true });
  assert.equal((await findFactors(acme.id, ada.userId)).recoveryCodes?.left, 10);
  assert.deepEqual(await remove(authenticators[1].id), { ok: true });
  assert.equal((await findFactors(acme.id, ada.userId)).recoveryCodes, undefined);
});
