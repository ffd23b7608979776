/** What it has for somebody who wants to learn something, and what may be counted of those who did. */
import type { CountsDevelopment } from '#core/development.ts';
import { fittingIn } from '#core/search/fitting.ts';
import type { FindsToLearn } from '#core/to-learn.ts';
import { copy } from './copy.ts';
import { offeredAmong } from './offering/operations.ts';
import { offeredLine } from './offering/screens.ts';
import { growth, offers } from './rows.ts';

/** So many of those that fit are read. */
const mostRead = 20;
const mostShown = 3;

export const toLearn: FindsToLearn = async (read, words, renderContext) => {
  if (read.viewer.kind !== 'person') return [];
  const { userId: self } = read.viewer;
  if ((await read.person(self))?.memberType !== 'member') return [];
  const t = copy.for(renderContext);
  const fitting = await fittingIn(read.words, offers, { name: words, about: '' });
  const ids = fitting.slice(0, mostRead).map(({ id }) => id);
  const found = await offeredAmong(read, ids, self, renderContext.now);
  return found.slice(0, mostShown).map((one) => ({
    id: one.row.id,
    kind: 'stretch',
    block: offeredLine(t, one),
  }));
};

export const development: CountsDevelopment = async (read, channel, quarter) => {
  const of = { channel_id: channel, quarter };
  const steps = async (by: 'self_steps' | 'partner_steps') => {
    const found = new Map<number, number>();
    for (const [step, count] of await read.countBy(growth, by, of)) if (step !== null) found.set(step, count);
    return found;
  };
  return { self: await steps('self_steps'), partner: await steps('partner_steps') };
};
