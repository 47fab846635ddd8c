import { runArgon2 } from "./password_workers.ts";

export type VerifiedPassword = { ok: true } | { ok: false; reason: "wrong_password" | "busy" };

/** Of a random password that nobody knows, so that an unknown person costs as much as a known one. */
const NOBODYS =
  "$argon2id$v=19$m=19456,t=2,p=1$2nZdwc/tD3NZ/KH3eue55w$8/D3AiBp/qliKzoD/Tb8IvQpaQL0AInvALcY1cD+gmc";

/**
 * Compares with one hash of equal cost in every case; `phc` is undefined where there is no such person.
 * @param options `place` is the client's address: of one place at most two wait.
 */
export async function verifyPassword(
  password: string,
  phc: string | undefined,
  { place }: { place: string },
): Promise<VerifiedPassword> {
  const isRight = await runArgon2({ password, phc: phc ?? NOBODYS }, { place });
  if (isRight === undefined) return { ok: false, reason: "busy" };
  return isRight && phc !== undefined ? { ok: true } : { ok: false, reason: "wrong_password" };
}
