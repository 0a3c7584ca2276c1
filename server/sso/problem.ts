import { Refusal, type RefusalCode } from "#server/platform/refusal.ts";
import { isSsoProblem, SSO_PROBLEMS, type SsoProblem } from "./schema.ts";

/** A refusal that the sign-in page can name. */
export function ssoRefusal(problem: SsoProblem, code: RefusalCode = "not_allowed"): Refusal {
  return new Refusal(code, SSO_PROBLEMS[problem], {}, { problem });
}

/** Which of them a refusal is; null when it is none. */
export function problemOf(error: unknown): SsoProblem | null {
  if (!(error instanceof Refusal)) return null;
  if (isSsoProblem(error.detail.problem)) return error.detail.problem;
  return error.code === "limit_reached" ? "too_many" : null;
}
