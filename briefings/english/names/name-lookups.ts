import { foldName, type Gazetteer, type GazetteerPlace } from "../../gazetteer.ts";

/** The gazetteer as the name reader asks it: the same few names of an article again and again. */
export interface NameLookups {
  fold(name: string): string;
  find(name: string): readonly GazetteerPlace[];
  countryOf(name: string): ReturnType<Gazetteer["countryOf"]>;
}

const PLAIN = /^[A-Za-z0-9]+(?: [A-Za-z0-9]+)*$/;

/** Remembers the answers for one article. */
export function createLookups(gazetteer: Gazetteer): NameLookups {
  const folded = new Map<string, string>();
  const found = new Map<string, readonly GazetteerPlace[]>();
  const countries = new Map<string, ReturnType<Gazetteer["countryOf"]>>();
  return {
    fold(name) {
      let answer = folded.get(name);
      if (answer === undefined) {
        answer = PLAIN.test(name) ? name.toLowerCase() : foldName(name);
        folded.set(name, answer);
      }
      return answer;
    },
    find(name) {
      let answer = found.get(name);
      if (answer === undefined) {
        answer = gazetteer.find(name);
        found.set(name, answer);
      }
      return answer;
    },
    countryOf(name) {
      let answer = countries.get(name);
      if (answer === undefined) {
        answer = gazetteer.countryOf(name);
        countries.set(name, answer);
      }
      return answer;
    },
  };
}
