/** What people say about indicators, and decide; the message of a quarter; and how far learning has got. On both engines. */
import { listAt } from '../../sandbox/json.ts';
import { katrin, learning, mara, priya, sam, secretly, seun, website } from '../support/company.ts';
import { textsIn } from '../support/colleague.ts';
import { engines } from '../support/databases.ts';
import { type IndicatorsHere, indicatorsOn } from '../support/indicators-here.ts';

describe.each(engines())('on $name,', (engine) => {
  let here: IndicatorsHere;
  beforeEach(async () => {
    here = await indicatorsOn(engine);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  /** Answers the question, from the form of a channel’s numbers. */
  const remark = async (who: string, words: string, channel = learning) => {
    await here.look(who, channel);
    await here.who(who).pressInModal('indicators.silly');
    await here.settle();
    const answer = await here.who(who).submit({ indicator: 'M2', words });
    await here.settle();
    return JSON.stringify(answer);
  };
  const decide = async (who: string, fields: Readonly<Record<string, string>>, channel = learning) => {
    await here.look(who, channel);
    await here.who(who).pressInModal('indicators.decide');
    await here.settle();
    await here.who(who).submit(fields);
    await here.settle();
  };

  describe('whether a number makes us do silly things', () => {
    const small = 'We agree on small things, so that they get done';
    it('is kept beside that number, with who said it and when, for everybody who sees the number', async () => {
      here.agreed(learning, 3, 2);
      await remark(mara, small);
      const page = await here.look(seun, learning);
      expect(page.indexOf('makes us do silly things')).toBeGreaterThan(page.indexOf('M2 ·'));
      expect(page).toContain(small);
      expect(await here.look('U0ELLIOT', 'C0GENERAL', 'workspace')).toContain(small);
      expect(await here.file(mara, 'page').catch(() => '')).toBe('');
      await here.look(mara, learning);
      expect(await here.file(mara, 'page')).toContain(small);
    });

    it('can be said without a sentence, and taken back', async () => {
      here.agreed(learning, 3, 2);
      await remark(mara, '');
      expect(await here.look(seun, learning)).toContain('said on');
      await here.look(mara, learning);
      await here.who(mara).pressInModal('indicators.silly-back');
      await here.settle();
      await here.who(mara).closeAll();
      expect(await here.look(seun, learning)).not.toContain('silly things');
      expect(await here.rows('indicator_remark')).toBe('[[]]');
    });

    it('can be said by a guest for the channel that they are in, and stays there', async () => {
      here.agreed(website, 3, 2);
      await here.look(mara, website);
      await remark(sam, small, website);
      expect(await here.look(mara, website)).toContain(small);
      expect(await here.look(mara, learning, 'workspace')).not.toContain(small);
    });

    it('is in the export of who said it, and goes with them when they erase themselves', async () => {
      here.agreed(learning, 3, 2);
      await remark(mara, small);
      await here.who(mara).closeAll();
      expect(await here.export(mara)).toContain(small);
      await here.erase(mara);
      expect(await here.export(mara)).not.toContain(small);
      const page = await here.look(seun, learning);
      expect(page).toContain('Done: 2 of 3');
      expect(page).not.toContain(small);
    });
  });

  describe('what we decided', () => {
    const words = 'We look at what we agreed on each Monday';
    it('is written by a full member, with name and day, and changed and taken back by its author', async () => {
      here.agreed(learning, 3, 2);
      await decide(mara, { words });
      expect(await here.look(seun, learning)).toMatch(/24 November 2026.*We look at what/s);
      expect(listAt(here.who(seun).modal()?.view ?? {}, 'blocks').length).toBeLessThan(100);
      await here.look(mara, learning);
      await here.who(mara).pressInModal('indicators.decide', { holds: 'decision' });
      await here.settle();
      await here.who(mara).submit({ words: 'On Tuesdays' });
      await here.settle();
      const changed = await here.look(seun, learning);
      expect(changed).toContain('On Tuesdays');
      expect(changed).not.toContain(words);
      await here.look(mara, learning);
      await here.who(mara).pressInModal('indicators.decision-back');
      await here.settle();
      expect(await here.look(seun, learning)).toContain('Nothing is written yet');
    });

    it('for the workspace stands beside the workspace’s numbers, and not beside the channel’s', async () => {
      here.agreed(learning, 3, 2);
      await decide(mara, { words, of: 'workspace' });
      expect(await here.look(seun, learning, 'workspace')).toContain(words);
      expect(await here.look(seun, learning)).not.toContain(words);
    });

    it('cannot be written by a guest, who has no button for it', async () => {
      here.agreed(website, 3, 2);
      await here.look(sam, website);
      await here.look(sam, website);
      await expect(here.who(sam).pressInModal('indicators.decide')).rejects.toThrow('there is no');
    });

    it('goes with its author when they erase themselves', async () => {
      here.agreed(learning, 3, 2);
      await decide(mara, { words });
      await here.who(mara).closeAll();
      expect(await here.export(mara)).toContain(words);
      await here.erase(mara);
      expect(await here.look(seun, learning)).not.toContain(words);
    });
  });

  describe('how far learning has got', () => {
    const fourQuarters = async () => {
      here.agreed(learning, 40, 38);
      await here.look(mara, learning);
      for (let nth = 0; nth < 3; nth += 1) {
        here.agreed(learning, 40, 38, 'now');
        await here.nextQuarter();
      }
    };

    it('is said once four quarters exist: “1 of 4” before', async () => {
      here.agreed(learning, 3, 2);
      expect(await here.look(mara, learning)).toContain('So far one quarter has numbers');
    });

    it('is the level of which every gate holds twice in a row, with the next unmet gate, and said to be ours', async () => {
      await fourQuarters();
      const page = await here.look(mara, learning);
      expect(page).toContain('Altogether: part of the work');
      expect(page).toContain('Next: what is done helps (M2b), from 60 % at the lower end');
      expect(page).toContain('ours, and no research');
    });

    it('has limits that an admin changes from a public channel, for everybody, and nobody else can', async () => {
      await fourQuarters();
      await here.look(mara, learning);
      await expect(here.who(mara).pressInModal('indicators.gates')).rejects.toThrow('there is no');
      await here.look('U0INES', 'C0GENERAL');
      await here.who('U0INES').pressInModal('indicators.gates');
      await here.settle();
      expect(JSON.stringify(await here.who('U0INES').submit({ M2: '0' }))).toContain('from 1 to 100');
      await here.who('U0INES').submit({ M2: '99' });
      await here.settle();
      const page = await here.look(mara, learning);
      expect(page).toContain('Practice: now and then');
      expect(page).toContain('what is agreed on is done (M2), from 99 %');
      // Everybody reads who changed it.
      expect(JSON.stringify(here.who(mara).modal())).toMatch(/<@U0INES> changed limits last, on \d/);
    });
  });

  describe('the message of a quarter', () => {
    const monthly = { every: 'month', weekday: 2, minutes: 10 * 60 } as const;
    const told = () =>
      here.posted(learning).filter(({ text }) => text.includes('what learning came to here'));

    it('comes once, in channels that want it, with the numbers, the question and who set it up', async () => {
      await here.recurs(learning, mara, { 'indicators.quarter': monthly });
      here.agreed(learning, 3, 2);
      await here.playUntil(here.sandbox.core.clock.now() + 40 * 86_400_000);
      expect(told()).toHaveLength(1);
      const [first] = told();
      expect(first?.text).toContain('Done: 2 of 3');
      expect(first?.text).toContain('Does any of these numbers make us do silly things?');
      expect(first?.text).toContain('Set up by Mara');
      expect(first?.text).not.toContain('<@');
      await here.playUntil(here.sandbox.core.clock.now() + 60 * 86_400_000);
      expect(told().map(({ text }) => text.slice(0, 7))).toEqual(['Q3 2026', 'Q4 2026']);
    });

    it('opens the numbers with what they mean, and the question, from its buttons', async () => {
      await here.recurs(learning, mara, { 'indicators.quarter': monthly });
      here.agreed(learning, 3, 2);
      await here.playUntil(here.sandbox.core.clock.now() + 20 * 86_400_000);
      const [message] = told();
      if (message === undefined) throw new Error('nothing is posted');
      await here.who(priya).press(message, 'indicators.show');
      await here.settle();
      expect(textsIn(here.who(priya).modal()?.view ?? {}).join()).toContain('How: Done ÷');
      await here.who(priya).closeAll();
      await here.who(priya).press(message, 'indicators.silly');
      await here.settle();
      await here.who(priya).submit({ indicator: 'M2', words: 'Only small things' });
      await here.settle();
      expect(told()[0]?.text).toContain('Only small things');
    });

    it('has a picture of counts over time from the third quarter on, and its numbers as text', async () => {
      await here.recurs(learning, mara, { 'indicators.quarter': monthly });
      here.agreed(learning, 3, 2);
      await here.look(mara, learning);
      for (let nth = 0; nth < 2; nth += 1) {
        here.agreed(learning, 4, 2, 'now');
        await here.nextQuarter();
      }
      await here.playUntil(here.sandbox.core.clock.now() + 10 * 86_400_000);
      const last = told().at(-1);
      expect(last?.text).toContain('Done: Q3 2026 2, Q4 2026 2, Q1 2027 2');
      expect(JSON.stringify(last?.blocks)).toContain('"image"');
    });

    it('is not sent to a channel of four, and the settings say why', async () => {
      await here.recurs(secretly, katrin, { 'indicators.quarter': monthly });
      here.agreed(secretly, 3, 2);
      await here.playUntil(here.sandbox.core.clock.now() + 40 * 86_400_000);
      expect(here.posted(secretly)).toEqual([]);
    });
  });
});
