import { DEMO_PEOPLE } from "@/lib/onboarding/seed_demo.ts";

/** Somebody whom the demo's identity provider knows, as its claims and attributes say it. */
export type DemoIdentity = {
  subject: string;
  name: string;
  email: string;
  company: string;
  groups: string[];
};

const GROUPS: Record<string, string[]> = {
  Ada: ["engineering", "administrators"],
  Ben: ["engineering"],
  Cleo: ["finance"],
  Max: ["administrators"],
};

/** The cast of the demo, whose passwords nobody asks for here: to choose one is to be one. */
export function demoIdentities(): DemoIdentity[] {
  return DEMO_PEOPLE.flatMap(({ slug, company, people }) =>
    people.map(({ name, email }) => ({
      subject: `${slug}-${name.toLowerCase()}`,
      name,
      email,
      company,
      groups: GROUPS[name] ?? [],
    }))
  );
}
