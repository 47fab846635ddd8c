import { HttpError, page } from "fresh";
import { Ago, type Clock } from "@/components/Ago.tsx";
import { Badge } from "@/components/Badge.tsx";
import { Button } from "@/components/Button.tsx";
import { Card } from "@/components/Card.tsx";
import { CodeBlock } from "@/components/CodeBlock.tsx";
import { testProblem } from "@/components/test_words.ts";
import { Fact, Facts } from "@/components/Facts.tsx";
import { Notice } from "@/components/Notice.tsx";
import { PageHeader } from "@/components/PageHeader.tsx";
import { ROLE_NAMES } from "@/components/role_names.ts";
import type { ListedConnection } from "@/lib/identity/connections/list_connections.ts";
import { findTestLogin, type Foreseen, type TestLogin } from "@/lib/identity/connections/test_login.ts";
import { methodOf } from "@/lib/identity/methods/methods.ts";
import type { Role } from "@/lib/identity/permissions.ts";
import { parsePublicId } from "@/lib/ids.ts";
import { beginTest, finishTest } from "@/lib/tenancy/sso/try_connection.ts";
import { leaveFor } from "@/routes/(_http)/leave_for.tsx";
import { bindingFor, readBinding } from "@/routes/(_http)/login_cookie.ts";
import { noticeOfRefusal } from "@/routes/(_http)/notice_of_refusal.ts";
import { readForm } from "@/routes/(_http)/read_form.ts";
import { visitorOf } from "@/routes/(_http)/visitor_of.ts";
import { withNotice } from "@/routes/(_http)/with_notice.ts";
import { define } from "@/utils.ts";
import { connectionOf, pathOf } from "../(_sso)/connection_of.ts";

type Shown = { connection: ListedConnection; test?: TestLogin };

export const handler = define.handlers({
  /** With `login` the browser is back from the provider; what it brought is taken once, then shown. */
  async GET(ctx) {
    const connection = await connectionOf(ctx);
    const { tenant, actor } = ctx.state;
    const loginId = parsePublicId("log", ctx.url.searchParams.get("login") ?? "");
    if (loginId) {
      const binding = readBinding(ctx.req) ?? "";
      const finishing = { loginId, connectionId: connection.id, binding, runBy: actor, now: new Date() };
      const worked = await finishTest(tenant.id, finishing);
      return ctx.redirect(`${pathOf(connection, "/test-login")}${worked ? "?notice=test-worked" : ""}`, 303);
    }
    return page<Shown>({ connection, test: await findTestLogin(tenant.id, connection.id) });
  },

  async POST(ctx) {
    const connection = await connectionOf(ctx);
    await readForm(ctx.req);
    const method = methodOf(connection.kind);
    if (!method) throw new HttpError(404);
    const { tenant, actor } = ctx.state;
    const binding = bindingFor(ctx.req);
    const begun = await beginTest({
      tenant,
      connection,
      method,
      returnPath: pathOf(connection, "/test-login"),
      binding,
      runBy: actor,
      visitor: visitorOf(ctx),
      now: new Date(),
    });
    if (!begun.ok) {
      return ctx.redirect(withNotice(pathOf(connection, "/test-login"), noticeOfRefusal(begun.reason)), 303);
    }
    return await leaveFor(ctx, begun.goTo!, { binding });
  },
});

export default define.page<typeof handler>(({ data: { connection, test }, state: { clock } }) => (
  <>
    <PageHeader
      title={`Test “${connection.name}”`}
      lead="A login as yourself, the whole way to your identity provider and back. It opens no session and changes nobody; it shows what the provider says about you."
    />
    <Card>
      <form method="post" class="flex flex-wrap items-center gap-3">
        <Button>{test ? "Run it again" : "Run the test login"}</Button>
        <Button look="quiet" href={pathOf(connection)}>Back to the connection</Button>
      </form>
    </Card>
    {test && <Result test={test} connection={connection} clock={clock} />}
  </>
));

type ResultProps = { test: TestLogin; connection: ListedConnection; clock: Clock };

function Result({ test, connection, clock }: ResultProps) {
  const isOld = test.revision !== connection.revision;
  return (
    <>
      {isOld && (
        <Notice tone="info">
          The connection has changed since this test; run another before you enable it.
        </Notice>
      )}
      <Card
        title="The last test"
        aside={
          <>
            <Ago at={test.runAt} clock={clock} />
            {test.runBy && ` by ${test.runBy}`}
          </>
        }
      >
        {test.state === "begun" && (
          <p class="max-w-2xl">
            It has begun and is not back yet. If the provider shows an error of its own, compare the addresses
            that you pasted there with those on{" "}
            <a class="link" href={pathOf(connection)}>the page of the connection</a>.
          </p>
        )}
        {test.state === "refused" && (
          <div class="max-w-2xl space-y-3">
            <p>
              <Badge tone="bad">It did not work</Badge>
            </p>
            <p>{testProblem(test.refusedBecause)}</p>
            {test.refusalDetail && <CodeBlock label="What stood there" text={test.refusalDetail} />}
            <p class="text-sm text-base-content/75">
              In the log and in the guides this is <code class="font-mono">{test.refusedBecause}</code>.
            </p>
          </div>
        )}
        {test.state === "worked" && <Outcome outcome={test.outcome} />}
      </Card>
      {test.state === "worked" && connection.state !== "enabled" && !isOld && (
        <Card title="Next">
          <form method="post" action={pathOf(connection, "/enablement")}>
            <Button>Enable the connection</Button>
          </form>
        </Card>
      )}
      {test.state === "worked" && (
        <Card title="All that the provider said">
          <CodeBlock label="Claims" text={JSON.stringify(test.claims, null, 2)} language="json" />
        </Card>
      )}
    </>
  );
}

function Outcome({ outcome }: { outcome: Foreseen }) {
  const { issuer, subject, email, name, groups = [], person, role, refusal } = outcome;
  return (
    <div class="space-y-5">
      <p>
        <Badge tone={refusal ? "waiting" : "good"}>
          {refusal ? "The connection works, and would not have let you in" : "It works"}
        </Badge>
      </p>
      {refusal && <p class="max-w-2xl">{testProblem(refusal)}</p>}
      <Facts>
        <Fact name="Who came in by it">
          {person
            ? `${person.name}, ${person.email}${person.isNew ? " (would join)" : " (a member)"}`
            : "Nobody"}
        </Fact>
        <Fact name="As">{role ? ROLE_NAMES[role as Role] ?? role : "–"}</Fact>
        <Fact name="Address">{email ?? "None said"}</Fact>
        <Fact name="Name">{name ?? "None said"}</Fact>
        <Fact name="Groups">{groups.length > 0 ? groups.join(", ") : "None said"}</Fact>
        <Fact name="Issuer">{issuer}</Fact>
        <Fact name="Subject">{subject}</Fact>
      </Facts>
    </div>
  );
}
