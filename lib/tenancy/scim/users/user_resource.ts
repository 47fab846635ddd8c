import { publicId } from "@/lib/ids.ts";
import type { JsonObject } from "../json.ts";
import { USER_SCHEMA } from "../urns.ts";
import { versionTag } from "../version.ts";
import type { UserRow } from "./user_row.ts";

/** A user as RFC 7643 (section 4.1) shows one. @param base where the tenant's SCIM begins: `https://…/scim/v2`. */
export function userResource(row: UserRow, base: string): JsonObject {
  const id = publicId("mem", row.memberId);
  const extensions = Object.keys(row.attributes).filter((it) => it.startsWith("urn:"));
  return {
    schemas: [USER_SCHEMA, ...extensions],
    id,
    ...(row.externalId !== null && { externalId: row.externalId }),
    userName: row.userName,
    ...row.attributes,
    active: row.isActive,
    ...(row.groups && {
      groups: row.groups.map((it) => ({
        value: publicId("grp", it.id),
        display: it.name,
        type: "direct",
        $ref: `${base}/Groups/${publicId("grp", it.id)}`,
      })),
    }),
    meta: {
      resourceType: "User",
      created: row.createdAt.toISOString(),
      lastModified: row.updatedAt.toISOString(),
      location: `${base}/Users/${id}`,
      version: versionTag(row.version),
    },
  };
}
