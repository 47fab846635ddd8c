import { runArgon2 } from "./password_workers.ts";

export type HashedPassword = { ok: true; phc: string } | { ok: false; reason: "busy" };

/** Argon2id as a PHC string. The password counts exactly as received; it must not be empty. */
export async function hashPassword(password: string): Promise<HashedPassword> {
  const phc = await runArgon2({ password });
  return phc === undefined ? { ok: false, reason: "busy" } : { ok: true, phc: phc as string };
}
