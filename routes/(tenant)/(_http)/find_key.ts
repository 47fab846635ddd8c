import { type Context, HttpError } from "fresh";
import { listApiKeys, type ListedApiKey } from "@/lib/identity/list_api_keys.ts";
import { parsePublicId } from "@/lib/ids.ts";
import type { State } from "@/utils.ts";

/** The key of this tenant that the address names. @throws {HttpError} 404 */
export async function findKey({ state, params }: Context<State>): Promise<ListedApiKey> {
  const id = parsePublicId("key", params.id);
  const key = (await listApiKeys(state.tenant.id)).find((it) => it.id === id);
  if (!key) throw new HttpError(404);
  return key;
}
