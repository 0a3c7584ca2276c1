/** The text without its percent-encoding, or `otherwise` where it is not well encoded. */
export function decodedOr<Otherwise>(text: string, otherwise: Otherwise): string | Otherwise {
  try {
    return decodeURIComponent(text);
  } catch {
    return otherwise;
  }
}
