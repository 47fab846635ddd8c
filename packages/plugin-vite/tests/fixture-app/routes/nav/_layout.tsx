import { Partial } from "fresh/runtime";
import Counter from "../../islands/Counter.tsx";
import { Pending } from "../../islands/Pending.tsx";
import { define } from "../../utils.ts";

export default define.layout(({ Component, state }) => (
  <div f-client-nav>
    <nav>
      <a id="to-a" href="/nav/a">A</a>
      <a id="to-b" href="/nav/b">B</a>
      <a id="to-b-deep" href="/nav/b#deep">B, further down</a>
      <a id="to-changed" href="/nav/a?count=50">Changed on the server</a>
      <a id="to-partial" href="/nav/b" f-partial="/nav/part">Only a part</a>
      <a id="to-whole" href="/nav/b" f-client-nav={false}>Without</a>
      <a id="to-moved" href="/nav/moved">Moved</a>
      <a id="to-outside" href="/nav/outside">Moved away</a>
      <a id="to-export" href="/nav/export">Export</a>
      <a id="to-broken" href="/nav/broken">Broken</a>
      <button id="more" type="button" f-partial="/nav/more">More</button>
      <button id="first" type="button" f-partial="/nav/more?mode=prepend">First</button>
      <button id="again" type="button" f-partial="/nav/folded">Fold</button>
      <button id="unfolded" type="button" f-partial="/nav/folded?open">Unfold</button>
      <button id="broken-part" type="button" f-partial="/nav/broken">Broken part</button>
    </nav>
    <Pending />
    <Counter id="outside" count={state.count} />
    <Partial name="content">
      <Component />
    </Partial>
    <ol>
      <Partial name="list">
        <li key="one" id="one">one</li>
      </Partial>
    </ol>
  </div>
));
