import { hash, verify } from "@node-rs/argon2";
import { normalisePassword } from "./password-policy.ts";

/** Argon2id (the library's default kind) with the first choice of OWASP's password storage advice. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

let decoy: Promise<string> | undefined;

export function hashPassword(password: string): Promise<string> {
  return hash(normalisePassword(password), COST);
}

/** Whether the password fits. Without a hash, as for unknown people, it takes as long and answers no. */
export async function isPassword(
  password: string,
  passwordHash: string | null | undefined,
): Promise<boolean> {
  decoy ??= hashPassword("a decoy that nobody can sign in with");
  const isRight = await verify(passwordHash ?? (await decoy), normalisePassword(password));
  return isRight && Boolean(passwordHash);
}
