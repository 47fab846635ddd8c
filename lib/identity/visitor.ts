/** Who sends a request, as far as the connection tells. */
export type Visitor = {
  /** Place of the client, for limits and the list of sessions: of IPv6 the network, as one client has all of it. */
  ip: string;
  /** The exact address, for lists of networks; undefined where the connection has none. */
  address?: string;
  userAgent?: string;
  /** Such as `Germany`; undefined where no locator knows. */
  country?: string;
  /** The secret by which this browser is known on this host. */
  device?: string;
  /** Public id of the request, for audit entries. */
  requestId?: string;
};
