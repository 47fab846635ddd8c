import type { FunctionComponent } from "preact";
import type { MethodKind } from "@/lib/identity/methods/port.ts";

/** What a central method without a provider of its own shows: posts `state` and its answer to `callback`. */
export type AskAtBaseProps = { ask: Record<string, unknown>; callback: string; state: string };

const PAGES: Partial<Record<MethodKind, FunctionComponent<AskAtBaseProps>>> = {};

export function AskAtBase({ kind, ...asked }: AskAtBaseProps & { kind: MethodKind }) {
  const Page = PAGES[kind];
  if (!Page) throw new Error(`Asking at the base host: the method "${kind}" has no page`);
  return <Page {...asked} />;
}
