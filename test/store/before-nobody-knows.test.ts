/**
 * Who foresaw what cannot be told. The same words come from other people, in two worlds that are the same besides. Once a round is joined everything
 * that Lore sent, shows, exports and stores is the same, byte for byte; while it is open, everything that others can get hold of.
 */
import fc from 'fast-check';
import type { UserId } from '../../src/core/ids.ts';
import { findRows } from '../../src/core/rows.ts';
import { answers, predictions } from '../../src/features/retro/before/rows.ts';
import { engines } from '../support/databases.ts';
import { oftenOn } from '../support/often.ts';
import { ann, ben, cat, here, team, type Team, teamsOn, typed } from './support/retro-team.ts';
import { type Traces, tracesOf } from './support/two-worlds.ts';

const day = 86_400_000;

/** Whose order in the file must tell nothing either. */
const lying = ['retro_before_answer', 'retro_prediction'];

/** Lines of both kinds, possibly none. */
interface Lines {
  readonly fails: readonly string[];
  readonly protects: readonly string[];
}

interface Round {
  /** `all`: each of the three answers once, which ends it. `two`: Ann and Ben, each of whom then changes what they wrote; Cat does not answer. */
  readonly who: 'all' | 'two';
  /** What is sent, in this order. */
  readonly sent: readonly Lines[];
  /** By whom, in one world and in the other. */
  readonly by: readonly [readonly UserId[], readonly UserId[]];
}

const said = [
  'Photos late',
  'The shop stays open',
  'Nobody tests on a phone',
  'Übersetzungen',
  '夜の移行',
  '- a list',
];
const line = fc.constantFrom(...said);
const lines: fc.Arbitrary<Lines> = fc.record({
  fails: fc.array(line, { maxLength: 3 }),
  protects: fc.array(line, { maxLength: 2 }),
});
/** Another round begins with something new. */
const some = lines.map(({ fails, protects }): Lines => ({ fails: ['Something new', ...fails], protects }));

const roundOf = (who: Round['who'], first: typeof lines): fc.Arbitrary<Round> => {
  const people = who === 'all' ? [ann, ben, cat] : [ann, ben];
  const order = fc.shuffledSubarray(people, { minLength: people.length });
  const others = fc.array(lines, { minLength: 3, maxLength: 3 });
  return fc.record({
    who: fc.constant(who),
    sent: fc.tuple(first, others).map(([one, more]) => [one, ...more].slice(0, who === 'all' ? 3 : 4)),
    // Who changes what they wrote is who wrote it.
    by: fc.tuple(order, order).map(
      ([one, other]) =>
        [
          [...one, ...one],
          [...other, ...other],
        ] as const,
    ),
  });
};
const round = (first: typeof lines) => fc.oneof(roundOf('all', first), roundOf('two', first));
const rounds = fc
  .tuple(round(lines), fc.option(round(some)))
  .map(([one, two]) => (two === null ? [one] : [one, two]));

const cardOf = ({ slack }: Team) => {
  const [card] = slack.messages;
  if (card === undefined) throw new Error('there is no card');
  return card;
};

async function begin(it: Team): Promise<void> {
  const opened = await it.command(ann, 'before Website relaunch');
  await it.submit(ann, opened, { intent: typed('Checkout under two seconds') });
  await it.settle();
}

/** At one moment: when somebody answers is not what is asked here. */
async function answer(it: Team, who: UserId, nth: number, { fails, protects }: Lines): Promise<void> {
  const isAgain = JSON.stringify(cardOf(it).blocks).includes('"Look again"') && nth === 0;
  if (!isAgain && nth < 2 && fails.length + protects.length === 0) {
    await it.press(who, cardOf(it), 'Nothing to add');
    return;
  }
  const form = await it.press(who, cardOf(it), isAgain ? 'Look again' : 'Add what could fail');
  const reply = await it.submit(who, form, {
    fails: typed(fails.join('\n')),
    protects: typed(protects.join('\n')),
  });
  if (reply.kind !== 'nothing') throw new Error(`it was not taken: ${JSON.stringify(reply)}`);
  if (isAgain) await it.settle();
}

