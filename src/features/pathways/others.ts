/** What pathways give to other practices, and hear from them. */
import { type Acts, inOrder } from '#core/acts.ts';
import type { CountsDevelopment } from '#core/development.ts';
import { section } from '#core/kit/blocks.ts';
import { type HearsPractised, type PractisedKind } from '#core/practised.ts';
import { findRows } from '#core/rows.ts';
import { type FindsToLearn, shareIn, type ToLearn } from '#core/to-learn.ts';
import { join } from '#core/text.ts';
import { copy } from './copy.ts';
import { factsOf, openButton, roleOf } from './page.ts';
import { pathways, wholesOf } from './rows.ts';
import * as walking from './walking/ids.ts';
import { toldMoments } from './walking/operations.ts';
import { counted } from './walking/rows.ts';

/** So many at most. */
const most = 3;

/** Published pathways whose role, or one of whose skills, stands in what somebody wants to learn. */
export const toLearn: FindsToLearn = async (read, words, renderContext) => {
  const t = copy.for(renderContext);
  const found: { readonly share: number; readonly learn: ToLearn }[] = [];
  const rows = await findRows(read.from(pathways), { state: 'published' }, 'published_at', 'id');
  for (const whole of await wholesOf(read, rows)) {
    const { row } = whole;
    const { id } = row;
    const role = roleOf(t, row);
    const names = whole.skills.map(({ skill }) => skill.name).filter((name) => name !== '');
    const share = Math.max(...[row.role, ...names].map((subject) => shareIn(words, subject)));
    if (share === 0) continue;
    const line = t.mrkdwn('toLearn.line', { role, skills: names.join(', ') });
    const facts = factsOf(t, whole, renderContext.now).slice(1, 2);
    found.push({
      share,
      learn: { id, kind: 'pathway', block: section(join([line, ...facts]), openButton(t, row)) },
    });
  }
  const best = found.toSorted((a, b) => b.share - a.share).slice(0, most);
  return best.map(({ learn }) => learn);
};

/** One of those who agreed counts once for a channel and a quarter. */
export const development: CountsDevelopment = async (read, channel, quarter) => {
  const found = await read.countBy(counted, 'quarter', { channel_id: channel, quarter });
  return { finished: found.get(quarter) ?? 0 };
};

/** A pathway that a channel's people published for the first time. That they change it, or say that it is right, is not counted: more is not better. */
export const acts: Acts = async (read, { channel, from, to }) => {
  const within = read.from(pathways).where('it.published_at', '>=', from).where('it.published_at', '<', to);
  const rows = await findRows(within, { channel_id: channel }, 'published_at', 'id');
  return inOrder(
    rows.map(({ id, published_at: at, published_by: by }) => ({
      ...{ id, kind: 'artefact' as const, by, channel, at: at ?? 0, confirmedAt: null },
    })),
  );
};

const nthOf = (kind: PractisedKind): number => toldMoments.indexOf(kind);

/** Whether the person follows anything is theirs to know: a job of their own looks. */
export const practised: HearsPractised = async ({ scope, now }, { kind, by, id }) => {
  const job = walking.jobs.moment.ref({ what: id, moment: nthOf(kind) });
  await scope.runAt(job, now, { kind: 'person', userId: by });
};
