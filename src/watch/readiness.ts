/** Whether Lore can do its work at this moment: named checks, each with what is wrong in a sentence that names nobody. */
import { late, within } from '../store/engines/within.ts';

export interface Check {
  /** As `/readyz` calls it. */
  readonly name: string;
  /** @returns what is wrong; `null`: nothing. Must not reject, nor say a secret or the name of anybody. */
  readonly look: () => Promise<string | null>;
}

export interface Readiness {
  readonly isReady: boolean;
  /** By its name, `ok` or what is wrong. */
  readonly checks: Readonly<Record<string, string>>;
}

/** ms within which a check has to end: what a person did is stored within two seconds, or not at all. */
export const longestCheck = 2_000;

export async function readiness(checks: readonly Check[], longest = longestCheck): Promise<Readiness> {
  const found = await Promise.all(
    checks.map(async ({ name, look }): Promise<readonly [string, string]> => {
      const wrong = await within(look(), longest);
      return [name, wrong === late ? `no answer within ${longest / 1000} seconds` : (wrong ?? 'ok')];
    }),
  );
  return { isReady: found.every(([, said]) => said === 'ok'), checks: Object.fromEntries(found) };
}

/**
 * Asks only if the last answer is older than `ms`, and never twice at once: several may look at Lore, each as often as it likes.
 * @param now in ms, by a clock that does not jump
 */
export function remembering<Answer>(
  ask: () => Promise<Answer>,
  ms: number,
  now: () => number,
): () => Promise<Answer> {
  let last: { readonly answer: Promise<Answer>; readonly at: number } | undefined;
  let isAsking = false;
  return () => {
    if (last !== undefined && (isAsking || now() - last.at < ms)) return last.answer;
    isAsking = true;
    const answer = ask().finally(() => (isAsking = false));
    last = { answer, at: now() };
    return answer;
  };
}
