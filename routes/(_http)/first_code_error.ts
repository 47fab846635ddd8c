/** What is wrong with the first code of a new authenticator app. */
export function firstCodeError(reason: "malformed_code" | "wrong_code"): string {
  switch (reason) {
    case "malformed_code":
      return "Type the six digits that the app shows, such as 123 456";
    case "wrong_code":
      return "The app shows another code by now. If it does not: set your phone’s clock by the network";
  }
}
