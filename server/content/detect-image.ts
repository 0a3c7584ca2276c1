const startsWith = (bytes: Uint8Array, magic: number[], offset = 0) =>
  magic.every((byte, i) => bytes[offset + i] === byte);

/**
 * The media type that an image's own bytes show, or null. SVG is left out on purpose: it is a document that can carry
 * script and links, not a picture.
 */
export function detectImage(bytes: Uint8Array): "image/png" | "image/jpeg" | "image/webp" | null {
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return "image/png";
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return "image/jpeg";
  if (startsWith(bytes, [0x52, 0x49, 0x46, 0x46]) && startsWith(bytes, [0x57, 0x45, 0x42, 0x50], 8))
    return "image/webp";
  return null;
}
