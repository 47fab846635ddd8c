import assert from "node:assert/strict";
import { hashRecoveryCode, newRecoveryCodes, readRecoveryCode, RECOVERY_CODES } from "./recovery_codes.ts";

Deno.test("newRecoveryCodes() makes ten different codes of 120 bits", () => {
  const codes = newRecoveryCodes();
  assert.equal(new Set(codes).size, RECOVERY_CODES);
  for (const code of codes) assert.match(code, /^([0-9a-hjkmnp-tv-z]{4}-){5}[0-9a-hjkmnp-tv-z]{4}$/);
  const seen = new Set(Array.from({ length: 100 }, newRecoveryCodes).flat().join("").replaceAll("-", ""));
  assert.equal(seen.size, 32, "every digit comes up");
});

Deno.test("readRecoveryCode() reads a code however it was written down", () => {
  const code = "0h3k-9xqa-1111-zzzz-0000-2b2b";
  const written = [
    code,
    ` ${code.toUpperCase()}\n`,
    code.replaceAll("-", ""),
    code.replaceAll("-", " "),
    "oh3k-9xqa-Il1i-zzzz-OO00-2b2b",
    "０h3k-9xqa-1111-zzzz-0000-2b2b",
  ];
  for (const typed of written) assert.equal(readRecoveryCode(typed), code, typed);
  for (
    const typed of ["", "123456", code.slice(1), `${code}0`, code.replace("h", "u"), code.replace("h", "é")]
  ) {
    assert.equal(readRecoveryCode(typed), undefined, typed);
  }
});

Deno.test("hashRecoveryCode() is a SHA-256", () => {
  const [code, other] = newRecoveryCodes();
  assert.equal(hashRecoveryCode(code).length, 32);
  assert.deepEqual(hashRecoveryCode(code), hashRecoveryCode(readRecoveryCode(code.toUpperCase())!));
  assert.notDeepEqual(hashRecoveryCode(code), hashRecoveryCode(other));
});
