/** What two people have together: dates that both propose, a talk with a guide, and next steps that Lore follows up with both once. On both engines. */
import { day, hour } from '../../src/core/clock.ts';
import { rowId, userId } from '../../src/core/ids.ts';
import { purposeAmong } from '../../src/features/purpose/feature.ts';
import { learning, mara, priya, seun, team } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type PurposeHere, purposeOn } from '../support/purpose-here.ts';

interface Cells {
  readonly id: string;
  readonly by_id: string;
  readonly at: number;
  readonly talk_at: number | null;
  readonly answer: string | null;
  readonly what: string;
}

describe.each(engines())('on $name, two people', (engine) => {
  let here: PurposeHere;
  beforeEach(async () => {
    here = await purposeOn(engine);
    await here.writes(mara);
    await here.shares(mara, seun);
    await here.later(hour);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const all = async (table: string) =>
    (JSON.parse(await here.rows(table)) as readonly (readonly Cells[])[])[0] ?? [];
  const first = async (table: string): Promise<Cells> => {
    const [row] = await all(table);
    if (row === undefined) throw new Error(`${table} is empty`);
    return row;
  };
  const calendar = (who: string) =>
    here.lore.store.read(team, { kind: 'person', userId: userId(who) }, async (read) => {
      const dates = purposeAmong(() => []).dates;
      const now = here.sandbox.core.clock.now();
      const span = { from: now, to: now + 60 * day };
      return (await dates?.(read, span, { now, locale: 'en', tz: 'Europe/Berlin' })) ?? [];
    });
  const agreesTo = async (who: string, nth = 0) => {
    await here.opens(who);
    const theirs = (await all('purpose_date'))
      .filter(({ by_id: by }) => by !== who)
      .toSorted((a, b) => a.at - b.at);
    return here.press(who, 'purpose.agree', theirs[nth]?.id ?? '');
  };

  it('have a guide each: one about what they want, the other about asking first', async () => {
    expect(await here.opens(mara)).toContain('What would I like to be able to do a year from now');
    expect(await here.opens(seun)).toContain('Ask first, advise later');
  });

  it('propose dates to each other, three each, of which one agrees to one; it stands in both calendars and no channel’s', async () => {
    expect(await here.proposes(mara, 7, 8, 9)).toContain('You propose');
    await here.later(2 * day);
    expect(here.sent(seun)).toContain('proposes dates for your development talk');
    await here.proposes(seun, 14, 20, 21);
    const second = here.day(20);
    await here.later(2 * day);
    expect(here.sent(mara)).toContain('proposes dates for your development talk');
    expect(await all('purpose_date')).toHaveLength(6);
    expect(await calendar(mara)).toEqual([]);

    expect(await agreesTo(mara, 1)).toContain('You talk with <@U0SEUN> on');
    const { talk_at: at } = await first('purpose_share');
    expect(new Date(at ?? 0).toISOString()).toContain(second);
    await here.later(2 * day);
    expect(here.sent(seun)).toContain('agreed: you talk on');
    for (const who of [mara, seun]) {
      const [date] = await calendar(who);
      expect(date).toMatchObject({ from: at, to: (at ?? 0) + 45 * 60_000, channel: learning });
    }
    expect(await calendar(priya)).toEqual([]);
    const inChannel = await here.lore.store.read(
      team,
      { kind: 'channel', channelId: learning as never },
      (read) =>
        purposeAmong(() => []).dates?.(
          read,
          { from: 0, to: Number.MAX_SAFE_INTEGER },
          { now: 0, locale: 'en', tz: 'UTC' },
        ) ?? Promise.resolve([]),
    );
    expect(inChannel).toEqual([]);
  });

  it.each([
    [[-1], 'still to come'],
    [[200], 'within the next 180 days'],
    [[7, 7], 'proposed already'],
    // A Saturday.
    [[11], 'one of you two doesn’t work'],
  ] as const)(
    'propose dates that are still to come, near, each once, and on working days of both: %j',
    async (days, why) => {
      expect(await here.proposes(mara, ...days)).toContain(why);
      expect(await all('purpose_date')).toEqual([]);
    },
  );

  it('read the newest proposal, of which the older says that it was replaced', async () => {
    await here.proposes(mara, 7);
    await here.later(2 * day);
    await here.proposes(mara, 12, 13);
    await here.later(2 * day);
    expect(here.sent(seun)).toContain('There are newer dates for your talk with <@U0MARA>.');
    expect(await all('purpose_date')).toHaveLength(2);
    expect(
      here.direct(seun).filter(({ blocks }) => JSON.stringify(blocks).includes('Choose one')),
    ).toHaveLength(1);
  });

  it('who agrees to a date that was replaced meanwhile reads so, beside those that stand now', async () => {
    await here.proposes(mara, 7);
    await here.opens(seun);
    await here.proposes(mara, 13);
    const page = await here.press(seun, 'purpose.agree');
    expect(page).toContain('can’t be agreed on any more');
    expect(page).toContain('<@U0MARA> proposes');
    expect((await first('purpose_share')).talk_at).toBeNull();
    expect(await here.press(seun, 'purpose.agree')).toContain('You talk with <@U0MARA> on');
  });

  it('see no dates any more that are past, to which nobody agreed', async () => {
    await here.proposes(mara, 7, 8);
    await here.later(2 * day);
    expect(here.sent(seun)).toContain('Choose one');
    await here.home(seun);
    expect(await here.home(seun)).toContain('proposes dates for your talk');
    await here.later(8 * day);
    expect(here.sent(seun)).toContain(
      'The dates that <@U0MARA> proposed for your talk are past, and nobody agreed to one.',
    );
    expect(here.sent(seun)).not.toContain('Choose one');
    expect(JSON.stringify(here.who(seun).home())).not.toContain('proposes dates for your talk');
    expect(await here.opens(seun)).toContain('No date for a talk yet');
  });

  it('agree once, though both press at the same time, and nobody agrees to their own', async () => {
    await here.proposes(mara, 7);
    await here.proposes(seun, 14);
    const dates = await all('purpose_date');
    const own = dates.find(({ by_id: by }) => by === mara);
    const theirs = dates.find(({ by_id: by }) => by === seun);
    await here.opens(mara);
    expect(here.modal(mara)).not.toContain(`\\"date\\":\\"${own?.id}`);
    await here.opens(seun);
    await Promise.all([
      here.press(mara, 'purpose.agree', theirs?.id ?? ''),
      here.press(seun, 'purpose.agree', own?.id ?? ''),
    ]);
    await here.settle();
    const { talk_at: at } = await first('purpose_share');
    expect([own?.at, theirs?.at]).toContain(at);
    expect(await calendar(mara)).toHaveLength(1);
  });

  it('are reminded once, a working day before, with the guide', async () => {
    await here.proposes(mara, 7);
    await agreesTo(seun);
    await here.later(5 * day);
    expect(here.sent(mara)).not.toContain('You talk with <@U0SEUN> on');
    await here.later(2 * day);
    for (const who of [mara, seun]) {
      const reminders = here.direct(who).filter(({ text }) => /You talk with/.test(text));
      expect(reminders).toHaveLength(1);
    }
    const count = here.direct(mara).length;
    await here.later(10 * day);
    expect(here.direct(mara)).toHaveLength(count);
  });

  it('read of a talk that took place that it did: nothing is to be called off, and another can be planned', async () => {
    await here.proposes(mara, 7);
    await here.later(2 * day);
    await agreesTo(seun);
    await here.later(4 * day);
    const open = await here.opens(mara);
    expect(open).toContain('You talk with <@U0SEUN> on');
    expect(here.sent(seun)).toContain('One of these dates holds: ');
    await here.later(2 * day);
    for (const who of [mara, seun]) {
      expect(here.sent(who)).not.toMatch(/You talk with|you talk on/);
      expect(here.sent(who)).toContain('You talked with');
      expect(JSON.stringify(here.who(who).home())).not.toContain('You talk on');
    }
    // The page that was open all the time offers still what is over.
    expect(await here.press(mara, 'purpose.off')).toContain('You talked with <@U0SEUN> on');
    expect(here.sent(seun)).not.toContain('is off.');
    const page = await here.opens(mara);
    expect(page).not.toContain('purpose.off');
    expect(page).toContain('Propose dates');
    expect(page).not.toContain('You talk on');
  });

  it('call a talk off, which the other is told, and nobody is reminded', async () => {
    await here.proposes(mara, 7);
    await agreesTo(seun);
    await here.later(hour);
    await here.opens(mara);
    expect(await here.press(mara, 'purpose.off')).toContain('No date for a talk yet');
    await here.later(8 * day);
    expect(here.sent(seun)).toContain('is off.');
    expect(here.sent(seun)).not.toContain('You talk with');
    expect(here.sent(mara)).toMatch(/Your talk with <@U0SEUN> on .+ was called off\./);
    expect(await calendar(seun)).toEqual([]);
  });

  it('write down next steps, sealed, with an owner and a day, and both are asked once when it is due', async () => {
    const page = await here.addsStep(mara, 'Facilitate the next retro', 3, 'other');
    expect(page).toContain('Facilitate the next retro');
    expect(page).toContain('<@U0SEUN> · due');
    expect(await here.rows('purpose_step')).not.toContain('Facilitate');
    expect(await here.opens(seun)).toContain('Facilitate the next retro');
    await here.later(2 * day);
    expect(here.sent(seun)).not.toContain('next step');
    await here.later(2 * day);
    expect(here.sent(seun)).toContain('A next step of yours that you agreed on with');
    expect(here.sent(mara)).toContain('<@U0SEUN> owns it');
    expect(here.inSlack()).not.toContain('Facilitate');

    await here.who(mara).closeAll();
    await here.who(mara).press(here.last(mara), 'purpose.pair');
    await here.settle();
    await here.press(mara, 'purpose.step-later');
    expect(here.modal(mara)).toContain('Not yet; it stays here');
    await here.later(20 * day);
    for (const who of [mara, seun])
      expect(here.direct(who).filter(({ text }) => /next step/.test(text))).toHaveLength(1);

    await here.opens(seun);
    expect(await here.press(seun, 'purpose.step-done')).toContain('Done.');
    expect((await first('purpose_step')).answer).toBe('done');
    expect(here.sent(mara)).toContain('The next step with <@U0SEUN>: done.');
  });

  it('of a step that is said to be not yet done before it is due, both are asked all the same', async () => {
    await here.addsStep(mara, 'Early', 5);
    await here.opens(seun);
    expect(await here.press(seun, 'purpose.step-later')).toContain('when it’s due I ask you both');
    await here.later(7 * day);
    for (const who of [mara, seun]) expect(here.sent(who)).toContain('that you agreed on with');
    await here.opens(mara);
    await here.press(mara, 'purpose.step-done');
    await here.addsStep(mara, 'Second', 9);
    await here.addsStep(mara, 'Third', 9);
    // Of those due on one day the older stands first.
    const page = await here.opens(seun);
    expect(page.indexOf('Second')).toBeLessThan(page.indexOf('Third'));
  });

  it('hear nothing of a step that was done, or dropped, before it was due; what one said first stays', async () => {
    await here.addsStep(mara, 'One', 3);
    await here.addsStep(seun, 'Two', 3);
    const [one, two] = await all('purpose_step');
    await here.opens(mara);
    await here.opens(seun);
    await here.press(mara, 'purpose.step-done', one?.id);
    // From a page that was drawn before.
    expect(await here.press(seun, 'purpose.step-drop', one?.id)).toContain('Done.');
    await here.press(seun, 'purpose.step-drop', two?.id);
    await here.later(5 * day);
    expect(here.sent(mara) + here.sent(seun)).not.toContain('is due');
    expect((await all('purpose_step')).map(({ answer }) => answer).toSorted()).toEqual(['done', 'dropped']);
  });

  it('have five open steps at most, each with words and a day to come', async () => {
    expect(await here.addsStep(mara, 'x', -1)).toContain('Choose today or a day that is still to come');
    expect(await here.addsStep(mara, 'x', 400)).toContain('within the next year');
    await here.opens(mara);
    await here.press(mara, 'purpose.step');
    expect(await here.submits(mara, { what: ' ', owner: 'self', due: here.day(3) })).toContain(
      'What is the next step?',
    );
    for (const nth of [1, 2, 3, 4, 5]) await here.addsStep(mara, `Step ${nth}`, 3);
    expect(await here.opens(mara)).not.toContain('Add a next step');
    expect(await all('purpose_step')).toHaveLength(5);
  });

  it('keep what they agreed on when the sheet is taken back, and plan nothing more', async () => {
    await here.proposes(mara, 7);
    await agreesTo(seun);
    await here.addsStep(mara, 'Still to do', 3);
    await here.page(mara);
    await here.press(mara, 'purpose.back');
    const left = await here.opens(seun);
    expect(left).toContain('Still to do');
    expect(left).toContain('share nothing any more');
    expect(left).not.toContain('Propose');
    expect(left).not.toContain('Add a next step');
    expect(await calendar(seun)).toEqual([]);
    await here.later(5 * day);
    expect(here.sent(seun)).toContain('A next step that you agreed on');
    await here.opens(seun);
    await here.press(seun, 'purpose.step-drop');
    expect(await here.page(seun)).not.toContain('With whom you plan');
  });

  it('are answered kindly by what they opened before it was taken back', async () => {
    await here.opens(seun);
    await here.press(seun, 'purpose.dates');
    await here.page(mara);
    await here.press(mara, 'purpose.back');
    expect(await here.submits(seun, { on1: here.day(7), at: '14:00' })).toContain('This is no longer shared');
    expect(await all('purpose_date')).toEqual([]);
  });

  it('plan nothing with somebody who was deactivated a moment ago', async () => {
    await here.opens(mara);
    await here.deactivates(seun);
    expect(await here.press(mara, 'purpose.dates')).toContain('no longer here');
  });

  it('are seen by nobody else: neither rows, nor buttons that are forged', async () => {
    await here.addsStep(mara, 'Ours alone', 3);
    await here.proposes(mara, 7);
    const share = rowId((await first('purpose_share')).id);
    expect(await here.page(priya)).not.toContain('With whom you plan');
    const seen = await here.lore.store.read(team, { kind: 'person', userId: userId(priya) }, async (read) =>
      Promise.all(
        purposeAmong(() => []).tables.map(async (table) =>
          table.guard === 'shared' ? (await read.from(table).selectAll().execute()).length : 0,
        ),
      ),
    );
    expect(seen).toEqual([0, 0, 0, 0, 0]);
    expect(share).toBeTruthy();
    expect(await here.export(priya)).not.toContain('Ours alone');
  });

  it('lose what one of them wrote down when that one erases themselves, and all of it when the sheet’s person does', async () => {
    await here.addsStep(mara, 'Written by Mara', 3, 'other');
    await here.addsStep(seun, 'Written by Seun', 3, 'other');
    await here.proposes(seun, 7);
    await here.erase(seun);
    expect(await here.stored()).not.toContain(seun);
    expect(await here.opens(mara)).toContain('Written by Mara');
    expect(here.modal(mara)).not.toContain('Written by Seun');
    expect(await all('purpose_date')).toEqual([]);
    await here.erase(mara);
    expect(await here.stored()).toBe('[[],[],[],[],[]]');
  });

  it('find their steps in their own exports, those that the other wrote down, too', async () => {
    await here.addsStep(mara, 'For Seun', 3, 'other');
    await here.addsStep(mara, 'For Mara', 3);
    expect(await here.export(seun)).toContain('For Seun');
    expect(await here.export(seun)).not.toContain('For Mara');
    expect(await here.export(mara)).toContain('For Mara');
  });
});
