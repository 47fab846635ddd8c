import { Buffer } from "node:buffer";
import type { Page } from "playwright-core";
import { markupFaults } from "./markup_faults.ts";

/**
 * Collects from now on what goes wrong while the page loads and runs: what the console warns of (where a breach of the
 * content security policy is told too), exceptions, what could not be loaded, and markup that is not valid HTML.
 */
export async function watchPage(page: Page): Promise<string[]> {
  const faults: string[] = [];
  page.on("console", (message) => {
    const [type, text] = [message.type(), message.text()];
    // Told by the answer itself, below; of documents it may be what a test came for.
    if (text.startsWith("Failed to load resource: the server responded")) return;
    if (type === "error" || type === "warning") {
      faults.push(`${page.url()}: ${text} ${message.location().url}`);
    }
  });
  page.on("pageerror", (error) => faults.push(`${page.url()}: ${error.message}`));
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText;
    // The page was left before.
    if (reason !== "net::ERR_ABORTED") faults.push(`${page.url()}: ${request.url()} failed with ${reason}`);
  });
  page.on("response", (answer) => {
    const isDocument = answer.request().resourceType() === "document";
    if (answer.status() >= 400 && !isDocument) {
      faults.push(`${page.url()}: ${answer.url()} answers ${answer.status()}`);
    }
  });
  await readDocuments(page, async (html, url) => {
    faults.push(...await markupFaults(html, { name: url, kind: "page" }));
  });
  return faults;
}

/** Lets each document be read as the server sent it, before the page gets it and its scripts change it. */
async function readDocuments(page: Page, read: (html: string, url: string) => Promise<void>) {
  const session = await page.context().newCDPSession(page);
  session.on(
    "Fetch.requestPaused",
    async ({ requestId, request, responseStatusCode = 0, responseHeaders }) => {
      const type = responseHeaders?.find(({ name }) => name.toLowerCase() === "content-type")?.value;
      const isRedirect = responseStatusCode >= 300 && responseStatusCode < 400;
      if (!isRedirect && type?.startsWith("text/html")) {
        const { body, base64Encoded } = await session.send("Fetch.getResponseBody", { requestId });
        await read(base64Encoded ? Buffer.from(body, "base64").toString() : body, request.url);
      }
      await session.send("Fetch.continueRequest", { requestId });
    },
  );
  await session.send("Fetch.enable", {
    patterns: [{ resourceType: "Document", requestStage: "Response" }],
  });
}
