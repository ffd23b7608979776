/**
 * Saying no, passing it on and not answering are one thing to everybody else. A story is played twice, once with its answers and once without a word: all
 * that is sent to, shown to, exported for and readable by anybody but those who answered, and those to whom it was passed, is the same to the byte.
 */
import fc from 'fast-check';
import { hour } from '../../src/core/clock.ts';
import { rowId, type UserId, userId } from '../../src/core/ids.ts';
import { button } from '../../src/core/kit/action.ts';
import { actions } from '../../src/core/kit/blocks.ts';
import type { Reply } from '../../src/core/listener.ts';
import type { ReadScope, Subject } from '../../src/core/scope.ts';
import type { Viewer } from '../../src/core/visibility.ts';
import { befores } from '../../src/features/retro/before/rows.ts';
import { retro } from '../../src/features/retro/feature.ts';
import { findPeers } from '../../src/features/retro/peer-assist/ids.ts';
import { exportFor, exportOwn } from '../../src/system/my-data/subject-data.ts';
import { engines } from '../support/databases.ts';
import { oftenOn } from '../support/often.ts';
import {
  type AssistTeam,
  assistTeam,
  dan,
  elsewhere,
  fay,
  hal,
  ivy,
  onlyAbout,
  review,
} from './support/assist-team.ts';
import { ann, ben, cat, eva, gus, here, team, type Team, teamsOn } from './support/retro-team.ts';

const peers = [dan, fay, hal, ivy] as const;
const everybody = [ann, ben, cat, gus, eva, ...peers];
const reviewOf = (owner: UserId) => (owner === ann ? review : rowId('before-2'));

type Step =
  | { readonly do: 'ask'; readonly by: UserId; readonly whom: UserId }
  | { readonly do: 'answer'; readonly who: UserId; readonly passTo: UserId | null }
  | { readonly do: 'later'; readonly hours: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('ask' as const),
      by: fc.constantFrom(ann, ben),
      whom: fc.constantFrom(dan, fay),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      who: fc.constantFrom(...peers),
      passTo: fc.constantFrom(null, ...peers),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('later' as const), hours: fc.constantFrom(1, 26, 80, 400) }),
  },
);
/** Somebody is asked before anybody can answer. */
const story = fc
  .tuple(fc.constantFrom(dan, fay), fc.array(step, { minLength: 3, maxLength: 10 }))
  .map(([whom, steps]): readonly Step[] => [
    { do: 'ask', by: ann, whom },
    { do: 'later', hours: 1 },
    ...steps,
    { do: 'later', hours: 80 },
  ]);

interface Told {
  /** Of each person or channel, and of each export, all that there is. */
  readonly by: ReadonlyMap<string, string>;
  /** Who answered, or got what was passed on. */
  readonly involved: ReadonlySet<UserId>;
}

describe.each(engines())('on $name', (engine) => {
  const teams = teamsOn(engine);

  async function played(steps: readonly Step[], answers: 'as they are' | 'none'): Promise<Told> {
    const it_ = await teams.fresh();
    const with_ = await assistTeam(it_);
    await secondReview(it_);
    for (const who of peers) await with_.agrees(who, 'peers');
    const involved = new Set<UserId>();
    const shown: [string, Reply][] = [];
    for (const one of steps) {
      if (one.do === 'later') {
        await it_.until(new Date(it_.clock.now() + one.hours * hour).toISOString());
        await refreshed(it_);
      } else if (one.do === 'ask') shown.push(...(await ask(it_, one.by, one.whom)));
      else if (answers === 'as they are')
        for (const who of await answer(it_, with_, one.who, one.passTo)) involved.add(who);
    }
    return { by: await allThereIs(it_, shown), involved };
  }

  it('nobody can tell saying no and passing it on from silence', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (steps) => {
        const spoken = await played(steps, 'as they are');
        const silent = await played(steps, 'none');
        for (const [where, all] of silent.by)
          if (![...spoken.involved].some((who) => where.startsWith(`${who}:`)))
            expect([where, spoken.by.get(where)]).toEqual([where, all]);
      }),
      oftenOn(engine, 12, 2),
    );
  });

  it.each([null, 'Yes, gladly'])('nor who of two passed it on, whatever the third says: %j', async (said) => {
    const passedOnBy = async (one: UserId): Promise<Told> => {
      const it_ = await teams.fresh();
      const with_ = await assistTeam(it_);
      await secondReview(it_);
      for (const who of peers) await with_.agrees(who, 'peers');
      for (const who of [dan, fay]) await with_.asks(who, 'What would you do?');
      await it_.settle();
      expect(await answer(it_, with_, one, hal)).toEqual([one, hal]);
      await it_.settle();
      const asked = with_.direct(hal).at(-1);
      if (asked === undefined) throw new Error('nothing was passed on');
      if (said !== null) await it_.press(hal, asked, said);
      await it_.until('2026-12-01T12:00:00Z');
      return { by: await allThereIs(it_, []), involved: new Set([dan, fay]) };
    };
    const [first, second] = [await passedOnBy(dan), await passedOnBy(fay)];
    expect([...first.by].some(([where, all]) => where.startsWith('hal:') && all.includes('begins'))).toBe(
      true,
    );
    for (const [where, all] of first.by)
      if (!/^(?:dan|fay):/.test(where)) expect([where, second.by.get(where)]).toEqual([where, all]);
  });

  /** So that the comparison is one: a yes is told, and shows in it. */
  it('a yes is told to the one who asked, and to nobody else', async () => {
    const saying = async (label: string | null) => {
      const it_ = await teams.fresh();
      const with_ = await assistTeam(it_);
      await secondReview(it_);
      await with_.agrees(dan, 'peers');
      await with_.asks(dan);
      await it_.settle();
      const asked = with_.direct(dan).at(-1);
      if (asked !== undefined && label !== null) await it_.press(dan, asked, label);
      await it_.until('2026-12-01T12:00:00Z');
      return allThereIs(it_, []);
    };
    const [yes, silence] = [await saying('Yes, gladly'), await saying(null)];
    const differ = [...silence.keys()].filter((where) => yes.get(where) !== silence.get(where));
    expect(new Set(differ.map((where) => where.split(':')[0]))).toEqual(new Set(['ann', 'dan']));
  });
});

