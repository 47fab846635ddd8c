/** Who acts, as the audit log and the rate limits name them. */
export type Actor = {
  kind: "member" | "api_key" | "operator" | "system" | "directory";
  /** UUID of the member's user, of the key, of the operator's user or of the directory's token; undefined for the system. */
  id?: string;
  name: string;
  /** Of the request that this happens in. */
  requestId?: string;
};
