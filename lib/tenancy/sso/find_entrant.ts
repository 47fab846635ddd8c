import type { TenantTx } from "@/lib/db/as_tenant.ts";
import { Mailbox } from "@/lib/mail/mailbox.ts";
import { domainOf } from "../domains/read_domain.ts";
import type { VerifiedIdentity } from "@/lib/identity/verified_identity.ts";
import type { RoleChoice } from "../roles/role_choice.ts";
import { roleOfGroups } from "./role_of_groups.ts";

/** Why a connection brings in nobody. */
export type JoinReason =
  | "connection_closed"
  | "joins_nobody"
  | "no_address"
  | "address_not_verified"
  | "outside_domains"
  /** A member with this address has not connected it yet. */
  | "confirm_member";

/** Whom an identity that nobody is linked to would bring in. */
export type Entrant =
  | {
    ok: true;
    name: string;
    email: string;
    connectionName: string;
    to: RoleChoice;
    roleName: string;
    roleId?: string;
  }
  | { ok: false; reason: JoinReason; email?: string };

type Asked = {
  connectionId: string;
  identity: VerifiedIdentity;
  /** A test login asks about a connection that is not enabled yet. */
  isTest?: boolean;
};

type Row = {
  name: string;
  state: string;
  joinsPeople: boolean;
  defaultRole: "read_only" | "member";
  appliesGroups: boolean;
};

/**
 * Says who would join by a connection, and changes nothing. The address has to lie in a domain that this very tenant has
 * proven, and finds nobody: a member who has it already shows first that it is the same person.
 */
export async function findEntrant(tx: TenantTx, { connectionId, identity, isTest }: Asked): Promise<Entrant> {
  const connection = await tx.row<Row>`
    select name, state, joins_people as "joinsPeople", default_role as "defaultRole", applies_groups as "appliesGroups"
      from sso_connections where tenant_id = ${tx.tenantId} and id = ${connectionId}`;
  if (!connection || (connection.state !== "enabled" && !isTest)) {
    return { ok: false, reason: "connection_closed" };
  }
  // One plain mailbox: what may be read as another domain than it is counts as none.
  const { data: email } = Mailbox.safeParse(identity.email?.toLowerCase());
  const domain = email && domainOf(email);
  if (!email || !domain) return { ok: false, reason: "no_address" };
  // A provider that says nothing about it vouches for its own domain; one that says no means it.
  if (isDenied(identity)) return { ok: false, reason: "address_not_verified" };
  const facts = await tx.row<{ isOurs: boolean; isMember: boolean }>`
    select gate.owns_domain(${domain}) and gate.owns_domain(${hostedBy(identity) ?? domain}) as "isOurs",
           exists (select from members where tenant_id = ${tx.tenantId} and email_lc = ${email}) as "isMember"`;
  if (facts!.isMember) return { ok: false, reason: "confirm_member", email };
  if (!facts!.isOurs) return { ok: false, reason: "outside_domains" };
  if (!connection.joinsPeople) return { ok: false, reason: "joins_nobody" };
  const { to, held } = await roleOfGroups(tx, {
    connectionId,
    groups: connection.appliesGroups ? identity.groups ?? [] : [],
    defaultRole: { role: connection.defaultRole },
  });
  return {
    ok: true,
    name: nameOf(identity, email),
    email,
    connectionName: connection.name,
    to,
    roleName: held.name,
    roleId: held.roleId,
  };
}

/** Whether the provider says that the address is not verified; some say it in words. */
export function isDenied({ claims }: Pick<VerifiedIdentity, "claims">): boolean {
  return ["false", "0"].includes(String(claims?.email_verified).toLowerCase());
}

const GOOGLE = "https://accounts.google.com";

/**
 * Google has one issuer for everybody, and anybody may have a private account there under an address of a company. The
 * company's own people are those whose organization it names.
 */
export function hostedBy({ issuer, claims }: VerifiedIdentity): string | undefined {
  return issuer === GOOGLE ? String(claims?.hd ?? "") : undefined;
}

const LONGEST_NAME = 80;

/** What a provider calls a person, without what would turn the text around it; or what stands before the @. */
function nameOf({ name }: VerifiedIdentity, email: string): string {
  const plain = name?.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, " ").trim();
  return [...(plain || email.split("@")[0])].slice(0, LONGEST_NAME).join("");
}
