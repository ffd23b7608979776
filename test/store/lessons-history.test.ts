/** How a lesson was before: each change is kept for those who could read it then and still may, and goes when its authors take it back. */
import { day } from '../../src/core/clock.ts';
import { channelId, userId } from '../../src/core/ids.ts';
import { engines } from '../support/databases.ts';
import { diego, learning, mara, priya, seun, team } from '../support/company.ts';
import { lessonsOn, type LessonsHere } from '../support/lessons-here.ts';
import { posts } from '../support/retro-path.ts';

describe.each(engines())('on $name', (engine) => {
  let it_: LessonsHere;
  beforeEach(async () => {
    it_ = await lessonsOn(engine);
  }, 120_000);
  afterEach(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });

  const play = (days: number) => it_.playUntil(it_.sandbox.core.clock.now() + days * day);

  /** A lesson of two cards that reached the workspace. */
  async function kept(names: 'shown' | 'hidden' = 'shown', about = 'Website relaunch'): Promise<void> {
    const rules = new Map([['digest.weekly', { every: 'week', weekday: 2, minutes: 600 } as const]]);
    await it_.lore.store.schedules.startAll(team, channelId(learning), userId(mara), rules);
    await it_.hold(
      about,
      [
        [priya, 'The import took nine hours'],
        [diego, 'The import took nine hours too'],
      ],
      { fields: { names, cardsFor: 'participants' } },
    );
    await it_.write(mara, 'nine hours');
    await play(1);
    for (const who of [priya, diego]) await it_.answer(who, 'lessons.agree');
    if (names === 'hidden') await play(2);
  }

  async function reword(who: string, title: string): Promise<void> {
    await it_.list(who);
    await it_.who(who).pressInModal('lessons.change');
    await it_.who(who).submit({ title });
    await it_.settle();
  }

  /** What a person reads of how it was: a reader of another team from the digest, an author from their list. */
  async function history(who: string): Promise<string> {
    await it_.who(who).closeAll();
    if (who === seun) {
      const digest = posts(it_.sandbox, learning).findLast(({ blocks }) =>
        JSON.stringify(blocks).includes('lessons.open'),
      );
      if (digest === undefined) throw new Error('no digest has it');
      await it_.who(seun).press(digest, 'lessons.open');
    } else {
      await it_.list(who);
      await it_.who(who).pressInModal('lessons.open');
    }
    if (!it_.modal(who).includes('lessons.history')) return '';
    await it_.who(who).pressInModal('lessons.history');
    const page = it_.modal(who);
    await it_.who(who).closeAll();
    return page;
  }

  it('says what changed, old and new, when and by whom; a wording that not all agreed to is shown no further than it was', async () => {
    await kept();
    await play(7);
    expect(await history(seun)).toBe('');
    await reword(priya, 'Rehearse twice');
    await reword(priya, 'Rehearse thrice');
    await play(1);
    await it_.answer(diego, 'lessons.agree');
    const read = await history(seun);
    for (const words of ['Rehearse a move with the real data', 'Rehearse thrice', 'changed the wording on'])
      expect(read).toContain(words);
    expect(read).toContain(`<@${priya}>`);
    expect(read).not.toContain('Rehearse twice');
    // Who saw the cards could read it then.
    expect(await history(priya)).toContain('Rehearse twice');
    expect(await it_.export(seun)).not.toContain('Rehearse');
  }, 120_000);

  it('waits with the lesson where its cards were seen, and goes when one of its authors takes it back', async () => {
    await kept();
    await play(7);
    await reword(priya, 'Rehearse twice');
    const inside = async (viewer: string) =>
      it_.lore.store.read(team, { kind: 'person', userId: userId(viewer) }, async (read) => {
        const versions = it_.lessons.tables.find(({ name }) => name === 'lesson_version');
        if (versions?.guard !== 'shared') throw new Error('there is no history');
        return JSON.stringify(await read.from(versions).selectAll().execute());
      });
    expect(await inside(seun)).toBe('[]');
    expect(await inside(diego)).toContain('Rehearse a move');
    await play(1);
    await it_.answer(diego, 'lessons.agree');
    expect(await inside(seun)).toContain('Rehearse a move');
    await it_.list(diego);
    await it_.who(diego).pressInModal('lessons.keep-here');
    await it_.settle();
    expect(await it_.rows('lesson_version', 'lesson_trial')).toBe('[[],[]]');
  }, 120_000);

  it('where names are hidden, says only the day, and neither then nor ever by whom', async () => {
    await kept('hidden');
    await play(7);
    await reword(priya, 'Rehearse twice');
    await play(1);
    await it_.answer(diego, 'lessons.agree');
    await play(2);
    const read = await history(seun);
    expect(read).toContain('The wording changed on');
    for (const who of [priya, diego]) expect(read).not.toContain(who);
    const stored = await it_.rows('lesson_version');
    expect(stored).toContain('"changed_by":null');
    const [, at] = /"changed_at":"?(\d+)/.exec(stored) ?? [];
    expect(Number(at) % day).toBe(0);
    // Once nobody knows who wrote the cards, it stays as it is.
    await play(14);
    expect(await history(seun)).toContain('The wording changed on');
    expect(await it_.rows('authorship')).not.toContain('lesson_version');
  }, 120_000);

  it('goes with the lesson: when it is deleted, and with one of its authors', async () => {
    await kept();
    await reword(priya, 'Rehearse twice');
    expect(await it_.rows('lesson_version')).toContain('Rehearse a move');
    await it_.list(priya);
    await it_.who(priya).pressInModal('lessons.take-out');
    await it_.who(priya).submit();
    await it_.settle();
    expect(await it_.rows('lesson_version')).not.toContain('Rehearse');
    await kept('shown', 'Wiki relaunch');
    await reword(priya, 'Rehearse twice');
    await it_.erase(diego);
    expect(await it_.rows('lesson_version', 'lesson')).not.toContain('Rehearse');
  }, 120_000);

  it('leaves no words of a lesson that the person who wrote it down deletes before all agreed', async () => {
    await kept();
    await reword(priya, 'Rehearse twice');
    await it_.list(mara);
    await it_.who(mara).pressInModal('lessons.take-out');
    await it_.who(mara).submit();
    await it_.settle();
    expect(await it_.rows('lesson_version', 'lesson')).not.toContain('Rehearse');
    expect(await it_.export(priya)).not.toContain('Rehearse');
  }, 120_000);
});
