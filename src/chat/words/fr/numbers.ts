/** Before « : » and inside guillemets; the narrow one stands before « ; ! ? » and between groups of digits. */
export const NB = "\u00a0";
export const NNB = "\u202f";

/** 2900 as "2 900", with narrow no-break spaces. */
export function groupDigits(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, NNB);
}

/** In French 0 and 1 are singular. */
export function isPlural(n: number): boolean {
  return n >= 2;
}

/** "2 900 articles"; `many` where the plural is not made with an s. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${groupDigits(n)}${NB}${isPlural(n) ? many : one}`;
}

export function quoted(text: string): string {
  return `«${NB}${text}${NB}»`;
}
