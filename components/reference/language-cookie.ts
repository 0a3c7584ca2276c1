import { SAMPLE_LANGUAGES, type SampleLanguage } from "#lib/sample-call.ts";

/** Remembers in which language a reader wants samples; also the name of the choice's radio buttons. */
export const LANGUAGE_COOKIE = "portico-language";

export function readLanguage(value: string | undefined): SampleLanguage {
  return SAMPLE_LANGUAGES.find((language) => language === value) ?? "curl";
}
