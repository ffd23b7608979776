/** What people say they know: each says so for themself, and takes it back at any time. */
import { flag, instant, text } from '#core/columns.ts';
import type { UserId } from '#core/ids.ts';
import { findRows } from '#core/rows.ts';
import type { ReadScope } from '#core/scope.ts';
import { ownTable, type RowOf } from '#core/tables.ts';
import type { Work } from '#core/work.ts';

/** The form says that full members read it, and that it ends by itself. */
export const expertise = ownTable(
  'question_expertise',
  ['topic'],
  {
    topic: text,
    /** They may be asked: the same for all topics of a person. */
    may_ask: flag,
    /** They were asked as often as they agreed to: they are suggested to nobody until that is a while ago. */
    rests: flag.internal,
    said_at: instant,
  },
  {
    // What one knows grows old, and a year is long enough to say it again.
    kept: { name: 'questions.expertise', days: 365, since: 'said_at' },
    exported: { as: 'expertise', order: 'topic' },
    isOffer: true,
  },
);

export type ExpertiseRow = RowOf<typeof expertise>;

/** What the viewer says they know. */
export const ownExpertise = (read: ReadScope): Promise<ExpertiseRow[]> =>
  findRows(read.from(expertise), {}, 'topic');

/** Whether the viewer may be asked. */
export const mayBeAsked = (own: readonly ExpertiseRow[]): boolean =>
  own.some(({ may_ask: may }) => may === 1);

/** Replaces the person's list. What was there before counts from now, and a pause stays. */
export async function say(
  { scope, now }: Pick<Work, 'scope' | 'now'>,
  topics: readonly string[],
  mayAsk: boolean,
): Promise<void> {
  const before = await ownExpertise(scope);
  const rests = before.some((row) => row.rests === 1) ? 1 : 0;
  await takeBack({ scope });
  for (const topic of topics)
    await scope.upsertOwn(expertise, { topic, may_ask: mayAsk ? 1 : 0, rests, said_at: now });
}

/** @returns whether anything was shown before */
export const takeBack = async ({ scope }: Pick<Work, 'scope'>): Promise<boolean> =>
  (await scope.deleteOwn(expertise, {})) > 0;

/** What everybody who may be asked now says they know, by person. */
export async function whoAgreed(
  read: ReadScope,
): Promise<ReadonlyMap<UserId, { readonly awayUntil: number | null; readonly topics: readonly string[] }>> {
  const offered = await read.offering(expertise, { may_ask: 1, rests: 0 });
  const byPerson = Map.groupBy(offered, ({ person }) => person.userId);
  return new Map(
    [...byPerson].map(([user, all]) => [
      user,
      { awayUntil: all[0]?.person.awayUntil ?? null, topics: all.map(({ row }) => row.topic) },
    ]),
  );
}
