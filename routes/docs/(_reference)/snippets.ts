import { jsFetch } from "@scalar/snippetz/plugins/js/fetch";
import { pythonRequests } from "@scalar/snippetz/plugins/python/requests";
import { rubyNative } from "@scalar/snippetz/plugins/ruby/native";
import { shellCurl } from "@scalar/snippetz/plugins/shell/curl";
import type { Language } from "@/components/Code.tsx";
import type { Tab } from "@/components/CodeTabs.tsx";
import type { Parameter } from "@/routes/api/v1/(_openapi)/api_document.ts";
import { needsKey, type PlacedOperation } from "./operations.ts";

/** Read from the environment by every snippet, as a key should be. */
const KEY = "$ROWHOUSE_KEY";

/** Each with the plugin that writes the call, and what makes a whole program of it. */
const PROGRAMS: {
  label: string;
  language: Language;
  plugin: typeof shellCurl;
  finish(call: string): string;
}[] = [
  {
    label: "curl",
    language: "bash",
    plugin: shellCurl,
    finish: (call) => call.replace(`'Authorization: Bearer ${KEY}'`, `"Authorization: Bearer ${KEY}"`),
  },
  {
    label: "JavaScript",
    language: "javascript",
    plugin: jsFetch,
    finish: (call) =>
      `const res = await ${call.replace(`'Bearer ${KEY}'`, "`Bearer ${process.env.ROWHOUSE_KEY}`")};\n\n` +
      "console.log(res.status, await res.json());",
  },
  {
    label: "Python",
    language: "python",
    plugin: pythonRequests,
    finish: (call) =>
      `import os\nimport requests\n\nres = ${
        call.replace(`"Bearer ${KEY}"`, `f"Bearer {os.environ['ROWHOUSE_KEY']}"`)
      }\n\nprint(res.status_code, res.json())`,
  },
  {
    label: "Ruby",
    language: "ruby",
    plugin: rubyNative,
    finish: (call) => call.replace(`'Bearer ${KEY}'`, `"Bearer #{ENV.fetch('ROWHOUSE_KEY')}"`),
  },
];

/** The least that an operation needs, as a program in each language. */
export function snippetsOf(operation: PlacedOperation, server: string): Tab[] {
  const request = requestOf(operation, server);
  return PROGRAMS.map(({ label, language, plugin, finish }) => ({
    label,
    language,
    text: finish(plugin.generate(request)),
  }));
}

/** A text as JSON is written for people. */
export function pretty(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

function requestOf(operation: PlacedOperation, server: string) {
  const { method, path, parameters = [], requestBody } = operation;
  const required = parameters.filter((it) => it.required);
  const url = required.filter((it) => it.in === "path").reduce(
    (filled, { name, example }) => filled.replace(`{${name}}`, encodeURIComponent(String(example))),
    `${server}${path}`,
  );
  const body = requestBody && Object.values(Object.values(requestBody.content)[0].examples)[0].value;
  return {
    method,
    url,
    httpVersion: "HTTP/1.1",
    headersSize: -1,
    bodySize: -1,
    cookies: [],
    queryString: required.filter((it) => it.in === "query").map(valueOf),
    headers: [
      ...(needsKey(operation) ? [{ name: "Authorization", value: `Bearer ${KEY}` }] : []),
      ...required.filter((it) => it.in === "header").map(valueOf),
      ...(body ? [{ name: "Content-Type", value: "application/json" }] : []),
    ],
    ...(body ? { postData: { mimeType: "application/json", text: pretty(body) } } : {}),
  };
}

function valueOf({ name, example }: Parameter) {
  return { name, value: String(example) };
}
