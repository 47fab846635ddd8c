import assert from "node:assert/strict";
import { readSmtpUrl } from "./smtp_server.ts";

Deno.test("readSmtpUrl() reads the login, and demands STARTTLS", () => {
  assert.deepEqual(readSmtpUrl("smtp://rowhouse%40x:p%3Aw@mail.example"), {
    host: "mail.example",
    port: 587,
    secure: false,
    requireTLS: true,
    auth: { user: "rowhouse@x", pass: "p:w" },
  });
});

Deno.test("readSmtpUrl() speaks TLS at once on smtps", () => {
  assert.deepEqual(readSmtpUrl("smtps://mail.example"), {
    host: "mail.example",
    port: 465,
    secure: true,
    requireTLS: false,
  });
});

Deno.test("readSmtpUrl() demands nothing of this machine's own server", () => {
  assert.deepEqual(readSmtpUrl("smtp://127.0.0.1:2525"), {
    host: "127.0.0.1",
    port: 2525,
    secure: false,
    requireTLS: false,
  });
});
