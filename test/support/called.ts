/** What people of the made-up company are called, in what a channel reads and in what a practice hands over. */
import { makePeople } from '../../sandbox/company/people.ts';
import { readied } from '../../src/core/names.ts';
import type { ReadScope } from '../../src/core/scope.ts';

/** `U0MARA` is Mara. */
export function called(user: string): string {
  const [name = user] = (makePeople(0, '').find(({ id }) => id === user)?.realName ?? user).split(' ');
  return name;
}

/** What was drawn for a channel, as it leaves: with names. */
export async function asSent<Drawn>(read: ReadScope, drawn: Drawn): Promise<Drawn> {
  return (await readied(read, drawn, { locale: 'en', tz: 'UTC', isChannel: true })).ready;
}
