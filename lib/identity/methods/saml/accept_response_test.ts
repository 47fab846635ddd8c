import assert from "node:assert/strict";
import { confirmation, IDP, keyOf, posted, REQUEST, response, sign, SP } from "@/tests/support/saml_forge.ts";
import { HONEST_SHAPES } from "@/tests/support/saml_honest.ts";
import { acceptResponse } from "./accept_response.ts";

for (const shape of HONEST_SHAPES) {
  Deno.test(`acceptResponse() takes ${shape.name}`, async () => {
    const accepted = await acceptResponse(posted(await shape.make()), {
      issuer: IDP,
      serviceProvider: SP,
      requestId: REQUEST,
      now: new Date(),
      certificates: [(await keyOf("idp")).certificate, (await keyOf("next")).certificate],
      privateKey: (await keyOf("ours")).privateKey,
    });
    assert.ok(accepted.ok, JSON.stringify(accepted));
    assert.deepEqual(Object.fromEntries(accepted.statement.attributes), shape.attributes ?? {});
  });
}

const MINUTE = 60_000;

async function acceptAt(field: string, now: Date) {
  return await acceptResponse(field, {
    issuer: IDP,
    serviceProvider: SP,
    requestId: REQUEST,
    now,
    certificates: [(await keyOf("idp")).certificate],
    privateKey: (await keyOf("ours")).privateKey,
  });
}

Deno.test("acceptResponse() takes base64 that a provider breaks into lines", async () => {
  const field = posted(await HONEST_SHAPES[0].make()).replace(/.{76}/g, "$&\r\n");
  assert.equal((await acceptAt(field, new Date())).ok, true);
});

Deno.test("acceptResponse() gives clocks a minute, and no more", async () => {
  const now = new Date();
  const field = posted(sign(response({ now }), { key: await keyOf("idp") }));
  const at = async (ms: number) => {
    const accepted = await acceptAt(field, new Date(now.getTime() + ms));
    return accepted.ok ? "accepted" : accepted.reason;
  };
  // It holds from a minute before until five minutes after, and the person signed in now.
  assert.equal(await at(6 * MINUTE - 1), "accepted");
  assert.equal(await at(6 * MINUTE), "expired");
  assert.equal(await at(-MINUTE), "accepted");
  assert.equal(await at(-MINUTE - 1), "not_yet_valid");
});

Deno.test("acceptResponse() takes one bearer among confirmations that are of no use", async () => {
  const confirmations = [
    confirmation({ method: "holder-of-key" }),
    confirmation({ minutes: -10 }),
    confirmation({ recipient: "https://elsewhere.test" }),
    confirmation(),
  ];
  const xml = sign(response({ confirmation: confirmations.join("") }), { key: await keyOf("idp") });
  assert.equal((await acceptAt(posted(xml), new Date())).ok, true);
});
