import assert from "node:assert/strict";
import { Mailbox } from "./mailbox.ts";

for (const address of ["ada@acme.test", "a.b+c@mail.acme.test", "O'Hara@acme.test"]) {
  Deno.test(`Mailbox takes ${address}`, () => assert.equal(Mailbox.parse(address), address));
}

for (
  const text of [
    "ada@acme.test, eve@evil.test",
    "ada@acme.test;eve@evil.test",
    "ada@acme.test eve@evil.test",
    "Ada <ada@acme.test>",
    "<ada@acme.test>",
    "ada@acme.test\r\nBcc: eve@evil.test",
    "ada@acme.test\n",
    "group: ada@acme.test;",
    "@acme.test",
    "ada",
    "ada@",
    "ada@äcme.test",
    `ada@${"a".repeat(250)}.test`,
  ]
) {
  Deno.test(`Mailbox refuses ${JSON.stringify(text).slice(0, 50)}`, () => {
    assert.equal(Mailbox.safeParse(text).success, false);
  });
}
