import { signal } from "@preact/signals";
import Counter from "../islands/Counter.tsx";
import { Reset, Toggle } from "../islands/toggle.tsx";
import Kinds from "./(_islands)/Kinds.tsx";

export default function Home() {
  const shared = signal(1);
  const kinds = {
    date: new Date(0),
    map: new Map([["a", new Set([1])]]),
    big: 12n,
    url: new URL("https://acme.test/"),
    expression: /a/g,
    bytes: new Uint8Array([7]),
  };
  return (
    <main>
      <Counter id="first" count={shared} />
      <Counter id="second" count={shared} />
      <Reset count={shared} />
      <Kinds {...kinds} />
      <Toggle title={<b>Title</b>}>
        <p class="plain">
          Text and an <input disabled value="input" />
        </p>
        <Counter id="inner" count={signal(10)} />
      </Toggle>
    </main>
  );
}
