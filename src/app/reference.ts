export function referencePage(_api: Record<string, unknown>): string {
  return '';
}
