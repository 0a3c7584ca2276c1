import { getBrand } from "#server/content/index.ts";
import { Refusal } from "#server/platform/refusal.ts";
import { COMMON_PASSWORDS } from "./common-passwords.ts";
import { minimumPasswordLength, PASSWORD_ALONE, PASSWORD_WITH_FACTOR } from "./schema.ts";

/** What people put into passwords first; found inside a password, these count as nothing. */
const COMMON_WORDS = [
  "password",
  "passwort",
  "passphrase",
  "passcode",
  "motdepasse",
  "contrasena",
  "letmein",
  "welcome",
  "willkommen",
  "iloveyou",
  "qwertyuiop",
  "qwertzuiop",
  "asdfghjkl",
  "zxcvbnm",
  "yxcvbnm",
  "qwerty",
  "qwertz",
  "azerty",
  "asdf",
  "zxcv",
  "1q2w3e4r5t",
  "1q2w3e4r",
  "1qaz2wsx",
  "qazwsx",
  "admin",
  "administrator",
  "root",
  "user",
  "login",
  "signin",
  "secret",
  "changeme",
  "default",
  "master",
  "monkey",
  "dragon",
  "football",
  "baseball",
  "superman",
  "batman",
  "princess",
  "sunshine",
  "shadow",
  "michael",
  "jordan",
  "trustno1",
  "whatever",
  "starwars",
  "hello",
  "test",
  "demo",
  "example",
  "correcthorsebatterystaple",
  "correct horse battery staple",
  "spring",
  "summer",
  "autumn",
  "winter",
  "january",
  "february",
  "march",
  "april",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
  "monday",
  "portico",
  "portal",
  "developer",
  "api",
  "apikey",
  "abc123",
].sort((a, b) => b.length - a.length);

const LEET: Record<string, string> = {
  "0": "o",
  "1": "l",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
};

const LEAST_OTHER_CHARACTERS = 6;
const LEAST_DISTINCT_CHARACTERS = 6;

/** One spelling for what looks the same (NFKC, which holds all that NFC does), so that another keyboard's still fits. */
export function normalisePassword(password: string): string {
  return password.normalize("NFKC");
}

/**
 * Why a password would be among the first to be guessed, or null. Words that everybody tries, the person's own words
 * (`context`: e-mail, name) and runs such as 12345 or aaaa are taken out; what is left must still be worth something.
 */
export function findWeakness(password: string, context: string[]): string | null {
  const plain = normalisePassword(password).toLowerCase();
  if (new Set(plain).size < LEAST_DISTINCT_CHARACTERS)
    return "Too few different characters. Use several unrelated words.";
  if (isCommon(plain) || isCommon(withoutRepetition(plain)))
    return "Among the passwords that are tried first. Use several unrelated words.";
  const words = [...contextWords(context), ...COMMON_WORDS];
  const left = Math.min(
    ...[plain, withoutRepetition(plain), unleet(plain), unleet(withoutCounts(plain))].map((text) =>
      countOther(text, words),
    ),
  );
  if (left >= LEAST_OTHER_CHARACTERS) return null;
  return "Made mostly of words or runs that are tried first, or of your own name or address. Use several unrelated words.";
}

interface PasswordOwner {
  email: string;
  name: string;
  /** Further words that belong to the account, such as an organisation's name. */
  words?: string[];
  hasSecondFactor?: boolean;
}

/** Refuses a new password that is too short or would be guessed early; answers whether it could not stand alone. */
export async function requireGoodPassword(
  password: string,
  { email, name, words = [], hasSecondFactor = false }: PasswordOwner,
): Promise<{ isShort: boolean }> {
  const length = [...normalisePassword(password)].length;
  const least = minimumPasswordLength(hasSecondFactor);
  const { name: portal } = await getBrand();
  const fault =
    length < least
      ? tooShort(least, hasSecondFactor)
      : findWeakness(password, [email, name, portal, ...words]);
  if (fault) throw new Refusal("invalid_input", fault, { password: fault });
  return { isShort: length < minimumPasswordLength(false) };
}

/** Says which length counts, and why. */
function tooShort(least: number, hasSecondFactor: boolean): string {
  const why = hasSecondFactor ? PASSWORD_WITH_FACTOR : PASSWORD_ALONE;
  return `Use at least ${least} characters: ${why}. Several words are easier to remember than symbols.`;
}

/** Whether people use it so often that it is tried first, as it is or with a number or sign behind it. */
function isCommon(plain: string): boolean {
  const core = plain.replace(/[^\p{L}]+$/u, "");
  return [plain, unleet(plain), core, unleet(core)].some(
    (text) => COMMON_PASSWORDS.has(text) || COMMON_PASSWORDS.has(text.replace(/\s+/g, "")),
  );
}

/** The shortest piece that, repeated, makes up the text: "abcabc" is "abc" twice. */
function withoutRepetition(text: string): string {
  const period = (text + text).indexOf(text, 1);
  return period < text.length ? text.slice(0, period) : text;
}

function contextWords(context: string[]): string[] {
  return context
    .flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word.length >= 3);
}

function unleet(text: string): string {
  return text.replace(/[013457@$!]/g, (character) => LEET[character] ?? character);
}

function countOther(text: string, words: string[]): number {
  let rest = text;
  for (const word of words) rest = rest.replaceAll(word, " ");
  return [...withoutRuns(rest).replace(/\s+/g, "")].length;
}

/** Leaves out all but the first of characters that repeat or count up or down: aaaa, 1234, dcba. */
function withoutRuns(text: string): string {
  const codes = [...text].map((character) => character.charCodeAt(0));
  return [...text].filter((_, i) => i === 0 || Math.abs((codes[i] ?? 0) - (codes[i - 1] ?? 0)) > 1).join("");
}

/** Leaves out years and counted-up digits, which leetspeak would otherwise read as letters. */
function withoutCounts(text: string): string {
  return text
    .replace(/(?<!\d)(?:19|20)\d\d(?!\d)/g, " ")
    .replace(/\d{3,}/g, (digits) => withoutRuns(digits).slice(1));
}
