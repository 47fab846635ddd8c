import { methodShownAs } from "../methods/methods.ts";
import { BY_SEVERAL_FACTORS, BY_SIGN_UP, type Recognition } from "../verified_identity.ts";

type Shown = { recognitions: Recognition[] };

/**
 * Whether the person has shown in this session something of their own. What they hold beside the password opens every
 * tenant where they are a member, so the word of one tenant's provider is not enough to change it.
 */
export function hasOwnProof({ recognitions }: Shown): boolean {
  return recognitions.some(isOwn);
}

/** Whether nothing in it is the word of one tenant's provider, so that it counts elsewhere too. */
export function isAllOwn({ recognitions }: Shown): boolean {
  return recognitions.every(isOwn);
}

/** Whether the person has shown in this session something that they have set up with us beside a first factor. */
export function hasShownFactor({ recognitions }: Shown): boolean {
  return recognitions.some((it) => methodShownAs(it)?.isStrong);
}

/** The same, or their tenant's provider says that it has asked for more. As `platform.is_strong` has it. */
export function provesMore({ recognitions }: Shown): boolean {
  return hasShownFactor({ recognitions }) || recognitions.includes(BY_SEVERAL_FACTORS);
}

function isOwn(recognition: Recognition): boolean {
  if (recognition === BY_SIGN_UP) return true;
  const method = methodShownAs(recognition);
  return method !== undefined && !method.needsConnection;
}
