/** How exact a printed date is: articles and prepositions can depend on it. */
export type TimePrecision = "minute" | "day" | "week" | "month" | "year" | "unknown";

/** Hours, days, weeks. */
export type LengthUnit = "h" | "d" | "w";
