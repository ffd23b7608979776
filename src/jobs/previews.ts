/** A post that stands below somebody's message instead of being one: the previews of the links there. */
import type { Outcome, Outgoing } from './messenger.ts';
import type { Delivery } from './outbox.ts';
import type { Parts } from './parts.ts';
import { readParams } from './stored-params.ts';

/** @returns the `ts` of the message that it stands below; `null`: it is a message itself */
export function belowOf(parts: Pick<Parts, 'posts'>, row: Delivery): string | null {
  const params = readParams(row.params);
  return params === null ? null : (parts.posts.get(row.post)?.below?.(params) ?? null);
}

/** @returns the `ts` of what a person wrote to Lore, in whose thread it goes; `null`: in none */
export function repliesTo(parts: Pick<Parts, 'posts'>, row: Delivery): string | null {
  const params = readParams(row.params);
  return params === null ? null : (parts.posts.get(row.post)?.repliesTo?.(params) ?? null);
}

/** Shows it. Whether the call arrived never matters, since it can be repeated. */
export async function showBelow(
  parts: Pick<Parts, 'messenger'>,
  row: Delivery,
  ts: string,
  { previews = [] }: Pick<Outgoing, 'previews'>,
): Promise<Outcome> {
  if (row.channel_id === null) throw new Error('a message is in a channel');
  const outcome = await parts.messenger.preview(row.team_id, { channel: row.channel_id, ts }, previews);
  return outcome.kind === 'unknown' ? { kind: 'unreached' } : outcome;
}
