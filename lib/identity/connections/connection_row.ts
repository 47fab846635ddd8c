import { open } from "@/lib/vault/open.ts";
import { seal } from "@/lib/vault/seal.ts";
import type { Connection, ConnectionKind, Settings } from "./connection.ts";

export type ConnectionRow = {
  [Kind in ConnectionKind]: {
    id: string;
    kind: Kind;
    name: string;
    settings: Settings[Kind];
    sealedSecret: Kind extends "oidc" ? string : null;
  };
}[ConnectionKind];

/** The connection of a row, its secret opened. */
export function connectionOf(tenantId: string, row: ConnectionRow): Connection {
  const { id, name } = row;
  switch (row.kind) {
    case "oidc": {
      const clientSecret = open(row.sealedSecret, purposeOf(id));
      const { found: _, ...settings } = row.settings;
      return { ...settings, id, tenantId, kind: row.kind, name, clientSecret };
    }
    case "saml": {
      const { metadataUrl: _, ...settings } = row.settings;
      return { ...settings, id, tenantId, kind: row.kind, name };
    }
    case "auth0":
      return { ...row.settings, id, tenantId, kind: row.kind, name };
  }
}

/** For this connection alone: copied into the row of another it stays shut. */
export function sealSecret(connectionId: string, secret: string): string {
  return seal(secret, purposeOf(connectionId));
}

function purposeOf(connectionId: string): string {
  return `client secret of connection ${connectionId}`;
}
