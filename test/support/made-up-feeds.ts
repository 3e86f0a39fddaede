/** A body long enough to be a report and no teaser; `what` makes it its own. */
export function longText(what: string): string {
  const sentence = `Residents of Tarsk said on Monday that ${what} had kept the market closed and the road to Kelmar empty.`;
  return Array.from(
    { length: 7 },
    (_, i) => `${sentence} It was report number ${i + 1} of the morning.`,
  ).join(" ");
}

export interface FeedEntry {
  readonly title?: string;
  readonly link?: string;
  readonly guid?: string;
  readonly date?: string;
  readonly body?: string;
  /** Further elements, as written. */
  readonly more?: string;
}

/** RSS of one version; the body goes into a CDATA section. */
export function rss(
  entries: readonly FeedEntry[],
  version = "2.0",
  channel = "<title>Kelmar Post</title>",
): string {
  const items = entries.map(({ title, link, guid, date, body, more = "" }) =>
    [
      "<item>",
      title === undefined ? "" : `<title>${title}</title>`,
      link === undefined ? "" : `<link>${link}</link>`,
      guid === undefined ? "" : `<guid isPermaLink="false">${guid}</guid>`,
      date === undefined ? "" : `<pubDate>${date}</pubDate>`,
      body === undefined ? "" : `<description><![CDATA[${body}]]></description>`,
      more,
      "</item>",
    ].join(""),
  );
  return `<?xml version="1.0"?><rss version="${version}"><channel>${channel}${items.join("\n")}</channel></rss>`;
}

/** A web page with a report in it, and around it what pages have around reports. */
export function page(title: string, paragraphs: readonly string[], head = ""): string {
  return `<!doctype html><html lang="en"><head><title>${title}</title>${head}</head><body>
<header><nav><a href="/">Home</a> <a href="/world">World</a></nav></header>
<div class="cookie-banner"><p>We use cookies to improve your visit. Accept all of them.</p></div>
<main><article><h1>${title}</h1>
<figure><img src="a.jpg"><figcaption>A street in Tarsk on Sunday</figcaption></figure>
${paragraphs.map((one) => `<p>${one}</p>`).join('\n<div class="ad-slot"><p>Advertisement</p></div>\n')}
<p>Read more: The other story</p>
<aside class="related"><h2>Related stories</h2><ul><li><a href="/b">Something else entirely</a></li></ul></aside>
</article></main><footer><p>All rights reserved</p></footer></body></html>`;
}
