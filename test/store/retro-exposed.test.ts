/** What hidden names are worth is said to whoever answers, before they save, and to whoever ends a phase: how many people that shows something of, never who. */
import fc from 'fast-check';
import { sql } from 'kysely';
import { day } from '../../src/core/clock.ts';
import { userId } from '../../src/core/ids.ts';
import type { Reply } from '../../src/core/listener.ts';
import { addCards } from '../../src/features/retro/collect/screens.ts';
import { nextTopic } from '../../src/features/retro/discuss/screens.ts';
import { groupCards, groupModal } from '../../src/features/retro/group/screens.ts';
import { confirmModal, goOn, manage } from '../../src/features/retro/session/ids.ts';
import { retros } from '../../src/features/retro/session/rows.ts';
import { reopen } from '../../src/features/retro/session/screens.ts';
import { engines } from '../support/databases.ts';
import { oftenOn } from '../support/often.ts';
import { type Again, asked, holdAgain, mara, team } from '../support/retro-again.ts';

const option = (value: string) => ({ selected_option: { value } });
const textOf = (reply: Reply) => JSON.stringify('modal' in reply ? reply.modal.view.blocks : reply);

const little = {
  few: 'fewer than four people can answer at the moment',
  early: 'But if collecting ended right after your answer, fewer than four people would have answered',
  hidden: 'erased 14 days after the end',
} as const;

