import assert from "node:assert/strict";
import { markupFaults } from "@/tests/support/markup_faults.ts";
import { compose, type Letter, TEMPLATES } from "./templates.ts";

const data = {
  name: `<img src=x onerror="alert('1')">`,
  tenantName: "Ben & Sons",
  verifyUrl: 'https://acme.rowhouse.test/verify-email?code=a&b="><script>',
};

for (const template of Object.keys(TEMPLATES) as Letter["template"][]) {
  const { subject, text, html } = compose({ template, data });

  Deno.test(`${template}: every value is escaped in the HTML`, () => {
    assert.ok(!html.includes("<img") && !html.includes("<script"));
    assert.ok(html.includes("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;"));
    assert.ok(
      html.includes('href="https://acme.rowhouse.test/verify-email?code=a&amp;b=&quot;&gt;&lt;script&gt;"'),
    );
  });

  Deno.test(`${template}: the text has the names and the link as they are`, () => {
    assert.ok(text.includes("Ben & Sons"));
    assert.ok(text.includes(`\n${data.verifyUrl}\n`));
  });

  Deno.test(`${template}: a name cannot break the subject or become a link`, () => {
    const bad = compose({
      template,
      data: { ...data, tenantName: "win.example\r\nBcc: x@y.z", name: "https://win.example/a" },
    });
    assert.ok(!/[\r\n]/.test(bad.subject));
    for (const form of [bad.text, bad.html]) assert.ok(!/win\.example|https:\/\/win/.test(form), form);
  });

  Deno.test(`${template}: a name is no domain with full stops of other scripts, and nothing to decode`, () => {
    for (const name of ["www。evil。com", "www．evil．com", "www｡evil｡com", "www․evil․com"]) {
      const { subject, text, html } = compose({ template, data: { ...data, name, tenantName: name } });
      for (const form of [subject, text, html]) assert.doesNotMatch(form, /www.evil|evil.com/u);
    }
    const encoded = { ...data, name: "=?utf-8?q?win?=", tenantName: "=?utf-8?b?d3d3LmV2aWwuY29t?=" };
    const { subject, text } = compose({ template, data: encoded });
    for (const form of [subject, text]) assert.ok(!form.includes("=?"), form);
  });

  Deno.test(`${template}: it has one button, and no picture that a program would hide`, () => {
    assert.equal(html.match(/<a /g)?.length, 1);
    assert.doesNotMatch(html, /<img|<svg|url\(/);
  });

  Deno.test(`${template}: its HTML is valid, whatever stands in it`, async () => {
    assert.deepEqual(await markupFaults(html, { name: template, kind: "mail" }), []);
  });

  Deno.test(`${template}: it has a subject`, () => assert.ok(subject.length > 5));
}
