import { Head } from "fresh/runtime";
import Counter from "../../islands/Counter.tsx";
import { Toggle } from "../../islands/toggle.tsx";
import { define } from "../../utils.ts";

export default define.page(({ state }) => (
  <main>
    <Head>
      <title>Page B</title>
      <meta name="description" content="b" />
      <style id="b-styles">h1 {"{ color: rgb(7, 8, 9) }"}</style>
    </Head>
    <h1>B</h1>
    <Toggle title={<b>Open</b>}>
      <Counter id="in-slot" count={state.count} />
    </Toggle>
    <div class="tall" />
    <p id="deep">deep</p>
  </main>
));
