/** A person's sheet: sealed, for them and whom they choose, until they take it back. On both engines. */
import { day } from '../../src/core/clock.ts';
import { defineCopy } from '../../src/core/copy.ts';
import type { Feature } from '../../src/core/feature.ts';
import { channelId, rowId, userId } from '../../src/core/ids.ts';
import { section } from '../../src/core/kit/blocks.ts';
import { escape } from '../../src/core/text.ts';
import { purposeAmong } from '../../src/features/purpose/feature.ts';
import { exportFor } from '../../src/system/my-data/subject-data.ts';
import { ines, katrin, learning, mara, priya, sam, seun, team } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type PurposeHere, purposeOn, words } from '../support/purpose-here.ts';

const texts = Object.values(words);
const leila = 'U0LEILA';

/** A practice that has a pathway for those who want to lead, and notes by which words it was asked. */
const asked: string[] = [];
const paths: Feature = {
  name: 'paths',
  title: () => 'Paths',
  copy: defineCopy({ en: {} }),
  tables: [],
  toLearn: async (read, sought) => {
    asked.push(`${read.viewer.kind === 'person' ? read.viewer.userId : 'a channel'}: ${sought}`);
    return sought.includes('Leading')
      ? [
          { id: rowId('p2'), kind: 'forum', block: section(escape('A forum on leading')) },
          { id: rowId('p1'), kind: 'pathway', block: section(escape('A pathway to leading')) },
        ]
      : [];
  },
};