/** Who is in both channels is known again, as if Slack had been asked. */
async function refreshed(it_: Team): Promise<void> {
  await it_.event('nothing happened');
  await it_.store.directory.setMembers(team, elsewhere, [ann, ben, dan, fay], it_.clock.now());
}

/** Ben's, in the same channel; he reads what was held elsewhere, too. */
async function secondReview(it_: Team): Promise<void> {
  await refreshed(it_);
  await it_.store.transact(team, { kind: 'person', userId: ben }, async (scope) => {
    const [row] = await scope.from(befores).selectAll().execute();
    if (row === undefined) throw new Error('there is no review');
    const other = { ...row, id: reviewOf(ben), began_by: ben, name: 'Relaunch of the checkout page' };
    await scope.insert(befores, other, { audience: row.conversation_id, by: [], names: 'shown' });
  });
}

/** @returns what the person saw on the way */
async function ask(it_: Team, by: UserId, whom: UserId): Promise<[string, Reply][]> {
  const card = { blocks: [actions([button(findPeers, 'Find', { before: reviewOf(by) })])] };
  const list = await it_.press(by, card, 'Find');
  const about = onlyAbout(list, whom);
  if (about.blocks.length === 0) return [[by, list]];
  const form = await it_.press(by, about, 'Ask');
  return [
    [by, list],
    [by, form],
    [by, form.kind === 'push' ? await it_.submit(by, form) : form],
  ];
}

/** Says no, or passes it on where that is possible. @returns who knows of it */
async function answer(
  it_: Team,
  with_: AssistTeam,
  who: UserId,
  passTo: UserId | null,
): Promise<readonly UserId[]> {
  const open = with_.direct(who).findLast(({ blocks }) => JSON.stringify(blocks).includes('retro.assist-no'));
  if (open === undefined) return [];
  if (passTo === null) {
    await it_.press(who, open, 'Not this time');
    return [who];
  }
  const form = await it_.press(who, open, 'Pass it on');
  if (form.kind !== 'open') return [who];
  const reply = await it_.submit(who, form, { to: { selected_option: { value: passTo } } });
  return reply.kind === 'nothing' ? [who, passTo] : [who];
}

/** Ids are drawn, so only their order counts. */
function plain(all: unknown): string {
  const known = new Map<string, string>();
  return JSON.stringify(all).replaceAll(/id-\d{24}/g, (id) => {
    if (!known.has(id)) known.set(id, `id ${known.size}`);
    return known.get(id) ?? id;
  });
}

/** What was sent, is shown, exported and readable. */
async function allThereIs(
  it_: Team,
  shown: readonly (readonly [string, Reply])[],
): Promise<ReadonlyMap<string, string>> {
  const { store, slack } = it_;
  await refreshed(it_);
  const all = new Map<string, string>();
  const readable = async (read: ReadScope) => {
    const rows: unknown[] = [];
    for (const table of retro.tables) {
      const found = await (table.guard === 'own' ? read.from(table) : read.from(table)).selectAll().execute();
      rows.push([table.name, found.map((row) => JSON.stringify(row)).toSorted()]);
    }
    return rows;
  };
  const reads = async (viewer: Viewer) => plain(await store.read(team, viewer, readable));
  const sentTo = (channel: string) =>
    plain(
      slack.messages
        .filter((message) => message.channel === channel)
        .map(({ text, blocks, at, updates }) => ({ text, blocks, at, updates })),
    );
  const by = (reader: UserId | null) => ({ actor: reader ?? ('operator' as const), reader });
  const exported = async (reader: UserId | null, subject: Subject) =>
    plain(await exportFor(store, [retro], team, by(reader), subject));
  for (const who of everybody) {
    all.set(`${who}: sent`, sentTo(`D-${who}`));
    all.set(`${who}: saw`, plain(shown.filter(([person]) => person === who)));
    all.set(`${who}: Home`, await it_.home(who));
    all.set(`${who}: reads`, await reads({ kind: 'person', userId: userId(who) }));
    all.set(`${who}: own export`, plain(await exportOwn(store, [retro], team, who)));
    all.set(`${who}: as admin`, await exported(who, { kind: 'workspace' }));
  }
  for (const channelId of [here, elsewhere]) {
    all.set(`${channelId}: sent`, sentTo(channelId));
    all.set(`${channelId}: reads`, await reads({ kind: 'channel', channelId }));
    all.set(`${channelId}: export`, await exported(null, { kind: 'channel', channelId }));
  }
  all.set('operator: export', await exported(null, { kind: 'workspace' }));
  return all;
}
