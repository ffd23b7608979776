/** Counting the leaders of a workspace, once a quarter. Only a leader’s own access knows that they are one; others learn how many there are. */
import { day } from '#core/clock.ts';
import type { FeaturePart } from '#core/feature.ts';
import type { ChannelId, UserId } from '#core/ids.ts';
import { defineJob } from '#core/job.ts';
import { jobId } from '#core/job-ref.ts';
import { findRow } from '#core/rows.ts';
import type { Work } from '#core/work.ts';
import { copy } from '../copy.ts';
import type { Facts } from '../measures/facts.ts';
import { showed, shownBy } from '../measures/people.ts';
import type { Practices } from '../practices.ts';
import type { Quarter } from '#core/time/quarter.ts';
import { leaders, numbersFor, numbersOf, openQuarters, quarterIn } from '../rows.ts';

/** One for each person in each channel: what they showed there. */
const noteJob = jobId<{
  readonly quarter: number;
  readonly channel: ChannelId;
  readonly person: UserId;
  readonly entry: number;
  readonly kind: number;
}>('indicators.leader');
/** One for the workspace: the channel that was counted last does it. */
const leadersJob = jobId<{ readonly quarter: number }>('indicators.leaders');

/** So long after the last channel was counted all of them are done. */
const settles = 2 * day;

/** Has everybody in a channel that the workspace reads note whether they lead, and what they showed there, and all of them counted when that is done. */
export async function planLeaders(
  { scope, now }: Omit<Work, 'newId'>,
  channel: ChannelId,
  quarter: Quarter,
  facts: Facts,
): Promise<void> {
  const people = await scope.members(channel);
  // Of a channel with a guest the workspace’s rows cannot be counted: another one does it.
  if (people.some(({ memberType }) => memberType !== 'member')) return;
  for (const { userId: person } of people) {
    const note = noteJob.ref({ quarter, channel, person, ...showed(facts, person) });
    await scope.runAt(note, now, { kind: 'person', userId: person });
  }
  await scope.runAt(leadersJob.ref({ quarter }), now + settles, { kind: 'channel', channelId: channel });
}

export const leadingWith = (practices: Practices): FeaturePart => ({
  jobs: [
    defineJob(noteJob, 'transition', {
      title: copy.titled('title.count'),
      run: async ({ scope, now }, { quarter, channel, entry, kind }) => {
        if ((await scope.channel(channel)) === null || !(await leadsSomewhere(practices, scope))) return;
        const before = await findRow(scope.from(leaders), { quarter });
        const row = {
          quarter,
          has_entry: entry === 1 || before?.has_entry === 1 ? (1 as const) : (0 as const),
          has_kind: kind === 1 || before?.has_kind === 1 ? (1 as const) : (0 as const),
          noted_at: now,
        };
        const audience = await scope.audience({ kind: 'workspace', from: channel });
        await scope.upsertOwn(leaders, row, { audience });
      },
    }),
    defineJob(leadersJob, 'transition', {
      title: copy.titled('title.count'),
      run: async ({ scope, newId }, { quarter }) => {
        if (scope.viewer.kind !== 'channel') return;
        const channel = scope.viewer.channelId;
        const row = await quarterIn(scope, channel, quarter);
        const entries = await scope.countBy(leaders, 'has_entry', { quarter });
        const kinds = await scope.countBy(leaders, 'has_kind', { quarter });
        const [withEntry, withKind] = [entries.get(1) ?? 0, kinds.get(1) ?? 0];
        const figures = shownBy({ entry: withEntry, kind: withKind }, withEntry + (entries.get(0) ?? 0));
        if (row?.is_open !== 1 || figures.length === 0) return;
        const all = (await openQuarters(scope)).filter((one) => one.quarter === quarter);
        const before = await numbersOf(scope, all);
        // It is counted once: a second count, after somebody joined or left, would tell about that one person.
        if (before.some(({ figure }) => figure === figures[0]?.id)) return;
        const audience = await scope.audience({ kind: 'workspace', from: channel });
        const written = { audience, by: [], names: 'shown' } as const;
        await scope.insertAll(numbersFor(newId, row, figures, written));
      },
    }),
  ],
});

/** Whether the person is in a group that an admin named for a practice: those are invited to lead. */
async function leadsSomewhere(practices: Practices, scope: Work['scope']): Promise<boolean> {
  for (const { name, named } of practices())
    if (named !== undefined && (await scope.isOn(name)) && (await scope.namedFor(name)) !== null) return true;
  return false;
}
