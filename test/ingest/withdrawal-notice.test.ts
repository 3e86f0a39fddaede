import { describe, expect, it } from "vitest";
import { loadWithdrawalWords } from "../../src/desk/load-withdrawal-words.ts";
import { withdrawalNotice } from "../../src/ingest/withdrawal-notice.ts";

const words = loadWithdrawalWords();
const TEXT = "Shells fell on the market of Tarsk on Monday, residents said. Twelve people died.";
const TITLE = "Shelling in Tarsk";
const notice = (given: { title?: string; text?: string; publisher?: string; origin?: string }) =>
  withdrawalNotice(
    { title: TITLE, text: TEXT, publisher: "Kelmar Post", origin: "Tarn Press Agency", ...given },
    words,
  );

describe("a report that its publisher takes back", () => {
  it.each([
    "RETRACTED: Shelling in Tarsk",
    "Retracted: Shelling in Tarsk",
    "WITHDRAWN: Shelling in Tarsk",
    "KILL: Shelling in Tarsk",
    "MANDATORY KILL: Shelling in Tarsk",
    "[RETRACTED] Shelling in Tarsk",
    "[Withdrawn] Shelling in Tarsk",
    "(Retracted) Shelling in Tarsk",
    "STORY WITHDRAWN",
    "Correction: Tarsk shelling story is withdrawn",
    "Editor's note: This story has been retracted",
    "RÉTRACTÉ : Tirs sur Tarsk",
    "Article retiré : Tirs sur Tarsk",
    "DÉPÊCHE ANNULÉE",
  ])("says so in its headline: %s", (title) => {
    expect(notice({ title })).toBe(title);
  });

  it.each([
    "This story has been withdrawn.",
    "This article has been retracted because its figures could not be confirmed.",
    "This report, published on Monday about the market of Tarsk, has been withdrawn pending a review.",
    "Editor's note: this story has been removed after a complaint.",
    "EDITOR'S NOTE — This article was retracted.",
    "We have withdrawn this story.",
    "We retract our report on the market of Tarsk.",
    "Kelmar Post has withdrawn its story on the market of Tarsk.",
    "The Kelmar Post retracts this article.",
    "Tarn Press Agency has withdrawn this story.",
    "Please disregard this story.",
    "Note to editors: please do not use our report on Tarsk.",
    "KILL: the story slugged Tarsk-Shelling is wrong.",
    "Correction: the Tarsk shelling story is withdrawn, and will not be replaced.",
    "Cet article a été retiré en raison d'une erreur.",
    "Cette dépêche est annulée.",
    "Nous avons retiré cet article.",
    "Note de la rédaction : cet article a été dépublié.",
  ])("says so in its first words: %s", (first) => {
    const text = `${first} ${TEXT}`;

    expect(notice({ text })).toBe(first.replace(/, and will.*/, ", and will not be replaced."));
  });
});

describe("no withdrawal of itself", () => {
  it.each([
    "Retracted claims haunt the ministry",
    "Ministry retracts claim of 63 dead",
    "Kelmar Post retracts story on governor",
    "Withdrawn: the troops who left Tarsk",
    "WITHDRAWN: TROOPS LEAVE TARSK",
    "Front withdrawn from Tarsk",
    "Killed in Tarsk: twelve traders",
    "KILLED IN TARSK: TWELVE TRADERS",
    "Killed: twelve traders in Tarsk",
    "Retraction: how a newspaper took back its scoop",
    "CORRECTS: Shelling in Tarsk",
    "CORRECTED: Shelling in Tarsk",
    "Correction: Shelling in Tarsk",
    "Corrected version: Shelling in Tarsk",
    "Correction: The ministry says its article was withdrawn",
    "“This story has been withdrawn”: a newsroom in turmoil",
    "Les troupes retirées de Tarsk",
    "Retiré : le général quitte Tarsk",
  ])("is the headline %s", (title) => {
    expect(notice({ title })).toBeNull();
  });

  it.each([
    "Velm Herald has withdrawn its story on the governor, its editor said.",
    "The ministry has retracted its report on the market.",
    "The report has been withdrawn, the ministry said.",
    "Kelmar Post has withdrawn its reporters from Tarsk.",
    "We have withdrawn our forces from Tarsk, the general said.",
    "“We have withdrawn this story,” the editor of Velm Herald said.",
    "This report by the ministry was withdrawn on Friday.",
    "This story has been withdrawn by the governor's office from its site, he said.",
    "This story has been retold since Monday.",
    "This article was corrected on 5 March to give the right toll.",
    "Correction: An earlier version of this story said that the report was withdrawn.",
    "Correction: a previous article misstated when the story was withdrawn.",
    "Corrected version of a story first published on Monday.",
    "Kill the engine, the officer told the driver.",
    "L'armée a retiré ses troupes de Tarsk.",
    "Selon le ministère, cet article a été retiré.",
    "",
  ])("is the beginning %s", (first) => {
    expect(notice({ text: `${first} ${TEXT}` })).toBeNull();
  });

  it("is a word of it further down", () => {
    expect(notice({ text: `${TEXT} This story has been withdrawn.` })).toBeNull();
  });
});
