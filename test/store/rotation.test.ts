/** The rotation in a channel: announced a week ahead, answered, passed on, counted; and an agenda before the meeting. */
import { day } from '../../src/core/clock.ts';
import { channelId, userId } from '../../src/core/ids.ts';
import { called } from '../support/called.ts';
import { engines } from '../support/databases.ts';
import { learning, secretly, team, withHarbour } from '../support/company.ts';
import { rotationOn, type RotationHere } from '../support/rotation-here.ts';

// Weeks are played, on two engines.

const at = (text: string) => Date.parse(text);
/** Wednesdays at 15:00 in Berlin. The company begins on a Tuesday in November. */
const first = '2026-12-02';
const announced = at('2026-11-25T14:01:00Z');
const afterFirst = at('2026-12-02T14:01:00Z');
/** Everybody has been at work once since: what is held back for their hours has come. */
const dayLater = at('2026-11-26T23:00:00Z');

describe.each(engines())('on $name, the rotation', (engine) => {
  let it_: RotationHere;
  beforeEach(async () => {
    it_ = await rotationOn(engine);
    await it_.start(learning, 'U0KATRIN');
  });
  afterEach(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });

  const announcement = () => {
    const found = it_.posted(learning).find(({ text }) => text.startsWith('Who presents next'));
    if (found === undefined) throw new Error('nothing was announced');
    return found;
  };
  const question = (who: string) =>
    it_.directWith(who, who === 'U0KATRIN' ? 'Du bist dran' : 'It’s your turn');
  const others = (...not: string[]) =>
    ['U0SEUN', 'U0MARA', 'U0MEILING', 'U0ARJUN', 'U0NOOR', 'U0CAROL', 'U0PRIYA'].filter(
      (who) => !not.includes(who),
    );
  const other = (...not: string[]) => others(...not)[0] ?? '';

  it('says seven days ahead who presents, asks them, and says who is responsible and how it goes', async () => {
    await it_.playUntil(announced);
    const presenter = await it_.presenter(first);
    const { text, blocks } = announcement();
    expect(text).toContain(
      `I’ve asked ${called(presenter)} to present on <!date^${at('2026-12-02T14:00:00Z') / 1000}^`,
    );
    expect(text).toContain('Set up by Katrin. Change or end it with `/lore settings`.');
    expect(text).toContain('In turn I ask only people who chose “Take turns”');
    expect(JSON.stringify(blocks)).not.toContain('primary');
    await it_.playUntil(dayLater);
    expect(JSON.stringify(question(presenter).blocks).match(/"style":"primary"/g)).toHaveLength(1);
    expect(await it_.records('rotation.presenter')).toEqual([[first, 'posted', null]]);
  });

  it('who accepts is thanked, and the channel is not told any more that they were asked', async () => {
    await it_.playUntil(dayLater);
    const presenter = await it_.presenter(first);
    expect(announcement().text).toContain('I’ve asked');
    await it_.who(presenter).press(question(presenter), 'rotation.accept');
    await it_.settle();
    expect(announcement().text).not.toContain('I’ve asked');
    expect(announcement().text).toContain(`${called(presenter)} presents on`);
    expect(it_.direct(presenter).at(-1)?.text).toMatch(/Thank you!|Danke!/);
  });

  it('once the meeting is over the channel reads who presented, and nothing that could still be done', async () => {
    await it_.playUntil(announced);
    const presenter = await it_.presenter(first);
    await it_.who(presenter).press(question(presenter), 'rotation.accept');
    await it_.playUntil(afterFirst);
    const { text, blocks } = announcement();
    expect(text).toContain(`${called(presenter)} presents on`);
    expect(text).not.toContain('I’ve asked');
    expect(JSON.stringify(blocks)).not.toContain('rotation.volunteer');
  });

  it('“later” asks the next one, counts against nobody, and does not come back', async () => {
    await it_.playUntil(dayLater);
    const one = await it_.presenter(first);
    await it_.who(one).press(question(one), 'rotation.later');
    await it_.settle();
    const two = await it_.presenter(first);
    expect(two).not.toBe(one);
    // They may have set it up.
    expect(announcement().text.replace(/^Set up by .*$/m, '')).not.toContain(called(one));
    expect((await it_.turns()).find(({ person_id }) => person_id === one)).toMatchObject({ presented: 0 });
    // Pressed once more, it is somebody else's turn.
    await it_.playUntil(at('2026-11-27T23:00:00Z'));
    await it_.who(two).press(question(two), 'rotation.later');
    await it_.settle();
    expect([one, two]).not.toContain(await it_.presenter(first));
  });

  it('swaps only with somebody who agrees; who says no leaves it as it is', async () => {
    await it_.playUntil(dayLater);
    const presenter = await it_.presenter(first);
    const [a = '', b = ''] = others(presenter);
    const ask = async (who: string) => {
      await it_.who(presenter).press(it_.direct(presenter).at(-1) ?? announcement(), 'rotation.swap');
      await it_.settle();
      return it_.who(presenter).submit({ person: who });
    };
    expect(JSON.stringify(await ask(presenter))).toMatch(/That’s you|Das bist du/);
    expect(JSON.stringify(await it_.who(presenter).submit({ person: 'U0DIEGO' }))).toMatch(
      /isn’t in the channel|nicht im Kanal/,
    );
    await it_.who(presenter).submit({ person: a });
    await it_.playUntil(at('2026-11-27T23:00:00Z'));
    expect(await it_.presenter(first)).toBe(presenter);
    await it_.who(a).press(it_.directWith(a, 'in their place'), 'rotation.decline');
    await it_.settle();
    expect(await it_.presenter(first)).toBe(presenter);
    expect(it_.direct(presenter).some(({ text }) => text.includes(`<@${a}>`))).toBe(true);
    await ask(b);
    await it_.playUntil(at('2026-11-30T23:00:00Z'));
    await it_.who(b).press(it_.directWith(b, 'in their place'), 'rotation.take-over');
    await it_.settle();
    expect(await it_.presenter(first)).toBe(b);
    expect(announcement().text).toContain(`${called(b)} presents`);
    expect(it_.direct(presenter).some(({ text }) => /no longer presenting|nicht mehr/.test(text))).toBe(true);
    const counted = (await it_.turns()).filter(({ presented }) => presented > 0);
    expect(counted.map(({ person_id }) => person_id)).toEqual([b]);
  });

  it('two can present; a third is told so, and people of elsewhere are not put on it', async () => {
    await it_.playUntil(announced);
    const presenter = await it_.presenter(first);
    const [a = '', b = ''] = others(presenter);
    await it_.accepts(presenter);
    await it_.who(a).press(announcement(), 'rotation.volunteer');
    await it_.who(a).press({ ...announcement() }, 'rotation.volunteer');
    const before = announcement();
    await it_.settle();
    expect(announcement().text).toContain(`${called(presenter)} and ${called(a)} present on`);
    await it_
      .who(b)
      .press({ ...before, blocks: before.blocks }, 'rotation.volunteer')
      .catch(() => false);
    expect(await it_.slots()).toMatchObject([{ presenter_id: presenter, second_id: a }]);
    // The first cannot: the second does it alone.
    await it_.playUntil(dayLater);
    await it_.home(presenter);
    await it_.who(presenter).pressInHome('rotation.later');
    await it_.settle();
    expect(await it_.slots()).toMatchObject([{ presenter_id: a, second_id: null, answer: 'accepted' }]);
  });

  it('passes it on when the person who presents goes away, leaves the channel or is deactivated; none of it is counted', async () => {
    await it_.playUntil(announced);
    const one = await it_.presenter(first);
    await it_.sandbox.page('person', {
      as: one,
      change: {
        kind: 'status',
        text: 'Vacationing',
        emoji: ':palm_tree:',
        until: at('2026-12-10T00:00:00Z'),
      },
    });
    await it_.settle();
    const two = await it_.presenter(first);
    expect(two).not.toBe(one);
    await it_.sandbox.page('membership', { as: two, channelId: learning, change: 'leave' });
    await it_.settle();
    const three = await it_.presenter(first);
    expect([one, two]).not.toContain(three);
    await it_.sandbox.page('person', { as: 'U0INES', userId: three, change: { kind: 'deactivate' } });
    await it_.settle();
    // Their question may have been on its way to them.
    expect([[], ['conversations.open: HTTP 200, user_disabled']]).toContainEqual(it_.wrong());
    const four = await it_.presenter(first);
    expect([one, two, three]).not.toContain(four);
    await it_.settle();
    await it_.accepts(four);
    expect(announcement().text).toContain(`${called(four)} presents`);
    await it_.playUntil(afterFirst);
    const byPerson = new Map((await it_.turns()).map((turn) => [turn.person_id as string, turn]));
    expect(byPerson.get(one)).toMatchObject({ presented: 0, available: 0 });
    expect(byPerson.get(four)).toMatchObject({ presented: 1, available: 1 });
    // The next one is chosen already, and counted.
    const next = await it_.presenter('2026-12-09');
    const idle = other(one, two, three, four, next);
    expect(byPerson.get(idle)).toMatchObject({ presented: 0, available: 1 });
  });

  it('the person who was to present when the meeting fell out presents next time', async () => {
    await it_.playUntil(announced);
    const presenter = await it_.presenter(first);
    await it_.accepts(presenter);
    for (const name of ['rotation.meeting', 'rotation.presenter', 'rotation.agenda'])
      await it_.lore.store.transact(team, { kind: 'channel', channelId: channelId(learning) }, (scope) =>
        scope.schedules.change(channelId(learning), name, { pausedUntil: '2026-12-09' }),
      );
    await it_.playUntil(afterFirst);
    expect((await it_.slots())[0]).toMatchObject({ state: 'fell_out' });
    expect(it_.posted(learning).some(({ text }) => text.includes('isn’t happening'))).toBe(true);
    expect((await it_.slots())[1]).toMatchObject({ state: 'coming', presenter_id: presenter });
    expect((await it_.turns()).reduce((sum, { presented }) => sum + presented, 0)).toBe(1);
  });

  it('hands out an agenda an hour before, of what was shared; who presents, and nothing of other channels', async () => {
    await it_.playUntil(announced);
    const presenter = await it_.presenter(first);
    const share = async (who: string, channel: string, text: string) => {
      await it_.who(who).say(channel, `/learned ${text}`);
      await it_.who(who).submit({});
    };
    await it_.who(presenter).press(question(presenter), 'rotation.accept');
    await share('U0ARJUN', learning, 'Rehearse moves');
    await share('U0CAROL', secretly, 'Hand over in pairs');
    await it_.playUntil(at('2026-12-02T13:01:00Z'));
    const agenda = it_.posted(learning).find(({ text }) => text.startsWith('Agenda'));
    expect(agenda?.text).toContain(`${called(presenter)} presents`);
    expect(agenda?.text).toContain('Arjun learned: Rehearse moves');
    expect(agenda?.text).not.toContain('pairs');
    // It stands there afterwards, too.
    expect(agenda?.text).toContain(
      'I post this about an hour before you meet. Set up by Katrin. Change or end it with `/lore settings`.',
    );
    expect(await it_.records('rotation.agenda')).toContainEqual([first, 'posted', null]);
  });

  it('says on the agenda who presents at the next meeting, as it changes, and in no message of its own', async () => {
    await it_.playUntil(afterFirst - 6 * 3_600_000);
    const next = await it_.presenter('2026-12-09');
    await it_.playUntil(at('2026-12-02T13:30:00Z'));
    const agenda = () => {
      const found = it_.posted(learning).find(({ text }) => text.startsWith('Agenda'));
      if (found === undefined) throw new Error('there is no agenda');
      return found;
    };
    // Who set the rituals up is named below it, and may be one of those who are asked.
    const line = () => /\*Next time\*\n(?<said>.*)/.exec(agenda().text)?.groups?.['said'] ?? '';
    expect(line()).toContain(`I’ve asked ${called(next)} to present on`);
    await it_.who(next).press(question(next), 'rotation.later');
    // Who is asked instead is named once they were.
    await it_.playUntil(at('2026-12-03T23:00:00Z'));
    const other = await it_.presenter('2026-12-09');
    expect(line()).toContain(`I’ve asked ${called(other)} to present on`);
    expect(line()).not.toContain(called(next));
    await it_.accepts(other);
    expect(line()).toContain(`${called(other)} presents on`);
    expect(JSON.stringify(agenda().blocks)).toMatch(/rotation.volunteer.*rotation.join/);
    expect(it_.posted(learning).filter(({ text }) => text.startsWith('Who presents next'))).toHaveLength(1);
    await it_.playUntil(at('2026-12-09T14:01:00Z'));
    expect(JSON.stringify(agenda().blocks)).not.toMatch(/rotation.volunteer|rotation.join/);
  });

  it('tells in a message of its own where the agenda is left out', async () => {
    await it_.playUntil(at('2026-12-01T20:00:00Z'));
    const announcements = () =>
      it_.posted(learning).filter(({ text }) => text.startsWith('Who presents next'));
    expect(announcements()).toHaveLength(1);
    await it_.lore.store.transact(team, { kind: 'channel', channelId: channelId(learning) }, (scope) =>
      scope.schedules.change(channelId(learning), 'rotation.agenda', { isOn: false }),
    );
    await it_.playUntil(afterFirst);
    const next = await it_.presenter('2026-12-09');
    expect(announcements()).toHaveLength(2);
    expect(announcements()[1]?.text).toContain(`I’ve asked ${called(next)} to present on`);
  });

  it('takes out of the agenda what its author takes back, and who erases themselves', async () => {
    for (const [who, text] of [
      ['U0ARJUN', 'Dry runs save nights'],
      ['U0NOOR', 'Pairs hand over better'],
    ] as const) {
      await it_.who(who).say(learning, `/learned ${text}`);
      await it_.who(who).submit({});
    }
    await it_.playUntil(at('2026-12-02T13:01:00Z'));
    const agenda = () => it_.posted(learning).find(({ text }) => text.startsWith('Agenda'));
    expect(JSON.stringify(agenda())).toContain('Dry runs save nights');
    const share = it_.posted(learning).find(({ text }) => text.includes('learned: Dry runs'));
    if (share === undefined) throw new Error('nothing was shared');
    await it_.who('U0ARJUN').press(share, 'learned.manage', { holds: '"back"' });
    await it_.who('U0ARJUN').submit();
    await it_.settle();
    expect(JSON.stringify(agenda())).not.toContain('Dry runs save nights');
    expect(JSON.stringify(agenda())).toContain('Pairs hand over better');
    const noor = userId('U0NOOR');
    await it_.lore.store.erasing(team, noor, { kind: 'person', userId: noor });
    await it_.settle();
    expect(JSON.stringify(agenda())).not.toContain('Pairs hand over better');
  });

  it('each presents once before anybody does twice', async () => {
    for (let week = 0; week < 8; week += 1) {
      await it_.playUntil(announced + week * 7 * day);
      await it_.accepts((await it_.slots()).at(-1)?.presenter_id ?? '');
    }
    const named = (await it_.slots()).map(({ presenter_id: presenter }) => presenter);
    expect(named.length).toBeGreaterThanOrEqual(8);
    expect(new Set(named.slice(0, 7)).size).toBe(7);
  });

  it('in App Home one sees what one presents and can step out; it is passed on, and one is not asked again', async () => {
    await it_.playUntil(announced);
    const presenter = await it_.presenter(first);
    expect(await it_.home(presenter)).toMatch(/It’s your turn|Du bist dran/);
    await it_.who(presenter).pressInHome('rotation.leave');
    await it_.settle();
    expect(await it_.presenter(first)).not.toBe(presenter);
    expect(await it_.home(presenter)).toMatch(/You’re not in the rotation|Du trägst in/);
    await it_.playUntil(at('2027-01-13T14:01:00Z'));
    expect((await it_.slots()).map(({ presenter_id: who }) => who)).not.toContain(presenter);
    await it_.who(presenter).pressInHome('rotation.come-back');
    await it_.settle();
    expect(await it_.home(presenter)).toMatch(/You’re in the rotation|dabei/);
  });

  it('where everybody stepped out, nobody is asked, and why is recorded', async () => {
    await it_.playUntil(announced);
    for (const who of [...others(), 'U0KATRIN']) {
      await it_.home(who);
      await it_.who(who).pressInHome('rotation.leave');
      await it_.settle();
    }
    expect(await it_.slots()).toMatchObject([{ presenter_id: null }]);
    expect(announcement().text).toContain('Nobody is presenting on');
    await it_.playUntil(afterFirst);
    expect((await it_.records('rotation.presenter'))[1]).toEqual([
      '2026-12-09',
      'skipped',
      'nobody_takes_part',
    ]);
  });

  it('where nobody is there that day, why is recorded, and the agenda asks who would like to', async () => {
    for (const who of [...others(), 'U0KATRIN'])
      await it_.sandbox.page('person', {
        as: who,
        change: {
          kind: 'status',
          text: 'Vacationing',
          emoji: ':palm_tree:',
          until: at('2026-12-03T00:00:00Z'),
        },
      });
    await it_.playUntil(announced);
    expect(await it_.records('rotation.presenter')).toEqual([[first, 'skipped', 'nobody_available']]);
    await it_.playUntil(at('2026-12-02T13:01:00Z'));
    const agenda = it_.posted(learning).find(({ text }) => text.startsWith('Agenda'));
    if (agenda === undefined) throw new Error('there is no agenda');
    expect(agenda.text).toContain('Nobody is presenting on');
    await it_.who('U0MARA').press(agenda, 'rotation.volunteer');
    await it_.settle();
    expect(await it_.presenter(first)).toBe('U0MARA');
  });

  it('goes on in a channel that was renamed or made private, and rests in one that was archived', async () => {
    await it_.playUntil(announced);
    const presenter = await it_.presenter(first);
    // Whoever does not answer is passed over, uncounted, and may be asked again.
    await it_.accepts(presenter);
    await it_.sandbox.page('channel', {
      as: 'U0KATRIN',
      channelId: learning,
      change: 'rename',
      name: 'what-we-learn',
    });
    await it_.sandbox.page('channel', { as: 'U0KATRIN', channelId: learning, change: 'make private' });
    await it_.settle();
    await it_.playUntil(afterFirst);
    expect(await it_.slots()).toMatchObject([{ state: 'over' }, { state: 'coming' }]);
    expect((await it_.slots())[1]?.presenter_id).not.toBe(presenter);
    await it_.sandbox.page('channel', { as: 'U0KATRIN', channelId: learning, change: 'archive' });
    await it_.settle();
    await it_.playUntil(at('2026-12-09T14:01:00Z'));
    expect((await it_.slots()).map(({ state }) => state)).toEqual(['over', 'fell_out']);
    expect((await it_.records('rotation.presenter')).at(-1)).toEqual(['2026-12-16', 'skipped', 'archived']);
  });

  it('in a channel shared with another organisation only ours present', async () => {
    await it_.start(withHarbour, 'U0WILL');
    await it_.playUntil(announced);
    const people = (await it_.turns()).filter(({ channel_id: channel }) => channel === withHarbour);
    expect([...new Set(people.map(({ person_id: person }) => person as string))].sort()).toEqual([
      'U0ELLIOT',
      'U0MARA',
      'U0SEUN',
      'U0WILL',
    ]);
    const message = it_.posted(withHarbour).find(({ text }) => text.startsWith('Who presents next'));
    if (message === undefined) throw new Error('nothing was announced');
    await it_.who('U0FREYA').press(message, 'rotation.volunteer');
    expect(it_.who('U0FREYA').told(withHarbour).join()).toContain('People from other organisations');
  });

  it('in a channel of five hundred each has a turn like any other, and one press passes it on', async () => {
    const invitees = Array.from({ length: 492 }, (_, index) => `U0CROWD${String(index).padStart(3, '0')}`);
    await it_.invitees(learning, invitees);
    await it_.enrolled(learning, invitees);
    await it_.playUntil(announced);
    expect(await it_.turns()).toHaveLength(500);
    const presenter = await it_.presenter(first);
    await it_.home(presenter);
    await it_.who(presenter).pressInHome('rotation.later');
    await it_.settle();
    expect(await it_.presenter(first)).not.toBe(presenter);
    await it_.accepts(await it_.presenter(first));
    await it_.playUntil(afterFirst);
    const counted = await it_.turns();
    expect(counted.filter(({ presented }) => presented === 1)).toHaveLength(2);
    expect(counted.filter(({ available }) => available === 1)).toHaveLength(500);
  }, 120_000);
});
