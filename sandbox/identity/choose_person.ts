import { type Html, html } from "@/lib/mail/html.ts";
import { frame } from "./frame.ts";
import { demoIdentities } from "./people.ts";

type Choice = {
  /** Who asks, such as `Acme`. */
  asking: string;
  /** Where the choice is posted: `person` holds a subject, or nothing for "no". */
  action: string;
  /** An address that was typed already. */
  hint?: string;
  /** Travels along with the choice. */
  fields?: Record<string, string>;
};

/** The page on which somebody says who they are; a real provider would want more than their word. */
export function choosePerson({ asking, action, hint, fields = {} }: Choice): string {
  const people = demoIdentities();
  const chosen = people.find(({ email }) => email === hint) ?? people[0];
  const body = html`
    <p>${asking} asks who you are. A real provider would want proof; here you choose.</p>
    <form method="post" action="${action}">
      ${joined(
        Object.entries(fields).map(([name, value]) =>
          html`<input type="hidden" name="${name}" value="${value}">`
        ),
      )}
      <fieldset>
        <legend>Sign in as</legend>
        ${joined(people.map((it) => option(it, it === chosen)))}
      </fieldset>
      <button name="answer" value="yes">Sign in</button>
      <button class="quiet" name="answer" value="no">Refuse</button>
    </form>
    <p class="small">This page is part of the demo, on this machine alone. It plays Okta, Entra or Google.</p>
  `;
  return frame({ title: "Who are you?", body });
}

function option(
  { subject, name, email, company }: ReturnType<typeof demoIdentities>[number],
  isChosen: boolean,
): Html {
  const checked = isChosen
    ? html`
      checked
    `
    : html``;
  return html`
    <label>
      <input type="radio" name="person" value="${subject}" ${checked}>
      <span>${name} of ${company} <small>${email}</small></span>
    </label>
  `;
}

function joined(parts: Html[]): Html {
  return parts.reduce((before, part) => html`${before}${part}`, html``);
}
