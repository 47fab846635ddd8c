import { define } from "../utils.ts";

export default define.layout(({ Component, state }) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <title>{state.title}</title>
      <link rel="icon" href="data:," />
    </head>
    <body>
      <Component />
    </body>
  </html>
));
