import { crc32 } from "node:zlib";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** A whole number in base62, its last `length` digits. */
export function toBase62(number: bigint | number, length: number): string {
  let rest = BigInt(number);
  let digits = "";
  for (let i = 0; i < length; i++) {
    digits = ALPHABET.charAt(Number(rest % 62n)) + digits;
    rest /= 62n;
  }
  return digits;
}

export function fromBase62(digits: string): number {
  let number = 0;
  for (const digit of digits) number = number * 62 + ALPHABET.indexOf(digit);
  return number;
}

/** CRC-32 in base62, six digits. */
export function checksum(text: string): string {
  return toBase62(crc32(text), 6);
}
