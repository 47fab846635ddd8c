import { page } from "fresh";
import { Card } from "@/components/Card.tsx";
import { DevFrame, TOOLS } from "@/components/DevFrame.tsx";
import { ROLE_NAMES } from "@/components/role_names.ts";
import { TableFrame } from "@/components/TableFrame.tsx";
import { type DemoHouse, findDemo } from "@/lib/onboarding/find_demo.ts";
import { DEMO_OPERATOR, DEMO_PASSWORD } from "@/lib/onboarding/seed_demo.ts";
import { tenantOrigin } from "@/lib/tenancy/host.ts";
import { define } from "@/utils.ts";

const FOR_MACHINES = [
  ["/livez", "The process runs"],
  ["/readyz", "What it depends on answers"],
  ["/dev/mail.json", "The mailbox, newest first"],
] as const;

export const handler = define.handlers({
  GET: async () => page({ demo: await findDemo() }),
});

export default define.page<typeof handler>(({ data: { demo }, url }) => (
  <DevFrame
    title="Development"
    lead="What is on this machine alone. Behind an https address none of it is there."
    pathname={url.pathname}
  >
    <ul class="grid gap-4 sm:grid-cols-3">
      {TOOLS.filter((it) => it.href !== url.pathname).map(({ href, label, about }) => (
        <li key={href} class="rounded-box border border-base-300 bg-base-100 p-5">
          <a class="link font-semibold" href={href}>{label}</a>
          <p class="mt-1 text-sm text-base-content/75">{about}</p>
        </li>
      ))}
    </ul>
    <Card title="The demo" flush={demo.length > 0}>
      {demo.length > 0 ? <Logins demo={demo} /> : (
        <p class="text-base-content/80">
          It has not moved in here. <code class="font-mono text-xs">deno task seed</code> brings it.
        </p>
      )}
    </Card>
    <Card title="For machines">
      <dl class="grid gap-x-8 gap-y-3 sm:grid-cols-3">
        {FOR_MACHINES.map(([href, says]) => (
          <div key={href}>
            <dt>
              <a class="link font-mono text-xs" href={href}>{href}</a>
            </dt>
            <dd class="text-sm text-base-content/75">{says}</dd>
          </div>
        ))}
      </dl>
    </Card>
  </DevFrame>
));

function Logins({ demo }: { demo: DemoHouse[] }) {
  const logins = demo.flatMap(({ slug, company, people }) =>
    people.map(({ name, email, role }) => ({
      name,
      email,
      what: `${ROLE_NAMES[role]} of ${company}`,
      door: `${tenantOrigin(slug)}/signin`,
    }))
  );
  const operator = { ...DEMO_OPERATOR, what: "Operator", door: "/admin/signin" };
  return (
    <>
      <TableFrame label="Logins of the demo">
        <thead>
          <tr>
            <th scope="col">Who</th>
            <th scope="col">Email</th>
            <th scope="col">
              <span class="sr-only">Sign in</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {[...logins, operator].map(({ name, email, what, door }) => (
            <tr key={email}>
              <td>
                <span class="font-medium">{name}</span>
                <div class="text-xs text-base-content/75">{what}</div>
              </td>
              <td class="break-all">{email}</td>
              <td class="text-right whitespace-nowrap">
                <a class="link" href={`${door}?as=${email}`}>
                  Come in<span class="sr-only">{` as ${name}`}</span>
                </a>
              </td>
            </tr>
          ))}
        </tbody>
      </TableFrame>
      <p class="border-t border-base-300 px-5 py-3 text-sm text-base-content/75">
        Everybody's password is <code class="font-mono text-xs text-base-content">{DEMO_PASSWORD}</code>
      </p>
    </>
  );
}
