/** Whether it was worth the time: said by each alone, told for all together. */
import type { UserId } from '../../src/core/ids.ts';
import { ratings } from '../../src/features/retro/history/rating.ts';
import { engines } from '../support/databases.ts';
import { ann, ben, cat, chosen, eva, gus, team, type Team, teamsOn, words } from './support/retro-team.ts';

describe.each(engines())('on $name', (engine) => {
  const teams = teamsOn(engine);
  let it_: Team;

  const closed = async (people: readonly UserId[]) => {
    it_ = await teams.fresh();
    if (people.includes(eva)) it_.comesBack(eva);
    await it_.start({ people: { selected_users: [...people] } });
    await it_.addCards(ann, 'Late test data');
    await it_.toActions();
    const confirm = await it_.press(ann, await it_.main(), 'Close the retrospective (facilitator)');
    expect(words(await it_.submit(ann, confirm))).toBe('clear');
  };
  const rate = async (who: UserId, label: string) => words(await it_.press(who, await it_.main(), label));

  /** Its page in the history. */
  const opened = async (who: UserId) => it_.press(who, await it_.command(who, 'history'), 'Read');
  const page = async (who: UserId) => words(await opened(who));

  it('is asked of those who took part, changed at will, and shown to nobody while it is asked', async () => {
    await closed([ann, ben, cat]);
    expect(await rate(ben, '4: mostly')).toContain('Noted: 4 of 5.');
    expect(await rate(ben, '2: hardly')).toContain('Noted: 2 of 5.');
    expect(await rate(gus, '1: not at all')).toContain('for the people who were chosen');
    const read = (who: UserId) =>
      it_.store.read(team, { kind: 'person', userId: who }, async (read) =>
        read.from(ratings).selectAll().execute(),
      );
    expect(await read(ben)).toMatchObject([{ worth: 2 }]);
    expect(await read(ann)).toEqual([]);
    expect((await it_.main()).text).not.toContain('on average');
  });

  it('is told as one number once the asking is over, and never of whom', async () => {
    await closed([ann, ben, cat, gus, eva]);
    for (const who of [ann, ben, cat]) await rate(who, '4: mostly');
    for (const who of [gus, eva]) await rate(who, '5: entirely');
    const open = { blocks: [...(await it_.main()).blocks] };
    expect(await page(ben)).not.toContain('on average');
    await it_.until('2026-11-27T12:00:00Z');
    const { text, blocks } = await it_.main();
    const told = '4.4 of 5 on average, from 5 answers';
    expect(text).toContain(told);
    expect(await page(ben)).toContain(told);
    const form = await it_.press(ben, await opened(ben), 'Export');
    await it_.submit(ben, form, { format: chosen('markdown') });
    await it_.settle();
    const [sent] = it_.slack.messages.flatMap(({ file }) => file ?? []);
    expect(sent?.content).toContain(told);
    expect(JSON.stringify(blocks)).not.toContain('5: entirely');
    // A button outlives its question.
    expect(words(await it_.press(ben, open, '1: not at all'))).toContain('ended on');
    expect((await it_.main()).text).toContain('4.4 of 5');
  });

  it('is counted once: who is erased afterwards is not told from the others by a number that moves', async () => {
    await closed([ann, ben, cat, gus, eva]);
    for (const who of [ann, ben, cat]) await rate(who, '4: mostly');
    for (const who of [gus, eva]) await rate(who, '5: entirely');
    await it_.until('2026-11-27T12:00:00Z');
    const before = (await it_.main()).text;
    await it_.store.erasing(team, 'operator', { kind: 'person', userId: gus });
    expect((await it_.main()).text).toBe(before);
    expect(await page(ben)).toContain('4.4 of 5 on average, from 5 answers');
  });

  it('is not told for four answers', async () => {
    await closed([ann, ben, cat, gus]);
    for (const who of [ann, ben, cat, gus]) await rate(who, '4: mostly');
    await it_.until('2026-11-27T12:00:00Z');
    expect((await it_.main()).text).not.toContain('on average');
    expect(await page(ben)).not.toContain('on average');
  });
});
