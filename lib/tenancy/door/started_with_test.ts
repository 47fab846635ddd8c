import assert from "node:assert/strict";
import { startedWith, startingWith } from "./started_with.ts";

Deno.test("a central method knows of the sign-in page the address and the invitation, and nothing else", () => {
  const form = {
    email: "ada@acme.test",
    invitation: "inv_1",
    password: "secret",
    next: "/",
    connection: "con_1",
  };
  const notes = startingWith(form);
  assert.deepEqual(startedWith({ notes }), { email: "ada@acme.test", invitation: "inv_1" });
  assert.doesNotMatch(JSON.stringify(notes), /secret/);
});

Deno.test("what is no address and no invitation does not come along", () => {
  const notes = startingWith({ email: "ada", invitation: "a b&organization=org_globex" });
  assert.deepEqual(startedWith({ notes }), {});
  assert.deepEqual(startedWith({ notes: {} }), {});
  assert.deepEqual(startedWith({ notes: { form: "x" } }), {});
});
