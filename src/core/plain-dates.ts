/**
 * Moments for one reader, whose language and zone are known. Slack would write them in the language of the reader's Slack, which may be another than the
 * sentence's: "until 2/12/2026" in an English one. In a channel its readers' zones differ, so there Slack writes them (decision 4).
 */
const date = /<!date\^[^<>|]*\|([^<>]*)>/g;

/** What was rendered, with each date in the words of its sentence. What people wrote stays: Slack finds no dates in it. */
export function withPlainDates<Drawn>(drawn: Drawn): Drawn {
  return saysDates(drawn) ? (plain(drawn) as Drawn) : drawn;
}

export const saysDates = (drawn: unknown): boolean => JSON.stringify([drawn]).includes('<!date^');

function plain(drawn: unknown): unknown {
  if (Array.isArray(drawn)) return drawn.map(plain);
  if (typeof drawn !== 'object' || drawn === null || drawn instanceof Map) return drawn;
  const isParsed = !('type' in drawn) || drawn.type === 'mrkdwn';
  return Object.fromEntries(
    Object.entries(drawn).map(([key, value]: [string, unknown]) =>
      key === 'text' && typeof value === 'string'
        ? [key, isParsed ? value.replaceAll(date, '$1') : value]
        : [key, plain(value)],
    ),
  );
}
