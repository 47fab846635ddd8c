import assert from "node:assert/strict";
import { OPEN_POLICY } from "@/lib/tenancy/sign_in_policy/policy.ts";
import { savePolicy } from "@/lib/tenancy/sign_in_policy/save_policy.ts";
import { makeCast } from "@/tests/support/cast.ts";
import { addAuthenticator, codeOf, secondsLater } from "@/tests/support/factors.ts";
import { houseDoor } from "../../factors/door.ts";
import { findFactors } from "../../factors/find_factors.ts";
import { verifyTotp } from "./verify_totp.ts";

const start = new Date("2026-11-14T10:00:10Z");

Deno.test("verifyTotp() takes the code of now or of the step before, however it is typed", async () => {
  const { acme, ada } = await makeCast();
  const { secret } = await addAuthenticator(ada, start);
  const verify = (code: string, now: Date) =>
    verifyTotp(houseDoor(acme.id), { userId: ada.userId, code, visitor: { ip: "192.0.2.1" }, now });
  const [later, evenLater] = [secondsLater(start, 60), secondsLater(start, 120)];
  const spaced = codeOf(secret, later).replace(/^.../, "$& ");
  assert.deepEqual(await verify(spaced, later), { ok: true });
  assert.deepEqual(await verify(codeOf(secret, secondsLater(evenLater, -30)), evenLater), { ok: true });
  const ahead = secondsLater(evenLater, 60);
  assert.deepEqual(await verify(codeOf(secret, ahead), evenLater), { ok: false, reason: "wrong_code" });
  for (const odd of ["", "12345", "1234567", "abcdef"]) {
    assert.deepEqual(await verify(odd, evenLater), { ok: false, reason: "malformed_code" });
  }
  const { authenticators: [{ lastUsedAt }] } = await findFactors(acme.id, ada.userId);
  assert.deepEqual(lastUsedAt, evenLater);
});

Deno.test("verifyTotp() takes a code for its own 30 seconds alone where the house wants that", async () => {
  const { acme, ada } = await makeCast();
  const { secret } = await addAuthenticator(ada, start);
  const place = "192.0.2.4";
  const policy = { ...OPEN_POLICY, takesLateCodes: false };
  const actor = { kind: "member", id: ada.userId, name: ada.name } as const;
  assert.equal(
    (await savePolicy(acme.id, { policy, userId: ada.userId, place, actor, now: start })).ok,
    true,
  );
  const verify = (code: string, now: Date) =>
    verifyTotp(houseDoor(acme.id), { userId: ada.userId, code, visitor: { ip: place }, now });
  const opens = new Date("2026-11-14T10:02:00Z");
  const code = codeOf(secret, opens);
  assert.deepEqual(await verify(code, secondsLater(opens, 30)), { ok: false, reason: "wrong_code" });
  assert.deepEqual(await verify(code, secondsLater(opens, 29.999)), { ok: true });
});

Deno.test("verifyTotp() takes a code once: not the one of the set-up, none again, none older than the last", async () => {
  const { acme, ada } = await makeCast();
  const { secret } = await addAuthenticator(ada, start);
  const verify = (code: string, now: Date) =>
    verifyTotp(houseDoor(acme.id), { userId: ada.userId, code, visitor: { ip: "192.0.2.2" }, now });
  const used = { ok: false, reason: "used_code" };
  assert.deepEqual(await verify(codeOf(secret, start), start), used);
  const next = secondsLater(start, 30);
  assert.deepEqual(await verify(codeOf(secret, next), next), { ok: true });
  assert.deepEqual(await verify(codeOf(secret, next), next), used);
  assert.deepEqual(await verify(codeOf(secret, next), secondsLater(next, 25)), used);
  assert.deepEqual(await verify(codeOf(secret, start), next), used, "the step before, after the later one");
});

