/** "%C3%BC" as it is meant; a text that is no such writing stays as it is. */
export function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
