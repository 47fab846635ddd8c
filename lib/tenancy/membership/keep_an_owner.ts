import pg from "pg";

export type LastOwner = { ok: false; reason: "last_owner" };

/** The database refuses to leave a tenant without an active owner, whatever happens at the same time. */
export async function orLastOwner<T>(work: Promise<T>): Promise<T | LastOwner> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.constraint === "tenant_keeps_an_owner") {
      return { ok: false, reason: "last_owner" };
    }
    throw error;
  }
}
