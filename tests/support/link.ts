import assert from "node:assert/strict";
import { asTenant } from "@/lib/db/as_tenant.ts";
import { linkIdentity } from "@/lib/identity/link_identity.ts";
import type { MethodKind } from "@/lib/identity/methods/port.ts";
import type { Person } from "./cast.ts";
import { asSuperuser } from "./database.ts";

type Known = { kind: MethodKind; connectionId?: string; issuer: string; subject: string };

/** As if the person had linked the identity, freshly authenticated. */
export async function makeLink(
  person: Person,
  { kind, connectionId, issuer, subject }: Known,
): Promise<void> {
  const { id, userId, name, email, tenant } = person;
  const linked = await asTenant(
    tenant.id,
    (tx) =>
      linkIdentity(tx, {
        kind,
        connectionId,
        identity: { issuer, subject, email },
        member: { id, userId, name },
        now: new Date(),
      }),
  );
  assert.ok(linked.ok);
}

/** Nobody has it then: the demo's identities are the same ones in every test, and each belongs to one person. */
export async function freeIdentity({ issuer, subject }: Pick<Known, "issuer" | "subject">): Promise<void> {
  await asSuperuser((client) =>
    client.query("delete from platform.identity_links where issuer = $1 and subject = $2", [issuer, subject])
  );
}
