import assert from "node:assert/strict";
import { findPasswordFault } from "./find_password_fault.ts";
import { SHORTEST_BESIDE_ANOTHER, SHORTEST_PASSWORD } from "./rules.ts";

const names = ["Acme & Sons", "acme", "Ada", "ada.lovelace@acme.test"];

for (
  const [password, fault] of [
    ["fourteen chars", "too_short"],
    ["🐎".repeat(14), "too_short"],
    ["a".repeat(257), "too_long"],
    ["we are all of acme here", "names_somebody"],
    ["my ACME & SONS password", "names_somebody"],
    ["ada.LOVELACE was first", "names_somebody"],
    ["the rowhouse at the corner", "names_somebody"],
    ["1234567890123456", "common"],
    ["1Qazxsw23edcvfr4", "common"],
    ["98765432109876543", "common"],
    ["abcdefghijklmnopqrstuvwxyz", "common"],
    ["aaaaaaaaaaaaaaaaaaaa", "common"],
    ["hunterhunterhunter", "common"],
    ["correct-horse-battery-staple", undefined],
    ["  Größe 密码 👩‍💻 ok  and more ", undefined],
    ["fifteen chars..", undefined],
    ["all lower case is fine", undefined],
    ["a fine day ".repeat(23) + "abc", undefined],
  ] as const
) {
  Deno.test(`findPasswordFault() says ${fault} of ${JSON.stringify(password).slice(0, 40)}`, async () => {
    assert.equal(await findPasswordFault({ password, shortest: SHORTEST_PASSWORD, names }), fault);
  });
}

Deno.test("findPasswordFault() asks for less where a second factor stands beside, and refuses what is common", async () => {
  const fault = (password: string) =>
    findPasswordFault({ password, shortest: SHORTEST_BESIDE_ANOTHER, names });
  assert.equal(await fault("seven77"), "too_short");
  assert.equal(await fault("kx 29 ü!"), undefined);
  for (const password of ["password", "12345678", "iloveyou", "Sunshine1"]) {
    assert.equal(await fault(password), "common", password);
  }
});

Deno.test("findPasswordFault() knows more than three thousand common passwords of eight characters", async () => {
  const { dictionary } = await import("@zxcvbn-ts/language-common");
  const long = dictionary["passwords-common"].map(String).filter((it) => it.length >= 8);
  assert.ok(long.length > 3_000);
  for (const password of long.slice(0, 200)) {
    const fault = await findPasswordFault({ password, shortest: SHORTEST_BESIDE_ANOTHER, names: [] });
    assert.equal(fault, "common", password);
  }
});
