import type { Context } from "fresh";
import { Doorstep } from "@/components/Doorstep.tsx";
import { KeptFormAgain } from "@/components/KeptFormAgain.tsx";
import type { NoticeCode } from "@/components/notices.ts";
import { PageTitle } from "@/components/PageTitle.tsx";
import { publicId } from "@/lib/ids.ts";
import type { Arrived } from "@/lib/tenancy/door/arrived.ts";
import type { KeptForm } from "@/lib/tenancy/door/kept_form.ts";
import type { State } from "@/utils.ts";
import { enter } from "./enter.ts";
import { NO_TRACE } from "./leave_for.tsx";
import { noticeOfRefusal } from "./notice_of_refusal.ts";
import { renewTokens } from "./renew_tokens.ts";
import { safePath } from "./safe_path.ts";
import { withNotice } from "./with_notice.ts";

/** How a login ends on the tenant's host, as an answer. */
export async function arrive(ctx: Context<State>, arrived: Arrived): Promise<Response> {
  const path = safePath("returnPath" in arrived ? arrived.returnPath : undefined, "/dashboard");
  if (!arrived.ok) {
    if ("loginId" in arrived) return leadTo(ctx, factorPath(arrived.loginId));
    const isInside = "purpose" in arrived && arrived.purpose !== "sign_in" && arrived.purpose !== undefined;
    return leadTo(ctx, withNotice(isInside ? path : "/signin", noticeOfRefusal(arrived.reason)));
  }
  switch (arrived.purpose) {
    case "sign_in":
      return withoutTrace(await enter(ctx, arrived.session!, path));
    case "link":
      return arrived.kind === "passkey"
        ? await goOn(ctx, { path, notice: "passkey-added" })
        : leadTo(ctx, withNotice(path, "identity-linked"));
    case "test":
      return leadTo(ctx, withLogin(path, arrived.loginId));
    case "step_up":
      return await goOn(ctx, { path, keptForm: arrived.keptForm });
  }
}

export function factorPath(loginId: string): string {
  return `/auth/factor?login=${publicId("log", loginId)}`;
}

/** With tokens that say who was confirmed, and when: back to the page, or on with what was posted. */
async function goOn(
  ctx: Context<State>,
  { path, keptForm, notice = "confirmed" }: { path: string; keptForm?: KeptForm; notice?: NoticeCode },
): Promise<Response> {
  const res = keptForm
    ? await ctx.render(
      <Doorstep home="/dashboard">
        <PageTitle title="Thank you" lead="One more click does what you wanted to do." />
        <KeptFormAgain form={keptForm} />
      </Doorstep>,
    )
    : leadTo(ctx, withNotice(path, notice));
  await renewTokens(ctx, res.headers);
  return res;
}

function leadTo(ctx: Context<State>, path: string): Response {
  return withoutTrace(ctx.redirect(path, 303));
}

function withoutTrace(res: Response): Response {
  for (const [name, value] of Object.entries(NO_TRACE)) res.headers.set(name, value);
  return res;
}

function withLogin(path: string, loginId: string): string {
  const url = new URL(path, "https://here.invalid");
  url.searchParams.set("login", publicId("log", loginId));
  return url.pathname + url.search;
}
