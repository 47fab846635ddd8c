import { ownOrigin } from "@/routes/(_http)/own_origin.ts";
import { define } from "@/utils.ts";
import { readGuides } from "./docs/(_guides)/read_guides.ts";
import { readerOf } from "./docs/(_guides)/values.ts";

/** What there is to read here, for language models (llmstxt.org). */
export const handler = define.handlers({
  async GET(ctx) {
    const reader = readerOf(ctx.state);
    const guides = await readGuides(reader);
    const at = ownOrigin(ctx.state);
    const lines = guides.map(({ name, title, lead }) => `- [${title}](${at}/docs/${name}.md): ${lead}`);
    return ctx.text(
      `# Rowhouse

> Send records to your tenant's own API, read them back, and see what you have used.

The API of a tenant is at ${reader.origin}/api/v1, its OpenAPI document at ${reader.origin}/api/v1/openapi.json.

## Guides

${lines.join("\n")}
`,
      { headers: { "content-type": "text/plain; charset=utf-8" } },
    );
  },
});
