import assert from "node:assert/strict";
import { newId } from "@/lib/ids.ts";
import type { Finished, Login, Method } from "@/lib/identity/methods/port.ts";

const visitor = { ip: "192.0.2.1" };

/** How a method of its own is asked and answered, below the door that does it for real. */
export type Ceremony = { login: Login; leaveTo: URL; callback: string; state: string };

type Asked = Partial<Login> & { form?: Record<string, string> };

export async function beginCeremony(method: Method, { form = {}, ...of }: Asked = {}): Promise<Ceremony> {
  const login: Login = {
    id: newId(),
    tenantId: newId(),
    purpose: "sign_in",
    kind: method.kind,
    notes: {},
    ...of,
  };
  const callback = `http://localhost:8000/auth/callback/${method.kind}`;
  const state = crypto.randomUUID();
  const started = await method.start!(login, { origin: "", callback, state, visitor, now: new Date(), form });
  assert.ok(started.ok && started.leaveTo, JSON.stringify(started));
  return { login: { ...login, notes: started.notes ?? {} }, leaveTo: started.leaveTo, callback, state };
}

/** As the forging issuer answers: its code is the nonce. */
export async function finishCeremony(
  method: Method,
  { login, leaveTo, callback, state }: Ceremony,
  more: Record<string, string> = {},
): Promise<Finished> {
  const answer = { state, code: leaveTo.searchParams.get("nonce")!, ...more };
  const url = new URL(callback);
  const form = method.isAnsweredByPost ? answer : {};
  if (!method.isAnsweredByPost) url.search = new URLSearchParams(answer).toString();
  return await method.finish(login, { url, form, state, visitor, now: new Date() });
}
