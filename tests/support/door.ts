import { newBearerSecret } from "@/lib/identity/bearer_secret.ts";
import { methodOf } from "@/lib/identity/methods/methods.ts";
import type { Visitor } from "@/lib/identity/visitor.ts";
import { type SignedIn, signInAtOnce } from "@/lib/tenancy/door/sign_in_at_once.ts";

type Attempt = { email: string; password: string; visitor: Visitor; now: Date; binding?: string };

/** As the sign-in page does it. */
export function signInWithPassword(
  tenant: { id: string; slug: string },
  { email, password, visitor, now, binding = newBearerSecret() }: Attempt,
): Promise<SignedIn> {
  const form = { email, password };
  const method = methodOf("password")!;
  return signInAtOnce({ tenant, method, form, returnPath: "/dashboard", binding, visitor, now });
}
