/** Retrospectives that come round by themselves, over a simulated quarter. A Wednesday at ten in Berlin, every two weeks. */
import { day, hour, minute } from '../../src/core/clock.ts';
import { channelId } from '../../src/core/ids.ts';
import type { PartRow, RoundRow } from '../../src/features/retro/recur/rows.ts';
import { called } from '../support/called.ts';
import { learning, secretly, team } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { carriedBy, pressPayload, sendPayload } from '../support/forged.ts';
import { type LoreHere, startLoreHere } from '../support/lore-here.ts';

const at = (text: string) => Date.parse(text);
/** It turns on Tuesday 24 November; the first Wednesday by the rule is the next day. */
const first = at('2026-11-25T09:00:00Z');
const nth = (number: number) => first + (number - 1) * 14 * day;

function found<One>(one: One | undefined): One {
  if (one === undefined) throw new Error('it is not there');
  return one;
}

describe.each(engines())('on $name, a retrospective that comes round', (engine) => {
  let it_: LoreHere;
  beforeEach(async () => {
    it_ = await startLoreHere({ engine });
    await it_.recurs(learning, 'U0KATRIN', {
      'retro.round': { every: 'fortnight', weekday: 3, minutes: 600 },
      'retro.facilitator': { before: 'retro.round', days: 5, minutes: 0 },
    });
  });
  afterEach(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });

  const all = async <Row>(name: string) =>
    (await it_.lore.store.system
      .selectFrom(name as 'audit')
      .selectAll()
      .execute()) as unknown as Row[];
  const rounds = async () =>
    (await all<RoundRow>('retro_round')).toSorted((a, b) => a.starts_at - b.starts_at);
  const mains = () =>
    it_.posted(learning).filter(({ text, threadTs }) => threadTs === null && text.includes('learning, '));
  const thread = () => it_.posted(learning).filter(({ threadTs }) => threadTs === mains().at(-1)?.ts);
  const checkIns = () => it_.posted(learning).filter(({ text }) => text.startsWith('To check in'));
  const records = async (name: string) =>
    (
      await it_.lore.store.system
        .selectFrom('ritual_occurrence')
        .select(['on_date', 'state', 'reason'])
        .where('name', '=', name)
        .orderBy('on_date')
        .execute()
    ).map(({ on_date: on, state, reason }) => [on, state, reason]);
  const schedule = async () => {
    const channel = channelId(learning);
    const viewer = { kind: 'channel', channelId: channel } as const;
    return it_.lore.store.read(team, viewer, (read) => read.schedules.of(channel, 'retro.round'));
  };
  const add = async (who: string, cards: string) => {
    const main = mains().at(-1);
    if (main === undefined) throw new Error('nothing has begun');
    await it_.who(who).press(main, 'retro.add');
    await it_.who(who).submit({ column0: cards });
    await it_.settle();
  };
  const volunteers = async (who: string) => {
    const message = checkIns().at(-1);
    if (message === undefined) throw new Error('nobody was asked to check in');
    await it_.who(who).press(message, 'retro.round-volunteer');
    await it_.settle();
  };
  const asked = (who: string) =>
    it_.direct(who).findLast(({ text }) => /It’s your turn to facilitate|an der Reihe, die Retro/.test(text));

  it('begins by itself with the channel’s defaults, without a facilitator, and anyone can take over', async () => {
    await it_.playUntil(first + minute);
    expect(mains()).toHaveLength(1);
    expect(mains()[0]?.text).toContain('25 Nov');
    expect(mains()[0]?.text).toContain('Nobody is facilitating');
    expect(await records('retro.round')).toEqual([['2026-11-25', 'posted', null]]);
    await it_.who('U0NOOR').press(found(mains()[0]), 'retro.manage', { holds: 'over' });
    await it_.settle();
    expect(mains()[0]?.text).toContain('Noor facilitates');
  });

  it('begins with a question that varies, to be answered in the thread or not at all; nothing is kept', async () => {
    await it_.playUntil(first + minute);
    const [one] = checkIns();
    expect(one?.threadTs).toBe(mains()[0]?.ts);
    expect(one?.text).toContain('or skip it');
    await it_.sandbox.page('say', { as: 'U0NOOR', channelId: learning, text: 'Sunny', threadTs: one?.ts });
    await it_.playUntil(nth(2) + minute);
    expect(checkIns()).toHaveLength(2);
    expect(checkIns()[1]?.text).not.toBe(one?.text);
    expect(await it_.rows('retro_card', 'retro_turn', 'inbox')).not.toContain('Sunny');
  });

  it('closes without a vote where fewer than three cards came, and shows them', async () => {
    await it_.playUntil(first + minute);
    await add('U0NOOR', 'Deploys are calm\nReviews take days');
    await it_.playUntil(first + 5 * day);
    expect(mains()[0]?.text).toContain('Fewer than three cards came in, so there was no vote.');
    await it_.who('U0NOOR').press(found(mains()[0]), 'retro.page');
    expect(it_.modal('U0NOOR')).toContain('Reviews take days');
    expect(thread().some(({ text }) => text.startsWith('2 cards came in this time'))).toBe(true);
  });

  it('goes on to a vote with three cards', async () => {
    await it_.playUntil(first + minute);
    await add('U0NOOR', 'Deploys are calm\nReviews take days\nTests are slow');
    // An hour before voting ends, since the clock goes on meanwhile.
    await it_.playUntil(first + 2 * day - hour);
    expect(mains()[0]?.text).not.toContain('Fewer than three');
    expect(JSON.stringify(mains()[0]?.blocks)).toContain('retro.vote');
  });

  describe('after two with few cards', () => {
    beforeEach(() => it_.playUntil(nth(3) + hour));
    const question = () =>
      it_.direct('U0KATRIN').find(({ text }) => text.includes('weniger als drei Karten'));

    it('does not begin: its owner chooses rarer', async () => {
      expect(mains()).toHaveLength(2);
      expect((await records('retro.round')).at(-1)).toEqual(['2026-12-23', 'skipped', 'nobody_takes_part']);
      const asked = found(question());
      const end = { action_id: 'retro.round-end', value: carriedBy(asked, 'retro.round-end') };
      await it_.who('U0KATRIN').press(asked, 'retro.round-rarer');
      await it_.settle();
      expect((await schedule())?.rule).toMatchObject({ every: 'month' });
      expect(question()).toBeUndefined();
      expect(it_.direct('U0KATRIN').at(-1)?.text).toContain('kommt seltener wieder');
      // Slack may still show the buttons.
      await sendPayload(it_.sandbox, pressPayload(it_.sandbox, 'U0KATRIN', asked, end));
      await it_.settle();
      expect(it_.who('U0KATRIN').told(asked.channelId).join()).toMatch(
        /Das wurde am .+ entschieden\. .+ kommt seltener wieder/,
      );
      expect((await schedule())?.isOn).toBe(true);
      // What Slack does not tell Lore about a direct message.
      expect(new Set(it_.wrong())).toEqual(new Set(['conversations.info: HTTP 200, missing_scope']));
      await it_.playUntil(nth(3) + 30 * day);
      expect(mains()).toHaveLength(3);
    });

    it('or a pause: nothing begins for four weeks, and then it comes round again', async () => {
      await it_.who('U0KATRIN').press(found(question()), 'retro.round-pause');
      await it_.settle();
      expect((await schedule())?.pausedUntil).toBe('2027-01-20');
      expect(question()).toBeUndefined();
      expect(it_.direct('U0KATRIN').at(-1)?.text).toContain('pausiert');
      await it_.playUntil(nth(4) + hour);
      expect(mains()).toHaveLength(2);
      await it_.playUntil(nth(5) + hour);
      expect(mains()).toHaveLength(3);
    });

    it('or its end', async () => {
      await it_.who('U0KATRIN').press(found(question()), 'retro.round-end');
      await it_.settle();
      expect((await schedule())?.isOn).toBe(false);
    });

    it('and pauses for four weeks by itself where nobody chooses', async () => {
      await it_.playUntil(nth(4) + hour);
      expect((await schedule())?.pausedUntil).toBe('2027-02-03');
      expect(it_.direct('U0KATRIN').at(-1)?.text).toContain('Niemand hat gewählt');
      expect(mains()).toHaveLength(2);
    });
  });

  it('asks nobody who has not said so, and tells its owner', async () => {
    await it_.playUntil(nth(2) - day);
    expect(await records('retro.facilitator')).toEqual([['2026-12-09', 'skipped', 'nobody_takes_part']]);
    expect(it_.direct('U0KATRIN').at(-1)?.text).toContain('kann noch niemand moderieren');
  });

  it('asks in turn, before it begins; the person who passes is not counted, and the next one is asked', async () => {
    await it_.playUntil(first + minute);
    await volunteers('U0NOOR');
    expect(it_.who('U0NOOR').told(learning).join()).toContain('when it’s your turn');
    await volunteers('U0SEUN');
    await it_.playUntil(nth(2) - 40 * hour);
    const [one, two] = asked('U0NOOR') === undefined ? ['U0SEUN', 'U0NOOR'] : ['U0NOOR', 'U0SEUN'];
    expect(asked(two)).toBeUndefined();
    await it_.who(one).press(found(asked(one)), 'retro.round-pass');
    await it_.settle();
    await it_.who(two).press(found(asked(two)), 'retro.round-accept');
    await it_.playUntil(nth(2) + minute);
    expect(mains().at(-1)?.text).toContain(`${called(two)} facilitates`);
    await add('U0CAROL', 'One\nTwo\nThree');
    await it_.playUntil(nth(3) - 40 * hour);
    // Whoever passed has the lowest share now.
    expect((await rounds()).at(-1)).toMatchObject({ state: 'coming', facilitator_id: one });
  });

  it('is swapped only with somebody who likes to; the one who is asked can pass', async () => {
    await it_.playUntil(first + minute);
    await volunteers('U0NOOR');
    await it_.playUntil(nth(2) - 40 * hour);
    await volunteers('U0SEUN');
    await it_.who('U0NOOR').press(found(asked('U0NOOR')), 'retro.round-swap');
    expect(JSON.stringify(await it_.who('U0NOOR').submit({ to: 'U0ARJUN' }))).toContain(
      'likes to facilitate',
    );
    await it_.who('U0NOOR').submit({ to: 'U0SEUN' });
    await it_.playUntil(nth(2) - 30 * hour);
    expect((await rounds()).at(-1)).toMatchObject({ facilitator_id: 'U0SEUN', answer: 'asked' });
    expect(asked('U0SEUN')).toBeDefined();
  });

  it.each([
    ['is put to its owner', '2026-12-22', 'asked'],
    ['does not begin, since the last one still goes on', '2026-12-28', 'fell_out'],
  ] as const)(
    'takes the turn back from the person who was to facilitate one that %s',
    async (_what, date, state) => {
      const noor = it_.who('U0NOOR');
      await it_.playUntil(first + minute);
      await volunteers('U0NOOR');
      const accepts = async (round: number) => {
        await it_.playUntil(nth(round) - 40 * hour);
        await noor.press(found(asked('U0NOOR')), 'retro.round-accept');
        await it_.settle();
      };
      await accepts(2);
      await it_.playUntil(nth(2) + minute);
      // It is still open when somebody is asked for the next one.
      await noor.press(found(mains()[1]), 'retro.manage', { holds: 'more' });
      await noor.pressInModal('retro.more-time');
      await noor.submit({ date, time: '09:00' });
      await accepts(3);
      const taken = async () => (await all<PartRow>('retro_facilitator')).map((part) => part.facilitated);
      expect(await taken()).toEqual([2]);
      await it_.playUntil(nth(3) + hour);
      expect((await rounds()).at(-1)).toMatchObject({ state });
      expect(await taken()).toEqual([1]);
      expect(
        it_.direct('U0NOOR').filter(({ text }) => text.includes('no longer yours to facilitate')),
      ).toHaveLength(1);
    },
  );

  it('stands in App Home of the one whose turn it is, who accepts and passes there; in no other', async () => {
    await it_.playUntil(first + minute);
    await volunteers('U0NOOR');
    expect(await it_.home('U0NOOR')).not.toContain('your turn to facilitate');
    await it_.playUntil(nth(2) - 40 * hour);
    expect(await it_.home('U0NOOR')).toContain('your turn to facilitate');
    expect(await it_.home('U0SEUN')).not.toContain('facilitate');
    await it_.who('U0NOOR').pressInHome('retro.round-accept');
    await it_.settle();
    expect(JSON.stringify(it_.who('U0NOOR').home())).toContain('You facilitate the retrospective');
    await it_.who('U0NOOR').pressInHome('retro.round-pass');
    await it_.settle();
    expect(JSON.stringify(it_.who('U0NOOR').home())).not.toContain('facilitate');
  });

  it('asks the next one the working day before if there is no answer, and begins without one', async () => {
    await it_.playUntil(first + minute);
    await volunteers('U0NOOR');
    await it_.playUntil(nth(2) + minute);
    expect((await rounds()).at(-1)).toMatchObject({ state: 'held', facilitator_id: null });
    expect(mains().at(-1)?.text).toContain('Nobody is facilitating');
  });

  describe.each([
    [
      'owns a project here',
      async () => {
        await it_.who('U0SEUN').say(learning, '/retro plan Wiki');
        await it_.who('U0SEUN').submit({ ends: '2027-04-12' });
      },
    ],
    [
      'was invited to lead',
      async () => {
        await it_.who('U0INES').say(secretly, '/journey invite');
        await it_.who('U0INES').submit({ people: ['U0SEUN'] });
        await it_.who('U0INES').closeAll();
        await it_.settle(day);
        await it_.who('U0SEUN').press(found(it_.direct('U0SEUN').at(-1)), 'journey.rhythm');
        await it_.who('U0SEUN').submit({ rhythm: 'fortnight' });
      },
    ],
  ])('whoever %s', (_who, becomesOne) => {
    it('is asked only where nobody else can', async () => {
      await becomesOne();
      await it_.playUntil(first + minute);
      await volunteers('U0SEUN');
      await volunteers('U0ARJUN');
      for (const number of [2, 3]) {
        await it_.playUntil(nth(number) - 40 * hour);
        const message = asked('U0ARJUN');
        if (message !== undefined) await it_.who('U0ARJUN').press(message, 'retro.round-accept');
        await it_.playUntil(nth(number) + minute);
        await add('U0NOOR', 'One\nTwo\nThree');
        expect((await rounds()).at(-1)).toMatchObject({ facilitator_id: 'U0ARJUN' });
      }
      expect(asked('U0SEUN')).toBeUndefined();
      await it_.playUntil(nth(4) - 40 * hour);
      await it_.who('U0ARJUN').press(found(asked('U0ARJUN')), 'retro.round-leave');
      await it_.playUntil(nth(4) - 20 * hour);
      expect(asked('U0SEUN')).toBeDefined();
    });
  });
});
