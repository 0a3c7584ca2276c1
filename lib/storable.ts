/** PostgreSQL keeps neither NUL nor half of a character; asked about either, it fails. */
export function isStorable(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}
