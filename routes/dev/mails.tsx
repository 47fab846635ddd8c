import { Card } from "@/components/Card.tsx";
import { DevFrame } from "@/components/DevFrame.tsx";
import { MailForms } from "@/components/MailForms.tsx";
import { compose, type Letter } from "@/lib/mail/templates.ts";
import { tenantOrigin } from "@/lib/tenancy/host.ts";
import { define } from "@/utils.ts";

const NAMES = { name: "Ada Lovelace", tenantName: "Acme" };
const VERIFY_URL = `${tenantOrigin("acme")}/verify-email?code=a-sample-that-proves-nothing`;

/** One letter of each template. */
const SAMPLES: { [Name in Letter["template"]]: Extract<Letter, { template: Name }>["data"] } = {
  welcome: { ...NAMES, verifyUrl: VERIFY_URL },
  verify_email: { ...NAMES, verifyUrl: VERIFY_URL },
  invitation: {
    inviterName: "Max",
    tenantName: "Globex",
    acceptUrl: `${tenantOrigin("globex")}/invitations/a-sample-that-lets-nobody-in`,
    days: 7,
  },
  lives_here: { tenantName: "Globex", url: `${tenantOrigin("globex")}/signin` },
  magic_link: {
    ...NAMES,
    digits: "314159",
    signInUrl: `${tenantOrigin("acme")}/auth/mail?login=a-sample&token=that-opens-nothing`,
  },
  reset_password: { ...NAMES, resetUrl: `${tenantOrigin("acme")}/reset-password?code=a-sample` },
  password_changed: { ...NAMES, resetUrl: `${tenantOrigin("acme")}/forgot-password` },
  houses: {
    houses: [
      { name: "Acme", url: `${tenantOrigin("acme")}/signin`, isSuspended: false },
      { name: "Globex", url: `${tenantOrigin("globex")}/signin`, isSuspended: true },
    ],
  },
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
