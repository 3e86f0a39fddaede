import type { Article } from "../article.ts";
import { wordSet } from "../digest/sentence-likeness.ts";
import { foldName } from "../gazetteer.ts";
import { hashWords, runHashes, type Sketch, sketchOf } from "./shingles.ts";

const LEAD_LENGTH = 400;
/** A reworked report keeps a quotation or a sentence: a run of so many words is hardly written twice. */
const SAME_RUN = 8;

/** What a report is compared by when copies are looked for; each part is made when it is first asked for. */
export interface ReportText {
  readonly sketch: Sketch;
  /** The words of headline and opening. */
  readonly lead: ReadonlySet<string>;
  /** Whether a run of so many words stands in the other text, too. */
  sharesRun(other: ReportText): boolean;
  /** Hashes of such runs, sorted. */
  readonly runs: Uint32Array;
  /** The text folded (see `foldName`): words stand one blank apart. */
  readonly folded: string;
}

const made = new WeakMap<Article, ReportText>();

/** The same article gives the same object: one digest compares it in several steps. */
export function reportText(article: Article): ReportText {
  const known = made.get(article);
  if (known !== undefined) return known;
  const text = lazyText(article);
  made.set(article, text);
  return text;
}

function lazyText(article: Article): ReportText {
  let folded: string | undefined;
  let hashes: Uint32Array | undefined;
  let own: Sketch | undefined;
  let lead: ReadonlySet<string> | undefined;
  let runs: Uint32Array | undefined;
  const words = (text: ReportText): Uint32Array => {
    hashes ??= hashWords(text.folded.split(" "));
    return hashes;
  };
  return {
    get folded() {
      folded ??= foldName(article.text);
      return folded;
    },
    get sketch() {
      own ??= sketchOf(words(this));
      return own;
    },
    get lead() {
      lead ??= wordSet(`${article.title} ${article.text.slice(0, LEAD_LENGTH)}`);
      return lead;
    },
    get runs() {
      runs ??= runHashes(words(this), SAME_RUN).sort();
      return runs;
    },
    sharesRun(other) {
      const shared = common(this.runs, other.runs);
      if (shared.length === 0) return false;
      // Two runs may have one hash by chance: the words decide.
      const [own, whole] = [this.folded.split(" "), ` ${other.folded} `];
      const inOrder = runHashes(words(this), SAME_RUN);
      return shared.some((hash) => {
        const at = inOrder.indexOf(hash);
        return whole.includes(` ${own.slice(at, at + SAME_RUN).join(" ")} `);
      });
    },
  };
}

/** What two sorted lists have in common. */
function common(a: Uint32Array, b: Uint32Array): number[] {
  const both: number[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [x, y] = [a[i]!, b[j]!];
    if (x === y) both.push(x);
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return both;
}
