import pg from "pg";
import { refusal, type ScimRefusal } from "./refusal.ts";

const BY_CONSTRAINT: Record<string, ScimRefusal> = {
  one_user_of_a_name: refusal("uniqueness", "Another user has this userName"),
  one_user_of_an_external_id: refusal("uniqueness", "Another user has this externalId"),
  one_group_of_a_name: refusal("uniqueness", "Another group has this displayName"),
  one_group_of_an_external_id: refusal("uniqueness", "Another group has this externalId"),
  members_of_a_group_are_users: refusal("invalid_value", "One of the members has just been deleted"),
  tenant_keeps_an_owner: refusal(
    "last_owner",
    "This is the last owner, whom no directory can deactivate or remove. Make somebody else an owner first",
  ),
};

/** What the database's own rules refuse, whatever happens at the same time; all of the work is then undone. */
export async function orRefused<T>(work: Promise<T>): Promise<T | ScimRefusal> {
  try {
    return await work;
  } catch (error) {
    const refused = error instanceof pg.DatabaseError && BY_CONSTRAINT[error.constraint ?? ""];
    if (refused) return refused;
    throw error;
  }
}
