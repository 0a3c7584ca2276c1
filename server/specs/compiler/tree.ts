/** Readers for untrusted trees: a wrong type is an absent value, and only own members count. */
export type Tree = Record<string, unknown>;

export function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An own member; never something inherited, such as "constructor". */
export function member(value: unknown, name: string): unknown {
  return isTree(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

export function treeAt(value: unknown, name: string): Tree {
  const child = member(value, name);
  return isTree(child) ? child : {};
}

export function listAt(value: unknown, name: string): unknown[] {
  const child = member(value, name);
  return Array.isArray(child) ? child : [];
}

/** Text, also where YAML made a number or a boolean of it. */
export function textAt(value: unknown, name: string): string | undefined {
  const child = member(value, name);
  if (typeof child === "string") return child;
  return typeof child === "number" || typeof child === "boolean" ? String(child) : undefined;
}

export function flagAt(value: unknown, name: string): boolean {
  return member(value, name) === true;
}

/** Text of at most `max` characters, cut at a whole character. */
export function cutText(text: string, max: number): string {
  return text.length <= max
    ? text
    : `${text
        .slice(0, max - 1)
        .toWellFormed()
        .replace(/\uFFFD$/, "")}…`;
}

export function splitPointer(pointer: string): string[] {
  return pointer
    .replace(/^#?\/?/, "")
    .split("/")
    .filter((part) => part !== "")
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}
