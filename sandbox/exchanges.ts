/** The log of what was exchanged with the app: the last five hundred, tokens left out. */
import type { ExchangeView } from './protocol.ts';

const KEPT = 500;
const DETAIL = 20_000;

export interface Exchanges {
  readonly all: readonly ExchangeView[];
  /** Notes one exchange. `request` and `answer` are shown as JSON. */
  add(
    entry: Pick<ExchangeView, 'direction' | 'what' | 'outcome' | 'durationMs'> & {
      readonly at: number;
      readonly request: unknown;
      readonly answer: unknown;
    },
  ): void;
}

const withoutTokens = (text: string): string =>
  text.replace(/(?:xox[a-z]|xapp)-[\w-]+/g, '(token)').replace(/("token":\s*)"[^"]*"/g, '$1"(token)"');

/** An empty log; `told` hears of every entry. */
export function makeExchanges(told: (entry: ExchangeView) => void): Exchanges {
  const all: ExchangeView[] = [];
  let count = 0;
  return {
    all,
    add: ({ request, answer, ...entry }) => {
      count += 1;
      const detail = withoutTokens(JSON.stringify({ request, answer }, null, 2)).slice(0, DETAIL);
      const view: ExchangeView = { id: count, ...entry, detail };
      all.push(view);
      if (all.length > KEPT) all.shift();
      told(view);
    },
  };
}
