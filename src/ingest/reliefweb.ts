import type { FetchProblem } from "./fetch-source.ts";

/** How a query is written where a feed's address is expected: "reliefweb:goma". */
const SCHEME = /^reliefweb:(?:\/\/)?/i;
/** Of reports; their links are relative to it. */
export const ENDPOINT = "https://api.reliefweb.int/v2/reports";
const MOST_REPORTS = 50;

const FIELDS = [
  "title",
  "body-html",
  "url_alias",
  "url",
  "date.original",
  "date.created",
  "source.name",
  "language.code",
];

/** The words of a ReliefWeb query, or null when the address is none. */
export function reliefWebQuery(address: string): string | null {
  return SCHEME.test(address) ? address.replace(SCHEME, "").trim() : null;
}

/**
 * The address of the newest reports on a query (ReliefWeb API v2). `appname` is the user's own, as ReliefWeb has
 * registered it; nobody else's may be used.
 */
export function reliefWebUrl(query: string, appname: string, endpoint = ENDPOINT): string {
  const url = new URL(endpoint);
  url.searchParams.set("appname", appname);
  if (query !== "") url.searchParams.set("query[value]", query);
  for (const field of FIELDS) url.searchParams.append("fields[include][]", field);
  url.searchParams.set("sort[]", "date.created:desc");
  url.searchParams.set("limit", String(MOST_REPORTS));
  return url.href;
}

/** What a refusal of ReliefWeb means and what to do about it; other problems stay as they are. */
export function reliefWebProblem(problem: FetchProblem): FetchProblem {
  if (problem.http === 403) {
    const reason =
      "refuses the appname (403): ask ReliefWeb for one (apidoc.reliefweb.int) and set SITREP_RELIEFWEB_APPNAME to it";
    return { ...problem, reason };
  }
  if (problem.http === 410)
    return { ...problem, reason: "has switched this version of its API off (410): update Sitrep" };
  return problem;
}
