import { Button } from "@/components/Button.tsx";
import { DemoLogins } from "@/components/DemoLogins.tsx";
import { Doorstep } from "@/components/Doorstep.tsx";
import type { FieldErrors } from "@/components/Field.tsx";
import { Notice, NoticeOf } from "@/components/Notice.tsx";
import { OtherWays } from "@/components/OtherWays.tsx";
import { PageTitle } from "@/components/PageTitle.tsx";
import { EmailField, SignInFields } from "@/components/SignInFields.tsx";
import { Plaque } from "@/components/Plaque.tsx";
import { DEMO_PASSWORD, type DemoPerson } from "@/lib/onboarding/seed_demo.ts";
import { baseOrigin } from "@/lib/tenancy/host.ts";

export type Asked = {
  email: string;
  /** Where to go afterwards, on this host. */
  next: string;
  errors: FieldErrors;
  refusal?: string;
  /** Whether the house takes a password, */
  takesPassword: boolean;
  /** or mails a link, */
  takesMail: boolean;
  /** and what else it takes. */
  otherWays: OtherWay[];
  /** Of the demo, where this is one of its tenants. */
  demoPeople: DemoPerson[];
};
/** A button that leads to a provider, or to a ceremony on the base host. */
type OtherWay = { kind: string; name: string; connection?: string };

export function SignInPage(asked: Asked & { name: string; url: URL }) {
  const { email, next, errors, refusal, takesPassword, takesMail, otherWays, demoPeople, name, url } = asked;
  return (
    <Doorstep
      home={baseOrigin()}
      footer={
        <>
          Not your company? <a class="link" href={`${baseOrigin()}/signin`}>Find another door</a>
        </>
      }
    >
      <Plaque name={name} class="px-4 py-2 text-lg" />
      <PageTitle title="Sign in" />
      {refusal ? <Notice tone="error">{refusal}</Notice> : <NoticeOf url={url} />}
      {(takesPassword || takesMail) && (
        <form method="post" action="/signin" class="space-y-5" novalidate>
          <input type="hidden" name="next" value={next} />
          {takesPassword
            ? <SignInFields email={email} errors={errors} />
            : <EmailField email={email} errors={errors} />}
          <div class="space-y-3">
            {takesPassword && <Button class="w-full">Sign in</Button>}
            {takesMail && (
              <Button class="w-full" look={takesPassword ? "quiet" : "primary"} name="by" value="magic_link">
                {takesPassword ? "Mail me a link instead" : "Mail me a link"}
              </Button>
            )}
          </div>
          {takesPassword && (
            <p class="text-center text-sm">
              <a class="link" href="/forgot-password">Forgot your password?</a>
            </p>
          )}
        </form>
      )}
      {otherWays.length > 0 && (
        <OtherWays
          ways={otherWays}
          next={next}
          invitation={url.searchParams.get("invitation") ?? undefined}
          isAlone={!takesPassword && !takesMail}
        />
      )}
      {takesPassword && demoPeople.length > 0 && (
        <DemoLogins
          people={demoPeople}
          password={DEMO_PASSWORD}
          action="/signin"
          next={next}
          wanted={url.searchParams.get("as")}
        />
      )}
    </Doorstep>
  );
}
