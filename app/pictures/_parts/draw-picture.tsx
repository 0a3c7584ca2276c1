import { LRUCache } from "lru-cache";
import { ImageResponse } from "next/og";
import { accentColours, accentHex } from "#lib/accent.ts";
import type { BrandSummary } from "#server/content/schema.ts";
import { sha256Hex } from "#server/platform/keyring.ts";
import { Refusal } from "#server/platform/refusal.ts";
import type { PictureText } from "./describe-page.ts";

const MOST_WAITING = 20;
const PAPER = "#fbfaf8";
const INK = "#1c2428";
const MUTED = "#5b666b";
const RULE = "#dcdad4";

export interface Picture {
  bytes: Uint8Array<ArrayBuffer>;
  /** Of what it shows. */
  hash: string;
}

const drawn = new LRUCache<string, Picture>({
  maxSize: 24_000_000,
  sizeCalculation: ({ bytes }) => bytes.byteLength,
});

/** Drawing takes this thread a few hundredths of a second, so pictures are drawn one after another. */
let queue: Promise<unknown> = Promise.resolve();
let waiting = 0;

/** The picture of 1200 × 630 points that stands for a page where it is shared. */
export async function drawPicture(brand: BrandSummary, text: PictureText): Promise<Picture> {
  const accent = accentHex(accentColours(brand.accent)?.light ?? INK);
  const shown = {
    brand: drawable(brand.name, 40),
    context: drawable(text.context, 70),
    title: drawable(text.title, 90) || drawable(text.call, 90) || drawable(text.context, 90),
    lead: drawable(text.lead, 150),
    call: drawable(text.call, 64),
    accent,
  };
  const hash = sha256Hex(JSON.stringify(shown)).slice(0, 32);
  const known = drawn.get(hash);
  if (known) return known;
  if (waiting >= MOST_WAITING)
    throw new Refusal("unavailable", "Many pictures are being drawn just now. Try again in a minute.");
  waiting++;
  const work = queue.then(async () => {
    const response = new ImageResponse(<Card {...shown} />, { width: 1200, height: 630 });
    return { bytes: new Uint8Array(await response.arrayBuffer()), hash };
  });
  queue = work.catch(() => undefined).finally(() => waiting--);
  const picture = await work;
  drawn.set(hash, picture);
  return picture;
}

/** The drawing library fetches fonts and emoji for signs that its own font lacks, so those are left out. */
function drawable(text: string, max: number): string {
  const known = text
    .normalize("NFC")
    .replace(/[^\u0020-\u007e\u00a0-\u017f\u2013\u2014\u2018-\u201d\u2022\u2026]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  if (!/[\p{L}\p{N}]/u.test(known)) return "";
  return known.length > max ? `${known.slice(0, max - 1).trimEnd()}…` : known;
}

type CardProps = PictureText & { brand: string; accent: string };

function Card({ brand, accent, context, title, lead, call }: CardProps) {
  return (
    <div
      style={{
        width: "100%",
        height: "100%",
        display: "flex",
        flexDirection: "column",
        justifyContent: "space-between",
        background: PAPER,
        color: INK,
        padding: "64px 76px 60px",
        borderLeft: `20px solid ${accent}`,
      }}
    >
      <div style={{ display: "flex", alignItems: "center", fontSize: 34 }}>
        <svg width="44" height="44" viewBox="0 0 24 24" fill="none" stroke={accent} aria-hidden="true">
          <path d="M3 9.25 12 3.5l9 5.75Z" fill={accent} stroke="none" />
          <path d="M5.75 12v6M10 12v6m4-6v6m4.25-6v6" strokeWidth="2.25" />
          <path d="M3 20.75h18" strokeWidth="2" />
        </svg>
        <span style={{ marginLeft: 16 }}>{brand}</span>
        {context ? <span style={{ marginLeft: 14, color: MUTED }}>{`· ${context}`}</span> : null}
      </div>
      <div style={{ display: "flex", flexDirection: "column" }}>
        <div
          style={{
            display: "flex",
            fontSize: title.length > 44 ? 64 : 82,
            lineHeight: 1.12,
            letterSpacing: -2,
          }}
        >
          {title}
        </div>
        {lead ? (
          <div style={{ display: "flex", marginTop: 26, fontSize: 34, lineHeight: 1.35, color: MUTED }}>
            {lead}
          </div>
        ) : null}
      </div>
      <div style={{ display: "flex", minHeight: 62 }}>
        {call ? (
          <div
            style={{
              display: "flex",
              border: `2px solid ${RULE}`,
              borderRadius: 10,
              background: "#ffffff",
              padding: "12px 22px",
              fontSize: 30,
              color: accent,
            }}
          >
            {call}
          </div>
        ) : null}
      </div>
    </div>
  );
}
