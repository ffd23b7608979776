/** What people do again and again in the weeks that are kept. */
import type { Message } from '../../../sandbox/state/world.ts';
import { type Filled, widely } from '../colleague.ts';
import type { LoreHere } from '../lore-here.ts';
import { posts } from '../retro-path.ts';

export const website = 'C0WEBSITE';
export const learning = 'C0LEARNING';

export async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const last = Date.now() + 60_000;
  while (!(await holds())) {
    if (Date.now() > last) throw new Error(`${what}: it did not come to hold`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

export const viewOf = (here: LoreHere, who: string) => JSON.stringify(here.who(who).modal()?.view ?? null);
export const shows = (here: LoreHere, who: string, text: string) =>
  until(() => viewOf(here, who).includes(text), `${who} sees “${text}”`);

/** The one post in a conversation whose text holds this. */
export function postWith(here: LoreHere, channel: string, text: string): Message {
  const found = posts(here.sandbox, channel).findLast((message) => message.text.includes(text));
  if (found === undefined) throw new Error(`nothing in ${channel} holds “${text}”`);
  return found;
}
export const direct = (who: string) => `D${who.slice(1)}`;

export async function fill(here: LoreHere, who: string, fields: Filled = {}): Promise<void> {
  const answer = JSON.stringify(await here.who(who).submit({ ...widely(here.who(who)), ...fields }));
  if (answer.includes('errors')) throw new Error(answer);
  await here.settle();
}

export async function countOf(here: LoreHere, table: string): Promise<number> {
  const rows = await here.lore.store.system
    .selectFrom(table as 'audit')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .execute();
  return rows[0]?.count ?? 0;
}
