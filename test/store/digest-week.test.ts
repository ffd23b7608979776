/** What a digest brings in a week: what is new to its channel, what was shared there as one line, and what is worth recalling. */
import { learning, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { type DigestHere, digestOn, menusOf } from '../support/digest-here.ts';

const general = 'C0GENERAL';
const at = (text: string) => Date.parse(text);
/** Tuesdays at 10:00 in Berlin. The company begins on a Tuesday in November, after that. */
const first = at('2026-12-01T09:01:00Z');
const second = at('2026-12-08T09:01:00Z');
const third = at('2026-12-15T09:01:00Z');

describe.each(engines())('on $name, a digest of a week', (engine) => {
  let it_: DigestHere;
  const begin = async () => {
    it_ = await digestOn(engine);
    await it_.start(learning, 'U0KATRIN');
  };
  afterEach(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });
  const only = () => {
    const [one, ...more] = it_.digests(learning);
    if (one === undefined || more.length > 0)
      throw new Error(`${more.length} more digests than one, or none`);
    return one;
  };

  it('says of what was shared here how much it was, with a link: to the thread of the question, or its own message', async () => {
    await begin();
    await it_.start(learning, 'U0KATRIN', { every: 'week', weekday: 4, minutes: 840 });
    await it_.share('U0DIEGO', website, 'Photos come late');
    await it_.share('U0ARJUN', learning, 'Rehearse moves');
    await it_.playUntil(first);
    const linkTo = (start: string) => {
      const message = it_.posted(learning).find(({ text }) => text.startsWith(start));
      return `https://lindgrove.slack.com/archives/${learning}/p${(message?.ts ?? '').replace('.', '')}`;
    };
    expect(only().text).toContain(`\nOne thing shared here this week  Read it ${linkTo('Arjun')}\n`);
    expect(JSON.stringify(only().blocks)).toContain(`"url":"${linkTo('Arjun')}","text":"Read it"`);
    for (const [who, what] of [
      ['U0SEUN', 'Ask before pricing'],
      ['U0NOOR', 'Name the person'],
      ['U0ARJUN', 'Two screens help'],
    ] as const)
      await it_.share(who, learning, what);
    await it_.share('U0JONAS', general, 'Grind it fresh');
    await it_.playUntil(second);
    const [, next] = it_.digests(learning);
    const answers = linkTo('What did we learn?');
    expect(next?.text).toContain(`\nThree things shared here this week  Read them ${answers}\n`);
    // They were seen in the thread: neither words nor names of them, and nothing to press.
    expect(JSON.stringify(next?.blocks)).not.toMatch(/pricing|screens|U0SEUN|U0NOOR/);
  });

  it('is none where the channel has seen everything, however much was shared there', async () => {
    await begin();
    for (const who of ['U0SEUN', 'U0NOOR', 'U0ARJUN']) await it_.share(who, learning, 'Rehearse moves');
    await it_.playUntil(first);
    expect(it_.digests(learning)).toEqual([]);
    expect(await it_.records(learning)).toEqual([['2026-12-01', 'skipped', 'nothing_to_say', 'no']]);
  });

  it('brings what was used before what is newer', async () => {
    await begin();
    await it_.share('U0DIEGO', website, 'Photos come late');
    await it_.share('U0HANA', website, 'Test the real form');
    const older = it_.posted(website).find(({ text }) => text.includes('Photos'));
    if (older === undefined) throw new Error('nothing was shared');
    await it_.who('U0PRIYA').press(older, 'learned.use');
    await it_.who('U0PRIYA').submit({ how: 'Asked on Monday' });
    await it_.playUntil(first);
    expect(only().text).toContain('Photos come late');
    expect(only().text).toContain('Diego · One person used it');
    expect(only().text).not.toContain('Test the real form');
  });

  describe('recalls what was learned here', () => {
    const recalled = () => it_.digests(learning).filter(({ text }) => text.includes('Is this still true?'));
    /** What is recalled in the first digest after 30 days, beside what is new in it. */
    const recall = async () => {
      await begin();
      await it_.share('U0ARJUN', learning, 'Rehearse moves');
      await it_.playUntil(at('2026-12-28T10:00:00Z'));
      expect(recalled()).toEqual([]);
      await it_.share('U0DIEGO', website, 'Photos come late');
      await it_.playUntil(at('2026-12-29T10:00:00Z'));
      const [one] = recalled();
      if (one === undefined) throw new Error('nothing was recalled');
      return one;
    };

    it('after 30 and 90 days and not before, as a question that says why, with what can be done', async () => {
      const asked = await recall();
      expect(asked.text).toContain('\n*Rehearse moves*\nIs this still true? Arjun learned it here, ');
      expect(asked.text).toContain('I ask after 30, 90 and 270 days');
      expect(menusOf(asked)).toContainEqual([
        'Yes, still true',
        'No longer true',
        'I used “Rehearse moves”',
        'Not for me',
        'Open',
      ]);
      await it_.playUntil(at('2027-02-22T10:00:00Z'));
      await it_.share('U0HANA', website, 'Test the real form');
      expect(recalled()).toHaveLength(1);
      await it_.playUntil(at('2027-02-23T10:00:00Z'));
      expect(recalled()).toHaveLength(2);
    });

    it('and never alone: it waits for a week with something new', async () => {
      await begin();
      await it_.share('U0ARJUN', learning, 'Rehearse moves');
      await it_.share('U0DIEGO', website, 'Photos come late');
      await it_.playUntil(at('2026-12-29T10:00:00Z'));
      expect(it_.digests(learning)).toHaveLength(1);
      await it_.share('U0HANA', website, 'Test the real form');
      await it_.playUntil(at('2027-01-05T10:00:00Z'));
      expect(it_.digests(learning)).toHaveLength(2);
      expect(recalled()).toHaveLength(1);
    });

    it('no more once somebody there says that it is no longer true; they can be mistaken', async () => {
      const told = await recall();
      await it_.who('U0NOOR').press(told, 'digest.untrue');
      await it_.settle();
      const [said] = recalled();
      expect(said?.text).toContain('Noor says this is no longer true');
      if (said === undefined) throw new Error('nothing was said');
      expect(menusOf(said)).toContainEqual(['Yes, still true', 'Open']);
      await it_.who('U0SEUN').press(said, 'digest.holds');
      await it_.settle();
      const [held] = recalled();
      expect(held?.text).not.toContain('no longer true, so');
      expect(held?.text).toContain('Seun says this is still true');
      if (held === undefined) throw new Error('nothing was said');
      await it_.who('U0NOOR').press(held, 'digest.untrue');
      await it_.settle();
      await it_.share('U0HANA', website, 'Test the real form');
      await it_.playUntil(at('2027-02-23T10:00:00Z'));
      expect(recalled()).toHaveLength(1);
      const newest = it_.digests(learning).at(-1);
      expect(newest?.text).not.toContain('Rehearse');
    });
  });

  it('does not repeat itself, and rests a channel for two weeks that something came from', async () => {
    await begin();
    await it_.share('U0DIEGO', website, 'Photos come late');
    await it_.playUntil(first);
    await it_.share('U0HANA', website, 'Test the real form');
    await it_.share('U0JONAS', general, 'Grind it fresh');
    await it_.playUntil(second);
    await it_.playUntil(third);
    const [one, two, three] = it_.digests(learning).map(({ text }) => text);
    expect(one).toContain('Photos come late');
    expect(two).toContain('Grind it fresh');
    expect(two).not.toMatch(/Photos|Test the real form/);
    expect(three).toContain('Test the real form');
    expect(three).not.toMatch(/Photos|Grind/);
  });
});
