import type { CadenceTrouble, CronFieldName, CronTrouble, ZoneTrouble } from "../../../errors.ts";
import type { cadence as english } from "../en/cadence.ts";
import { NB, NNB, quoted } from "./numbers.ts";

const EXAMPLES = `par exemple ${quoted("tous les jours 07:00 Africa/Lubumbashi")} ou ${quoted("lundi, jeudi 18:00")}`;
const WRITE = "écrivez un lieu, comme Africa/Lubumbashi ou Europe/Paris, ou UTC";
const FIVE = `écrivez minute, heure, jour du mois, mois et jour de la semaine, comme ${quoted("0 6 * * 1-5")} (06:00 du lundi au vendredi)`;

const FIELDS: Readonly<Record<CronFieldName, string>> = {
  minute: "la minute",
  hour: "l'heure",
  "day of the month": "le jour du mois",
  month: "le mois",
  "day of the week": "le jour de la semaine",
};

export const cadence: typeof english = {
  bad: (given, why) =>
    `${given === "" ? "Rien n'a été donné" : `${quoted(given)} n'a pas été compris`}${NB}: ${whyNot(why)}${NNB}; ${EXAMPLES}`,
  zone(given: string, why: ZoneTrouble) {
    switch (why.kind) {
      case "several":
        return `${quoted(given)} peut être ${why.zones.join(" ou ")}${NB}: écrivez l'un d'eux`;
      case "offset": {
        const fixed =
          why.fixed === null
            ? ""
            : `${NNB}; pour le même écart toute l'année, ${why.fixed} (son signe est inversé)`;
        return `${quoted(given)} est un écart à UTC, qui change avec l'heure d'été en bien des lieux${NB}: ${WRITE}${fixed}`;
      }
      case "abbreviation":
        return `${quoted(given)} abrège plusieurs fuseaux horaires${NB}: ${WRITE}`;
      case "unknown":
        return `${quoted(given)} n'est pas un fuseau horaire${NB}: ${WRITE}${why.near === null ? "" : `${NNB}; vouliez-vous dire ${why.near}${NNB}?`}`;
      default:
        return why satisfies never;
    }
  },
  cron: (given, why) =>
    `${quoted(given)} n'est pas une expression cron, parce que ${whyNotCron(why)}${NB}: ${FIVE}`,
};

function whyNot(why: CadenceTrouble): string {
  switch (why.kind) {
    case "too-long":
      return `il y a plus de ${why.most} caractères`;
    case "frequency-twice":
      return "la fréquence est dite deux fois";
    case "hourly-with-more":
      return `${quoted("toutes les heures")} va sans jour et sans heure`;
    case "no-time":
      return "l'heure manque";
    case "too-many-times":
      return `il y a plus de ${why.most} heures`;
    case "daily-with-days":
      return "tous les jours et certains jours sont dits à la fois";
    case "other-count":
      return `${why.expected} heures sont attendues, et il y en a ${why.given === 1 ? "une" : why.given}`;
    case "weekdays-with-days":
      return "du lundi au vendredi et certains jours sont dits à la fois";
    case "no-day":
      return "le jour de la semaine manque";
    case "unknown-words":
      return `${quoted(why.words)} n'est ni un jour, ni une heure, ni un fuseau horaire`;
    default:
      return why satisfies never;
  }
}

function whyNotCron(why: CronTrouble): string {
  switch (why.kind) {
    case "fields":
      return `elle a ${why.given} champs au lieu de cinq`;
    case "no-such-day":
      return `aucun des mois nommés n'a de jour ${why.day}`;
    case "no-value":
      return `${quoted(why.part)} ne convient pas pour ${FIELDS[why.field]}`;
    case "step-alone":
      return `${quoted(why.part)} a un pas sans intervalle (comme dans ${quoted(why.example)})`;
    case "step-range":
      return `le pas de ${quoted(why.part)} n'est pas entre 1 et ${why.most}`;
    case "backwards":
      return `${quoted(why.part)} va à rebours pour ${FIELDS[why.field]}`;
    case "outside":
      return `${quoted(why.part)} n'est pas entre ${why.from} et ${why.to} pour ${FIELDS[why.field]}`;
    default:
      return why satisfies never;
  }
}
