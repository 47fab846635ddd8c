import { define } from "../../utils.ts";

let shown = 0;

export default define.page(({ url }) => (
  <main>
    <h1>Folded {++shown}</h1>
    <details open={url.searchParams.has("open")}>
      <summary>More</summary>
      <a id="in-details" href="#none">Inside {shown}</a>
    </details>
    <div class="tall" />
  </main>
));
