import assert from "node:assert/strict";
import type { Token, Tokens } from "marked";
import { readGuides } from "@/routes/docs/(_guides)/read_guides.ts";
import { chaptersOf } from "@/routes/docs/(_reference)/operations.ts";
import { snippetsOf } from "@/routes/docs/(_reference)/snippets.ts";
import { openApiDocument } from "@/routes/api/v1/(_openapi)/document.ts";
import { call, keyOf } from "@/tests/support/api.ts";
import { startApp, type TestApp } from "@/tests/support/app.ts";
import { makeCast } from "@/tests/support/cast.ts";
import {
  type Example,
  programTest,
  type Ran,
  runAsModule,
  runInPython,
  runInRuby,
  runInShell,
} from "@/tests/support/programs.ts";

const app = await startApp();

type Runner = (app: TestApp, example: Example) => Promise<Ran>;

/** Blocks in these languages are run; others, such as `sh` and `typescript`, are for reading. */
const RUNNERS: Record<string, Runner> = { bash: runInShell, javascript: runAsModule };

for (const { name, body } of await readGuides({ origin: "https://acme.rowhouse.test", isExample: false })) {
  if (!body.some(isRun)) continue;
  programTest("curl", `the examples of the guide ${name} do what it says`, async () => {
    const { globex, max } = await makeCast();
    const { key } = await keyOf(max);
    const guides = await readGuides({ origin: globex.origin, isExample: false });
    const blocks = guides.find((it) => it.name === name)!.body.filter((it) => it.type !== "space");
    for (const [index, block] of blocks.entries()) {
      if (!isRun(block)) continue;
      const ran = await RUNNERS[languageOf(block)](app, { text: block.text, key });
      const next = blocks[index + 1];
      if (isCode(next) && !isRun(next)) assertAnswer(ran, next);
      else assert.ok(ran.status < 300, `${block.text}\n${ran.status} ${ran.printed}`);
    }
  });
}

programTest("curl", "the reference's calls in curl succeed", () => callsSucceed("curl", runInShell));
Deno.test("the reference's calls in JavaScript succeed", () => callsSucceed("JavaScript", runAsModule));
programTest("python3", "the reference's calls in Python succeed", () => callsSucceed("Python", runInPython));

programTest("ruby", "the reference's calls in Ruby succeed", () => callsSucceed("Ruby", runInRuby));

async function callsSucceed(label: string, run: Runner) {
  const { globex, max } = await makeCast();
  const { key } = await keyOf(max);
  const json = { id: "order-1001", type: "order.created", data: {} };
  await call(app, globex.origin, "/records", { method: "POST", key, json });
  const document = openApiDocument(globex.origin);
  for (const operation of chaptersOf(document).flatMap((it) => it.operations)) {
    const { text } = snippetsOf(operation, document.servers[0].url).find((it) => it.label === label)!;
    const { status, printed } = await run(app, { text, key });
    assert.ok(status >= 200 && status < 300, `${text}\n${status} ${printed}`);
  }
}

function isCode(token?: Token): token is Tokens.Code {
  return token?.type === "code";
}

function isRun(token: Token): token is Tokens.Code {
  return isCode(token) && languageOf(token) in RUNNERS;
}

function languageOf({ lang = "" }: Tokens.Code): string {
  return lang.split(" ")[0];
}

/** The block below an example shows what it prints, and where its label begins with a status, that status. */
function assertAnswer({ printed, status }: Ran, { lang = "", text }: Tokens.Code) {
  const [language, first] = lang.split(" ");
  if (/^\d{3}$/.test(first)) assert.equal(status, Number(first), printed);
  if (language === "json") assert.deepEqual(masked(JSON.parse(printed)), masked(JSON.parse(text)));
  else assert.deepEqual(printed.trim().split(/\r?\n/).toSorted(), text.split("\n").toSorted());
}

/** Without what is another one each time: times of ours and public ids. */
function masked(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (name, it) => {
    if (["received_at", "from", "to"].includes(name)) return "a time";
    // It moves with the day of the month.
    if (name === "projected" && value !== null) return "a number";
    return typeof it === "string" && /^(req|rec)_[0-9a-z]{26}$/.test(it) ? it.slice(0, 4) : it;
  });
}
