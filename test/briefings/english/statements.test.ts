import { describe, expect, it } from "vitest";
import { statementLines as lines, statementsOf as read } from "../../support/statements.ts";

describe("indirect speech", () => {
  it.each([
    ["Ansa Veld said the bridge was closed.", "Ansa Veld | said | indirect | the bridge was closed"],
    [
      "The bridge was closed on both sides, Ansa Veld said.",
      "Ansa Veld | said | indirect | The bridge was closed on both sides",
    ],
    [
      "The bridge was closed on both sides, said Ansa Veld, who visited it.",
      "Ansa Veld | said | indirect | The bridge was closed on both sides",
    ],
    [
      "According to Ansa Veld, the bridge was closed.",
      "Ansa Veld | According to | indirect | the bridge was closed",
    ],
    [
      "The bridge was closed, according to two residents.",
      "two residents | according to | indirect | The bridge was closed",
    ],
    [
      "Ansa Veld told reporters in Tolmera that the bridge was closed.",
      "Ansa Veld | told | indirect | the bridge was closed",
    ],
    [
      "Orvany accused the Northern Front of shelling the bridge.",
      "Orvany | accused | indirect | the Northern Front of shelling the bridge",
    ],
    ["The Northern Front denied any role.", "Northern Front | denied | indirect | any role"],
    [
      "The Northern Front (OVF), which took up arms in 2011, said it had left.",
      "Northern Front | said | indirect | it had left",
    ],
    ["Its commander, Oru Pell, said they had left.", "Oru Pell | said | indirect | they had left"],
    [
      "Ansa Veld put the number of wounded at 31.",
      "Ansa Veld | put | indirect | the number of wounded at 31",
    ],
    ["Ansa Veld urged both sides to step back.", "Ansa Veld | urged | indirect | both sides to step back"],
    [
      "If the rain stopped, Ansa Veld told Lowland Wire, the road could open.",
      "Ansa Veld | told | indirect | If the rain stopped … the road could open",
    ],
  ])("%s", (text, expected) => {
    expect(lines(text)).toEqual([expected]);
  });

  it("reads an attribution that has lost its comma, at the end of a sentence only", () => {
    expect(lines("Two people died in the blast a monitoring group said.")).toEqual([
      "a monitoring group | said | indirect | Two people died in the blast",
    ]);
    expect(lines("Two people died in the blast Mayor Ansa Veld said on television in the evening.")).toEqual(
      [],
    );
  });

  it("gives each of two verbs its own statement", () => {
    expect(lines("The Northern Front condemned the attack and said it had no men there.")).toEqual([
      "Northern Front | condemned | indirect | the attack",
      "Northern Front | said | indirect | it had no men there",
    ]);
  });

  it("keeps the speakers of two clauses apart", () => {
    expect(lines("Ansa Veld said the road was open, but Oru Pell denied that anyone had passed.")).toEqual([
      "Ansa Veld | said | indirect | the road was open",
      "Oru Pell | denied | indirect | anyone had passed",
    ]);
  });
});

describe("quotations", () => {
  it("joins a quotation that goes on behind the verb", () => {
    expect(lines('"We ran," Ansa Veld told Lowland Wire by telephone. "We saw nothing."')).toEqual([
      "Ansa Veld | told | direct | We ran … We saw nothing",
    ]);
  });

  it("joins a quotation that goes on in the next paragraphs", () => {
    expect(lines("“We ran,” Ansa Veld said.\n\n“We saw smoke.\n\n“There was no road left.”")).toEqual([
      "Ansa Veld | said | direct | We ran … We saw smoke … There was no road left",
    ]);
  });

  it("reads a quotation behind a colon, and one behind a comma", () => {
    expect(lines('Ansa Veld replied: "We have no list."')).toEqual([
      "Ansa Veld | replied | direct | We have no list",
    ]);
    expect(lines('Ansa Veld said, "We have no list."')).toEqual([
      "Ansa Veld | said | direct | We have no list",
    ]);
  });

  it("keeps the marks of a quoted fragment", () => {
    expect(lines('Orvany called the report "pure theatre".')).toEqual([
      'Orvany | called | mixed | the report "pure theatre"',
    ]);
    expect(lines('Ansa Veld said the talks were "not dead" yet.')).toEqual([
      'Ansa Veld | said | mixed | the talks were "not dead" yet',
    ]);
  });

  it("loses nothing but its own paragraph to a mark that is never closed", () => {
    expect(lines('"We ran, Ansa Veld said.\n\nOru Pell said the road was open.')).toContain(
      "Oru Pell | said | indirect | the road was open",
    );
  });
});

