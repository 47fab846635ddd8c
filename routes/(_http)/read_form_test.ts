import assert from "node:assert/strict";
import { HttpError } from "fresh";
import { z } from "zod";
import { formErrors, readForm } from "./read_form.ts";

Deno.test("readForm() gives the fields by name", async () => {
  assert.deepEqual(await readForm(form("name=Gr%C3%BC%C3%9Fe+an&email=ada%40acme.test")), {
    name: "Grüße an",
    email: "ada@acme.test",
  });
});

Deno.test("readForm() refuses another type, a form that is too large, and one that ended early", async () => {
  await refused(readForm(form("{}", "application/json")), 400);
  await refused(readForm(form(`name=${"x".repeat(65_536)}`)), 413);
  const breaking = new ReadableStream({ pull: (it) => it.error(new Error("the client hung up")) });
  await refused(readForm(form(breaking)), 400, "The body ended early");
});

Deno.test("formErrors() says the schema's words, and words of its own for what is not there", () => {
  const Form = z.object({
    name: z.string(),
    role: z.enum(["admin", "member"]),
    email: z.string({ error: "Name an address" }),
    note: z.string().max(3, { error: "At most 3 letters" }),
  });
  const { error } = Form.safeParse({ role: "king", note: "long" });
  assert.deepEqual(formErrors(error!), {
    name: "Fill this in",
    role: "Choose one of these",
    email: "Name an address",
    note: "At most 3 letters",
  });
});

function form(body: BodyInit, type = "application/x-www-form-urlencoded"): Request {
  return new Request("http://x", { method: "POST", body, headers: { "content-type": type } });
}

async function refused(reading: Promise<unknown>, status: number, message?: string) {
  await assert.rejects(reading, (error) => {
    assert(error instanceof HttpError);
    assert.equal(error.status, status);
    if (message) assert.equal(error.message, message);
    return true;
  });
}
