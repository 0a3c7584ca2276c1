import { BADGE_TONES, type CompiledOperation, type OperationBadge, type PublisherSample } from "../schema.ts";
import { cutText, listAt, member, type Tree, textAt } from "./tree.ts";

const MAX_SAMPLES = 20;
const MAX_SAMPLE_LENGTH = 20_000;
const MAX_BADGES = 8;
const MAX_LABEL = 60;

type Extended = Pick<CompiledOperation, "badges" | "deprecatedOn" | "sunsetOn" | "codeSamples">;

/** What Redocly's and others' extensions say of an operation. */
export function extensionsOf(source: Tree): Extended {
  const badges = badgesOf(source);
  const codeSamples = codeSamplesOf(source);
  const deprecatedOn = dateAt(source, "x-deprecated");
  const sunsetOn = dateAt(source, "x-sunset");
  return {
    ...(badges.length > 0 && { badges }),
    ...(deprecatedOn && { deprecatedOn }),
    ...(sunsetOn && { sunsetOn }),
    ...(codeSamples.length > 0 && { codeSamples }),
  };
}

/** x-codeSamples; its older spelling where that alone is there. Samples too long to read are left out. */
function codeSamplesOf(source: Tree): PublisherSample[] {
  const list = listAt(source, "x-codeSamples");
  return (list.length > 0 ? list : listAt(source, "x-code-samples"))
    .flatMap((sample): PublisherSample[] => {
      const language = cutText(textAt(sample, "lang")?.trim() ?? "", MAX_LABEL);
      const label = cutText(textAt(sample, "label")?.trim() || language, MAX_LABEL);
      const text = member(sample, "source");
      if (typeof text !== "string" || text.trim() === "" || label === "") return [];
      return text.length > MAX_SAMPLE_LENGTH
        ? []
        : [{ label, language: language.toLowerCase(), source: text }];
    })
    .slice(0, MAX_SAMPLES);
}

function badgesOf(source: Tree): OperationBadge[] {
  return listAt(source, "x-badges")
    .flatMap((badge): OperationBadge[] => {
      const label = (
        typeof badge === "string" ? badge : (textAt(badge, "name") ?? textAt(badge, "label"))
      )?.trim();
      if (!label) return [];
      const isBefore = textAt(badge, "position") === "before";
      return [
        {
          label: cutText(label, 40),
          tone: toneOf(textAt(badge, "color") ?? ""),
          ...(isBefore && { isBefore: true }),
        },
      ];
    })
    .slice(0, MAX_BADGES);
}

const TONE_OF_COLOUR: [RegExp, OperationBadge["tone"]][] = [
  [/^(red|crimson|tomato|maroon|firebrick)/, "danger"],
  [/^(orange|yellow|gold|amber|darkorange)/, "attention"],
  [/^(green|lime|teal|seagreen|forestgreen|limegreen|darkgreen)/, "good"],
  [/^(blue|navy|purple|indigo|violet|royalblue|dodgerblue|steelblue|skyblue|cyan|aqua)/, "note"],
];

/** One of our tones for the document's colour, so that the badge can be read in both themes. */
function toneOf(colour: string): OperationBadge["tone"] {
  const word = colour.trim().toLowerCase();
  const named = BADGE_TONES.find((tone) => tone === word);
  if (named) return named;
  const hex = /^#([\da-f]{3}|[\da-f]{6})$/.exec(word)?.[1];
  return hex ? toneOfHue(hex) : (TONE_OF_COLOUR.find(([pattern]) => pattern.test(word))?.[1] ?? "neutral");
}

function toneOfHue(hex: string): OperationBadge["tone"] {
  const full = hex.length === 3 ? [...hex].map((digit) => digit + digit).join("") : hex;
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => Number.parseInt(full.slice(at, at + 2), 16));
  if (Math.max(red, green, blue) - Math.min(red, green, blue) < 40) return "neutral";
  if (blue >= red && blue >= green) return "note";
  if (green > red) return "good";
  return green > red * 0.55 ? "attention" : "danger";
}

/** A date as "2026-11-25"; undefined for anything else. */
function dateAt(source: Tree, name: string): string | undefined {
  const value = member(source, name);
  const text = value instanceof Date ? value.toISOString() : typeof value === "string" ? value : "";
  const day = /^\d{4}-\d{2}-\d{2}(?=$|T)/.exec(text.trim())?.[0];
  return day && !Number.isNaN(Date.parse(day)) ? day : undefined;
}
