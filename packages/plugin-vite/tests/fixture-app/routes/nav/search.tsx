import { define } from "../../utils.ts";

export default define.page(({ url }) => <h1>Found {url.search}</h1>);
