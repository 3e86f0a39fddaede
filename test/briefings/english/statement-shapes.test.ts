import { describe, expect, it } from "vitest";
import { statementLines } from "../../support/statements.ts";

/** Sentence, and the statements in it; an empty list is a near miss. */
const SHAPES: Readonly<Record<string, readonly (readonly [string, readonly string[]])[]>> = {
  "straight and curly marks close each other": [
    ['“We stay," Ansa Veld said. He left.', ["Ansa Veld | said | direct | We stay"]],
    ['"We stay,” Ansa Veld said. He left.', ["Ansa Veld | said | direct | We stay"]],
    ["“We stay,“ Ansa Veld said.", ["Ansa Veld | said | direct | We stay"]],
    [
      '“He wrote "no" on the wall,” Ansa Veld said.',
      ['Ansa Veld | said | direct | He wrote "no" on the wall'],
    ],
  ],
  "a relative clause with who": [
    [
      "Ansa Veld, who said the bridge was lost, told reporters it would be rebuilt.",
      [
        "Ansa Veld | said | indirect | the bridge was lost",
        "Ansa Veld | told | indirect | it would be rebuilt",
      ],
    ],
    [
      "Troops met the mayor, who said the bridge was lost.",
      ["Ansa Veld | said | indirect | the bridge was lost"],
    ],
    ["The lawyer of Ansa Veld, who said the bridge was lost, left.", []],
    ["Those who said the bridge was lost left.", []],
  ],
  "a participle with a speaker of its own, or of the clause": [
    [
      "The talks ended, with Ansa Veld saying that the road was open.",
      ["Ansa Veld | saying | indirect | the road was open"],
    ],
    [
      "Ansa Veld met with the residents, saying that the road was open.",
      ["Ansa Veld | saying | indirect | the road was open"],
    ],
    [
      "Ansa Veld angered many by saying that the camp was empty.",
      ["Ansa Veld | saying | indirect | the camp was empty"],
    ],
    [
      "Ansa Veld said the army had angered Oru Pell by saying the camp was empty.",
      ["Ansa Veld | said | indirect | the army had angered Oru Pell by saying the camp was empty"],
    ],
  ],
  "asides between speaker and verb": [
    ["Ansa Veld, however, said the road was open.", ["Ansa Veld | said | indirect | the road was open"]],
    [
      "Ansa Veld, 34, of Tolmera, said the road was open.",
      ["Ansa Veld | said | indirect | the road was open"],
    ],
  ],
  "an inverted speaker and what describes him": [
    [
      "The road is open, said Ansa Veld, a seller of lamps and wicks.",
      ["Ansa Veld | said | indirect | The road is open"],
    ],
    ['Wrote Ansa Veld: "We will stay here."', ["Ansa Veld | Wrote | direct | We will stay here"]],
  ],
  "a quotation before the speaker that is not what was said": [
    [
      'Speaking on the show "Dawn," Ansa Veld said the road was open.',
      ["Ansa Veld | said | indirect | the road was open"],
    ],
    [
      'They had lost their "own town." Ansa Veld said the road was open.',
      ["Ansa Veld | said | indirect | the road was open"],
    ],
  ],
  "what stands between the verb and the quotation": [
    ['"They are gone," Ansa Veld said to the crowd.', ["Ansa Veld | said | direct | They are gone"]],
    ["Ansa Veld was said to have fled.", []],
    ['Ansa Veld said of the truce: "It will not hold."', ["Ansa Veld | said | direct | It will not hold"]],
    [
      'Ansa Veld said the road "was open. Nobody should leave."',
      ['Ansa Veld | said | mixed | the road "was open. Nobody should leave."'],
    ],
  ],
  "quotations without a verb of saying": [
    ['Ansa Veld turned to the crowd: "We will stay here."', ["Ansa Veld | : | direct | We will stay here"]],
    ['The walls were painted red: "We will stay here."', []],
    ['"We will stay here." — Ansa Veld', ["Ansa Veld | — | direct | We will stay here"]],
    ['"We will stay here." — the road to Tolmera was empty by then', []],
  ],
  "attribution inside a sentence": [
    [
      "The bridge, according to Ansa Veld, is lost.",
      ["Ansa Veld | according to | indirect | The bridge … is lost"],
    ],
    [
      "The bridge was lost on Monday, according to Ansa Veld, a trader.",
      ["Ansa Veld | according to | indirect | The bridge was lost on Monday"],
    ],
  ],
  "documents that find, people who find": [
    ["A report found that 12 people had died.", ["a report | found | indirect | 12 people had died"]],
    ["Rescuers found that the road was mined.", []],
    ["Ansa Veld showed reporters a house that was hit.", []],
  ],
  "names given without marks, and calls of another kind": [
    ["Ansa Veld called the raid a crime.", ["Ansa Veld | called | indirect | the raid a crime"]],
    ["Ansa Veld called the police a second time.", []],
    ["Ansa Veld called the police to the bridge.", []],
  ],
  "verbs of saying that are also deeds": [
    [
      "Ansa Veld warned of a famine in the valley.",
      ["Ansa Veld | warned of | indirect | a famine in the valley"],
    ],
    ['Ansa Veld blasted the raid as "a crime".', ['Ansa Veld | blasted | mixed | the raid as "a crime"']],
    ["Troops blasted the town and shelled the road.", []],
    ["Rebels hit back with mortar fire that killed two people.", []],
    [
      "Residents questioned whether the road was open.",
      ["residents | questioned | indirect | whether the road was open"],
    ],
    ["Police questioned residents after soldiers were killed.", []],
    [
      "Ansa Veld acknowledged the loss of the bridge.",
      ["Ansa Veld | acknowledged | indirect | the loss of the bridge"],
    ],
  ],
  "sources without a name": [
    ["Many said the road was open.", ["many | said | indirect | the road was open"]],
    ["61 percent say the road is open.", ["61 percent | say | indirect | the road is open"]],
    ["They had no say in the matter.", []],
  ],
};

describe.each(Object.entries(SHAPES))("%s", (_, cases) => {
  it.each(cases)("%s", (text, expected) => {
    const found = statementLines(text);

    expect(found).toEqual(expected);
  });
});

describe("pronouns", () => {
  it("follow the use that prevails, not a stray one", () => {
    const found = statementLines(
      "Ansa Veld said she was tired. Ansa Veld said she would stay. Ansa Veld said he had left. She said the bridge was lost.",
    );

    expect(found.at(-1)).toBe("Ansa Veld | said | indirect | the bridge was lost");
  });
});
