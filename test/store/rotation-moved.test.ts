/** The rotation when things change after the announcement: the meeting is moved, and whoever presents too takes over. */
import { channelId, userId } from '../../src/core/ids.ts';
import { localeOf } from '../../src/core/languages.ts';
import { formatInstant } from '../../src/core/time/format.ts';
import { slotPost } from '../../src/features/rotation/ids.ts';
import { engines } from '../support/databases.ts';
import { learning, team } from '../support/company.ts';
import { type RotationHere, rotationOn } from '../support/rotation-here.ts';
import { changeRitual } from '../support/change-ritual.ts';

const at = (text: string) => Date.parse(text);
const first = '2026-12-02';
/** Everybody has been at work once since the announcement: what is held back for their hours has come. */
const dayLater = at('2026-11-26T23:00:00Z');

describe.each(engines())('on $name, after somebody was announced', (engine) => {
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
  /** A moment as one person reads it: in the language and the zone of their Slack. Chance decides who presents. */
  const asReadBy = (who: string, moment: number): string => {
    const reader = it_.sandbox.world.people.find(({ id }) => id === who);
    if (reader === undefined) throw new Error(`there is no ${who}`);
    return formatInstant({ token: 'moment', at: moment }, localeOf(reader.locale), reader.tz);
  };

  it('the person who presents too and takes over presents alone, and is counted once', async () => {
    const presenter = await it_.presenter(first);
    const other = presenter === 'U0MARA' ? 'U0SEUN' : 'U0MARA';
    await it_.who(presenter).press(it_.directWith(presenter, 'C0LEARNING'), 'rotation.swap');
    await it_.settle();
    await it_.who(presenter).submit({ person: other });
    await it_.playUntil(at('2026-11-27T23:00:00Z'));
    const announced = it_.posted(learning).find(({ text }) => text.startsWith('Who presents next'));
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
    const moved = await changeRitual(
      it_.lore.store,
      team,
      channelId(learning),
      userId('U0KATRIN'),
      'rotation.meeting',
      { move: { on: first, date: '2026-12-01', minutes: 600 } },
    );
    expect(moved.ok).toBe(true);
    // 10:00 in Berlin on the day before.
    const told = `<!date^${at('2026-12-01T09:00:00Z') / 1000}^`;
    // At once, where it was announced and where they were asked; nothing is posted a second time.
    await it_.settle();
    const announced = it_.posted(learning).filter(({ text }) => text.startsWith('Who presents next'));
    expect(announced.map(({ text }) => text)).toEqual([expect.stringContaining(told)]);
    const { text } = it_.directWith(presenter, 'C0LEARNING');
    const toThem = asReadBy(presenter, at('2026-12-01T09:00:00Z'));
    expect(text).toContain(toThem);
    expect(await it_.home(presenter)).toContain(toThem);
    await it_.playUntil(at('2026-12-01T08:01:00Z'));
    expect(it_.posted(learning).find(({ text }) => text.startsWith('Agenda'))?.text).toContain(told);
    await it_.playUntil(at('2026-12-01T09:01:00Z'));
    expect((await it_.slots())[0]).toMatchObject({ on_date: first, state: 'over' });
  });

  it('a team that meets on another day from now on is told who presents then at once, and it is the same person', async () => {
    const presenter = await it_.presenter(first);
    const rule = { every: 'week', weekday: 4, minutes: 600 } as const;
    const by = userId('U0KATRIN');
    const changed = await changeRitual(it_.lore.store, team, channelId(learning), by, 'rotation.meeting', {
      rule,
    });
    expect(changed.ok).toBe(true);
    await it_.settle();
    expect(await it_.slots()).toMatchObject([
      { on_date: first, state: 'fell_out' },
      { on_date: '2026-12-03', state: 'coming', presenter_id: presenter },
    ]);
    const texts = it_.posted(learning).map(({ text }) => text);
    expect(texts.filter((text) => text.includes('isn’t happening'))).toHaveLength(1);
    const told = `<!date^${at('2026-12-03T09:00:00Z') / 1000}^`;
    expect(texts.filter((text) => text.includes(told))).toHaveLength(1);
    const counted = (await it_.turns()).filter(({ presented }) => presented > 0);
    expect(counted.map(({ person_id }) => person_id)).toEqual([presenter]);
  });

  it('the person who stepped out stays out by one press, also where the channel’s past is out of its sight', async () => {
    await it_.start('C0PEOPLE', 'U0KATRIN');
    await it_.playUntil(at('2026-12-03T00:00:00Z'));
    const place = it_.sandbox.world.conversations.find(({ id }) => id === 'C0PEOPLE');
    if (place === undefined) throw new Error('there is no such channel');
    place.kind = 'public';
    await it_.playUntil(at('2026-12-10T00:00:00Z'));
    const home = await it_.home('U0CAROL');
    expect(home.match(/<#C0PEOPLE>[^"]*"/g)?.filter((line) => !/ on \w{3} \d/.test(line))).toHaveLength(1);
    await it_.who('U0CAROL').pressInHome('rotation.leave', { holds: 'C0PEOPLE' });
    await it_.settle();
    const parts = (await it_.turns()).filter(
      ({ channel_id, person_id }) => channel_id === 'C0PEOPLE' && person_id === 'U0CAROL',
    );
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.toSorted((a, b) => a.counted_at - b.counted_at).at(-1)).toMatchObject({ takes_part: 0 });
    expect(await it_.home('U0CAROL')).toContain('rotation.come-back');
  });

  it('the person who stepped out of a private channel is not asked after it was made public, and can come back', async () => {
    const people = 'C0PEOPLE';
    await it_.start(people, 'U0KATRIN');
    await it_.playUntil(at('2026-12-03T00:00:00Z'));
    const place = it_.sandbox.world.conversations.find(({ id }) => id === people);
    if (place === undefined) throw new Error('there is no such channel');
    const ours = (await it_.turns()).filter(({ channel_id }) => channel_id === people);
    const [stays, ...leave] = ours.map(({ person_id }) => person_id as string);
    if (stays === undefined || leave.length === 0) throw new Error('too few take part');
    for (const who of leave) {
      await it_.home(who);
      await it_.who(who).pressInHome('rotation.leave', { holds: people });
      await it_.settle();
    }
    const told = () =>
      leave.map(
        (who) =>
          it_.direct(who).filter(({ text }) => /your turn.*<#C0PEOPLE>|Du bist dran.*<#C0PEOPLE>/.test(text))
            .length,
      );
    const before = told();
    place.kind = 'public';
    await it_.playUntil(at('2026-12-17T00:00:00Z'));
    const later = (await it_.slots()).filter(
      ({ channel_id, on_date }) => channel_id === people && on_date > '2026-12-16',
    );
    expect(later.map(({ presenter_id }) => presenter_id)).toEqual([stays]);
    const [back = ''] = leave;
    expect(told()).toEqual(before);
    expect(await it_.home(back)).toContain('rotation.come-back');
    await it_.who(back).pressInHome('rotation.come-back', { holds: people });
    await it_.settle();
    expect(await it_.home(back)).toMatch(
      /You’re in the rotation in <#C0PEOPLE>|<#C0PEOPLE> beim Vortragen dabei|no rodízio de <#C0PEOPLE>/,
    );
    const parts = (await it_.turns()).filter(
      ({ channel_id, person_id }) => channel_id === people && person_id === back,
    );
    expect(parts.map(({ takes_part }) => takes_part)).toEqual(parts.map(() => 1));
  });

  it('a turn that the channel cannot see any more is nobody’s once its time is over', async () => {
    await it_.start('C0PEOPLE', 'U0KATRIN');
    await it_.playUntil(at('2026-12-03T00:00:00Z'));
    const turn = (await it_.slots()).find(
      ({ channel_id, on_date }) => channel_id === 'C0PEOPLE' && on_date === '2026-12-09',
    );
    if (turn === undefined) throw new Error('nothing was announced a week before');
    const presenter = turn.presenter_id ?? '';
    const when = asReadBy(presenter, turn.meets_at);
    expect(await it_.home(presenter)).toContain('<#C0PEOPLE>');
    expect(await it_.home(presenter)).toContain(when);
    const question = it_.direct(presenter).findLast(({ text }) => text.includes('<#C0PEOPLE>'));
    if (question === undefined) throw new Error('nobody was asked');
    const place = it_.sandbox.world.conversations.find(({ id }) => id === 'C0PEOPLE');
    if (place === undefined) throw new Error('there is no such channel');
    place.kind = 'public';
    await it_.playUntil(turn.meets_at + 24 * 3_600_000);
    expect(await it_.home(presenter)).not.toContain(when);
    await it_.who(presenter).press(question, 'rotation.later');
    await it_.settle();
    expect((await it_.slots()).find(({ id }) => id === turn.id)).toMatchObject({ presenter_id: presenter });
  });

  it('the person who presents too can present alone when the first one erased themselves', async () => {
    const presenter = await it_.presenter(first);
    const other = presenter === 'U0MARA' ? 'U0SEUN' : 'U0MARA';
    const announced = () => {
      const found = it_.posted(learning).find(({ text }) => text.startsWith('Who presents next'));
      if (found === undefined) throw new Error('nothing was announced');
      return found;
    };
    await it_.who(other).press(announced(), 'rotation.volunteer');
    await it_.settle();
    await it_.lore.store.erasing(team, 'operator', { kind: 'person', userId: userId(presenter) });
    const [slot] = await it_.slots();
    await it_.lore.store.transact(
      team,
      { kind: 'channel', channelId: channelId(learning) },
      async (scope) => {
        if (slot !== undefined) await scope.refresh(slotPost(slot));
      },
    );
    await it_.settle();
    await it_.who(other).press(announced(), 'rotation.volunteer');
    await it_.settle();
    expect(await it_.slots()).toMatchObject([{ presenter_id: other, second_id: null }]);
  });
});
