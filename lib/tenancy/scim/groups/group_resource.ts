import { publicId } from "@/lib/ids.ts";
import type { JsonObject } from "../json.ts";
import { GROUP_SCHEMA } from "../urns.ts";
import { versionTag } from "../version.ts";
import type { GroupRow } from "./group_row.ts";

/** A group as RFC 7643 (section 4.2) shows one. @param base where the tenant's SCIM begins: `https://…/scim/v2`. */
export function groupResource(row: GroupRow, base: string): JsonObject {
  const id = publicId("grp", row.id);
  return {
    schemas: [GROUP_SCHEMA],
    id,
    ...(row.externalId !== null && { externalId: row.externalId }),
    displayName: row.displayName,
    ...(row.members && {
      members: row.members.map((it) => ({
        value: publicId("mem", it.id),
        display: it.userName,
        type: "User",
        $ref: `${base}/Users/${publicId("mem", it.id)}`,
      })),
    }),
    meta: {
      resourceType: "Group",
      created: row.createdAt.toISOString(),
      lastModified: row.updatedAt.toISOString(),
      location: `${base}/Groups/${id}`,
      version: versionTag(row.version),
    },
  };
}
