import assert from "node:assert/strict";
import { markupFaults } from "@/tests/support/markup_faults.ts";
import { compose, type Letter, TEMPLATES } from "./templates.ts";

/** What a stranger may have chosen, and the address of the link. */
type Filling = { name: string; tenantName: string; url: string };

const LETTERS: {
  [Name in Letter["template"]]: (filling: Filling) => Extract<Letter, { template: Name }>["data"];
} = {
  welcome: ({ url, ...names }) => ({ ...names, verifyUrl: url }),
  verify_email: ({ url, ...names }) => ({ ...names, verifyUrl: url }),
  mail_code: ({ url, ...names }) => ({ ...names, digits: "482910", securityUrl: url }),
  security_notice: ({ url, ...names }) => ({
    ...names,
    findings: ["It came from a browser that you had not used before."],
    from: `${names.name}, from 192.0.2.17`,
    when: "28 November 2026 at 09:12 UTC",
    securityUrl: url,
  }),
  invitation: ({ url, tenantName, name }) => ({ tenantName, inviterName: name, acceptUrl: url, days: 7 }),
  lives_here: ({ url, tenantName, name }) => ({ tenantName: `${tenantName} ${name}`, url }),
  magic_link: ({ url, ...names }) => ({ ...names, digits: "123456", signInUrl: url }),
  reset_password: ({ url, ...names }) => ({ ...names, resetUrl: url }),
  password_changed: ({ url, ...names }) => ({ ...names, resetUrl: url }),
  password_known: ({ url, name, tenantName }) => ({
    name,
    from: `${tenantName}, from 192.0.2.17`,
    when: "2026-11-28 09:12 UTC",
    consoleUrl: url,
  }),
  houses: ({ url, tenantName, name }) => ({
    houses: [{ name: tenantName, url, isSuspended: false }, { name, url, isSuspended: true }],
  }),
  factor_changed: ({ url, ...names }) => ({
    ...names,
    change: "passkey_added",
    called: names.name,
    securityUrl: url,
  }),
  domain_record_missing: (filling) => ({ ...filling, domain: "acme.test" }),
  break_glass_used: (filling) => ({ ...filling, who: filling.name }),
  session_ended: ({ url, ...names }) => ({
    ...names,
    device: names.name,
    place: "203.0.113.7",
    securityUrl: url,
  }),
  confirm_new_email: ({ url, ...names }) => ({ ...names, confirmUrl: url }),
  email_change_asked: ({ url, ...names }) => ({ ...names, newEmail: "ada@new.test", securityUrl: url }),
  email_changed: ({ url, ...names }) => ({ ...names, newEmail: "ada@new.test", securityUrl: url }),
  identity_linked: ({ url, name, tenantName }) => ({ name, provider: tenantName, securityUrl: url }),
  identity_disconnected: ({ url, name, tenantName }) => ({ name, provider: tenantName, securityUrl: url }),
};

const filling = {
  name: `<img src=x onerror="alert('1')">`,
  tenantName: "Ben & Sons",
  url: 'https://acme.rowhouse.test/verify-email?code=a&b="><script>',
};

for (const template of Object.keys(TEMPLATES) as Letter["template"][]) {
  const filled = (by: Filling) => compose({ template, data: LETTERS[template](by) } as Letter);
  const { subject, text, html } = filled(filling);

  Deno.test(`${template}: every value is escaped in the HTML`, () => {
    assert.ok(!html.includes("<img") && !html.includes("<script"));
    assert.ok(html.includes("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;"));
    assert.ok(
      html.includes('href="https://acme.rowhouse.test/verify-email?code=a&amp;b=&quot;&gt;&lt;script&gt;"'),
    );
  });

  Deno.test(`${template}: the text has the names and the link as they are, and says who writes`, () => {
    assert.ok(text.includes("Ben & Sons"));
    assert.ok(text.includes(`\n${filling.url}\n`));
    for (const form of [text, html]) assert.match(form, /Rowhouse, localhost:8000/);
  });

  Deno.test(`${template}: a name cannot break the subject or become a link`, () => {
    const bad = filled({
      ...filling,
      tenantName: "win.example\r\nBcc: x@y.z",
      name: "https://win.example/a",
    });
    assert.ok(!/[\r\n]/.test(bad.subject));
    for (const form of [bad.text, bad.html]) assert.ok(!/win\.example|https:\/\/win/.test(form), form);
  });

  Deno.test(`${template}: a name is no domain with full stops of other scripts, and nothing to decode`, () => {
    for (const name of ["www。evil。com", "www．evil．com", "www｡evil｡com", "www․evil․com"]) {
      const { subject, text, html } = filled({ ...filling, name, tenantName: name });
      for (const form of [subject, text, html]) assert.doesNotMatch(form, /www.evil|evil.com/u);
    }
    const encoded = { ...filling, name: "=?utf-8?q?win?=", tenantName: "=?utf-8?b?d3d3LmV2aWwuY29t?=" };
    const { subject, text } = filled(encoded);
    for (const form of [subject, text]) assert.ok(!form.includes("=?"), form);
  });

  Deno.test(`${template}: it has as many buttons as addresses, and no picture that a program would hide`, () => {
    assert.equal(html.match(/<a /g)?.length, text.match(/^https:/gm)?.length);
    assert.doesNotMatch(html, /<img|<svg|url\(/);
  });

  Deno.test(`${template}: its HTML is valid, whatever stands in it`, async () => {
    assert.deepEqual(await markupFaults(html, { name: template, kind: "mail" }), []);
  });

  Deno.test(`${template}: it has a subject, and a first line beside it that is not the greeting`, () => {
    assert.ok(subject.length > 5);
    const [, preview] = /<div style="display:none[^>]*>([^<]+)</.exec(html)!;
    assert.doesNotMatch(preview, /^Hello/);
  });
}
