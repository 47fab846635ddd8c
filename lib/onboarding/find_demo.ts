import { type Config, config } from "@/lib/config.ts";
import { findSignUp } from "./find_sign_up.ts";
import { DEMO_PEOPLE, type DemoPerson } from "./seed_demo.ts";

export type DemoHouse = { tenantId: string; slug: string; company: string; people: DemoPerson[] };

/**
 * The demo's tenants that live here, whose password everybody may know. None behind https, whatever the database
 * holds: there the start refuses the demo, and this looks for nobody.
 */
export async function findDemo(
  { seedsDemo, isLocal }: Pick<Config, "seedsDemo" | "isLocal"> = config,
): Promise<DemoHouse[]> {
  if (!seedsDemo || !isLocal) return [];
  const found = await Promise.all(DEMO_PEOPLE.map(async ({ signUpId, company, people }) => {
    const opened = await findSignUp(signUpId);
    return opened && { tenantId: opened.tenantId, slug: opened.slug, company, people };
  }));
  return found.filter((it) => it !== undefined);
}
