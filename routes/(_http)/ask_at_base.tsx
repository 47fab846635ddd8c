import type { Context } from "fresh";
import { AskAtBase, type AskAtBaseProps } from "@/components/AskAtBase.tsx";
import type { MethodKind } from "@/lib/identity/methods/port.ts";
import type { State } from "@/utils.ts";

/** The page of a central method that has no provider to leave for. */
export async function askAtBase(
  ctx: Context<State>,
  { kind, ask, callback, state }: AskAtBaseProps & { kind: MethodKind },
): Promise<Response> {
  return await ctx.render(<AskAtBase kind={kind} ask={ask} callback={callback} state={state} />);
}
