// What a spreadsheet may run as a formula when it opens a CSV file.
const risky = /^'*[=+\-@\t\r\n]/;
const guarded = /^'+[=+\-@\t\r\n]/;
const plainNumber = /^[+-]?\d+(?:[.,]\d+)*$/;

/** Puts an apostrophe before text that a spreadsheet could run as a formula; plain numbers stay as they are. */
export function guard(text: string): string {
  return risky.test(text) && !plainNumber.test(text) ? `'${text}` : text;
}

/** Takes the apostrophe of {@link guard} away again. */
export function unguard(text: string): string {
  return text.charCodeAt(0) === 39 && guarded.test(text) ? text.slice(1) : text;
}
