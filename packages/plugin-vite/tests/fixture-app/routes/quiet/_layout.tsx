import { Partial } from "fresh/runtime";
import { define } from "../../utils.ts";

/** Without islands. */
export default define.layout(({ Component }) => (
  <div f-client-nav f-view-transition>
    <a id="to-loud" href="/quiet/loud">Loud</a>
    <Partial name="content">
      <Component />
    </Partial>
  </div>
));