describe.each(engines())('on $name', (engine) => {
  const invitees = fc.record({
    invited: fc.integer({ min: 2, max: 7 }),
    away: fc.integer({ min: 0, max: 5 }),
    answered: fc.integer({ min: 0, max: 6 }),
  });

  it.each([
    { invited: 5, away: 3, answered: 0 },
    { invited: 7, away: 0, answered: 1 },
  ])(
    'of $invited who were asked $away are away and $answered have answered: it is said in the form for cards',
    (all) => says(all),
  );

  it('the person who is about to save cards is told what hidden names are worth among those who can answer', async () => {
    await fc.assert(fc.asyncProperty(invitees, says), oftenOn(engine, 6, 2));
  });

  async function says({ invited, away, answered }: { invited: number; away: number; answered: number }) {
    const those = asked.slice(0, invited);
    const it_ = await holdAgain(engine, { people: { selected_users: [...those] } });
    try {
      // Mara and whoever answers last are here; of the others so many have answered, and are away since.
      const last = those.at(-1) ?? mara;
      const others = those.filter((who) => who !== last);
      for (const who of others.slice(0, answered)) await it_.writes(who, `of${who}`);
      const gone = others.slice(0, away);
      for (const who of gone) await isAway(it_, who);
      const form = textOf(await it_.press(last, addCards, { retro: it_.retro }));
      const have = Math.min(answered, others.length);
      const can = Math.max(invited - gone.length, have + 1);
      const expected = can < 4 ? 'few' : have + 1 < 4 ? 'early' : 'hidden';
      const said = (Object.keys(little) as (keyof typeof little)[]).filter((one) =>
        form.includes(little[one]),
      );
      expect({ invited, away, answered, said }).toEqual({ invited, away, answered, said: [expected] });
    } finally {
      await it_.system.close();
    }
  }

  it.each([
    ['project', 'participants'],
    ['project', 'channel'],
    ['sprint', 'channel'],
  ])(
    'in each phase of a %s whose cards are for the %s, ending it says how many people that exposes, and never who',
    async (kind, cardsFor) => {
      const it_ = await holdAgain(engine, { kind: option(kind), cardsFor: option(cardsFor) });
      try {
        for (const who of [mara, 'UBEN']) await it_.writes(who, `of${who}`);
        const told: Record<string, string> = {};
        for (let phase = await it_.phase(); phase !== 'closed'; phase = await it_.phase()) {
          if (phase === 'vote' || phase === 'choose') await it_.votes('UCAT', [2, 1]);
          const asks = textOf(await it_.press(mara, manage, { r: it_.retro, do: 'end' }));
          expect(asked.filter((who) => asks.includes(who))).toEqual([]);
          const sentences = [
            /This shows the cards of 2 people/,
            /Only one ballot makes a difference here/,
            /Everyone in this channel can then read the cards of 2 people/,
            /Nothing else is shown that people wrote or chose in confidence/,
          ].flatMap((pattern) => pattern.exec(asks)?.[0] ?? []);
          told[phase] = sentences.join('; ');
          await it_.ends();
        }
        const toChannel = 'Everyone in this channel can then read the cards of 2 people';
        const nobody = 'Nothing else is shown that people wrote or chose in confidence';
        const cards = 'This shows the cards of 2 people';
        const one = 'Only one ballot makes a difference here';
        expect(told).toEqual(
          kind === 'sprint'
            ? { collect: cards, choose: `${one}; ${toChannel}` }
            : {
                collect: cards,
                group: nobody,
                vote: one,
                discuss: nobody,
                actions: cardsFor === 'channel' ? toChannel : nobody,
              },
        );
      } finally {
        await it_.system.close();
      }
    },
  );

  it('whatever ends a phase at one press asks before, and says that it exposes nobody', async () => {
    const it_ = await holdAgain(engine, { pace: option('live') });
    try {
      for (const who of [mara, 'UBEN', 'UCAT']) await it_.writes(who, `of${who}`);
      const ends = new Set<string>();
      for (let phase = await it_.phase(); phase !== 'closed'; phase = await it_.phase()) {
        const { rows } = await sql<{ id: string }>`select id from retro_discussion order by place`.execute(
          it_.system.store.system,
        );
        const shown = await it_.pressEverything(
          mara,
          rows.map(({ id }) => id),
          async (scope) => {
            const row = await scope.from(retros).select('it.phase').executeTakeFirst();
            return row?.phase;
          },
        );
        for (const { where, after } of shown)
          if (after !== phase && after !== 'cancelled') ends.add(`${phase}: ${where.split(' ')[0] ?? ''}`);
        await it_.ends();
      }
      // Through the form that was seen above, the form for groups, and the buttons that have a question of their own.
      const askedBefore = [
        confirmModal.callbackId,
        groupModal.callbackId,
        goOn.actionId,
        nextTopic.actionId,
        reopen.actionId,
      ];
      expect([...ends].filter((one) => !askedBefore.includes(one.split(': ')[1] ?? ''))).toEqual([]);
      expect(ends.size).toBeGreaterThan(4);
    } finally {
      await it_.system.close();
    }
  });

  it('the buttons that end grouping and talking at once have that question with them, and the form for groups says it', async () => {
    const it_ = await holdAgain(engine, { pace: option('live') });
    try {
      await it_.writes(mara, 'one', 'two');
      await it_.writes('UBEN', 'three');
      const nobody = 'Nothing else is shown that people wrote or chose in confidence';
      const withQuestion = () =>
        it_.system.slack.messages.flatMap(({ blocks }) =>
          (
            JSON.parse(JSON.stringify(blocks)) as { elements?: { action_id?: string; confirm?: object }[] }[]
          ).flatMap(({ elements = [] }) =>
            elements
              .filter(({ action_id: id }) => id === goOn.actionId || id === nextTopic.actionId)
              .map(({ action_id: id, confirm }) => [id, JSON.stringify(confirm ?? null).includes(nobody)]),
          ),
        );
      while ((await it_.phase()) !== 'group') await it_.ends();
      expect(withQuestion()).toEqual([[goOn.actionId, true]]);
      expect(textOf(await it_.press(mara, groupCards, { retro: it_.retro }))).toContain(
        'When you continue, late cards, if there are any, are posted without names. If there are only a few, people may guess who wrote them. Nothing else is shown',
      );
      while ((await it_.phase()) !== 'discuss') await it_.ends();
      // Of three topics the first is on: going on from it ends nothing yet.
      expect(withQuestion()).toEqual([[nextTopic.actionId, false]]);
      for (const at of [0, 1]) {
        const { rows } = await sql<{ id: string }>`select id from retro_discussion order by place`.execute(
          it_.system.store.system,
        );
        await it_.press(mara, nextTopic, { discussion: (rows[at]?.id ?? '') as never });
        await it_.system.settle();
      }
      expect(withQuestion()).toEqual([[nextTopic.actionId, true]]);
    } finally {
      await it_.system.close();
    }
  });
});

async function isAway({ system }: Again, who: string): Promise<void> {
  const known = await system.store.directory.person(team, userId(who));
  if (known === null) throw new Error(`nobody knows ${who}`);
  const until = system.clock.now() + 9 * day;
  await system.store.directory.savePerson(team, { ...known, awayUntil: until }, system.clock.now());
}
