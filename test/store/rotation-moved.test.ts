/** The rotation when things change after the announcement: the meeting is moved, and whoever presents too takes over. */
import { channelId, userId } from '../../src/core/ids.ts';
import { engines } from '../support/databases.ts';
import { learning, rotationOn, team, type RotationHere } from '../support/rotation-here.ts';

const at = (text: string) => Date.parse(text);
const first = '2026-12-02';
/** Everybody has been at work once since the announcement: what is held back for their hours has come. */
const dayLater = at('2026-11-26T23:00:00Z');

describe.each(engines)('on $name, after somebody was announced', (engine) => {
  let it_: RotationHere;
  beforeEach(async () => {
    it_ = await rotationOn(engine);
    await it_.start(learning, 'U0KATRIN');
    await it_.playUntil(dayLater);
  });
  afterEach(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });

  it('whoever presents too and takes over presents alone, and is counted once', async () => {
    const presenter = await it_.presenter(first);
    const other = presenter === 'U0MARA' ? 'U0SEUN' : 'U0MARA';
    await it_.who(presenter).press(it_.directWith(presenter, 'C0LEARNING'), 'rotation.swap');
    await it_.settle();
    await it_.who(presenter).submit({ person: other });
    await it_.playUntil(at('2026-11-27T23:00:00Z'));
    const announced = it_.posted(learning).find(({ text }) => text.startsWith('Who Presents Next'));
    if (announced === undefined) throw new Error('nothing was announced');
    await it_.who(other).press(announced, 'rotation.volunteer');
    await it_.settle();
    await it_.who(other).press(it_.directWith(other, 'in their place'), 'rotation.take-over');
    await it_.settle();
    expect(await it_.slots()).toMatchObject([{ presenter_id: other, second_id: null }]);
    const counted = (await it_.turns()).filter(({ presented }) => presented > 0);
    expect(counted.map(({ person_id, presented }) => [person_id, presented])).toEqual([[other, 1]]);
  });

  it('a meeting that was moved is told at its new time, in the agenda and in Home, and is over then', async () => {
    const presenter = await it_.presenter(first);
    const moved = await it_.lore.store.rituals.changeOne(
      team,
      channelId(learning),
      userId('U0KATRIN'),
      'rotation.meeting',
      { move: { on: first, date: '2026-12-01', minutes: 600 } },
    );
    expect(moved.ok).toBe(true);
    // 10:00 in Berlin on the day before.
    const told = `<!date^${at('2026-12-01T09:00:00Z') / 1000}^`;
    expect(await it_.home(presenter)).toContain(told);
    await it_.playUntil(at('2026-12-01T08:01:00Z'));
    expect(it_.posted(learning).find(({ text }) => text.startsWith('Agenda'))?.text).toContain(told);
    await it_.playUntil(at('2026-12-01T09:01:00Z'));
    expect((await it_.slots())[0]).toMatchObject({ on_date: first, state: 'over' });
  });
});
