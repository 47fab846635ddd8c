import { newId } from "@/lib/ids.ts";
import { asSuperuser } from "./database.ts";

/** A bare tenant, for tests below onboarding: a placement to enter and nothing else. */
export async function makeBareTenant(): Promise<string> {
  const id = newId();
  await asSuperuser((client) =>
    client.query("insert into platform.placements (tenant_id) values ($1)", [id])
  );
  return id;
}
