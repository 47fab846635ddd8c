import { asTenantRead } from "@/lib/db/as_tenant.ts";
import { sql } from "@/lib/db/sql.ts";
import type { Unasked } from "../port.ts";
import { decodeResponse } from "./decode_response.ts";
import { PROTOCOL } from "./names.ts";
import { attributeOf, isNamed, readXml } from "./read_xml.ts";
import { refuseTooManyResponses } from "./refuse_too_many_responses.ts";

/**
 * Whether a response that nobody asked for may lead into a login: the connection allows it and is enabled, and the response
 * says itself that it answers nothing. One that answers something comes from a provider that lost our state, and would go
 * in circles.
 */
export async function mayBegin(unasked: Unasked): Promise<boolean> {
  const { tenantId, connectionId, form } = unasked;
  if (await refuseTooManyResponses(unasked)) return false;
  return answersNothing(form.SAMLResponse ?? "") && await isAllowed(tenantId, connectionId);
}

function answersNothing(field: string): boolean {
  const decoded = decodeResponse(field);
  if (!decoded.ok) return false;
  const read = readXml(decoded.xml);
  return read.ok && isNamed(read.root, PROTOCOL, "Response") &&
    attributeOf(read.root, "InResponseTo") === undefined;
}

async function isAllowed(tenantId: string, connectionId: string): Promise<boolean> {
  const found = await asTenantRead.one(
    tenantId,
    sql`select from sso_connections
         where tenant_id = ${tenantId} and id = ${connectionId} and kind = 'saml' and state = 'enabled'
           and settings->'allowsIdpInitiated' = 'true'`,
  );
  return found.length === 1;
}
