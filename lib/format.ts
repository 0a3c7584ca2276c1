const NUMBER = new Intl.NumberFormat("en");

/** "1 call", "2,400 calls". */
export function counted(n: number, word: string): string {
  return `${NUMBER.format(n)} ${word}${n === 1 ? "" : "s"}`;
}

/** How much a plan allows: "60 calls a minute, 20,000 a month". */
export function limitsOf(plan: { ratePerMinute: number; quotaPerMonth: number | null }): string {
  const quota =
    plan.quotaPerMonth === null ? "no monthly limit" : `${NUMBER.format(plan.quotaPerMonth)} a month`;
  return `${counted(plan.ratePerMinute, "call")} a minute, ${quota}`;
}
