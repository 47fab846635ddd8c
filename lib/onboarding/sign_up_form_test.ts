import assert from "node:assert/strict";
import { z } from "zod";
import { SignUpForm } from "./sign_up_form.ts";

const GOOD = {
  company: " Acme & Sons ",
  slug: "Acme",
  name: "Ada",
  email: "ada@analytical.test",
  password: "correct-horse-battery-staple",
  signup_id: "0193a000-0000-7000-8000-00000000000a",
};

Deno.test("SignUpForm takes what a person types, without the spaces around it", () => {
  assert.deepEqual(SignUpForm.parse(GOOD), { ...GOOD, company: "Acme & Sons", slug: "acme" });
  assert.equal(SignUpForm.parse({ ...GOOD, email: " ada@analytical.test " }).email, "ada@analytical.test");
});

Deno.test("SignUpForm leaves the password as it is", () => {
  const password = "  Größe 密码 👩‍💻 ok  ";
  assert.equal(SignUpForm.parse({ ...GOOD, password }).password, password);
  assert.equal(SignUpForm.parse({ ...GOOD, password: "🐎".repeat(256) }).password, "🐎".repeat(256));
});

for (
  const [field, value, message] of [
    ["company", "", "Enter the name of your company"],
    ["company", "a".repeat(81), "Use at most 80 characters"],
    ["company", "Acme\u0000", "Use one line of plain text"],
    ["slug", "admin", "This address is reserved; choose another"],
    ["slug", "x", "Use at least 2 characters"],
    ["name", " ", "Enter your name"],
    ["name", "Ada\nEve", "Use one line of plain text"],
    ["email", "ada", "Enter an email address such as ada@acme.test"],
    ["email", "ada@acme.test, eve@evil.test", "Enter an email address such as ada@acme.test"],
    ["password", "fourteen chars", "Use at least 15 characters"],
    ["password", "🐎".repeat(14), "Use at least 15 characters"],
    ["password", "🐎".repeat(257), "Use at most 256 characters"],
    [
      "password",
      "my ACME & sons house",
      "Leave your name, your company, its address, your email and our name out of it",
    ],
    [
      "password",
      "ada-ada-ada-ada",
      "Leave your name, your company, its address, your email and our name out of it",
    ],
    ["signup_id", "once", "Reload the page and fill in the form again"],
  ]
) {
  Deno.test(`SignUpForm refuses the ${field} ${JSON.stringify(value).slice(0, 40)} with a sentence`, () => {
    const { error } = SignUpForm.safeParse({ ...GOOD, [field]: value });
    assert.deepEqual(z.flattenError(error!).fieldErrors, { [field]: [message] });
  });
}

Deno.test("SignUpForm says everything at once", () => {
  const { error } = SignUpForm.safeParse({ ...GOOD, name: "", password: "house-of-acme-2" });
  assert.deepEqual(Object.keys(z.flattenError(error!).fieldErrors).sort(), ["name", "password"]);
});

Deno.test("SignUpForm asks for every field of an empty form", () => {
  const { error } = SignUpForm.safeParse({
    company: "",
    slug: "",
    name: "",
    email: "",
    password: "",
    signup_id: "",
  });
  assert.deepEqual(Object.keys(z.flattenError(error!).fieldErrors), Object.keys(GOOD));
});
