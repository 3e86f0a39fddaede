/** Parameters that say how a reader came and not what the page is. */
const TRACKING =
  /^(?:utm_.*|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|at_(?:bbc_team|campaign|campaign_type|format|link_.*|medium|ptr_name)|ns_(?:campaign|fee|linkname|mchannel|source)|cmpid|ocid|xtor|smid|ito)$/i;

/** An absolute http(s) address without user name, password and fragment, or undefined. */
export function resolveLink(given: string | undefined, base: string): string | undefined {
  const href = given?.trim();
  if (href === undefined || href === "" || href.length > 2000 || !URL.canParse(href, base)) return undefined;
  const url = new URL(href, base);
  if (url.protocol !== "http:" && url.protocol !== "https:") return undefined;
  if (url.username !== "" || url.password !== "") return undefined;
  url.hash = "";
  return url.href;
}

/** The same page by its plainest address: no tracking parameters. Everything else may matter and stays. */
export function canonicalLink(href: string): string {
  const url = new URL(href);
  url.hash = "";
  for (const name of [...url.searchParams.keys()]) if (TRACKING.test(name)) url.searchParams.delete(name);
  return url.href;
}
