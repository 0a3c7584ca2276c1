import type { Answer } from "#lib/answer.ts";

/** What a form shows again after a refusal: what was wrong, and what was typed. Passwords are never given back. */
export type FormState = (Answer<unknown> & { email?: string }) | null;
