import { Buffer } from "node:buffer";
import { hashBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { baseOrigin } from "@/lib/tenancy/host.ts";
import { bindingFor } from "@/routes/(_http)/login_cookie.ts";
import { leaveFor } from "@/routes/(_http)/leave_for.tsx";
import { define } from "@/utils.ts";

/** After a sign-up: this host has not met the browser yet. It sets its cookie, and tells the base host the hash of it. */
export const handler = define.handlers({
  async GET(ctx) {
    const binding = bindingFor(ctx.req);
    const bring = new URL("/auth/bring", baseOrigin());
    bring.searchParams.set("login", ctx.url.searchParams.get("login") ?? "");
    bring.searchParams.set("to", Buffer.from(hashBearerSecret(binding)).toString("base64url"));
    return await leaveFor(ctx, bring, { binding });
  },
});
