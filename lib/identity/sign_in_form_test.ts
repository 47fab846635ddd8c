import assert from "node:assert/strict";
import { z } from "zod";
import { SignInForm } from "./sign_in_form.ts";

Deno.test("SignInForm takes the address without spaces and the password with them", () => {
  assert.deepEqual(SignInForm.parse({ email: " ada@acme.test ", password: " x " }), {
    email: "ada@acme.test",
    password: " x ",
  });
});

Deno.test("SignInForm says beside each field what is wrong", () => {
  const { error } = SignInForm.safeParse({ email: "ada", password: "" });
  assert.deepEqual(z.flattenError(error!).fieldErrors, {
    email: ["Enter an email address such as ada@acme.test"],
    password: ["Enter your password"],
  });
});

Deno.test("SignInForm refuses what is too long to be anybody's password", () => {
  const { error } = SignInForm.safeParse({ email: "ada@acme.test", password: "🐎".repeat(257) });
  assert.deepEqual(z.flattenError(error!).fieldErrors, { password: ["Use at most 256 characters"] });
});
