import { type Context, HttpError } from "fresh";
import { parsePublicId } from "@/lib/ids.ts";
import { type ListedToken, listTokens } from "@/lib/tenancy/scim/tokens/list_tokens.ts";
import type { State } from "@/utils.ts";

/** The token that the address names. @throws {HttpError} 404 for none of this tenant's. */
export async function tokenOf({ state, params }: Context<State>): Promise<ListedToken> {
  const id = parsePublicId("tok", params.id);
  const token = (await listTokens(state.tenant.id)).find((it) => it.id === id);
  if (!token) throw new HttpError(404);
  return token;
}
