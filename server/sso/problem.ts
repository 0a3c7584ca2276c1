import { Refusal, type RefusalCode } from "#server/platform/refusal.ts";
import { isSsoProblem, SSO_PROBLEMS, type SsoProblem, type SsoPurpose } from "./schema.ts";

/** A refusal that the sign-in page can name. */
export function ssoRefusal(problem: SsoProblem, code: RefusalCode = "not_allowed"): Refusal {
  return new Refusal(code, SSO_PROBLEMS[problem], {}, { problem });
}

/** Runs what follows once it is known what for; its refusals say so. */
export async function forPurpose<T>(purpose: SsoPurpose, work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
    const { code, message, fields, detail } = error;
    throw new Refusal(code, message, fields, { ...detail, purpose });
  });
}

/** Whether a refusal is of a proof in the middle of a session. */
export function isOfProof(error: unknown): boolean {
  return error instanceof Refusal && error.detail.purpose === "prove";
}

/** Which of them a refusal is; null when it is none. */
export function problemOf(error: unknown): SsoProblem | null {
  if (!(error instanceof Refusal)) return null;
  if (isSsoProblem(error.detail.problem)) return error.detail.problem;
  return error.code === "limit_reached" ? "too_many" : null;
}
