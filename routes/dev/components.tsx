import { DevFrame } from "@/components/DevFrame.tsx";
import { define } from "@/utils.ts";
import { Factors } from "./(_samples)/factors.tsx";
import { Connections } from "./(_samples)/connections.tsx";
import { Figures } from "./(_samples)/figures.tsx";
import { Forms } from "./(_samples)/forms.tsx";
import { IdentitySamples } from "./(_samples)/identities.tsx";
import { Lists } from "./(_samples)/lists.tsx";
import { Words } from "./(_samples)/words.tsx";

/** Every component with its states, by day and by night as the system says. */
export default define.page(({ url }) => (
  <DevFrame
    title="Components"
    lead="Each with its states and made-up data. What leads out of a sample leads nowhere here."
    pathname={url.pathname}
  >
    <Forms />
    <Words />
    <Figures />
    <Factors />
    <Lists url={url} />
    <Connections />
    <IdentitySamples />
  </DevFrame>
));
