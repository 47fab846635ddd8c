import assert from "node:assert/strict";
import { IDP, keyOf, posted, REQUEST, SP } from "@/tests/support/saml_forge.ts";
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