/** Ids are drawn by chance: here they follow the answers, so what was foreseen is called by its words, and one answer is as the other. */
async function withoutIds({ store }: Team, traces: Traces): Promise<Traces> {
  const called = await store.read(team, { kind: 'channel', channelId: here }, async (read) => [
    ...(await findRows(read.from(predictions), {})).map(({ id, text }) => [id, text] as const),
    ...(await findRows(read.from(answers), {})).map(({ id }) => [id, 'an answer'] as const),
  ]);
  const plain = (lines: readonly string[]) =>
    lines.map((text) => called.reduce((before, [id, name]) => before.replaceAll(id, name), text));
  const isLying = (text: string) => lying.some((table) => text.startsWith(`${table} `));
  const stored = plain(traces.stored);
  return {
    sent: plain(traces.sent),
    read: plain(traces.read).toSorted(),
    exported: plain(traces.exported),
    stored: [...stored.filter((text) => !isLying(text)).toSorted(), ...stored.filter(isLying)],
  };
}

describe.each(engines())('on $name', (engine) => {
  const worlds = [teamsOn(engine), teamsOn(engine)] as const;

  it('nothing that Lore sends, shows, exports or stores differs with who foresaw what', async () => {
    let shown = 0;
    await fc.assert(
      fc.asyncProperty(fc.noShrink(rounds), async (all) => {
        const teams = [await worlds[0].fresh(), await worlds[1].fresh()];
        const both = async (people: readonly UserId[], kinds: readonly (keyof Traces)[]) => {
          const [one, other] = await Promise.all(teams.map((it) => tracesOf(it, engine, people, lying)));
          for (const kind of kinds) expect({ [kind]: other?.[kind] }).toEqual({ [kind]: one?.[kind] });
          return one?.sent.join('\n') ?? '';
        };
        for (const it of teams) await begin(it);
        for (const { who, sent, by } of all) {
          for (const [world, it] of teams.entries())
            for (const [nth, each] of sent.entries()) await answer(it, by[world]?.[nth] ?? ann, nth, each);
          if (who === 'two') {
            // Each of the two knows what is theirs; Cat, the channel, an admin and the operator do not.
            await both([cat], ['sent', 'read', 'exported']);
            for (const it of teams) await it.until(new Date(it.clock.now() + 5 * day).toISOString());
          }
          for (const it of teams) await it.settle();
          const told = await both([ann, ben, cat], ['sent', 'read', 'exported', 'stored']);
          shown += said.filter((text) => told.includes(text)).length;
        }
      }),
      oftenOn(engine, 8, 2),
    );
    // What was foreseen did come to be read.
    expect(shown).toBeGreaterThan(2);
  });

  it('nor does it differ with how many lines one person wrote, or how often, so that no two are known to be of one', async () => {
    const cut = fc.tuple(fc.nat({ max: said.length }), fc.nat({ max: said.length }));
    await fc.assert(
      fc.asyncProperty(fc.noShrink(fc.tuple(cut, cut)), async (cuts) => {
        const all: Traces[] = [];
        for (const [nth, world] of worlds.entries()) {
          const it = await world.fresh();
          await begin(it);
          const [from = 0, to = 0] = (cuts[nth] ?? []).toSorted((a, b) => a - b);
          const parts = [said.slice(0, from), said.slice(from, to), said.slice(to)];
          // Four times in all before Cat, who is the last, ends it.
          const often = 1 + (from % 3);
          for (const [at, who] of [ann, ben, cat].entries())
            for (let left = [often, 4 - often, 1][at] ?? 1; left > 0; left -= 1)
              await answer(it, who, at, { fails: parts[at] ?? [], protects: [] });
          await it.settle();
          all.push(await withoutIds(it, await tracesOf(it, engine, [ann, ben, cat], lying)));
        }
        expect(all[1]).toEqual(all[0]);
        expect(all[0]?.sent.join('\n')).toContain('夜の移行');
      }),
      oftenOn(engine, 6, 2),
    );
  });
});