Deno.test("verifyTotp() lets one of 20 in who come with the same code at once", async () => {
  const { acme, ada } = await makeCast();
  const { secret } = await addAuthenticator(ada, start);
  const now = secondsLater(start, 30);
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      verifyTotp(houseDoor(acme.id), {
        userId: ada.userId,
        code: codeOf(secret, now),
        visitor: { ip: `192.0.2.${index}` },
        now,
      })),
  );
  assert.equal(outcomes.filter((it) => it.ok).length, 1);
  const refused = outcomes.filter((it) => !it.ok);
  assert.deepEqual(new Set(refused.map((it) => it.reason)), new Set(["used_code"]));
});

Deno.test("verifyTotp() knows each of a person's authenticators, and nobody else's", async () => {
  const { acme, ada, ben } = await makeCast();
  const [phone, tablet] = [await addAuthenticator(ada, start), await addAuthenticator(ada, start, "Tablet")];
  const now = secondsLater(start, 60);
  const verify = (userId: string, secret: string) =>
    verifyTotp(houseDoor(acme.id), { userId, code: codeOf(secret, now), visitor: { ip: "192.0.2.3" }, now });
  assert.deepEqual(await verify(ben.userId, phone.secret), { ok: false, reason: "wrong_code" });
  assert.deepEqual(await verify(ada.userId, phone.secret), { ok: true });
  assert.deepEqual(await verify(ada.userId, tablet.secret), { ok: true });
});

Deno.test("verifyTotp() counts guesses: five from a place, then one a minute, and a right code is no guess", async () => {
  const { acme, ada } = await makeCast();
  const { secret } = await addAuthenticator(ada, start);
  const verify = (code: string, ip: string, now: Date) =>
    verifyTotp(houseDoor(acme.id), { userId: ada.userId, code, visitor: { ip }, now });
  let now = secondsLater(start, 60);
  for (let uses = 0; uses < 8; uses++) {
    now = secondsLater(now, 30);
    assert.deepEqual(await verify(codeOf(secret, now), "192.0.2.4", now), { ok: true });
  }
  const wrong = wrongCode(secret, now);
  const outcomes = [];
  for (let guesses = 0; guesses < 6; guesses++) outcomes.push(await verify(wrong, "192.0.2.4", now));
  assert.deepEqual(outcomes.map((it) => !it.ok && it.reason), [...Array(5).fill("wrong_code"), "too_many"]);
  const refused = outcomes.at(-1)!;
  assert.ok(!refused.ok && refused.reason === "too_many");
  assert.equal(refused.retryAfterSeconds, 60);

  const next = secondsLater(now, 30);
  assert.deepEqual(
    await verify(codeOf(secret, next), "198.51.100.7", next),
    { ok: true },
    "another place is open",
  );
  assert.equal(
    (await verify(codeOf(secret, next), "192.0.2.4", next)).ok,
    false,
    "this one is not, not even for right codes",
  );
});

Deno.test("verifyTotp() lets many places guess no faster than one in half a minute, and keeps nobody out for longer", async () => {
  const { acme, ada } = await makeCast();
  const { secret } = await addAuthenticator(ada, start);
  const now = secondsLater(start, 60);
  const verify = (code: string, ip: string, at: Date) =>
    verifyTotp(houseDoor(acme.id), { userId: ada.userId, code, visitor: { ip }, now: at });
  const wrong = wrongCode(secret, now);
  const outcomes = [];
  for (let place = 0; place < 21; place++) outcomes.push(await verify(wrong, `192.0.2.${100 + place}`, now));
  assert.deepEqual(outcomes.filter((it) => !it.ok && it.reason === "wrong_code").length, 20);
  const last = outcomes.at(-1)!;
  assert.ok(!last.ok && last.reason === "too_many" && last.retryAfterSeconds <= 30);
  const next = secondsLater(now, 30);
  assert.deepEqual(await verify(codeOf(secret, next), "198.51.100.8", next), { ok: true });
});

function wrongCode(secret: string, now: Date): string {
  const right = [-30, 0, 30, 60].map((it) => codeOf(secret, secondsLater(now, it)));
  return ["000000", "000001", "000002", "000003", "000004"].find((it) => !right.includes(it))!;
}
