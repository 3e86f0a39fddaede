import { Article } from "../../briefings/index.ts";

/** Whether two copies say the same in every field but the moment at which they were read. */
export function sameArticle(a: Article, b: Article): boolean {
  return bare(a) === bare(b);
}

/** The schema puts the fields into one order, so that equal articles are equal texts. */
function bare(article: Article): string {
  return JSON.stringify(Article.parse({ ...article, retrievedAt: "" }));
}
