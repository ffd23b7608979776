/** Where names are hidden, nothing that becomes of a lesson tells who wrote its cards; and nobody agrees to words that they have not read. */
import { day } from '../../src/core/clock.ts';
import { engines } from '../support/databases.ts';
import { carriedBy, pressPayload, sendPayload } from '../support/forged.ts';
import { hana, mara, priya } from '../support/company.ts';
import { lessonsOn, rehearse, type LessonsHere } from '../support/lessons-here.ts';

describe.each(engines())('on $name', (engine) => {
  let it_: LessonsHere;
  beforeAll(async () => {
    it_ = await lessonsOn(engine);
    await it_.hold(
      'Website relaunch',
      [
        [mara, 'The import took nine hours'],
        [hana, 'Photos came late'],
        [priya, 'Too many meetings'],
      ],
      { fields: { cardsFor: 'channel' } },
    );
  }, 120_000);
  afterAll(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });

  const now = () => it_.sandbox.core.clock.now();
  const play = (days: number) => it_.playUntil(now() + days * day);
  const shown = () => JSON.stringify(it_.proposal().blocks);
  /** How many lessons reach the workspace, as the channel reads. */
  const further = () => shown().split('For every full member of the workspace').length - 1;
  /** When each lesson went further, and was changed, as it is stored. */
  const times = async () => {
    const [lessons] = JSON.parse(await it_.tables()) as [
      { kept_at: number | null; edited_at: number | null }[],
    ];
    return lessons.flatMap((one) => [one.kept_at, one.edited_at]).filter((at) => at !== null);
  };

  it('a lesson of the facilitator alone waits as others do, or it would tell whose cards these are', async () => {
    for (const [topic, title] of [
      ['nine hours', 'Rehearse a move'],
      ['Photos came late', 'Photos first'],
      ['Too many meetings', 'Fewer meetings'],
    ] as const)
      await it_.write(mara, topic, { ...rehearse, title });
    expect(shown()).toContain('Rehearse a move');
    expect(shown()).not.toContain('For every full member of the workspace');
    expect(shown().split('have been asked whether it may go further')).toHaveLength(4);
    await play(3);
    expect(shown().split('have been asked whether it may go further')).toHaveLength(3);
    expect(further()).toBe(1);
  }, 120_000);

  it('the moment at which somebody agrees is seen by nobody, and kept nowhere', async () => {
    const before = shown();
    await it_.answer(hana, 'lessons.agree');
    expect(it_.asked(hana).at(-1)?.text).toContain('at the end of a day');
    expect(shown()).toBe(before);
    await play(2);
    expect(further()).toBe(2);
    expect((await times()).map((at) => at % day)).toEqual([0, 0]);
  }, 120_000);

  it('an agreement that is taken back before the day is over is none', async () => {
    await it_.answer(priya, 'lessons.agree');
    await it_.list(priya);
    await it_.who(priya).pressInModal('lessons.keep-here');
    await it_.settle();
    await play(3);
    expect(further()).toBe(2);
    expect(shown()).toContain('their authors have been asked whether it may go further');
  }, 120_000);

  it('the person who presses under words that were changed meanwhile is told to read them, and has agreed to nothing', async () => {
    const question = it_.asked(priya).at(-1);
    if (question === undefined) throw new Error('nobody was asked');
    await it_.list(priya);
    const list = it_.who(priya).modal()?.view;
    const old =
      /"action_id":"lessons.agree".*?"value":("(?:[^"\\]|\\.)*")/.exec(JSON.stringify(list))?.[1] ?? '""';
    await it_.who(priya).closeAll();
    await it_.list(mara);
    await it_.who(mara).pressInModal('lessons.change', { holds: lessonIn(old) });
    await it_.who(mara).submit({ title: 'No meetings at all' });
    await it_.settle();
    const pressed = { action_id: 'lessons.agree', value: JSON.parse(old) as string };
    await sendPayload(it_.sandbox, pressPayload(it_.sandbox, priya, it_.proposal(), pressed));
    await it_.settle();
    expect(it_.who(priya).told('C0WEBSITE').at(-1)).toContain('The wording has changed');
    await play(3);
    expect(further()).toBe(2);
    expect(carriedBy(it_.asked(priya).at(-1) ?? question, 'lessons.agree')).not.toBe(JSON.parse(old));
    expect((await times()).map((at) => at % day)).toEqual([0, 0, 0]);
  }, 120_000);

  const lessonIn = (value: string) => (JSON.parse(JSON.parse(value) as string) as { lesson: string }).lesson;
});
