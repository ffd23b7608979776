/** A retrospective of the weeks that are kept, which opens with what happened in its project. */
import { day } from '../../../src/core/clock.ts';
import { fact, hearFacts, projectCalled } from '../facts-here.ts';
import type { LoreHere } from '../lore-here.ts';
import { team } from '../company.ts';
import { hold } from './retros.ts';
import { fill } from './steps.ts';

/** What it is about. */
export const archive = 'Move of the archive';

export async function openWithFacts(here: LoreHere, lead: string, other: string, channel: string) {
  await here.who(lead).say(channel, `/retro plan ${archive}`);
  await fill(here, lead, { ends: '2027-03-12' });
  const { store } = here.lore;
  const now = here.sandbox.core.clock.now();
  const of = await projectCalled(store, team, channel, lead, archive);
  await hearFacts({ store, team, now, newId: here.newId }, channel, of, [
    fact('archive-1', now, { title: 'Archive 1.0' }),
    fact('archive-down', now, { kind: 'incident', title: 'The archive is slow', link: null }),
    fact('archive-date', now, { kind: 'moved', title: 'All files moved', day: '2027-03-01' }),
  ]);
  await here.playUntil(now + day);
  await hold(here, lead, channel, archive, [[other, 'Nobody missed a file']]);
}
