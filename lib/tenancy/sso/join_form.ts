import { JOIN_ROLES, type JoinRole } from "@/lib/identity/connections/list_connections.ts";
import { readRoleChoice } from "../roles/role_choice.ts";
import type { GroupRole, JoinRules } from "./join_rules.ts";

/** As the form shows them again. */
export type TypedRow = { group: string; role: string };

export type ReadJoinForm = { rules: JoinRules; rows: TypedRow[]; errors: Record<string, string> };

const MOST_GROUPS = 200;
const LONGEST_GROUP = 200;

/** Lines are `group_0`, `role_0` and so on; what is wrong with one stands at its field. */
export function readJoinForm(sent: Record<string, string>): ReadJoinForm {
  const rows = rowsIn(sent);
  const errors: Record<string, string> = {};
  const groupRoles: GroupRole[] = [];
  for (const [index, { group, role }] of rows.entries()) {
    const to = readRoleChoice(role);
    if (group.length > LONGEST_GROUP) errors[`group_${index}`] = `Use at most ${LONGEST_GROUP} characters`;
    else if (groupRoles.some((it) => it.group === group)) {
      errors[`group_${index}`] = "This group is in the list twice";
    } else if (!to) errors[`role_${index}`] = "Choose a role from the list";
    else groupRoles.push({ group, to });
  }
  const defaultRole = JOIN_ROLES.find((it) => it === sent.default_role);
  if (!defaultRole) errors.default_role = "Choose a role from the list";
  const rules = {
    joinsPeople: sent.joins_people === "yes",
    defaultRole: defaultRole ?? "read_only" as JoinRole,
    appliesGroups: sent.applies_groups === "yes",
    groupRoles,
  };
  return { rules, rows, errors };
}

function rowsIn(sent: Record<string, string>): TypedRow[] {
  return Array.from({ length: MOST_GROUPS }, (_, index) => ({
    group: sent[`group_${index}`]?.trim() ?? "",
    role: sent[`role_${index}`] ?? "",
  })).filter((it) => it.group !== "");
}
