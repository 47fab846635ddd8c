import { type Context, HttpError } from "fresh";
import { listConnections, type ListedConnection } from "@/lib/identity/connections/list_connections.ts";
import { parsePublicId, publicId } from "@/lib/ids.ts";
import { requirePermission } from "@/routes/(_http)/require.ts";
import type { State } from "@/utils.ts";

/** The connection that the address names, for who may manage how people sign in. @throws 403, and 404 where it is not this tenant's. */
export async function connectionOf({ state, params }: Context<State>): Promise<ListedConnection> {
  const id = connectionIdOf({ state, params });
  const connection = (await listConnections(state.tenant.id)).find((it) => it.id === id);
  if (!connection) throw new HttpError(404);
  return connection;
}

/** For a change that says itself whether there is such a connection. */
export function connectionIdOf({ state, params }: Pick<Context<State>, "state" | "params">): string {
  requirePermission(state, "sign_in.manage");
  const id = parsePublicId("con", params.id);
  if (id === undefined) throw new HttpError(404);
  return id;
}

export function pathOf({ id }: { id: string }, page = ""): string {
  return `/sso/${publicId("con", id)}${page}`;
}
