import { runArgon2 } from "./password_workers.ts";

export type HashedPassword = { ok: true; phc: string } | { ok: false; reason: "busy" };

/**
 * Argon2id as a PHC string. The password counts exactly as received; it must not be empty.
 * @param options `place` is the client's address: of one place at most two wait.
 */
export async function hashPassword(password: string, { place }: { place: string }): Promise<HashedPassword> {
  const phc = await runArgon2({ password }, { place });
  return phc === undefined ? { ok: false, reason: "busy" } : { ok: true, phc: phc as string };
}
