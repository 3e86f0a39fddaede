import { describe, expect, it } from "vitest";
import { readReliefWeb } from "../../src/ingest/read-reliefweb.ts";
import { reliefWebProblem, reliefWebQuery, reliefWebUrl } from "../../src/ingest/reliefweb.ts";
import { longText } from "../support/made-up-feeds.ts";

const now = new Date("2025-03-05T12:00:00Z");

describe("a ReliefWeb query", () => {
  it("is told from a web address", () => {
    expect(reliefWebQuery("reliefweb:north kivu")).toBe("north kivu");
    expect(reliefWebQuery("https://reliefweb.int/updates/rss.xml")).toBeNull();
  });

  it("becomes an address of version 2 with the user's own appname", () => {
    const url = new URL(reliefWebUrl("north kivu", "my-desk"));

    expect(`${url.origin}${url.pathname}`).toBe("https://api.reliefweb.int/v2/reports");
    expect(url.searchParams.get("appname")).toBe("my-desk");
    expect(url.searchParams.get("query[value]")).toBe("north kivu");
    expect(url.searchParams.getAll("fields[include][]")).toContain("body-html");
  });
});

describe("an answer of ReliefWeb", () => {
  it("gives reports with their publishers; broken ones are counted", () => {
    const good = {
      id: "4100001",
      fields: {
        title: "Situation in Tarsk",
        "body-html": `<p>${longText("a")}</p>`,
        url_alias: "https://reliefweb.int/report/x/situation-tarsk",
        date: { original: "2025-03-03T00:00:00+00:00", created: "2025-03-04T08:00:00+00:00" },
        source: [{ name: "Kelmar Relief", shortname: "KR" }],
        language: [{ code: "en" }],
      },
    };

    const read = readReliefWeb(
      JSON.stringify({ data: [good, { id: 2 }, "x", { id: 3, fields: { title: 5 } }] }),
      now,
    );

    expect(read).toMatchObject({
      ok: true,
      feed: {
        dropped: 3,
        items: [
          {
            key: "4100001",
            publisher: "Kelmar Relief",
            text: longText("a"),
            publishedAt: "2025-03-03",
          },
        ],
      },
    });
  });

  it.each(["", "null", "{}", "<html>"])("that is none has a reason: %s", (text) => {
    expect(readReliefWeb(text, now)).toMatchObject({
      ok: false,
      reason: expect.stringContaining("no list of reports"),
    });
  });

  it.each([
    [403, /refuses the appname \(403\).*set SITREP_RELIEFWEB_APPNAME/],
    [410, /switched this version of its API off \(410\): update Sitrep/],
    [500, /^as it was$/],
  ])("with status %i says what to do", (http, reason) => {
    expect(reliefWebProblem({ status: "problem", reason: "as it was", passing: false, http }).reason).toMatch(
      reason,
    );
  });
});
