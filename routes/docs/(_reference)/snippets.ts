import { jsFetch } from "@scalar/snippetz/plugins/js/fetch";
import { pythonRequests } from "@scalar/snippetz/plugins/python/requests";
import { rubyNative } from "@scalar/snippetz/plugins/ruby/native";
import { shellCurl } from "@scalar/snippetz/plugins/shell/curl";
import type { Language } from "@/components/Code.tsx";
import type { Tab } from "@/components/CodeTabs.tsx";
import type { Parameter } from "@/routes/api/v1/(_openapi)/api_document.ts";
import { needsKey, type PlacedOperation } from "./operations.ts";

/** Stands for the key until a program reads it from the environment, as a key should be. */
const KEY = "$ROWHOUSE_KEY";

type Program = {
  label: string;
  language: Language;
  /** Writes the call. */
  plugin: typeof shellCurl;
  /** How the call says the key, how the program reads it, and what that needs on top. */
  key: { said: string; read: string; needs?: string };
  /** Makes a whole program of the call. */
  whole?(call: string): string;
};

const PROGRAMS: Program[] = [
  {
    label: "curl",
    language: "bash",
    plugin: shellCurl,
    key: { said: `'Authorization: Bearer ${KEY}'`, read: `"Authorization: Bearer ${KEY}"` },
  },
  {
    label: "JavaScript",
    language: "javascript",
    plugin: jsFetch,
    key: {
      said: `'Bearer ${KEY}'`,
      read: "`Bearer ${env.ROWHOUSE_KEY}`",
      needs: 'import { env } from "node:process";\n\n',
    },
    whole: (call) => `const res = await ${call};\n\nconsole.log(res.status, await res.json());`,
  },
  {
    label: "Python",
    language: "python",
    plugin: pythonRequests,
    key: { said: `"Bearer ${KEY}"`, read: `f"Bearer {os.environ['ROWHOUSE_KEY']}"`, needs: "import os\n" },
    whole: (call) => `import requests\n\nres = ${call}\n\nprint(res.status_code, res.json())`,
  },
  {
    label: "Ruby",
    language: "ruby",
    plugin: rubyNative,
    key: { said: `'Bearer ${KEY}'`, read: `"Bearer #{ENV.fetch('ROWHOUSE_KEY')}"` },
  },
];

/** The least that an operation needs, as a program in each language. */
export function snippetsOf(operation: PlacedOperation, server: string): Tab[] {
  const request = requestOf(operation, server);
  return PROGRAMS.map(({ label, language, plugin, key, whole = (call) => call }) => {
    const call = plugin.generate(request);
    const text = whole(call.replace(key.said, () => key.read));
    return { label, language, text: needsKey(operation) ? (key.needs ?? "") + text : text };
  });
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
