/**
 * What Discord takes. Sources are pages of its developer documentation and its OpenAPI document ("spec"). Nobody
 * says whether it counts code points or UTF-16 units; there are never fewer units, so units are counted here.
 */
export const DISCORD_LIMITS = {
  /** Characters of one text display (spec), and of all in a message together (seen, not documented). */
  text: 4000,
  /** Components of a message, nested ones included (components/reference). */
  components: 40,
  /** Buttons of one action row (components/reference). */
  buttonsInRow: 5,
  /** Characters of a button's label (spec). */
  label: 80,
  /** Characters of a custom id, which is unique in its message (components/reference). */
  customId: 100,
  /** Options of a select (components/reference). */
  options: 25,
  /** Characters of an option's label, of its description and of its value, each (components/reference). */
  option: 100,
  /** Characters of a select's placeholder (components/reference). */
  placeholder: 150,
} as const;

/**
 * A phone as most readers hold it, in CSS pixels: measured on the Android and iOS clients at their normal text
 * size. Only the choice of where a page ends hangs on it.
 */
export const PHONE = {
  /** Of the text inside a box. */
  width: 278,
  screen: 844,
  /** Characters of body text, of small print and of quotations on one line. */
  columns: { text: 36, small: 46, quote: 34 },
  /** Height of a line of body text and of small print. */
  line: { text: 21, small: 18 },
  /** Between two text displays; a separator with its margins. */
  gap: 8,
  separator: 24,
  /** A line of buttons or a select with its margin. */
  control: 42,
  /** Name of the bot, margins of the box, foot. */
  frame: 100,
} as const;
