/**
 * What Slack takes. Sources: docs.slack.dev, the doc comments of @slack/types ("types"), issues of bolt-js. Lengths
 * count UTF-16 units, of which there are never fewer than code points.
 */
export const SLACK_LIMITS = {
  /** Blocks of a message (reference/block-kit/blocks). */
  messageBlocks: 50,
  /** Blocks of a dialogue or of App Home (reference/block-kit/blocks). */
  viewBlocks: 100,
  /** All text of a message: `msg_blocks_too_long` was seen from 11,341 on (bolt-js 2509, 2867). */
  text: 10_000,
  /** One text object (types). */
  textObject: 3000,
  /** A header (types). */
  header: 150,
  /** Elements of a context block, and of an actions block (types). */
  contextElements: 10,
  actions: 25,
  /** A button's label (types). */
  label: 75,
  /** Options of a select; text and value of each (types). */
  options: 100,
  option: 75,
  /** A placeholder (reference/block-kit/block-elements). */
  placeholder: 150,
  /** Title and buttons of a dialogue (types). */
  modalTitle: 24,
  /** Rows of a table; a message has one table at most (reference/block-kit/blocks/table-block). */
  tableRows: 100,
  /** An action id (types). */
  actionId: 255,
} as const;

/** A phone as most readers hold it, in CSS pixels; only the choice of where a page ends hangs on it. */
export const PHONE = {
  screen: 844,
  /** Characters on one line of body text, of small print, and in the widest column of a table. */
  columns: { text: 42, small: 50, cell: 26 },
  line: { text: 22, small: 18 },
  /** Between two blocks. */
  gap: 8,
  separator: 17,
  control: 44,
  frame: 110,
} as const;
