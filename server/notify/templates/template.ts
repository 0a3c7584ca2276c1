import { z } from "zod";

/** What a mail says; ../render-mail.ts turns it into text and HTML. Paragraphs are plain text. */
export interface MailBody {
  subject: string;
  heading: string;
  paragraphs: string[];
  /** The one thing to do. `path` is an address of this portal. */
  action?: { label: string; path: string };
  /** Said small, after the action. */
  afterword?: string;
}

export const path = z.string().startsWith("/");

interface Template<S extends z.ZodType> {
  data: S;
  /** Checks the data and says what the mail of the portal named `portal` says. */
  write: (raw: unknown, portal: string) => MailBody;
}

/** One kind of mail: what it is told, and what it says. */
export function template<S extends z.ZodType>(
  data: S,
  body: (data: z.output<S>, portal: string) => MailBody,
): Template<S> {
  return { data, write: (raw, portal) => body(data.parse(raw), portal) };
}

export const NOT_YOU = "If this was not you, you can ignore this mail; nothing happens without the link.";