describe("transcripts", () => {
  it("gives a turn to the person whose name stands before the colon", () => {
    const text =
      "Ansa Veld spoke to us.\n\nWhat did you see?\n\nVELD: We ran. Oru Pell said nothing.\n\nHealth: the clinic is shut.";

    expect(lines(text)).toEqual(["Ansa Veld | : | direct | We ran. Oru Pell said nothing"]);
  });
});

describe("half sentences", () => {
  it.each([
    [
      "Were it to fail, two engineers say, the valley would flood.",
      "two engineers | say | indirect | Were it to fail … the valley would flood",
    ],
    [
      "Orvany, Ansa Veld added, had moved troops by night.",
      "Ansa Veld | added | indirect | Orvany … had moved troops by night",
    ],
    ["Sixteen dead, the hospital says.", "hospital | says | indirect | Sixteen dead"],
    ["Oru Pell rejected that account.", "Oru Pell | rejected | indirect | that account"],
    ["The army says five.", "army | says | indirect | five"],
    [
      "Orvany blamed the Northern Front, an armed group that holds the hills.",
      "Orvany | blamed | indirect | the Northern Front",
    ],
  ])("%s", (text, expected) => {
    expect(lines(text)).toEqual([expected]);
  });
});

describe("who speaks", () => {
  it("takes the name somebody goes by, and a title before a name", () => {
    expect(read("A commander who goes by the name of Ansa Veld said they had left.")[0]?.speaker.name).toBe(
      "Ansa Veld",
    );
    expect(read("“It was late,” said our director, Dr Ansa Veld, who was there.")[0]?.speaker.name).toBe(
      "Ansa Veld",
    );
  });

  it("gives the words of a release to the body that publishes it", () => {
    expect(read("We reject the report.")[0]?.speaker).toMatchObject({
      name: "Lowland Wire",
      basis: "inferred",
    });
  });

  it("keeps the man who cites others as the speaker", () => {
    expect(
      read("Oru Pell told Lowland Wire that the order came late, citing two officers.")[0]?.speaker.name,
    ).toBe("Oru Pell");
  });

  it("follows pronouns and roles back to a name, and says that it did", () => {
    const [, second, third] = read(
      "Mayor Ansa Veld said the road was open. She added that trucks had passed. Food was short, the mayor said.",
    );

    expect([second?.speaker.name, second?.speaker.basis]).toEqual(["Ansa Veld", "inferred"]);
    expect([third?.speaker.name, third?.speaker.basis]).toEqual(["Ansa Veld", "inferred"]);
  });

  it("does not give a woman's words to the man who spoke last", () => {
    const text =
      "Mayor Ansa Veld said the road was open. She added that trucks had passed. Oru Pell said he had seen none. He said it was late. “I saw them,” she said.";

    expect(read(text).at(-1)?.speaker.name).toBe("Ansa Veld");
  });

  it("takes the one person whom the text calls by that pronoun, over somebody who spoke long before", () => {
    const text =
      "Oru Pell said the bridge was shut. It rained. It rained again. The news came as Mrs Ansa Veld went home. She told party donors that it was late.";

    expect(read(text).at(-1)).toMatchObject({
      speaker: { name: "Ansa Veld" },
      addressee: { name: "party donors" },
    });
  });

  it("does not take what is told about for the one who tells it", () => {
    const text = "The Northern Front denied the attack. Orvany, it added, had moved troops by night.";

    expect(read(text).at(-1)?.speaker.name).toBe("Northern Front");
  });

  it("does not take a noun for a verb", () => {
    expect(lines("Oru Pell denied Orvany claims that the bridge was mined.")).toEqual([
      "Oru Pell | denied | indirect | Orvany claims that the bridge was mined",
    ]);
  });

  it("ends a clause where its participle quotes", () => {
    expect(lines('Oru Pell expressed doubt about the men, declaring: "We saw nobody."')).toEqual([
      "Oru Pell | expressed | indirect | doubt about the men",
      "Oru Pell | declaring | direct | We saw nobody",
    ]);
  });

  it("does not take the body for its unnamed spokesman", () => {
    expect(lines("A spokesman for the Northern Front said it had left.")[0]).toMatch(
      /^a spokesman for the Northern Front \|/,
    );
  });

  it("describes unnamed sources in the words of the text", () => {
    expect(read("Residents reached by phone said they had buried four people.")[0]?.speaker).toMatchObject({
      name: "residents",
      named: false,
    });
  });

  it("names each of two speakers", () => {
    expect(
      read("Orvany and the head of Northern Front logistics have said trucks are stuck.").map(
        (s) => s.speaker.name,
      ),
    ).toEqual(["Orvany", "head of Northern Front logistics"]);
  });

  it("takes the cited official for the speaker, and the outlet for the relay", () => {
    const [statement] = read("Trucks are stuck, Lowland Wire reported, citing two officials.");

    expect([statement?.speaker.name, statement?.relay.map((s) => s.name)]).toEqual([
      "two officials",
      ["Lowland Wire"],
    ]);
  });

  it("lets a document speak for whoever issued it, and without a name where nobody is known", () => {
    expect(read("A statement issued by the Northern Front said trucks are stuck.")[0]?.speaker).toMatchObject(
      {
        name: "Northern Front",
        basis: "inferred",
      },
    );
    expect(read("The report said trucks are stuck.")[0]?.speaker).toMatchObject({
      name: "report",
      actorId: null,
      named: false,
    });
  });

  it("does not take a name inside a relative clause for the speaker", () => {
    expect(
      read("The leader of the alliance that includes the Northern Front said trucks are stuck.")[0]?.speaker
        .name,
    ).toBe("leader of the alliance");
  });

  it("names addressee and channel", () => {
    const [statement] = read('"We will not leave," Oru Pell told Lowland Wire in a statement.');

    expect([statement?.addressee?.name, statement?.channel]).toEqual(["Lowland Wire", "in a statement"]);
  });
});

