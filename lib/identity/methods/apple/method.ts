import { z } from "zod";
import { nameIn } from "../oidc/identity_of.ts";
import { openidMethod } from "../oidc/openid_method.ts";
import { providers } from "../settings.ts";
import { appleClientSecret } from "./client_secret.ts";

/** Beside the code, the first time that somebody comes, and never again. */
const FirstVisit = z.object({
  name: z.object({ firstName: z.string().default(""), lastName: z.string().default("") }),
});

/**
 * Whoever has an Apple account. Apple posts its answer from its own page. The address may be a relay of Apple's, which
 * reaches the person as long as they like.
 */
export const apple = openidMethod({
  kind: "apple",
  name: "Apple",
  recognition: "apple",
  isAnsweredByPost: true,
  isAvailable: () => providers.apple !== undefined,
  clientOf() {
    const { apple } = providers;
    return Promise.resolve(
      apple && {
        issuer: apple.issuer,
        clientId: apple.clientId,
        clientSecret: (now) => appleClientSecret(apple, now),
        scopes: ["name", "email"],
        isAnsweredByPost: true,
      },
    );
  },
  complete: (identity, { form }) => ({ ...identity, name: identity.name ?? nameOf(form.user) }),
});

function nameOf(user: string | undefined): string | undefined {
  const visit = FirstVisit.safeParse(parsed(user));
  if (!visit.success) return undefined;
  const { firstName, lastName } = visit.data.name;
  return nameIn(`${firstName} ${lastName}`);
}

function parsed(json: string | undefined): unknown {
  try {
    return JSON.parse(json ?? "");
  } catch {
    return undefined;
  }
}
