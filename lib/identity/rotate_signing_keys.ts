import { asPlatform } from "@/lib/db/as_platform.ts";
import { newSigningKey } from "./new_signing_key.ts";
import { type KeyStep, steppingStatement } from "./step_signing_keys.ts";

type Asked = { operator: string; now: Date };

export type Rotation = { ok: true; kid: string } | { ok: false; reason: "under_way" | "no_key" };

/** Publishes the next key; it signs a quarter of an hour later, and nobody is signed out. */
export async function beginKeyRotation({ operator, now }: Asked): Promise<Rotation> {
  const statement = await steppingStatement({ isWanted: true, now });
  return await asPlatform(`${operator} rotates the signing keys`, async (tx) => {
    const steps = await tx.rows<KeyStep>(statement);
    const published = steps.find((it) => it.step === "pending");
    if (published) return { ok: true, kid: published.kid };
    const [known] = await tx.rows`select from gate.list_signing_keys()`;
    return { ok: false, reason: known ? "under_way" : "no_key" };
  });
}

/**
 * For a key that somebody else may have: a new one signs at once, and every process refuses within a second what
 * another signed. Browsers renew their access tokens on the way, so nobody has to sign in again.
 * @returns how many keys are gone.
 */
export async function replaceSigningKeys(
  { operator, now }: Asked,
): Promise<{ kid: string; removed: number }> {
  const { kid, publicJwk, sealed } = await newSigningKey();
  return await asPlatform(`${operator} replaces the signing keys at once`, async (tx) => {
    const row = await tx.row<{ removed: number }>`
      select gate.replace_signing_keys(${kid}, ${publicJwk}, ${sealed}, ${now}) as removed`;
    return { kid, removed: row!.removed };
  });
}
