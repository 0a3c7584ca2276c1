import { megabytes, reject } from "./rejection.ts";

const MAX_DEPTH = 2_500;
const MAX_KEY_LENGTH = 20_000;

interface Frame {
  node: object;
  keys: string[];
  next: number;
  weight: number;
}

/**
 * Refuses a parsed document that is too deep, contains itself, would be too large with its YAML aliases written out,
 * or holds text that cannot be stored. Iterative, so that depth cannot harm the check itself; shared nodes are
 * weighed once and counted as often as they occur.
 */
export function boundTree(root: unknown, maxBytes: number): void {
  if (typeof root !== "object" || root === null) return;
  const weights = new Map<object, number>();
  const open = new Set<object>([root]);
  const stack: Frame[] = [frameOf(root)];
  for (let frame = stack.at(-1); frame; frame = stack.at(-1)) {
    const key = frame.keys[frame.next++];
    if (key === undefined) {
      stack.pop();
      open.delete(frame.node);
      weights.set(frame.node, frame.weight);
      const parent = stack.at(-1);
      if (parent) parent.weight += frame.weight;
      if (frame.weight > maxBytes) throw tooMuch(stack, maxBytes);
      continue;
    }
    const child: unknown = Reflect.get(frame.node, key);
    frame.weight += key.length + 4;
    if (typeof child === "string") {
      frame.weight += child.length;
      if (!child.isWellFormed() || child.includes("\0")) throw unstorable(child, pointerOf(stack));
    } else if (typeof child === "object" && child !== null) {
      const known = weights.get(child);
      if (known !== undefined) frame.weight += known;
      else if (open.has(child))
        throw reject("alias-cycle", "The document contains itself through a YAML alias.", {
          pointer: pointerOf(stack),
        });
      else {
        if (stack.length >= MAX_DEPTH)
          throw reject("too-deep", `The document is nested more than ${MAX_DEPTH} levels deep.`);
        open.add(child);
        stack.push(frameOf(child));
      }
    }
    if (frame.weight > maxBytes) throw tooMuch(stack, maxBytes);
    if (key.length > MAX_KEY_LENGTH || !key.isWellFormed() || key.includes("\0"))
      throw unstorable(key, pointerOf(stack.slice(0, -1)));
  }
}

function frameOf(node: object): Frame {
  return { node, keys: Object.keys(node), next: 0, weight: 2 };
}

function pointerOf(stack: Frame[]): string {
  const parts = stack
    .slice(0, 50)
    .map((frame) =>
      (frame.keys[frame.next - 1] ?? "").slice(0, 200).replaceAll("~", "~0").replaceAll("/", "~1"),
    );
  return `#/${parts.join("/")}`.replaceAll("\0", "").toWellFormed();
}

function tooMuch(stack: Frame[], maxBytes: number): Error {
  return reject(
    "alias-expansion",
    `With its YAML aliases written out the document has more than ${megabytes(maxBytes)}.`,
    {
      pointer: pointerOf(stack.slice(0, 1)),
      hint: "Use $ref to share parts instead of nested aliases.",
    },
  );
}

function unstorable(text: string, pointer: string): Error {
  const what = text.includes("\0")
    ? "a NUL character (\\u0000)"
    : text.isWellFormed()
      ? "a name of excessive length"
      : "half of a surrogate pair (\\ud800–\\udfff)";
  const message = `A text contains ${what}, which cannot be stored or shown.`;
  return reject("unstorable-text", message, {
    pointer,
    hint: "Remove the character, or write the whole character.",
  });
}
