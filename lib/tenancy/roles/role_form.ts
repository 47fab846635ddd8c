import { z } from "zod";
import { GRANTABLE, type Grantable, ROLES } from "@/lib/identity/permissions.ts";
import { oneLine } from "@/lib/identity/one_line.ts";

/** Names that would read like a role that every tenant has. */
const TAKEN: readonly string[] = [...ROLES, "read-only", "custom"];

const Name = oneLine({ longest: 40, missing: "Give the role a name, such as Accounting" })
  .refine((name) => !TAKEN.includes(name.toLowerCase()), {
    error: "Every house has a role of this name; choose another",
  });

export type RoleFields = { name: string; permissions: Grantable[] };

/** A form of check boxes: each permission that is ticked is a field of its name. */
export const RoleForm = z.record(z.string(), z.string()).transform((sent, ctx): RoleFields => {
  const name = Name.safeParse(sent.name ?? "");
  const permissions = GRANTABLE.filter((it) => sent[it] !== undefined);
  if (!name.success) {
    ctx.addIssue({ code: "custom", path: ["name"], message: name.error.issues[0].message });
  }
  if (permissions.length === 0) {
    ctx.addIssue({ code: "custom", path: ["permissions"], message: "Choose what the role may do" });
  }
  return { name: name.data ?? "", permissions };
});
