import assert from "node:assert/strict";
import { bindingFor, keepBinding, readBinding } from "./login_cookie.ts";

const SECRET = "A".repeat(43);

Deno.test("the cookie of a login is this host's alone, and crosses sites only for an answer that is posted", () => {
  const headers = new Headers();
  keepBinding(headers, SECRET);
  keepBinding(headers, SECRET, { isAnsweredByPost: true });
  const cookie = (sameSite: string) =>
    `__Host-login=${SECRET}; Path=/; Secure; HttpOnly; SameSite=${sameSite}; Max-Age=900`;
  assert.deepEqual(headers.getSetCookie(), [cookie("Lax"), cookie("None")]);
});

Deno.test("a browser keeps its secret from login to login", () => {
  assert.equal(bindingFor(asking(`x=1; __Host-login=${SECRET}`)), SECRET);
});

Deno.test("what is no secret of ours, or is not under the name that a browser protects, counts for nothing", () => {
  for (
    const cookie of [
      "",
      "__Host-login=",
      `__Host-login=${SECRET}A`,
      "__Host-login=short",
      `login=${SECRET}`,
      `__Secure-login=${SECRET}`,
      `__host-login=${SECRET}`,
    ]
  ) {
    assert.equal(readBinding(asking(cookie)), undefined, cookie);
    const made = bindingFor(asking(cookie));
    assert.match(made, /^[\w-]{43}$/);
    assert.notEqual(made, SECRET);
  }
});

function asking(cookie: string): Request {
  return new Request("http://acme.localhost:8000/", { headers: { cookie } });
}
