import { HttpError } from "fresh";

export const handler = () => {
  throw new HttpError(503, "Out of order");
};
