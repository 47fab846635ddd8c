import { randomBytes } from "node:crypto";
import { z } from "zod";
import { publicId } from "@/lib/ids.ts";
import { log } from "@/lib/log.ts";
import type { SamlConnection } from "../../connections/connection.ts";
import { findConnection } from "../../connections/find_connection.ts";
import type { Answer, Asked, Finished, Login, Method, Started } from "../port.ts";
import { acceptResponse } from "./accept_response.ts";
import { identityOf } from "./identity_of.ts";
import { CLOCK_SKEW_MS } from "./instant.ts";
import { samlKey } from "./keys.ts";
import { mayBegin } from "./may_begin.ts";
import type { SamlRefused } from "./refusal.ts";
import { refuseTooManyResponses } from "./refuse_too_many_responses.ts";
import { rememberAssertion } from "./remember_assertion.ts";
import { requestUrl } from "./request_url.ts";
import { serviceProvider } from "./service_provider.ts";

/** A tenant's own SAML 2.0 identity provider: request by redirect, response by post. */
export const saml: Method = {
  kind: "saml",
  name: "SAML",
  factor: "first",
  recognition: "saml",
  isCentral: true,
  isOurs: false,
  needsConnection: true,
  isAnsweredByPost: true,
  mayBegin,
  start,
  finish,
};

const Notes = z.object({ requestId: z.string().min(20), startedAt: z.coerce.date() });

async function start(login: Login, { state, now }: Asked): Promise<Started> {
  const connection = await connectionOf(login);
  if (!connection) return { ok: false, reason: "unknown_connection" };
  const requestId = `_${randomBytes(20).toString("hex")}`;
  const leaveTo = await requestUrl({
    serviceProvider: serviceProvider(publicId("con", connection.id)),
    key: await samlKey(),
    ssoUrl: connection.ssoUrl,
    requestId,
    relayState: state,
    isForced: login.purpose === "step_up",
  });
  return { ok: true, leaveTo, notes: { requestId, startedAt: now } };
}

async function finish(login: Login, answer: Answer): Promise<Finished> {
  const connection = await connectionOf(login);
  const notes = Notes.safeParse(login.notes);
  if (!connection || !notes.success) return { ok: false, reason: "unknown_connection" };
  const refused = await refuseTooManyResponses({ ...answer, connectionId: connection.id });
  if (refused) return refused;
  const finished = await readResponse(connection, { login, answer, notes: notes.data });
  if (!finished.ok) log.info("SAML response refused", { connection: connection.id, reason: finished.reason });
  return finished;
}

type Reading = { login: Login; answer: Answer; notes: z.infer<typeof Notes> };

async function readResponse(
  { id, tenantId, entityId, certificates, groupsAttribute }: SamlConnection,
  { login, answer: { form, now }, notes }: Reading,
): Promise<Finished | SamlRefused> {
  const provider = serviceProvider(publicId("con", id));
  const { privateKey } = await samlKey();
  const accepted = await acceptResponse(form.SAMLResponse ?? "", {
    issuer: entityId,
    serviceProvider: provider,
    requestId: notes.requestId,
    now,
    certificates,
    privateKey,
  });
  if (!accepted.ok) return accepted;
  const { statement } = accepted;
  const { assertionId, until, authenticatedAt } = statement;
  if (login.purpose === "step_up" && authenticatedAt.getTime() + CLOCK_SKEW_MS < notes.startedAt.getTime()) {
    return { ok: false, reason: "not_fresh" };
  }
  const isFirst = await rememberAssertion({ tenantId, connectionId: id, assertionId, until, now });
  if (!isFirst) return { ok: false, reason: "replayed" };
  const identity = identityOf(statement, {
    recognition: saml.recognition,
    connectionId: id,
    serviceProvider: provider,
    groupsAttribute,
  });
  return { ok: true, identity };
}

/** Of the login's tenant alone: a connection of another one is not there. */
async function connectionOf({ tenantId, connectionId }: Login): Promise<SamlConnection | undefined> {
  const connection = connectionId && await findConnection(tenantId, connectionId);
  return connection && connection.kind === "saml" ? connection : undefined;
}
