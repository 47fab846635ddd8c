import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { Secret, TOTP } from "otpauth";
import { matchingStep, readTotpCode } from "./matching_step.ts";
import { authenticatorUri, inGroups, newTotpSecret } from "./secret.ts";

/** RFC 6238, appendix B, with the last six of its eight digits. */
const SECRET = Secret.fromUTF8("12345678901234567890").base32;
const VECTORS = [
  { seconds: 59, step: 0x1, code: "287082" },
  { seconds: 1_111_111_109, step: 0x23523EC, code: "081804" },
  { seconds: 1_111_111_111, step: 0x23523ED, code: "050471" },
  { seconds: 1_234_567_890, step: 0x273EF07, code: "005924" },
  { seconds: 2_000_000_000, step: 0x3F940AA, code: "279037" },
  { seconds: 20_000_000_000, step: 0x27BC86AA, code: "353130" },
];

Deno.test("matchingStep() knows the codes of RFC 6238 by their steps", () => {
  for (const { seconds, step, code } of VECTORS) {
    assert.equal(
      matchingStep(SECRET, code, { now: new Date(seconds * 1_000), takesLate: false }),
      step,
      code,
    );
  }
});

Deno.test("matchingStep() takes the code of now and, where that is allowed, of the step before, and no other", () => {
  const secret = newTotpSecret();
  const now = new Date("2026-11-14T10:00:10Z");
  const at = (steps: number) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() + steps * 30_000 });
  const taken = (takesLate: boolean) =>
    [-3, -2, -1, 0, 1, 2].filter((it) => matchingStep(secret, at(it), { now, takesLate }) !== undefined);
  assert.deepEqual(taken(true), [-1, 0]);
  assert.deepEqual(taken(false), [0]);
  const other = newTotpSecret();
  assert.equal(matchingStep(other, at(0), { now, takesLate: true }), undefined);
});

Deno.test("readTotpCode() finds six digits however they are typed, and nothing else", () => {
  for (const typed of ["123456", " 123 456 ", "123-456", "123\u00a0456", "１２３４５６", "123456\n"]) {
    assert.equal(readTotpCode(typed), "123456", typed);
  }
  for (
    const typed of ["", "12345", "1234567", "12345a", "+12345", "１２３４５", "12.456", "1e5000", "١٢٣٤٥٦"]
  ) {
    assert.equal(readTotpCode(typed), undefined, typed);
  }
});

Deno.test("authenticatorUri() is what apps read from a QR code", () => {
  const uri = new URL(authenticatorUri(SECRET, "ada@acme.test"));
  assert.equal(uri.protocol, "otpauth:");
  assert.match(uri.href, /^otpauth:\/\/totp\/Rowhouse:ada%40acme\.test\?/);
  assert.deepEqual(Object.fromEntries(uri.searchParams), {
    issuer: "Rowhouse",
    secret: SECRET,
    algorithm: "SHA1",
    digits: "6",
    period: "30",
  });
});

Deno.test("newTotpSecret() has 160 bits, and inGroups() loses none of its characters", () => {
  const [one, other] = [newTotpSecret(), newTotpSecret()];
  assert.notEqual(one, other);
  assert.equal(Buffer.from(Secret.fromBase32(one).bytes).length, 20);
  assert.match(inGroups(one), /^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
  assert.equal(inGroups(one).replaceAll(" ", ""), one);
});
