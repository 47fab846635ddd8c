import { Head } from "fresh/runtime";
import Counter from "../../islands/Counter.tsx";
import { define } from "../../utils.ts";

export default define.page(({ state, url }) => (
  <main>
    <Head>
      <title>Page A</title>
      <meta name="description" content="a" />
    </Head>
    <h1>A{url.search}</h1>
    <Counter id="inside" count={state.count} />
    <form action="/nav/search">
      <input name="q" id="q" />
      <button type="submit" id="search" name="by" value="button">Search</button>
    </form>
    <form action="/nav/post" method="post">
      <input name="name" id="name" />
      <button type="submit" id="send">Send</button>
      <button type="submit" id="send-away" formaction="/nav/post?to=/nav/b">Send and go</button>
      <button type="submit" id="send-out" formaction="/nav/post?to=https://other.test/x">
        Send and leave
      </button>
      <button type="submit" id="send-bare" formaction="/nav/post?bare">Send for text</button>
      <button type="submit" id="send-slow" formaction="/nav/post?slow">Send slowly</button>
    </form>
    <form action="/nav/search" f-partial="/nav/part?of=form">
      <input name="q" value="c d" />
      <button type="submit" id="search-part">Search in a part</button>
      <button type="submit" id="send-part" formmethod="post" f-partial="/nav/post?of=button">
        Send to a part
      </button>
    </form>
  </main>
));
