/** How an admin's browser goes through the installation. */
export interface InstallTrip {
  /** The app's own page: "http://127.0.0.1:4712/slack/install". */
  readonly installUrl: string;
  /** The workspace the admin belongs to. */
  readonly team: string;
  readonly user?: string;
  /** For all workspaces of the organisation at once. */
  readonly orgWide?: boolean;
  /** A browser that lost its cookie on the way. */
  readonly withoutCookie?: boolean;
  /** Changes the address Slack sends the admin back to: a forged or repeated return. */
  readonly tamper?: (back: URL) => void;
}

export interface InstallResult {
  /** Of the last page, at the app. */
  readonly status: number;
  readonly text: string;
  /** The address the admin came back to. */
  readonly back: string;
}

/** The app's page, the page at Slack, and back to the app. */
export async function installByBrowser(trip: InstallTrip): Promise<InstallResult> {
  const start = await fetch(trip.installUrl, { redirect: "manual" });
  const page = await start.text();
  const target = start.headers.get("location") ?? /href="([^"]+)"/.exec(page)?.[1];
  if (target === undefined) throw new Error(`${trip.installUrl} leads nowhere: ${start.status} ${page}`);
  const authorize = new URL(target.replaceAll("&amp;", "&"));
  authorize.searchParams.set("team", trip.team);
  if (trip.user !== undefined) authorize.searchParams.set("user", trip.user);
  if (trip.orgWide === true) authorize.searchParams.set("org_wide", "1");

  const consent = await fetch(authorize, { redirect: "manual" });
  const location = consent.headers.get("location");
  if (location === null) throw new Error(`Slack said ${consent.status}: ${await consent.text()}`);
  const back = new URL(location);
  trip.tamper?.(back);

  const cookies = start.headers.getSetCookie().map((cookie) => cookie.split(";")[0] ?? "");
  const headers = trip.withoutCookie === true ? {} : { cookie: cookies.join("; ") };
  const done = await fetch(back, { redirect: "manual", headers });
  return { status: done.status, text: await done.text(), back: back.href };
}
