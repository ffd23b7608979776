/** Programs read as people do. */
import { rowId, userId } from '../../../src/core/ids.ts';
import { team } from '../company.ts';
import type { LoreHere } from '../lore-here.ts';

/** The sandbox of a test has no public address, so that only admins have the button: the rows are what a press, and reading since, would leave. */
export async function letPrograms(here: LoreHere, people: readonly string[]): Promise<void> {
  const { accessTokens } = here.lore.store;
  for (const who of people) {
    const of = { team, user: userId(who), id: rowId(here.newId()) };
    await accessTokens.make(of, 'Assistant on my laptop', here.newId());
    await accessTokens.used(of, '2026-11-30');
    await accessTokens.make({ ...of, id: rowId(here.newId()) }, 'Not used yet', here.newId());
  }
}
