const DAY = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

/** "1 March 2027", the same for every reader. */
export function dayText(at: Date): string {
  return DAY.format(at);
}
