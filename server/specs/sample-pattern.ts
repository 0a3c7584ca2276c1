/**
 * A text that a regular expression matches, made by walking the expression once: the first alternative, each
 * repetition its least number of times plus `extra` where it may be more. Best effort: assertions are ignored.
 */
export function sampleFromPattern(pattern: string, extra: number, variant: number): string {
  return new Walker(pattern, extra, variant).alternatives();
}

const MAX_REPEAT = 300;
const MAX_OUTPUT = 4_000;
const CLASSES: Record<string, string> = {
  d: "1",
  w: "a",
  s: " ",
  D: "a",
  W: "-",
  S: "a",
  t: "\t",
  n: "\n",
  r: "\r",
  f: "\f",
  v: "\v",
};
/** Tried in this order when a class is negated. */
const ORDINARY = "a1A-_ .,:/@#";

class Walker {
  readonly #text: string;
  readonly #extra: number;
  #variant: number;
  #at = 0;
  #depth = 0;

  constructor(text: string, extra: number, variant: number) {
    this.#text = text;
    this.#extra = extra;
    this.#variant = variant;
  }

  alternatives(): string {
    if (++this.#depth > 100) return "";
    const options = [this.#sequence()];
    while (this.#peek() === "|") {
      this.#at++;
      options.push(this.#sequence());
    }
    this.#depth--;
    return options.find((option) => option !== "") ?? "";
  }

  #sequence(): string {
    let out = "";
    while (this.#at < this.#text.length && this.#peek() !== "|" && this.#peek() !== ")") {
      const atom = this.#atom();
      const times = this.#times();
      if (out.length + atom.length * times <= MAX_OUTPUT) out += atom.repeat(times);
    }
    return out;
  }

  #atom(): string {
    const char = this.#text.charAt(this.#at++);
    switch (char) {
      case "^":
      case "$":
        return "";
      case ".":
        return "a";
      case "\\":
        return this.#escape();
      case "[":
        return this.#set();
      case "(":
        return this.#group();
      default:
        return char;
    }
  }

  #group(): string {
    let isAssertion = false;
    if (this.#peek() === "?") {
      const head =
        /^\?(?:<[A-Za-z_$][\w$]*>|[:=!]|<[=!]|[a-z]*:)/.exec(
          this.#text.slice(this.#at, this.#at + 80),
        )?.[0] ?? "?";
      isAssertion = /[=!]$/.test(head);
      this.#at += head.length;
    }
    const inner = this.alternatives();
    if (this.#peek() === ")") this.#at++;
    return isAssertion ? "" : inner;
  }

  #escape(): string {
    const char = this.#text.charAt(this.#at++);
    if (char === "b" || char === "B") return "";
    if (/[1-9]/.test(char)) return "";
    if (char === "x" || char === "u") return this.#codePoint(char);
    if (char === "p" || char === "P") {
      const end = this.#peek() === "{" ? this.#text.indexOf("}", this.#at) + 1 : this.#at + 1;
      const name = this.#text.slice(this.#at, end);
      this.#at = Math.max(end, this.#at + 1);
      return /Lu/.test(name) ? "A" : /N/.test(name) ? "1" : "a";
    }
    if (char === "c") return this.#text.charAt(this.#at++) ? "\u0001" : "";
    return CLASSES[char] ?? (char === "0" ? "\0" : char);
  }

  #codePoint(kind: string): string {
    const rest = this.#text.slice(this.#at, this.#at + 10);
    const found =
      kind === "x" ? /^[0-9a-fA-F]{2}/.exec(rest) : /^(?:[0-9a-fA-F]{4}|\{[0-9a-fA-F]{1,6}\})/.exec(rest);
    if (!found) return kind;
    this.#at += found[0].length;
    const point = Number.parseInt(found[0].replace(/[{}]/g, ""), 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : "";
  }

  /** A character class; a positive one answers its n-th member, so that variants differ. */
  #set(): string {
    const isNegated = this.#peek() === "^";
    if (isNegated) this.#at++;
    const ranges: [number, number][] = [];
    const start = this.#at;
    while (this.#at < this.#text.length && (this.#peek() !== "]" || this.#at === start)) {
      const escaped = this.#peek() === "\\" ? this.#text.charAt(this.#at + 1) : "";
      const low = this.#member();
      if (escaped && "dws".includes(escaped)) {
        const whole: [number, number][] =
          escaped === "d"
            ? [[48, 57]]
            : escaped === "w"
              ? [
                  [97, 122],
                  [65, 90],
                  [48, 57],
                  [95, 95],
                ]
              : [
                  [32, 32],
                  [9, 13],
                ];
        ranges.push(...whole);
        continue;
      }
      let high = low;
      if (this.#peek() === "-" && this.#text.charAt(this.#at + 1) !== "]") {
        this.#at++;
        high = this.#member();
      }
      ranges.push([low.codePointAt(0) ?? 97, high.codePointAt(0) ?? 97]);
    }
    this.#at++;
    if (isNegated) {
      return [...ORDINARY].find((char) => !ranges.some(([low, high]) => inRange(char, low, high))) ?? "é";
    }
    const friendly = [..."a1A"].find(
      (char) => this.#variant === 0 && ranges.some(([low, high]) => inRange(char, low, high)),
    );
    if (friendly) return friendly;
    const [low, high] = ranges[0] ?? [97, 97];
    const point = low + (high > low ? this.#variant % (high - low + 1) : 0);
    if (high > low) this.#variant = Math.floor(this.#variant / (high - low + 1));
    return String.fromCodePoint(point);
  }

  #member(): string {
    const char = this.#text.charAt(this.#at++);
    if (char !== "\\") return char;
    if (this.#peek() !== "b") return this.#escape();
    this.#at++;
    return "\b";
  }

  #times(): number {
    const char = this.#peek();
    let least = 1;
    let most = 1;
    if (char === "*" || char === "+" || char === "?") {
      this.#at++;
      least = char === "+" ? 1 : 0;
      most = char === "?" ? 1 : MAX_REPEAT;
    } else if (char === "{") {
      const found = /^\{(\d+)(,(\d*))?\}/.exec(this.#text.slice(this.#at, this.#at + 24));
      if (!found) return 1;
      this.#at += found[0].length;
      least = Number(found[1]);
      most = found[2] === undefined ? least : found[3] ? Number(found[3]) : MAX_REPEAT;
    } else {
      return 1;
    }
    if (this.#peek() === "?" || this.#peek() === "+") this.#at++;
    return Math.min(least + Math.min(this.#extra, Math.max(0, most - least)), MAX_REPEAT);
  }

  #peek(): string {
    return this.#text.charAt(this.#at);
  }
}

function inRange(char: string, low: number, high: number): boolean {
  const point = char.codePointAt(0) ?? 0;
  return point >= low && point <= high;
}
