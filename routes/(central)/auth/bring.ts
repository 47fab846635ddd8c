import { Buffer } from "node:buffer";
import { parsePublicId } from "@/lib/ids.ts";
import { bringLogin } from "@/lib/tenancy/door/bring_login.ts";
import { readBinding } from "@/routes/(_http)/login_cookie.ts";
import { turnBack } from "@/routes/(_http)/turn_back.ts";
import { leaveFor } from "@/routes/(_http)/leave_for.tsx";
import { define } from "@/utils.ts";

/** After a sign-up: the new tenant's host has sent the browser here with the hash of the cookie that it set. */
export const handler = define.handlers({
  async GET(ctx) {
    const { searchParams } = ctx.url;
    const loginId = parsePublicId("log", searchParams.get("login") ?? "");
    const bindingHash = Buffer.from(searchParams.get("to") ?? "", "base64url");
    const baseBinding = readBinding(ctx.req);
    if (!loginId || !baseBinding || bindingHash.length !== 32) {
      return await turnBack(ctx, { ok: false, reason: "over" });
    }
    const brought = await bringLogin({ loginId, baseBinding, bindingHash, now: new Date() });
    return brought.ok ? await leaveFor(ctx, brought.goTo) : await turnBack(ctx, brought);
  },
});
