import { ALL_SCOPES } from "@/lib/identity/api_key_scopes.ts";
import type { ApiDocument } from "./api_document.ts";
import { recordPaths } from "./record_paths.ts";
import { documentedHeaders, refusals } from "./responses.ts";
import { SCHEMAS } from "./schemas.ts";
import { usagePaths } from "./usage_paths.ts";

/** OpenAPI 3.1 of this API, as the tenant at `origin` calls it. */
export function openApiDocument(origin: string): ApiDocument {
  return {
    openapi: "3.1.1",
    info: {
      title: "Rowhouse API",
      version: "1",
      description: "Send records to your tenant, read them back, and see what you have used. " +
        "Times are RFC 3339 in UTC. Every refusal is an RFC 9457 problem whose instance names the request.",
    },
    servers: [{ url: `${origin}/api/v1`, description: "Your tenant's own host" }],
    security: [{ apiKey: [] }],
    tags: [
      { name: "Records", description: "What your systems tell us happened." },
      { name: "Usage", description: "What is counted, beside what your plan grants." },
      { name: "Description", description: "This API, for machines to read." },
    ],
    paths: { ...recordPaths, ...usagePaths, "/openapi.json": openApiPath },
    components: {
      securitySchemes: {
        apiKey: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "rh_…",
          description:
            "A key that a member made on the page API keys. It is good on this tenant's host alone, and opens what " +
            `its scopes say: ${
              ALL_SCOPES.join(", ")
            }. A key may also end at some day, and be good in some networks only.`,
        },
      },
      schemas: SCHEMAS,
      headers: documentedHeaders,
      responses: refusals,
    },
  };
}

const openApiPath = {
  get: {
    operationId: "getOpenApi",
    tags: ["Description"],
    summary: "This document",
    security: [],
    responses: {
      200: {
        description: "OpenAPI 3.1.",
        content: {
          "application/json": {
            schema: { type: "object", required: ["openapi"] },
            examples: { start: { summary: "How it begins", value: { openapi: "3.1.1" } } },
          },
        },
      },
    },
  },
};
