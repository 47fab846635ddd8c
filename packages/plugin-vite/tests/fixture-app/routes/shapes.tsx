import { signal } from "@preact/signals";
import Counter from "../islands/Counter.tsx";
import { Odd, Rows, Words } from "../islands/shapes.tsx";

export default function Shapes() {
  const count = signal(2);
  return (
    <main>
      <Counter id="count" count={count} />
      <p id="before-after">
        before <Odd count={count} /> after
      </p>
      <p id="words">
        <Words count={count} />, <Words count={count} />
      </p>
      <table>
        <tbody>
          <tr>
            <td>first</td>
          </tr>
          <Rows count={count}>
            <i>same</i>
          </Rows>
          <tr>
            <td>last</td>
          </tr>
        </tbody>
      </table>
    </main>
  );
}