describe("near misses", () => {
  it.each([
    "No group has claimed responsibility.",
    "The conflict has claimed some 16,000 lives since 1994.",
    "Orvany's claims were read in court.",
    "The mayor declared three days of mourning.",
    "Ansa Veld did not say when the road would open.",
    "Ansa Veld would say nothing.",
    "Ansa Veld laughed when told of this.",
    "They took a bridge which the Northern Front says it built.",
    "Ansa Veld put the cup on the table.",
    "He asked for tea.",
    "The report was posted near the gate.",
    "Nobody explained how the count was made.",
    "It takes 40 bodies said to have been buried.",
    "Fighters took the bridge, one day into a truce they had declared themselves.",
  ])("%s", (text) => {
    expect(lines(text)).toEqual([]);
  });
});

describe("a claim that somebody called something", () => {
  it("is a statement of its own, and ends what was claimed", () => {
    expect(
      lines("Ansa Veld said 31 soldiers had fled, a claim the Northern Front called “pure theatre”."),
    ).toEqual([
      "Ansa Veld | said | indirect | 31 soldiers had fled",
      "Northern Front | called | mixed | “pure theatre”",
    ]);
  });

  it.each([
    "Ansa Veld said 31 soldiers had fled, a claim which the Northern Front called baseless.",
    "Ansa Veld said 31 soldiers had fled a hill the Northern Front called home.",
  ])("near miss: %s", (text) => {
    expect(read(text).map(({ speaker }) => speaker.name)).toEqual(["Ansa Veld"]);
  });
});

describe("the forces of a body", () => {
  it("speak for it", () => {
    expect(lines("The militia of the Northern Front insists that it never lost the village.")).toEqual([
      "Northern Front | insists | indirect | it never lost the village",
    ]);
  });

  it("near miss: its victims do not", () => {
    expect(read("Victims of the Northern Front insist that they saw it.")[0]?.speaker.name).not.toBe(
      "Northern Front",
    );
  });
});

