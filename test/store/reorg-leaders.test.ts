/** A new leader agrees in the channel, is handed what the team goes on with, and says once what they keep. */
import { day } from '../../src/core/clock.ts';
import type { HandedOn } from '../../src/core/handed-on.ts';
import { features } from '../../src/features.ts';
import { reorgAmong } from '../../src/features/reorg/feature.ts';
import type { Feature } from '../../src/core/feature.ts';
import { diego, ines, mara, priya, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type ReorgHere, reorgOn, weekly } from '../support/reorg-here.ts';

/** What another practice says that the team goes on with. */
const items: HandedOn[] = [
  {
    id: 'ACT1' as HandedOn['id'],
    kind: 'action',
    what: 'Rehearse *the move*',
    owner: null,
    dueOn: '2026-12-22',
  },
  { id: 'AGR1' as HandedOn['id'], kind: 'agreement', what: 'Release checklist', owner: null, dueOn: null },
];
const handedOn: Feature['handedOn'] = (_read, channel) => Promise.resolve(channel === website ? items : []);
const all: readonly Feature[] = features.map((feature) => {
  if (feature.name === 'reorg') return reorgAmong(() => all);
  return feature.name === 'thanks' ? { ...feature, handedOn } : feature;
});

describe.each(engines())('on $name', (engine) => {
  let here: ReorgHere;
  beforeEach(async () => {
    here = await reorgOn(engine, { features: all });
    await here.recurs(website, mara, { 'learned.weekly': weekly });
    await here.brief([{ kind: 'leader', channel: website, leader: diego }]);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const question = () => here.saying(website, 'this team');
  const agree = async (who = diego) => {
    await here.who(who).press(question(), 'reorg.lead');
    await here.settle();
  };
  const handed = (text = 'This is what it goes on with') => here.saying(diego, text).text;

  it('is asked in the channel that reads the answer, and nobody else can say it for them', async () => {
    expect(question().text).toContain(`<@${diego}>`);
    await agree(priya);
    expect(here.who(priya).told(website).join()).toContain('Only the person named there');
    await agree();
    expect(here.saying(website, 'Diego leads this team from')).toBeDefined();
    await here
      .who(diego)
      .press({ ...question(), blocks: [] }, 'reorg.lead')
      .catch(() => undefined);
  });

  it('reads the rituals, open actions and agreements of the team, with their own access', async () => {
    await agree();
    expect(handed()).toContain('Weekly shares');
    expect(handed()).toContain('Rehearse the move');
    expect(handed()).toContain('Release checklist');
  });

  it('reads what is due by the day of the team, also where it is the next one already', async () => {
    await here.lore.store.write(async (db) => {
      const tz = 'Pacific/Kiritimati';
      await db
        .updateTable('person')
        .set({ tz })
        .where('user_id', '=', diego as never)
        .execute();
    });
    await agree();
    expect(handed()).toMatch(/Rehearse the move, by Tue(sday)? 22 December/);
  });

  it('hands nothing to somebody who says no: the channel reads that an admin can name another', async () => {
    await here.who(diego).press(question(), 'reorg.lead-not');
    await here.settle();
    expect(question().text).toContain('don’t lead this team');
    await here.wait(14 * day);
    expect(here.direct(diego)).toEqual([]);
  });

  it('is asked once, in their first two weeks, which they keep, and never again', async () => {
    await agree();
    expect(handed()).toMatch(/^You lead the team of .+ from \w+ \d+ /);
    // The brief holds in two weeks.
    await here.wait(14 * day);
    expect(
      here
        .direct(diego)
        .map(({ text }) => text)
        .join(),
    ).not.toContain('What of this do you keep');
    await here.wait(13 * day);
    expect(handed('What of this do you keep')).toContain('Release checklist');
    const count = here.direct(diego).length;
    await here.wait(30 * day);
    expect(here.direct(diego)).toHaveLength(count);
  });

  it('is asked nothing any more once the reorganisation is taken back', async () => {
    await agree();
    await here.wait(day);
    expect(await here.home(diego)).toContain('reorg.handed');
    await here.type(ines, '/lore reorg');
    await here.go(ines, 'reorg.take-back');
    const count = here.direct(diego).length;
    await here.wait(40 * day);
    expect(here.direct(diego)).toHaveLength(count);
    expect(await here.home(diego)).not.toContain('reorg.handed');
    expect(JSON.stringify(here.direct(diego))).not.toContain('reorg.handed');
  });

  it('says what they do not keep in the thread, ends nothing, and is not asked again', async () => {
    await agree();
    await here.who(diego).press(here.saying(diego, 'This is what it goes on with'), 'reorg.handed');
    await here.settle();
    await here.submit(diego, { drops: ['AGR1'] });
    const said = here.saying(website, 'goes on with 2 things').text;
    expect(said).toContain('Release checklist');
    expect(said).not.toContain('Weekly shares');
    expect(await here.rows('ritual')).toContain('"is_on":1');
    const count = here.direct(diego).length;
    await here.wait(14 * day);
    expect(here.direct(diego)).toHaveLength(count);
    expect(await here.home(diego)).not.toContain('do you keep');
  });

  it('says so when they keep nothing of it', async () => {
    await agree();
    await here.who(diego).press(here.saying(diego, 'This is what it goes on with'), 'reorg.handed');
    await here.settle();
    await here.submit(diego, { drops: ['learned.weekly', 'ACT1', 'AGR1'] });
    expect(here.saying(website, 'Diego doesn’t go on with:').text).toContain('Rehearse the move');
  });

  it('loses what they were shown when they leave the channel, and another is named when they leave for good', async () => {
    await agree();
    await here.sandbox.page('membership', { as: diego, channelId: website, change: 'leave' });
    await here.wait(11 * day);
    expect(JSON.stringify(here.direct(diego).at(-1)?.text)).not.toContain('Release checklist');
    await here.sandbox.page('person', { as: ines, userId: diego, change: { kind: 'deactivate' } });
    await here.wait(2 * day);
    await here.brief([{ kind: 'leader', channel: website, leader: priya }]);
    await here.wait(day);
    expect(question().text).toContain(`<@${priya}>`);
  });

  it('is forgotten with them: no row names them any more', async () => {
    await agree();
    await here.erase(diego);
    expect(await here.rows('reorg_change', 'reorg_kept')).not.toContain(diego);
  });
});
