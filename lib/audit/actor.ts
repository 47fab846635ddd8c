/** Who acts, as the audit log and the rate limits name them. */
export type Actor = {
  kind: "member" | "api_key" | "operator" | "system";
  /** UUID of the member's user, of the key or of the operator's user; undefined for the system. */
  id?: string;
  name: string;
  /** Of the request that this happens in. */
  requestId?: string;
};
