/**
 * Moments, where Slack would write them in the language of its reader's Slack, which may be another than the sentence's: "until 2/12/2026" in an English
 * one. One reader's language and zone are known. In a channel zones differ, so there Slack writes them (decision 4).
 */
const date = /<!date\^([^<>|]*)\|([^<>]*)>/g;

/** What was rendered, with each moment in the words of its sentence. What people wrote stays: Slack finds no dates in it. */
export const withPlainDates = <Drawn>(drawn: Drawn): Drawn => withDates(drawn, (_token, words) => words);

/** What was rendered, with each moment in numbers, which are in no language: "2026-12-02 10:00". */
export const withDatesInNumbers = <Drawn>(drawn: Drawn): Drawn =>
  withDates(drawn, (token, words) => `<!date^${token.replace('{date_short}', '{date_num}')}|${words}>`);

export const saysDates = (drawn: unknown): boolean => JSON.stringify([drawn]).includes('<!date^');

type Written = (token: string, words: string) => string;

const withDates = <Drawn>(drawn: Drawn, written: Written): Drawn =>
  saysDates(drawn) ? (replaced(drawn, written) as Drawn) : drawn;

function replaced(drawn: unknown, written: Written): unknown {
  if (Array.isArray(drawn)) return drawn.map((one) => replaced(one, written));
  if (typeof drawn !== 'object' || drawn === null || drawn instanceof Map) return drawn;
  const isParsed = !('type' in drawn) || drawn.type === 'mrkdwn';
  const inText = (text: string) =>
    text.replaceAll(date, (_all, token: string, words: string) => written(token, words));
  return Object.fromEntries(
    Object.entries(drawn).map(([key, value]: [string, unknown]) =>
      key === 'text' && typeof value === 'string'
        ? [key, isParsed ? inText(value) : value]
        : [key, replaced(value, written)],
    ),
  );
}
