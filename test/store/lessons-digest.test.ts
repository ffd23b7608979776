/** Lessons in digests: what readers say of those of other channels, and those of their own that return as a question. */
import { day } from '../../src/core/clock.ts';
import { channelId, userId } from '../../src/core/ids.ts';
import { engines } from '../support/databases.ts';
import { learning, mara, priya, seun, team, website } from '../support/company.ts';
import { lessonsOn, type LessonsHere } from '../support/lessons-here.ts';
import { posts } from '../support/retro-path.ts';

describe.each(engines())('on $name', (engine) => {
  let it_: LessonsHere;
  beforeAll(async () => {
    it_ = await lessonsOn(engine);
    for (const channel of [website, learning]) {
      const rules = new Map([['digest.weekly', { every: 'week', weekday: 2, minutes: 600 } as const]]);
      const started = await it_.lore.store.schedules.startAll(team, channelId(channel), userId(mara), rules);
      if (!started.ok) throw new Error(started.code);
    }
    const fields = { names: 'shown', cardsFor: 'channel' } as const;
    await it_.hold('Website relaunch', [[priya, 'The import took nine hours']], { fields });
    await it_.write(mara, 'nine hours');
    await play(1);
    await it_.answer(priya, 'lessons.agree');
  }, 120_000);
  afterAll(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });

  const play = (days: number) => it_.playUntil(it_.sandbox.core.clock.now() + days * day);
  /** The digests of a channel that tell the lesson, the oldest first. */
  const digests = (channel: string) =>
    posts(it_.sandbox, channel).filter(
      ({ text, blocks }) => text.includes('Rehearse a move') && JSON.stringify(blocks).includes('"digest.'),
    );
  const newest = (channel: string) => {
    const last = digests(channel).at(-1);
    if (last === undefined) throw new Error('no digest tells it');
    return last;
  };
  const press = async (who: string, actionId: string) => {
    await it_.who(who).press(newest(learning), actionId);
    await it_.settle();
    return it_.who(who).told(learning).at(-1);
  };

  it('the person who reads one of another channel says that they used it, or find it useful; it is counted, and can be taken back', async () => {
    await play(7);
    const drawn = JSON.stringify(newest(learning).blocks);
    for (const words of ['I used “Rehearse a move with the real data”', 'Useful', 'Not for me', 'Open'])
      expect(drawn).toContain(words);
    expect(drawn).not.toContain('No longer true');
    expect(await press(seun, 'lessons.used')).toContain('Noted: you used it. It’s only counted');
    expect(await press(seun, 'lessons.useful')).toContain('Noted: you find it useful');
    expect(await it_.export(seun)).toMatch(/"called":"Rehearse a move[^}]*},"said":{"choice":"used"}/);
    expect(await it_.export(mara)).not.toContain('"choice":"used"');
    expect(await likedBy()).toBe(2);
    expect(await press(seun, 'lessons.used')).toContain('Undone');
    expect(await likedBy()).toBe(1);
  }, 120_000);

  it('the person who wrote a card of it says nothing of it: these buttons are for readers', async () => {
    expect(await press(priya, 'lessons.useful')).toContain('This is a lesson of yours');
    expect(await likedBy()).toBe(1);
  }, 60_000);

  it('is opened from the menu, whole, with what a reader can say of it', async () => {
    await it_.who(seun).press(newest(learning), 'lessons.open');
    const opened = JSON.stringify(it_.who(seun).modal()?.view);
    for (const words of ['Six people, four weeks', 'Before the relaunch of a website', 'Used it', 'Useful'])
      expect(opened).toContain(words);
    await it_.who(seun).closeAll();
  }, 60_000);

  it('one of their own returns as a question after 30 days, until somebody says that it is no longer true', async () => {
    await play(21);
    expect(digests(website)).toHaveLength(0);
    await play(14);
    expect(digests(website)).toHaveLength(1);
    expect(newest(website).text).toContain('Is this lesson from here still true?');
    expect(JSON.stringify(newest(website).blocks)).toContain('No longer true');
    await it_.who(mara).press(newest(website), 'digest.untrue');
    await it_.settle();
    await play(70);
    expect(digests(website)).toHaveLength(1);
  }, 120_000);

  /** How often it was liked, as the digest of another channel counts it. */
  async function likedBy(): Promise<number | undefined> {
    const now = it_.sandbox.core.clock.now();
    const viewer = { kind: 'channel', channelId: channelId(learning) } as const;
    return it_.lore.store.read(team, viewer, async (read) => {
      const week = { channel: channelId(learning), from: now - 7 * day, to: now };
      const items = await it_.lessons.digestItems?.find(read, week);
      return items?.find(({ kind }) => kind === 'elsewhere')?.liked;
    });
  }
});
