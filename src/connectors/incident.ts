/** Which issues are incidents. Pure. */

/** Whether a label, or a kind of issue, says that something went wrong in operation: the word stands in it. */
export const saysIncident = (words: string): boolean => /(^|[^a-z])incidents?([^a-z]|$)/i.test(words);
