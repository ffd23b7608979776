/**
 * No, silence, passing it on and taking back that one may be asked are one thing to the person who asked, and to everybody else who has no part in it:
 * the same story is played with each, and all that they are sent, shown, exported and may read is the same. On both engines.
 */
import { day, hour } from '../../src/core/clock.ts';
import { channelId, userId } from '../../src/core/ids.ts';
import type { ReadScope } from '../../src/core/scope.ts';
import { asks } from '../../src/features/questions/people/rows.ts';
import { answers, questions } from '../../src/features/questions/rows.ts';
import { diego, hana, mara, priya, seun, team, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type PeopleHere, startPeople } from '../support/people-here.ts';
import { downScript } from '../support/questions-here.ts';

const variants = {
  silence: async () => {},
  no: (here: PeopleHere) => here.press(hana, 'questions.ask-later'),
  pass: async (here: PeopleHere) => {
    await here.passes(hana, diego);
  },
  block: async (here: PeopleHere) => {
    await here.home(hana);
    await here.who(hana).pressInHome('questions.knows-back');
    await here.settle();
  },
  answer: async (here: PeopleHere) => {
    await here.answersAsk(hana, downScript);
  },
} satisfies Readonly<Record<string, (here: PeopleHere) => Promise<void>>>;

type Variant = keyof typeof variants;

/** Those who did none of it. Who passed it on, and to whom, know of it. */
const others = [mara, priya, seun];

/** What is said, whatever Slack numbers by itself; ids are counted, since each play draws its own, and times are told by the hour. */
function said(value: unknown): string {
  const all = JSON.stringify(value, (key, one: unknown) =>
    ['block_id', 'ts', 'hash'].includes(key) ? undefined : one,
  );
  const ids = new Map<string, number>();
  const nth = (id: string) => ids.get(id) ?? ids.set(id, ids.size).size - 1;
  return all
    .replaceAll(/\b(?=[a-z0-9]*\d)[a-z0-9]{26}\b/g, (id) => `id ${nth(id)}`)
    .replaceAll(/\b\d{13}\b/g, (at) => `hour ${Math.floor(Number(at) / hour)}`)
    .replaceAll(/(\d{4}-\d\d-\d\dT\d\d):[\d:.]+Z/g, '$1');
}

describe.each(engines())('on $name', (engine) => {
  async function played(variant: Variant, names: 'shown' | 'hidden'): Promise<ReadonlyMap<string, string>> {
    const here = await startPeople(engine);
    const all = await playedOn(here, variant, names);
    expect(here.wrong()).toEqual([]);
    await here.close();
    return all;
  }

  async function playedOn(
    here: PeopleHere,
    variant: Variant,
    names: 'shown' | 'hidden',
  ): Promise<ReadonlyMap<string, string>> {
    const now = () => here.sandbox.core.clock.now();
    for (const who of [hana, diego]) await here.knows(who, 'migrations');
    await here.askPeople(mara, [hana], { names });
    await here.playUntil(now() + day);
    await variants[variant](here);
    const all = new Map<string, string>();
    const look = async (when: string) => {
      for (const who of others) {
        const viewer = { kind: 'person', userId: userId(who) } as const;
        all.set(`${when} ${who} is told`, said(here.direct(who).map(({ text, blocks }) => [text, blocks])));
        all.set(`${when} ${who} sees in Home`, said(JSON.parse(await here.home(who))));
        all.set(`${when} ${who} exports`, said(JSON.parse(await here.export(who))));
        all.set(`${when} ${who} reads`, said(await here.lore.store.read(team, viewer, rowsOf)));
      }
      const viewer = { kind: 'channel', channelId: channelId(website) } as const;
      all.set(`${when} the channel reads`, said(await here.lore.store.read(team, viewer, rowsOf)));
      all.set(`${when} the channel is told`, said(here.posted(website).map(({ text }) => text)));
      await here.type(mara, 'mine');
      all.set(`${when} the list`, said(here.who(mara).modal()?.view['blocks']));
      await here.who(mara).closeAll();
    };
    await look('at once');
    // Past the three working days, when the asker is offered the channel.
    await here.playUntil(now() + 6 * day);
    await look('later');
    return all;
  }

  const rowsOf = async (read: ReadScope) =>
    Promise.all([
      read.from(questions).selectAll().orderBy('it.id').execute(),
      read.from(asks).selectAll().orderBy('it.id').execute(),
      read.from(answers).selectAll().orderBy('it.id').execute(),
    ]);

  describe.each(['shown', 'hidden'] as const)('with the name %s', (names) => {
    let silence: ReadonlyMap<string, string>;
    beforeAll(async () => {
      silence = await played('silence', names);
    });

    it.each(['no', 'pass', 'block'] as const)(
      'no count, order or message differs between silence and %s for the asker',
      async (variant) => {
        expect([...silence.values()].join()).toContain('found the time');
        const other = await played(variant, names);
        for (const [what, all] of silence) expect([what, other.get(what)]).toEqual([what, all]);
      },
    );
  });

  it('an answer differs, so that the comparison is one', async () => {
    const [silence, answer] = [await played('silence', 'shown'), await played('answer', 'shown')];
    const differ = [...silence].filter(([what, all]) => answer.get(what) !== all).map(([what]) => what);
    expect(differ.some((what) => what.includes(`${mara} is told`))).toBe(true);
    expect(differ.some((what) => what.includes('channel'))).toBe(false);
  });
});
