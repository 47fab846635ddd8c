import { Card } from "@/components/Card.tsx";
import { DevFrame } from "@/components/DevFrame.tsx";
import { MailForms } from "@/components/MailForms.tsx";
import { compose, type Letter } from "@/lib/mail/templates.ts";
import { baseOrigin, tenantOrigin } from "@/lib/tenancy/host.ts";
import { define } from "@/utils.ts";

const NAMES = { name: "Ada Lovelace", tenantName: "Acme" };
const VERIFY_URL = `${tenantOrigin("acme")}/verify-email?code=a-sample-that-proves-nothing`;
const SECURITY_URL = `${tenantOrigin("acme")}/security`;

/** One letter of each template. */
const SAMPLES: { [Name in Letter["template"]]: Extract<Letter, { template: Name }>["data"] } = {
  welcome: { ...NAMES, verifyUrl: VERIFY_URL },
  verify_email: { ...NAMES, verifyUrl: VERIFY_URL },
  mail_code: { ...NAMES, digits: "482910", securityUrl: `${tenantOrigin("acme")}/forgot-password` },
  security_notice: {
    ...NAMES,
    findings: ["It came from a browser that you had not used before."],
    from: "Firefox on Linux, from 192.0.2.17",
    when: "28 November 2026 at 09:12 UTC",
    securityUrl: `${tenantOrigin("acme")}/security`,
  },
  magic_link: {
    ...NAMES,
    digits: "314159",
    signInUrl: `${tenantOrigin("acme")}/auth/mail?login=a-sample&token=that-opens-nothing`,
  },
  reset_password: { ...NAMES, resetUrl: `${tenantOrigin("acme")}/reset-password?code=a-sample` },
  password_changed: { ...NAMES, resetUrl: `${tenantOrigin("acme")}/forgot-password` },
  password_known: {
    name: "Sam",
    from: "Firefox on Linux, from 203.0.113.7",
    when: "2026-11-28 09:12 UTC",
    consoleUrl: `${baseOrigin()}/admin`,
  },
  invitation: {
    inviterName: "Max",
    tenantName: "Globex",
    acceptUrl: `${tenantOrigin("globex")}/invitations/a-sample-that-lets-nobody-in`,
    days: 7,
  },
  lives_here: { tenantName: "Globex", url: `${tenantOrigin("globex")}/signin` },
  houses: {
    houses: [
      { name: "Acme", url: `${tenantOrigin("acme")}/signin`, isSuspended: false },
      { name: "Globex", url: `${tenantOrigin("globex")}/signin`, isSuspended: true },
    ],
  },
  factor_changed: {
    ...NAMES,
    change: "recovery_code_used",
    codesLeft: 3,
    securityUrl: `${tenantOrigin("acme")}/security`,
  },
  domain_record_missing: { ...NAMES, domain: "acme.example", url: `${tenantOrigin("acme")}/sso/domains` },
  break_glass_used: { ...NAMES, who: "Ada Lovelace", url: `${tenantOrigin("acme")}/audit` },
  session_ended: { ...NAMES, device: "Firefox on Windows", place: "203.0.113.7", securityUrl: SECURITY_URL },
  confirm_new_email: {
    ...NAMES,
    confirmUrl: `${tenantOrigin("acme")}/profile/email?code=a-sample-that-proves-nothing`,
  },
  email_change_asked: { ...NAMES, newEmail: "ada@new.test", securityUrl: SECURITY_URL },
  email_changed: { ...NAMES, newEmail: "ada@new.test", securityUrl: SECURITY_URL },
  identity_linked: { name: NAMES.name, provider: "Google", securityUrl: `${SECURITY_URL}/identities` },
  identity_disconnected: { name: NAMES.name, provider: "Google", securityUrl: `${SECURITY_URL}/identities` },
};

export default define.page(({ url }) => (
  <DevFrame
    title="Mails"
    lead="Every mail that we write, with made-up data, by day and by night as the system says."
    pathname={url.pathname}
  >
    {Object.entries(SAMPLES).map(([template, data]) => {
      const mail = compose({ template, data } as Letter);
      return (
        <Card
          key={template}
          title={mail.subject}
          aside={<code class="font-mono text-xs">{template}</code>}
          flush
        >
          <MailForms {...mail} />
        </Card>
      );
    })}
  </DevFrame>
));
