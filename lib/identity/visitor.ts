/** Who sends a request, as far as the connection tells. */
export type Visitor = {
  /** Address of the client, for limits and the list of sessions. */
  ip: string;
  userAgent?: string;
  /** The secret by which this browser is known on this host. */
  device?: string;
  /** Public id of the request, for audit entries. */
  requestId?: string;
};
