/**
 * What is told about votes gives away nobody's ballot: of fewer than five that make a difference nothing is told but which topics come first, however often voting
 * is opened again, whoever looks and wherever; and no two counts that are told differ by fewer than five.
 */
import fc from 'fast-check';
import { sql } from 'kysely';
import { userId } from '../../src/core/ids.ts';
import { readPage } from '../../src/features/retro/history/screens.ts';
import { engines, type TestEngine } from '../support/databases.ts';
import type { Shown } from '../support/every-way.ts';
import { oftenOn } from '../support/often.ts';
import { type Again, asked, gus, holdAgain, mara } from '../support/retro-again.ts';

/** Votes for four topics, at most three. */
type Ballot = readonly number[];
const ballot: fc.Arbitrary<Ballot> = fc
  .array(fc.nat(2), { minLength: 4, maxLength: 4 })
  .filter((votes) => votes.reduce((sum, count) => sum + count, 0) <= 3);

/** Four topics, voting on. */
async function voting(engine: TestEngine): Promise<Again> {
  const it_ = await holdAgain(engine);
  await it_.writes(mara, 'one', 'two', 'three', 'four');
  while ((await it_.phase()) !== 'vote') await it_.ends();
  return it_;
}

/** Which topics come first, as it is stored. */
async function firstTopics({ system }: Again): Promise<string> {
  const { rows } = await sql<{ topic_id: string }>`select topic_id from retro_discussion
    where place <= 3 order by place`.execute(system.store.system);
  return rows.map((row) => row.topic_id).join();
}

const asText = (all: readonly Shown[], but: string) =>
  new Map(
    all
      .filter(({ viewer }) => viewer !== but)
      .map(({ viewer, where, shown }, at) => [`${viewer} ${where} ${String(at)}`, JSON.stringify(shown)]),
  );

const secretly = fc.record({
  /** Whether counts were told before, of seven ballots; then voting was opened again. */
  hasCounts: fc.boolean(),
  first: fc.array(ballot, { minLength: 7, maxLength: 7 }),
  /** How many ballots make a difference at the end. */
  others: fc.integer({ min: 0, max: 3 }),
  theirs: fc.array(ballot, { minLength: 3, maxLength: 3 }),
  one: ballot,
  another: ballot,
});

describe.each(engines())('on $name', (engine) => {
  it('whatever one of fewer than five chose, everybody is shown the same everywhere, but for which topics come first', async () => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(secretly, async ({ hasCounts, first, others, theirs, one, another }) => {
        const chooser = 'UHAL';
        const isNew = (own: Ballot) => String(own) !== String(first[6]) && own.some((count) => count > 0);
        fc.pre(String(one) !== String(another) && isNew(one) && isNew(another));
        const [so, otherwise] = [await voting(engine), await voting(engine)];
        const play = async (it_: Again, own: Ballot) => {
          if (hasCounts) {
            for (const [at, who] of asked.entries()) await it_.votes(who, first[at] ?? []);
            if ((await it_.phase()) === 'vote') await it_.ends();
            await it_.opensAgain();
          }
          for (const [at, who] of asked.slice(0, others).entries()) await it_.votes(who, theirs[at] ?? []);
          await it_.votes(chooser, own);
          await it_.ends();
        };
        const shownIn = async (it_: Again) => asText(await it_.everyWay([mara, gus]), chooser);
        try {
          await play(so, one);
          await play(otherwise, another);
          fc.pre((await firstTopics(so)) === (await firstTopics(otherwise)));
          compared += 1;
          const [all, others_] = [await shownIn(so), await shownIn(otherwise)];
          expect([...all].filter(([where, shown]) => others_.get(where) !== shown)).toEqual([]);
        } finally {
          await so.system.close();
          await otherwise.system.close();
        }
      }),
      { ...oftenOn(engine, 2, 1), endOnFailure: true },
    );
    expect(compared).toBeGreaterThan(0);
  }, 600_000);

  const openings = fc.array(
    fc.array(fc.record({ who: fc.constantFrom(...asked), votes: ballot }), { minLength: 1, maxLength: 7 }),
    { minLength: 2, maxLength: 4 },
  );

  it('no two counts that are told differ by fewer than five ballots, nor when somebody is erased', async () => {
    await fc.assert(
      fc.asyncProperty(openings, fc.constantFrom(...asked), async (all, erased) => {
        const it_ = await voting(engine);
        try {
          const ballots = new Map<string, string>(asked.map((who) => [who, '0,0,0,0']));
          const told: { readonly counts: string; readonly ballots: ReadonlyMap<string, string> }[] = [];
          const look = async () => {
            const page = JSON.stringify(await it_.press(mara, readPage, { retro: it_.retro }));
            const counts = [...page.matchAll(/Topic (\d): (\w+) votes?/g)].map(([, topic, count]) => [
              topic,
              count,
            ]);
            if (counts.length > 0 && told.at(-1)?.counts !== String(counts))
              told.push({ counts: String(counts), ballots: new Map(ballots) });
          };
          for (const [at, round] of all.entries()) {
            if (at > 0) await it_.opensAgain();
            for (const { who, votes } of round) {
              if ((await it_.phase()) !== 'vote') break;
              await it_.votes(who, votes);
              ballots.set(who, String(votes));
            }
            if ((await it_.phase()) === 'vote') await it_.ends();
            await look();
          }
          const before = told.length;
          const subject = { kind: 'person', userId: userId(erased) } as const;
          await it_.system.store.erasing('T1' as never, subject.userId, subject);
          await it_.system.store.directory.setMembers(
            'T1' as never,
            'CA' as never,
            asked.filter((who) => who !== erased).map((who) => userId(who)),
            it_.system.clock.now(),
          );
          if (erased !== mara) await look();
          expect(told).toHaveLength(before);
          for (const [at, later] of told.entries())
            for (const earlier of [
              new Map(asked.map((who) => [who, '0,0,0,0'])),
              ...told.slice(0, at).map((one) => one.ballots),
            ]) {
              const differ = asked.filter((who) => earlier.get(who) !== later.ballots.get(who));
              expect(differ.length).toBeGreaterThanOrEqual(5);
            }
        } finally {
          await it_.system.close();
        }
      }),
      oftenOn(engine, 4, 2),
    );
  }, 300_000);
});