describe("words that only look like a statement", () => {
  it("what an outlet passes on of somebody's expectation is that person's", () => {
    const [, expected] = read(
      "Ansa Veld said the bridge was closed. She expected it to open soon, according to a report by the Lowland Wire.",
    );

    expect(expected).toMatchObject({
      speaker: { name: "Ansa Veld" },
      relay: [{ name: "Lowland Wire" }],
      text: "She expected it to open soon",
    });
  });

  it("near miss: what happened to somebody is told by the outlet", () => {
    const [, told] = read(
      "Ansa Veld said the bridge was closed. She left the town at noon, according to a report by the Lowland Wire.",
    );

    expect(told?.speaker.name).toBe("Lowland Wire");
  });

  it("a sum is none, and a clause behind “adding” is one", () => {
    expect(lines("Ansa Veld says 29, adding morgues to bodies collected or buried.")).toEqual([
      "Ansa Veld | says | indirect | 29",
    ]);
    expect(lines("Ansa Veld said it was closed, adding the road to Tolmera was open.")).toContain(
      "Ansa Veld | adding | indirect | the road to Tolmera was open",
    );
  });

  it("what somebody did not say is the outlet's", () => {
    expect(lines("Ansa Veld spoke of a “quiet night” and did not say who had fired.")).toEqual([
      "Ansa Veld | spoke of | mixed | a “quiet night”",
    ]);
  });

  it("a state is a part of a country", () => {
    expect(lines("Ansa Veld also cited reports of executions in Tolmera state.")).toEqual([]);
  });
});

describe("the body behind a word for it", () => {
  it("is the one its own sentence begins with", () => {
    expect(
      lines("Northern Front is pulling out of three towns, the group announced on Wednesday.").at(0),
    ).toBe("Northern Front | announced | indirect | Northern Front is pulling out of three towns");
  });

  it("is the name between commas behind a description", () => {
    expect(lines("The Orvany office in Tolmera, Northern Front, said the road was shut.")).toEqual([
      "Northern Front | said | indirect | the road was shut",
    ]);
  });
});

describe("what is rejected", () => {
  it("ends where another subject begins", () => {
    expect(lines("Ansa Veld rejected the request and the planes are still under guard.")).toEqual([
      "Ansa Veld | rejected | indirect | the request",
    ]);
    expect(lines("Ansa Veld rejected the request and the offer.")).toEqual([
      "Ansa Veld | rejected | indirect | the request and the offer",
    ]);
  });
});

describe("speech with more around it", () => {
  it.each([
    ["Ansa Veld wrote to her forty council members, “We stay.”", "Ansa Veld | wrote | direct | We stay"],
    ["“We stay,” Ansa Veld said to loud cheers.", "Ansa Veld | said | direct | We stay"],
    ["Ansa Veld acknowledged, however, “We lost.”", "Ansa Veld | acknowledged | direct | We lost"],
    ['“We stay," Ansa Veld said.', "Ansa Veld | said | direct | We stay"],
    ['"We stay,” Ansa Veld said.', "Ansa Veld | said | direct | We stay"],
    ["“We stay,“ said Ansa Veld.", "Ansa Veld | said | direct | We stay"],
    ["Ansa Veld called it a trap.", "Ansa Veld | called | indirect | it a trap"],
    ["Ansa Veld described the camp as a trap.", "Ansa Veld | described | indirect | the camp as a trap"],
    [
      "Ansa Veld, who called the truce “a trap”, left the hall.",
      "Ansa Veld | called | mixed | the truce “a trap”",
    ],
    ["A national survey said that wells were dry.", "a national survey | said | indirect | wells were dry"],
  ])("reads %s", (text, line) => {
    expect(lines(text)).toEqual([line]);
  });

  it.each([
    "Ansa Veld called the guards.",
    "Ansa Veld is said to have left.",
    "Ansa Veld defended the bridge for a week.",
    "Ansa Veld blasted the rock beside the road.",
    "The survey said nothing new.",
  ])("does not take %s for speech", (text) => {
    expect(lines(text)).toEqual([]);
  });
});
