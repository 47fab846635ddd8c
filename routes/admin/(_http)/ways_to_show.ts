import type { ShownWay } from "@/components/WaysToConfirm.tsx";
import { methodOf } from "@/lib/identity/methods/methods.ts";
import type { AskedField } from "@/lib/identity/methods/port.ts";
import type { OperatorProof } from "@/lib/identity/operators/confirm_operator.ts";

const PROOFS: OperatorProof[] = ["password", "totp", "recovery_code"];

/** What a form says its answer is; undefined for nothing that the operators' door knows. */
export function proofOf(kind: string | undefined): OperatorProof | undefined {
  return PROOFS.find((it) => it === kind);
}

/** As forms, in the words that members read. */
export function waysToShow(kinds: OperatorProof[]): ShownWay[] {
  return kinds.map((kind) => {
    const { name, asks } = methodOf(kind)!;
    return { kind, name, asks };
  });
}

export function asksOf(kind: OperatorProof): AskedField {
  return methodOf(kind)!.asks!;
}

/** What was typed into the field of this proof. */
export function answerIn(sent: Record<string, string>, kind: OperatorProof): string {
  return sent[asksOf(kind).name] ?? "";
}
