import type { TooMany } from "@/lib/identity/defence/weigh_try.ts";
import type { Visitor } from "@/lib/identity/visitor.ts";
import { take } from "@/lib/limits/take.ts";
import { findTenantBySlug } from "@/lib/tenancy/directory.ts";
import { Slug } from "@/lib/tenancy/slug.ts";

/** `slug` as it would be stored; `message` says what is wrong with the text. */
export type AddressCheck =
  | { ok: true; slug: string }
  | { ok: false; reason: "unusable"; message: string }
  | { ok: false; reason: "taken"; slug: string }
  | TooMany;

const PER_PLACE = { name: "check_address", rate: 2, periodSeconds: 1, burst: 60 };

/** Whether a house could be opened there, as of now. Tells no more than asking the address itself would. */
export async function checkAddress(
  text: string,
  { visitor, now }: { visitor: Visitor; now: Date },
): Promise<AddressCheck> {
  const { ok, retryAfterSeconds } = await take(PER_PLACE, visitor.ip, now);
  if (!ok) return { ok: false, reason: "too_many", retryAfterSeconds };
  const parsed = Slug.safeParse(text);
  if (!parsed.success) return { ok: false, reason: "unusable", message: parsed.error.issues[0].message };
  const slug = parsed.data;
  return await findTenantBySlug(slug) ? { ok: false, reason: "taken", slug } : { ok: true, slug };
}
