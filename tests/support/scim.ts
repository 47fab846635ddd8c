import assert from "node:assert/strict";
import { newId, publicId } from "@/lib/ids.ts";
import { createGroup } from "@/lib/tenancy/scim/groups/create_group.ts";
import { createToken } from "@/lib/tenancy/scim/tokens/create_token.ts";
import { noteRequest } from "@/lib/tenancy/scim/tokens/note_request.ts";
import { ERROR_MESSAGE } from "@/lib/tenancy/scim/urns.ts";
import type { TestApp } from "./app.ts";
import type { Person } from "./cast.ts";
import { asSuperuser } from "./database.ts";

type Asked = { method?: string; json?: unknown; body?: BodyInit; headers?: Record<string, string> };

/** A directory of the person's tenant, with a token that the person has made for it. */
export class Directory {
  constructor(readonly app: TestApp, readonly origin: string, readonly token: string) {}

  /** One request. Every refusal must be an error of SCIM. */
  async ask(path: string, { method = "GET", json, body, headers = {} }: Asked = {}): Promise<Response> {
    const res = await this.app.fetch(
      new Request(`${this.origin}/scim/v2${path}`, {
        method,
        body: json === undefined ? body : JSON.stringify(json),
        headers: {
          host: new URL(this.origin).host,
          authorization: `Bearer ${this.token}`,
          ...(json !== undefined && { "content-type": "application/scim+json; charset=utf-8" }),
          ...headers,
        },
      }),
    );
    if (res.status >= 400) await expectScimError(res.clone());
    return res;
  }

  /** The body of an answer that must have this status. */
  // deno-lint-ignore no-explicit-any
  async get(status: number, path: string, asked: Asked = {}): Promise<any> {
    const res = await this.ask(path, asked);
    const text = await res.text();
    assert.equal(res.status, status, `${asked.method ?? "GET"} ${path}: ${text}`);
    return text === "" ? undefined : JSON.parse(text);
  }

  // deno-lint-ignore no-explicit-any
  async createUser(userName: string, more: object = {}): Promise<any> {
    return await this.get(201, "/Users", { method: "POST", json: { userName, active: true, ...more } });
  }

  // deno-lint-ignore no-explicit-any
  async patchUser(id: string, Operations: unknown[], status = 200): Promise<any> {
    return await this.get(status, `/Users/${id}`, { method: "PATCH", json: { Operations } });
  }

  // deno-lint-ignore no-explicit-any
  async createGroup(displayName: string, members: string[] = []): Promise<any> {
    const json = { displayName, members: members.map((value) => ({ value })) };
    return await this.get(201, "/Groups", { method: "POST", json });
  }

  // deno-lint-ignore no-explicit-any
  async patchGroup(id: string, Operations: unknown[], status = 204): Promise<any> {
    return await this.get(status, `/Groups/${id}`, { method: "PATCH", json: { Operations } });
  }
}

export async function directoryOf(app: TestApp, { tenant, userId, name }: Person): Promise<Directory> {
  const actor = { kind: "member" as const, id: userId, name };
  const made = await createToken(tenant.id, { tokenId: newId(), name: "Entra", actor, now: new Date() });
  assert(made.ok);
  return new Directory(app, tenant.origin, made.shown.token);
}

/** As if the tenant had proven by DNS that the domain is its own. */
export async function proveDomain(tenantId: string, domain: string): Promise<void> {
  await asSuperuser((client) =>
    client.query(
      "insert into platform.proven_domains (domain, tenant_id, proven_at) values ($1, $2, now())",
      [
        domain,
        tenantId,
      ],
    )
  );
}

async function expectScimError(res: Response) {
  assert.match(res.headers.get("content-type") ?? "", /^application\/scim\+json/);
  const error = await res.json();
  assert.deepEqual(error.schemas, [ERROR_MESSAGE]);
  assert.equal(error.status, String(res.status), "the status is a text");
  assert.equal(typeof error.detail, "string");
}

/** A directory's token and a group of its, as paths of their pages in the person's tenant. */
export async function furnishDirectory(
  { tenant, userId, name }: Person,
): Promise<{ token: string; group: string }> {
  const actor = { kind: "member" as const, id: userId, name };
  const now = new Date();
  const made = await createToken(tenant.id, { tokenId: newId(), name: "Entra", actor, now });
  assert(made.ok);
  const token = { kind: "directory" as const, id: made.shown.id, name: "Entra" };
  const members = { startsFrom: "nobody" as const, add: new Set<string>(), remove: new Set<string>() };
  const created = await createGroup(tenant.id, {
    group: { displayName: "Everybody", members },
    actor: token,
    now,
  });
  assert(created.ok);
  const request = { tokenId: made.shown.id, method: "PATCH", path: "/scim/v2/Users/mem_x", now };
  await noteRequest(tenant.id, { ...request, status: 200 });
  await noteRequest(tenant.id, { ...request, status: 404, detail: "There is no such user" });
  return {
    token: `/scim/tokens/${publicId("tok", made.shown.id)}`,
    group: `/scim/groups/${publicId("grp", created.group.id)}`,
  };
}
