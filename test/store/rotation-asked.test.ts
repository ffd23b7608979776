/** Whoever is to present is asked before anybody reads of it, at hours that are theirs, and reminded once; nobody is in it who did not join. */
import { day, hour } from '../../src/core/clock.ts';
import { userId } from '../../src/core/ids.ts';
import { called } from '../support/called.ts';
import { engines } from '../support/databases.ts';
import { learning } from '../support/company.ts';
import { rotationOn, type RotationHere } from '../support/rotation-here.ts';

const at = (text: string) => Date.parse(text);
/** A Wednesday, 15:00 in Berlin: in the hours of Berlin, London and New York, and not in those of Vancouver, Kolkata and Singapore. */
const first = '2026-12-02';
const meeting = at('2026-12-02T14:00:00Z');
/** A working day before the week before, since a week before the team meets. */
const sought = at('2026-11-24T14:00:00Z');
const asia = ['U0MEILING', 'U0ARJUN', 'U0PRIYA'];

describe.each(engines())('on $name, in a rotation', (engine) => {
  let it_: RotationHere;
  beforeEach(async () => {
    it_ = await rotationOn(engine);
    await it_.turnOn(learning, 'U0KATRIN');
  });
  afterEach(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });

  const announcements = () => it_.posted(learning).filter(({ text }) => text.startsWith('Who presents next'));
  const announcement = () => announcements().at(-1)?.text ?? '';
  const away = (who: string, until: number) =>
    it_.sandbox.page('person', {
      as: who,
      change: { kind: 'status', text: 'Vacationing', emoji: ':palm_tree:', until },
    });

  it('that was turned on nobody is: the first message says how to join, and who joins is asked', async () => {
    await it_.playUntil(sought + hour);
    expect(await it_.turns()).toEqual([]);
    expect(announcement()).toContain('Nobody is presenting on');
    expect(announcement()).toContain('In turn I ask only people who chose “Take turns”');
    expect(await it_.slots()).toMatchObject([{ presenter_id: null }]);
    const [message] = announcements();
    if (message === undefined) throw new Error('nothing was announced');
    await it_.who('U0MARA').press(message, 'rotation.join');
    expect(it_.who('U0MARA').told(learning).join()).toContain('You’re in the rotation in <#C0LEARNING>');
    await it_.settle();
    expect(await it_.turns()).toMatchObject([{ person_id: 'U0MARA', takes_part: 1 }]);
    await it_.playUntil(sought + day);
    expect(it_.directWith('U0MARA', 'It’s your turn').text).toContain('<#C0LEARNING>');
    expect(announcement()).toContain('I’ve asked Mara to present on');
    expect(announcement()).not.toMatch(/answer/i);
    await it_.accepts('U0MARA');
    expect(announcement()).toContain('Mara presents on');
    // Never a second message about one meeting.
    expect(announcements()).toHaveLength(1);
  });

  it('that somebody never joined stands in their Home, where they can; in nobody’s who is not in the channel', async () => {
    expect(await it_.home('U0MARA')).not.toContain('rotation.come-back');
    await it_.playUntil(sought + hour);
    expect(await it_.home('U0DIEGO')).not.toContain('rotation.come-back');
    expect(await it_.home('U0MARA')).toContain('You’re not in the rotation in <#C0LEARNING>');
    await it_.who('U0MARA').pressInHome('rotation.come-back');
    await it_.settle();
    expect(await it_.turns()).toMatchObject([{ person_id: 'U0MARA', takes_part: 1 }]);
    expect(await it_.home('U0MARA')).toContain('You’re in the rotation in <#C0LEARNING>');
  });

  it('the channel reads that somebody was asked once they were, and not while their message waits', async () => {
    await it_.enrolled(learning, ['U0CAROL']);
    // She does not work on Tuesdays, so the question waits for a day.
    await it_.lore.store.write(async (db) => {
      const hers = db.updateTable('person').set({ work_days: '1,3,4,5' });
      await hers.where('user_id', '=', userId('U0CAROL')).execute();
    });
    await it_.playUntil(sought + hour);
    expect(await it_.presenter(first)).toBe('U0CAROL');
    expect(announcements()).toEqual([]);
    for (let now = sought + 2 * hour; now < sought + 2 * day; now += hour) {
      await it_.playUntil(now);
      const wasAsked = it_.direct('U0CAROL').some(({ text }) => text.includes('It’s your turn'));
      const reads = it_.posted(learning).some(({ text }) => text.includes('Carol'));
      expect([now, reads && !wasAsked]).toEqual([now, false]);
    }
    expect(announcement()).toContain('I’ve asked Carol');
  });

  it('only those are asked at whose hours the team meets; the others are passed on, and it is not counted', async () => {
    await it_.enrolled(learning, [...asia, 'U0NOOR', 'U0MARA']);
    for (let week = 0; week < 3; week += 1) {
      await it_.playUntil(sought + week * 7 * day + hour);
      expect((await it_.slots()).at(-1)?.presenter_id).toBe('U0MARA');
      await it_.accepts('U0MARA');
    }
    await it_.playUntil(meeting + hour);
    const counted = (await it_.turns()).filter(({ available, presented }) => available + presented > 0);
    expect(counted.map(({ person_id }) => person_id)).toEqual(['U0MARA']);
  });

  it('where nobody fits the owner is told kindly, and the agenda asks who would like to', async () => {
    await it_.enrolled(learning, asia);
    await it_.playUntil(sought + hour);
    expect(announcements()).toEqual([]);
    expect(await it_.records('rotation.presenter')).toEqual([[first, 'skipped', 'nobody_available']]);
    expect(it_.directWith('U0KATRIN', 'trägt noch niemand vor').text).toContain('du musst also nichts tun');
    await it_.playUntil(meeting - hour + 60_000);
    const agenda = () => it_.posted(learning).find(({ text }) => text.startsWith('Agenda'));
    const [message] = it_.posted(learning).filter(({ text }) => text.startsWith('Agenda'));
    if (message === undefined) throw new Error('there is no agenda');
    expect(message.text).toContain('Nobody is presenting on');
    await it_.who('U0SEUN').press(message, 'rotation.volunteer');
    await it_.settle();
    expect(agenda()?.text).toContain('Seun presents on');
  });

  it('reminds once, and without an answer the working day before asks the next; nobody is blamed, and it is not counted', async () => {
    await it_.enrolled(learning, ['U0MARA', 'U0SEUN', 'U0CAROL']);
    await it_.playUntil(sought + day);
    const one = await it_.presenter(first);
    await it_.playUntil(at('2026-12-01T13:59:00Z'));
    expect(await it_.presenter(first)).toBe(one);
    const reminders = () =>
      it_.direct(one).filter(({ text }) => /Can you present in|Kannst du in/.test(text));
    expect(reminders()).toHaveLength(1);
    await it_.playUntil(at('2026-12-01T14:01:00Z'));
    const two = await it_.presenter(first);
    expect(two).not.toBe(one);
    await it_.playUntil(at('2026-12-02T13:30:00Z'));
    expect(announcements()[0]?.text).toContain(`I’ve asked ${called(two)} to present on`);
    expect(announcements()[0]?.text).not.toContain(called(one));
    // They may have been chosen for the week after.
    const theirs = (await it_.slots()).filter(({ presenter_id }) => presenter_id === one);
    expect((await it_.turns()).find(({ person_id }) => person_id === one)).toMatchObject({
      presented: theirs.length,
    });
    // Nobody knows whether the second one did, who never answered either.
    await it_.playUntil(meeting + hour);
    const counted = (await it_.turns()).filter(({ last_at: last }) => last !== null);
    expect(counted).toEqual([]);
    expect(announcements()[0]?.text).not.toContain(called(two));
    expect(reminders()).toHaveLength(0);
  });

  it('swaps only with somebody who is there: in the channel, at that hour, and not away', async () => {
    await it_.enrolled(learning, ['U0MARA']);
    await it_.playUntil(sought + day);
    await away('U0SEUN', meeting + day);
    await it_.settle();
    await it_.who('U0MARA').press(it_.directWith('U0MARA', 'It’s your turn'), 'rotation.swap');
    await it_.settle();
    for (const who of ['U0DIEGO', 'U0ARJUN', 'U0SEUN'])
      expect([who, JSON.stringify(await it_.who('U0MARA').submit({ person: who }))]).toEqual([
        who,
        expect.stringContaining('isn’t in the channel, or isn’t working when you meet'),
      ]);
    expect(await it_.slots()).toMatchObject([{ swap: 'none', presenter_id: 'U0MARA' }]);
    await it_.who('U0MARA').submit({ person: 'U0CAROL' });
    await it_.playUntil(sought + 2 * day);
    expect(await it_.presenter(first)).toBe('U0MARA');
    await it_.who('U0CAROL').press(it_.directWith('U0CAROL', 'in their place'), 'rotation.take-over');
    await it_.settle();
    expect(await it_.presenter(first)).toBe('U0CAROL');
    expect(announcement()).toContain('Carol presents on');
  });
});
