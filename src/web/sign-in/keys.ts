/** The keys with which Slack signs who somebody is. They change now and then, so they are asked for again when one is unknown. */
import { z } from 'zod';
import { hour, minute } from '#core/clock.ts';
import { type Jwk, jwk } from './id-token.ts';

/** ms within which Slack has to answer. */
const patience = 5_000;

/** A token can name any key: so often Slack is asked at most. */
const askedEvery = minute;

/** A key that Slack has withdrawn is not believed longer. */
const believedFor = hour;

/** @param url where Slack has them @param elapsed ms of a clock that does not jump @returns those of which one has this name, if there is one @throws when Slack does not answer */
export function signingKeys(url: string, elapsed: () => number): (kid: string) => Promise<readonly Jwk[]> {
  let known: readonly Jwk[] = [];
  let askedAt = Number.NEGATIVE_INFINITY;
  return async (kid) => {
    const within = known.some((key) => key.kid === kid) ? believedFor : askedEvery;
    if (elapsed() < askedAt + within) return known;
    const response = await fetch(url, { signal: AbortSignal.timeout(patience), redirect: 'error' });
    const said = z.object({ keys: z.array(z.unknown()) }).parse(await response.json());
    // What is of no use here is not what signs.
    known = said.keys.flatMap((key) => jwk.safeParse(key).data ?? []);
    askedAt = elapsed();
    return known;
  };
}
