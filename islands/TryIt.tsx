import { signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

type TriedParameter = { name: string; place: string; required: boolean; example: string };

type TryItProps = {
  /** Unique on the page. */
  id: string;
  method: string;
  /** On this host, with `{name}` where a parameter goes. */
  path: string;
  needsKey: boolean;
  parameters: TriedParameter[];
  body?: string;
};

type Outcome =
  | { status: number; ms: number; headers: [string, string][]; text: string }
  | { failure: string };

/** One for all forms of the page, in its memory alone: it is stored nowhere and gone with the page. */
const key = signal("");

/** Sends a real request to this host and shows the answer; not there where no script runs. */
export function TryIt({ id, method, path, needsKey, parameters, body }: TryItProps) {
  const isReady = useSignal(false);
  const isUnderWay = useSignal(false);
  const outcome = useSignal<Outcome | undefined>(undefined);

  useEffect(() => {
    isReady.value = true;
  }, []);

  async function send(event: SubmitEvent) {
    event.preventDefault();
    const values = new FormData(event.currentTarget as HTMLFormElement);
    isUnderWay.value = true;
    outcome.value = await outcomeOf({ method, path, parameters, body }, values);
    isUnderWay.value = false;
  }

  return (
    <details
      class={`rounded-box border border-base-300 bg-base-100 ${isReady.value ? "" : "invisible"}`}
    >
      <summary class="px-4 py-2.5 text-sm font-semibold">Try it</summary>
      <form class="space-y-3 border-t border-base-300 p-4" autocomplete="off" onSubmit={send}>
        {needsKey && (
          <label class="block text-sm font-medium">
            API key
            <input
              type="text"
              class="input mt-1 w-full font-mono text-sm [-webkit-text-security:disc]"
              value={key.value}
              onInput={(event) => key.value = event.currentTarget.value.trim()}
              placeholder="rh_…"
              autocomplete="off"
              autocapitalize="none"
              spellcheck={false}
              required
            />
            <span class="mt-1 block text-xs font-normal text-base-content/75">
              Kept in this page alone, until you leave it
            </span>
          </label>
        )}
        {parameters.map(({ name, place, required, example }) => (
          <label key={name} class="block text-sm">
            <code class="font-mono font-semibold">{name}</code>{" "}
            <span class="text-xs text-base-content/75">in the {place}{required ? "" : ", optional"}</span>
            <input
              type="text"
              class="input mt-1 w-full font-mono text-sm"
              name={name}
              defaultValue={example}
              required={required}
              autocapitalize="none"
              spellcheck={false}
            />
          </label>
        ))}
        {body !== undefined && (
          <label class="block text-sm font-medium">
            Body
            <textarea
              class="mt-1 block w-full rounded-field border border-base-content/20 bg-base-100 p-3 font-mono text-xs"
              name="body"
              rows={body.split("\n").length}
              spellcheck={false}
              defaultValue={body}
            />
          </label>
        )}
        <div class="flex flex-wrap items-center gap-x-4 gap-y-2">
          <button type="submit" class="btn btn-primary btn-sm" disabled={isUnderWay.value}>Send</button>
          {needsKey && <span class="text-xs text-base-content/75">For real, and counted as a call</span>}
        </div>
      </form>
      <div aria-live="polite">{outcome.value && <Answer id={id} outcome={outcome.value} />}</div>
    </details>
  );
}

function Answer({ id, outcome }: { id: string; outcome: Outcome }) {
  if ("failure" in outcome) return <p class="p-4 pt-0 text-sm text-error">{outcome.failure}</p>;
  const { status, ms, headers, text } = outcome;
  return (
    <div class="space-y-3 border-t border-base-300 p-4">
      <p class="flex justify-between gap-4 text-sm">
        <span class={`font-mono font-semibold ${status < 400 ? "text-success" : "text-error"}`}>
          {status}
        </span>
        <span class="text-base-content/75">{ms} ms</span>
      </p>
      <details class="text-xs">
        <summary>{headers.length} headers</summary>
        <dl class="mt-2 space-y-1 font-mono">
          {headers.map(([name, value]) => (
            <div key={name}>
              <dt class="inline font-semibold">{name}:</dt> <dd class="inline break-words">{value}</dd>
            </div>
          ))}
        </dl>
      </details>
      <section
        class="max-h-80 overflow-auto rounded-field border border-base-300 bg-base-200 p-3"
        tabIndex={0}
        aria-label={`Answer to ${id}`}
      >
        <pre class="font-mono text-xs leading-relaxed">{text}</pre>
      </section>
    </div>
  );
}

type Call = Pick<TryItProps, "method" | "path" | "parameters" | "body">;

async function outcomeOf(call: Call, values: FormData): Promise<Outcome> {
  const startedAt = performance.now();
  try {
    const res = await fetch(requestOf(call, values));
    const text = await res.text();
    const ms = Math.round(performance.now() - startedAt);
    return { status: res.status, ms, headers: [...res.headers], text: indented(text) };
  } catch (error) {
    // No connection, or what no header may hold.
    if (!(error instanceof TypeError)) throw error;
    return { failure: `The request got no answer: ${error.message}` };
  }
}

function requestOf({ method, path, parameters, body }: Call, values: FormData): Request {
  const headers = new Headers();
  if (key.value) headers.set("authorization", `Bearer ${key.value}`);
  if (body !== undefined) headers.set("content-type", "application/json");
  const query = new URLSearchParams();
  let filled = path;
  for (const { name, place } of parameters) {
    const value = String(values.get(name));
    if (place === "path") filled = filled.replace(`{${name}}`, encodeURIComponent(value));
    else if (value === "") continue;
    else if (place === "query") query.set(name, value);
    else headers.set(name, value);
  }
  return new Request(query.size > 0 ? `${filled}?${query}` : filled, {
    method,
    headers,
    body: body === undefined ? undefined : String(values.get("body")),
    // The session of whoever is signed in has no part in this.
    credentials: "omit",
    cache: "no-store",
  });
}

/** The API answers in JSON; a proxy before it might not. */
function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return text;
  }
}