describe.each(engines())('on $name, a sheet', (engine) => {
  let here: PurposeHere;
  beforeEach(async () => {
    asked.length = 0;
    here = await purposeOn(engine, true, [paths]);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const holdsAll = (said: string) => texts.filter((text) => said.includes(text)).length;

  it('is written by a person, for them alone, and stands sealed in the database', async () => {
    expect(await here.page(mara)).toContain('Nothing is written yet');
    const page = await here.writes(mara);
    expect(holdsAll(page)).toBe(3);
    expect(page).toContain('Only you can read this.');
    expect(holdsAll(await here.stored())).toBe(0);
    for (const other of [seun, katrin]) expect(holdsAll(await here.page(other))).toBe(0);
    for (const other of [seun, katrin, ines]) {
      expect(holdsAll(await here.home(other))).toBe(0);
      expect(here.direct(other)).toEqual([]);
    }
  });

  it('is kept as it is typed, and what is empty is refused where it was typed', async () => {
    await here.page(mara);
    await here.press(mara, 'purpose.write');
    expect(await here.submits(mara, { learn: '  ' })).toContain('Write at least one of the three');
    await here.who(mara).type('learn', 'Half a sen');
    await here.settle();
    await here.who(mara).closeAll();
    expect(await here.page(mara)).toContain('Half a sen');
  });

  it('stands in no message and no Home, so that no search of Slack’s finds it', async () => {
    await here.writes(mara);
    await here.shares(mara, seun);
    expect(holdsAll(await here.opens(seun))).toBe(3);
    await here.home(mara);
    await here.home(seun);
    expect(here.inSlack()).toContain('shares with you what they’d like to learn');
    expect(holdsAll(here.inSlack())).toBe(0);
  });

  it('is read by the one chosen, as it is changed later, until it is taken back', async () => {
    await here.writes(mara);
    expect(await here.shares(mara, seun)).toContain('You and <@U0SEUN> can read this');
    expect(here.sent(seun)).toContain('shares with you what they’d like to learn');
    await here.who(seun).press(here.last(seun), 'purpose.pair');
    await here.settle();
    expect(holdsAll(here.modal(seun))).toBe(3);
    await here.writes(mara, { ...words, drives: 'Something else' });
    expect(await here.opens(seun)).toContain('Something else');
    expect(holdsAll(await here.page(priya))).toBe(0);
    expect(await here.page(priya)).not.toContain('With whom you plan');

    await here.page(mara);
    expect(await here.press(mara, 'purpose.back')).toContain('Only you can read this.');
    expect(here.sent(seun)).toContain('<@U0MARA> doesn’t share with you any more what they’d like to learn.');
    expect(here.sent(seun)).not.toContain('purpose.pair');
    expect(holdsAll(await here.page(seun))).toBe(0);
    const shares = JSON.parse(await here.rows('purpose_share')) as readonly (readonly object[])[];
    expect(shares[0]?.[0]).toMatchObject({ learn: null, drives: null, toward: null });
    expect(holdsAll(await here.page(mara))).toBe(2);
  });

  it('that is typed on is read as it was saved, until it is saved again', async () => {
    await here.writes(mara);
    await here.shares(mara, seun);
    await here.page(mara);
    await here.press(mara, 'purpose.write');
    await here.who(mara).type('learn', 'Not yet for anybody');
    await here.settle();
    expect(await here.opens(seun)).toContain(words.learn);
    expect(here.modal(seun)).not.toContain('Not yet for anybody');
  });

  it.each([
    [leila, 'This person’s account is deactivated, so nobody would read it'],
    [mara, 'That’s you, and you can read it already'],
    [sam, 'This person is a guest'],
    ['U0LOREBOT', 'That’s an app'],
    ['U0FREYA', 'from another organisation'],
    ['U0NOBODY', 'I don’t know this person'],
  ])('shared with somebody who cannot read it is refused with the reason: %s', async (who, why) => {
    await here.writes(mara);
    await here.page(mara);
    await here.press(mara, 'purpose.share');
    const fields = { chosen: who, channel: learning };
    expect(await here.submits(mara, fields)).toContain(why);
    expect(await here.rows('purpose_share')).toBe('[[]]');
    // Lore may not ask Slack about who is not there.
    here.wrong();
  });

  it('shared with somebody who is deactivated later is taken back the next day, and both sides of it are said', async () => {
    await here.writes(mara);
    await here.shares(mara, seun);
    await here.deactivates(seun);
    await here.later(2 * day);
    expect(here.sent(mara)).toContain('is no longer here, so nothing is shared any more');
    expect(await here.page(mara)).toContain('Only you can read this.');
    const shares = JSON.parse(await here.rows('purpose_share')) as readonly (readonly object[])[];
    expect(shares[0]?.[0]).toMatchObject({ learn: null });
  });

  it('is not read any more of somebody who was deactivated, whom the other is told of', async () => {
    await here.writes(mara);
    await here.shares(mara, seun);
    await here.deactivates(mara);
    await here.later(2 * day);
    expect(here.sent(seun)).toContain('is no longer here, so nothing is shared any more');
    expect(holdsAll(await here.page(seun))).toBe(0);
  });

  it('is shared with one at a time, also by two presses at once', async () => {
    await here.writes(mara);
    await here.shares(mara, seun);
    await here.page(mara);
    expect(here.modal(mara)).not.toContain('purpose.share"');
    // From a form that was opened before.
    await here.page(seun);
    await here.writes(katrin);
    await here.page(katrin);
    await here.press(katrin, 'purpose.share');
    await Promise.all([
      here.who(katrin).submit({ chosen: seun, channel: learning }),
      here.who(katrin).submit({ chosen: priya, channel: learning }),
    ]);
    await here.settle();
    const [all = []] = JSON.parse(await here.rows('purpose_share')) as { person_id: string }[][];
    expect(all.filter(({ person_id: person }) => person === katrin)).toHaveLength(1);
  });

  it('is deleted by its person, also for the one who could read it', async () => {
    await here.writes(mara);
    await here.shares(mara, seun);
    await here.page(mara);
    expect(await here.press(mara, 'purpose.forget')).toContain('Nothing is written yet');
    expect(await here.rows('purpose_sheet')).toBe('[[]]');
    expect(holdsAll(await here.page(seun))).toBe(0);
    expect(here.sent(seun)).toContain('share with you any more');
  });

  it('is plain in its person’s export, and in nobody else’s: neither the chosen one’s, the channel’s, nor the workspace’s', async () => {
    await here.writes(mara);
    await here.shares(mara, seun);
    expect(holdsAll(await here.export(mara))).toBe(3);
    for (const other of [seun, ines]) expect(holdsAll(await here.export(other))).toBe(0);
    const { store } = here.lore;
    for (const by of [
      { actor: 'operator', reader: null } as const,
      { actor: userId(ines), reader: userId(ines) },
    ])
      for (const subject of [
        { kind: 'workspace' },
        { kind: 'channel', channelId: channelId(learning) },
      ] as const)
        expect(
          holdsAll(JSON.stringify(await exportFor(store, [purposeAmong(() => [])], team, by, subject))),
        ).toBe(0);
  });

  it('goes with its person, with the copy of the one who could read it, who is told', async () => {
    await here.writes(mara);
    await here.shares(mara, seun);
    await here.erase(mara);
    expect(await here.stored()).not.toContain(mara);
    expect(await here.rows('purpose_sheet', 'purpose_share')).toBe('[[],[]]');
    expect(here.sent(seun)).not.toContain('purpose.pair');
    expect(await here.page(seun)).not.toContain('With whom you plan');
  });

  it('stays with its person when the one chosen erases themselves, and is shared with nobody', async () => {
    await here.writes(mara);
    await here.shares(mara, seun);
    await here.erase(seun);
    expect(await here.stored()).not.toContain(seun);
    await here.later(2 * day);
    const page = await here.page(mara);
    expect(holdsAll(page)).toBe(3);
    expect(page).toContain('Only you can read this.');
  });

  it('whose key is lost is said to be, is read by nobody, and can be written again', async () => {
    await here.writes(mara);
    await here.shares(mara, seun);
    here.loseKey();
    expect(await here.page(mara)).toContain('the key that sealed it is lost');
    expect(await here.opens(seun)).toContain('the key that sealed it is lost');
    await here.writes(mara, { ...words, learn: 'Written again' });
    expect(await here.opens(seun)).toContain('Written again');
  });

  it('finds where somebody can learn, by its words, in order, for them alone', async () => {
    await here.writes(mara);
    await here.page(mara);
    const found = await here.press(mara, 'purpose.learn');
    expect(found.indexOf('A pathway to leading')).toBeGreaterThan(0);
    expect(found.indexOf('A forum on leading')).toBeGreaterThan(found.indexOf('A pathway to leading'));
    expect(asked).toEqual([`${mara}: ${words.learn}\n${words.toward}`]);
    await here.writes(mara, { learn: 'Cooking', drives: '', toward: '' });
    await here.page(mara);
    expect(await here.press(mara, 'purpose.learn')).toContain('found nothing that fits yet');
  });

  it('is for full members: a guest is told so', async () => {
    await here.who(sam).say('C0WEBSITE', '/purpose');
    await here.settle();
    expect(here.who(sam).told('C0WEBSITE').join() + here.modal(sam)).toContain('for full members');
    expect(await here.home(sam)).not.toContain('Purpose');
  });

  it('that nobody touches goes after two years, and what is shared after one', async () => {
    await here.writes(mara);
    await here.shares(mara, seun);
    const ago = (table: string, column: string, days: number) =>
      here.lore.store.write(async (system) => {
        const at = here.sandbox.core.clock.now() - days * day;
        await system
          .updateTable(table as 'audit')
          .set({ [column]: at })
          .execute();
      });
    await ago('purpose_share', 'touched_at', 363);
    await ago('purpose_sheet', 'written_at', 728);
    await here.later(day);
    expect(holdsAll(await here.opens(seun))).toBe(3);
    await here.later(3 * day);
    expect(await here.rows('purpose_share', 'purpose_sheet')).toBe('[[],[]]');
    expect(here.sent(seun)).not.toContain('purpose.pair');
  });
});

describe.each(engines())('on $name, without a key', (engine) => {
  it('nothing is typed, let alone stored in clear, and it is said what an operator does', async () => {
    const here = await purposeOn(engine, false);
    await here.page(mara);
    const said = await here.press(mara, 'purpose.write');
    expect(said).toContain('there is no key to seal it with');
    expect(said).toContain('LORE_KEY_FILE');
    expect(await here.stored()).toBe('[[],[],[],[],[]]');
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
});
