import { asPlatform } from "@/lib/db/as_platform.ts";

export type ListedSigningKey = {
  kid: string;
  state: "pending" | "active" | "retiring";
  createdAt: Date;
  activatedAt: Date | null;
  retiredAt: Date | null;
};

/** The next key first, then the one that signs, then those that signed. */
export function listSigningKeys({ operator }: { operator: string }): Promise<ListedSigningKey[]> {
  return asPlatform(`${operator} lists the signing keys`, (tx) =>
    tx.rows<ListedSigningKey>`
      select kid, state, created_at as "createdAt", activated_at as "activatedAt", retired_at as "retiredAt"
        from gate.list_signing_keys()`);
}
