/** Grouping and voting, whatever is pressed by whom at the same moment, from forms that may be old: nothing is lost, and nothing counts twice. */
import fc from 'fast-check';
import type { UserId } from '../../src/core/ids.ts';
import type { Reply } from '../../src/core/listener.ts';
import { cardIdsOf, topicsIn } from '../../src/features/retro/group/rows.ts';
import { retros } from '../../src/features/retro/session/rows.ts';
import { ballotOf, rankedTopics } from '../../src/features/retro/vote/rows.ts';
import { budgetOf, mostOnOne, ranked, votesIn } from '../../src/features/retro/vote/rules.ts';
import { engines } from '../support/databases.ts';
import { oftenOn } from '../support/often.ts';
import { ann, ben, cat, chosen, gus, team, type Team, teamsOn, words } from './support/retro-team.ts';

const texts = [
  ['Flaky tests slow us down', 'Reviews wait for days', 'Calm week'],
  ['The tests are flaky again', 'Photos came too late'],
  ['Waiting for reviews took days', 'The photos were late'],
];
const asked = [ann, ben, cat];
const presses = ['Group', 'Keep separate', 'Ungroup', 'Group after all'];
const fields = ['topic0', 'topic1', 'topic2', 'topic3'];

/** What is done in a round is done at the same moment. */
const rounds = <Deed>(deed: fc.Arbitrary<Deed>) =>
  fc.array(fc.array(deed, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 });
const groupings = rounds(
  fc.record({ who: fc.constantFrom(ann, ann, ann, ben), press: fc.constantFrom(...presses) }),
);
const ballots = rounds(
  fc.record({
    who: fc.constantFrom(...asked, gus),
    votes: fc.dictionary(fc.constantFrom(...fields), fc.constantFrom('0', '1', '2', '3')),
    isSubmitted: fc.boolean(),
  }),
);

const labelled = (form: Reply, press: string) => new RegExp(`"text":"(${press})"`).exec(words(form))?.[1];

describe.each(engines())('on $name', (engine) => {
  const teams = teamsOn(engine);

  /** As somebody sees it. */
  const seen = (it_: Team, userId: UserId) =>
    it_.store.read(team, { kind: 'person', userId }, async (read) => {
      const { id, phase } = await read.from(retros).selectAll().executeTakeFirstOrThrow();
      const topics = await topicsIn(read, id);
      return {
        phase,
        cards: await cardIdsOf(read, id),
        topics,
        ballot: await ballotOf(read, id),
        told: await rankedTopics(read, { id, phase }),
      };
    });

  it('every card stands in one topic, and every ballot counts as it was given', async () => {
    await fc.assert(
      fc.asyncProperty(groupings, ballots, async (decisions, votes) => {
        const it_ = await teams.fresh();
        await it_.start();
        for (const [at, who] of asked.entries()) await it_.addCards(who, texts[at]?.join('\n') ?? '');

        let form = await it_.press(ann, await it_.main(), 'Group the cards');
        for (const round of decisions) {
          const possible = round.flatMap(({ who, press }) => {
            const label = labelled(form, press);
            return label === undefined ? [] : [{ who, label }];
          });
          const replies = await Promise.all(possible.map(({ who, label }) => it_.press(who, form, label)));
          form = replies.find((reply) => reply.kind === 'update') ?? form;
          const { cards, topics } = await seen(it_, cat);
          expect(cards).toHaveLength(texts.flat().length);
          expect(topics.flatMap((topic) => topic.cards).toSorted()).toEqual(cards.toSorted());
        }
        expect(words(await it_.submit(ann, form))).toBe('clear');

        const main = await it_.main();
        const opened = new Map(
          await Promise.all(asked.map(async (who) => [who, await it_.press(who, main, 'Vote')] as const)),
        );
        for (const round of votes)
          await Promise.all(
            round.map(async ({ who, votes: given, isSubmitted }) => {
              const inputs = Object.fromEntries(
                Object.entries(given).map(([name, count]) => [name, chosen(count)]),
              );
              // Gus was not asked: he has got hold of somebody's form.
              const theirs = opened.get(who) ?? opened.get(ben);
              if (theirs === undefined) throw new Error('no form');
              await (isSubmitted ? it_.submit(who, theirs, inputs) : it_.fill(who, theirs, inputs));
            }),
          );
        const during = await seen(it_, ann);
        if (during.phase === 'vote') {
          expect(during.told.filter(({ place }) => place !== null)).toEqual([]);
          // Who has said so before says it again: it ends when the last one does.
          const last = await Promise.all(asked.map((who) => it_.press(who, main, 'Vote')));
          for (const [at, who] of asked.entries()) await it_.submit(who, last[at] ?? form);
        }
        const after = await seen(it_, gus);
        expect(after.phase).toBe('discuss');
        expect(after.ballot.size).toBe(0);
        const given = await Promise.all(asked.map(async (who) => (await seen(it_, who)).ballot));
        for (const ballot of given) {
          expect(votesIn(ballot)).toBeLessThanOrEqual(budgetOf(after.topics.length));
          expect(Math.max(0, ...ballot.values())).toBeLessThanOrEqual(mostOnOne);
        }
        // Three ballots are too few for counts: what is told is which topics come first.
        const counts = after.topics.map(({ id }) => {
          const theirs = given.flatMap((ballot) => ballot.get(id) ?? []);
          return [
            id,
            { votes: theirs.reduce((sum, count) => sum + count, 0), voters: theirs.length },
          ] as const;
        });
        const hasVoted = given.some((ballot) => ballot.size > 0);
        const first = hasVoted ? ranked(after.topics, new Map(counts)).slice(0, 3) : [];
        expect(after.told.filter(({ place }) => place !== null).map(({ id }) => id)).toEqual(
          first.map(({ id }) => id),
        );
        expect(after.told.filter(({ votes: told }) => told !== null)).toEqual([]);
      }),
      oftenOn(engine, 4, 2),
    );
  });
});
