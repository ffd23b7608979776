/** What has come of a lesson: who tried it and how that went, what it changed, and that it no longer holds; each can be taken back. */
import type { Message } from '../../sandbox/state/world.ts';
import { day } from '../../src/core/clock.ts';
import { channelId, userId } from '../../src/core/ids.ts';
import { engines } from '../support/databases.ts';
import { learning, mara, priya, secretly, seun, team, website, withHarbour } from '../support/company.ts';
import { pressPayload, sendPayload } from '../support/forged.ts';
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
    await it_.hold('Website relaunch', [[priya, 'The import took nine hours']], {
      fields: { names: 'shown', cardsFor: 'channel' },
    });
    await it_.write(mara, 'nine hours');
    await play(1);
    await it_.answer(priya, 'lessons.agree');
    await play(7);
  }, 120_000);
  afterAll(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });
  beforeEach(async () => {
    for (const who of [mara, priya, seun]) await it_.who(who).closeAll();
  });

  const play = (days: number) => it_.playUntil(it_.sandbox.core.clock.now() + days * day);
  const digest = (channel = learning): Message => {
    const found = posts(it_.sandbox, channel).findLast(({ blocks }) =>
      JSON.stringify(blocks).includes('lessons.open'),
    );
    if (found === undefined) throw new Error(`no digest of ${channel} has a lesson`);
    return found;
  };
  const inDigest = (channel = learning) => JSON.stringify(digest(channel).blocks);
  /** The page of the lesson, as a reader of another team opens it, or one of its own. */
  const opened = async (who: string) => {
    if (who === seun) await it_.who(seun).press(digest(), 'lessons.open');
    else {
      await it_.list(who);
      await it_.who(who).pressInModal('lessons.open');
    }
    return it_.modal(who);
  };
  const submit = async (who: string, fields: Parameters<ReturnType<typeof it_.who>['submit']>[0]) => {
    const answer = JSON.stringify(await it_.who(who).submit(fields));
    await it_.settle();
    return answer;
  };
  const stored = (...tables: string[]) => it_.rows(...tables);

  it('“Used it” in a digest is one press, which offers to say how it went; a line on it stands with the lesson, without a name', async () => {
    await it_.who(seun).press(digest(), 'lessons.used');
    await it_.settle();
    const said = it_.sandbox.world.messages[learning]?.findLast(({ ephemeralTo }) => ephemeralTo === seun);
    if (said === undefined) throw new Error('nothing was said');
    expect(said.text).toContain('Noted: you used it');
    expect(await stored('lesson_trial')).toBe('[[]]');
    await it_.who(seun).press(said, 'lessons.try');
    expect(it_.modal(seun)).toContain(`"initial_conversation":"${learning}"`);
    await submit(seun, { went: 'partly', how: 'Only the *second* rehearsal helped' });
    expect(it_.modal(seun)).toContain(`"channel_id":"${learning}"`);
    expect(it_.modal(seun)).toContain(' (partly): ');
    expect(it_.modal(seun)).toContain('rehearsal helped');
    // The line says it all.
    expect(it_.modal(seun)).not.toContain('Tried by');
    expect(await stored('lesson_trial')).not.toContain(seun);
    expect(await it_.export(seun)).not.toContain('rehearsal helped');
    expect(await stored('lesson')).toContain('"effect":"tried"');
    expect(inDigest()).toContain(`Tried by <#${learning}> (partly)`);
  }, 60_000);

  it('is said where it was typed what is wrong: a line that is too long, a channel they are not in', async () => {
    await opened(seun);
    await it_.who(seun).pressInModal('lessons.try');
    const long = await submit(seun, { went: 'helped', how: 'x'.repeat(301), team: learning });
    expect(long).toContain('This has 301 characters; the limit is 300.');
    const outside = await submit(seun, { went: 'helped', how: '', team: website });
    expect(outside).toContain('Choose a channel that you and I are in');
  }, 60_000);

  it('a team that its readers may not know of is another team to them; a person is named who adds themselves, and takes it back', async () => {
    await opened(seun);
    await it_.who(seun).pressInModal('lessons.try');
    await submit(seun, { went: 'helped', how: 'Salaries moved in an hour', team: secretly, name: ['me'] });
    expect(it_.modal(seun)).toContain(`"channel_id":"${secretly}"`);
    expect(it_.modal(seun)).toContain(' (helped): ');
    const page = await opened(mara);
    expect(page).toContain('another team (helped)');
    expect(page).toContain('Salaries moved in an hour');
    expect(page).toContain(`"user_id":"${seun}"`);
    expect(page).not.toContain(secretly);
    expect(inDigest()).not.toContain(secretly);
    expect(await it_.export(seun)).toContain('Salaries moved in an hour');
    expect(await it_.export(priya)).not.toContain(secretly);
    // Mara is in none of these teams but the first.
    expect(page).toContain('lessons.drop-trial');
    await opened(seun);
    await it_.who(seun).pressInModal('lessons.drop-trial');
    await it_.settle();
    expect(await stored('lesson_trial')).not.toContain('Salaries');
    expect(it_.modal(seun)).not.toContain('(helped)');
  }, 60_000);

  it('its author is no reader of it, and says nothing of how it went', async () => {
    const page = await opened(priya);
    expect(page).not.toContain('lessons.try');
    const before = await stored('lesson_trial');
    const pressed = { action_id: 'lessons.try', value: carried() };
    await sendPayload(it_.sandbox, pressPayload(it_.sandbox, priya, digest(), pressed));
    await it_.settle();
    expect(it_.who(priya).told(learning).at(-1)).toContain('This is a lesson of yours');
    expect(await stored('lesson_trial')).toBe(before);
  }, 60_000);

  it('the people of its channel say what it changed, with a link that may be opened; nobody else does', async () => {
    expect(await opened(seun)).not.toContain('lessons.standard');
    for (const action of ['lessons.standard', 'lessons.retire', 'lessons.still-true']) {
      const pressed = { action_id: action, value: carried() };
      await sendPayload(it_.sandbox, pressPayload(it_.sandbox, seun, digest(), pressed));
      await it_.settle();
      expect(it_.who(seun).told(learning).at(-1)).toContain('Only its authors and the people in its channel');
    }
    await opened(mara);
    await it_.who(mara).pressInModal('lessons.standard');
    const standard = { kind: 'checklist', name: 'Release checklist' };
    const refused = async (link: string) => submit(mara, { ...standard, link });
    for (const link of ['javascript:alert(1)', 'ftp://example.com/x', 'https://you@example.com/'])
      expect(await refused(link)).toContain('This isn’t a web address');
    const inPrivate = `https://lindgrove.slack.com/archives/${secretly}/p1700000000000100`;
    expect(await refused(inPrivate)).toContain('You’re not in the conversation');
    expect(await submit(mara, { ...standard, name: ' ', link: '' })).toContain('Say what it’s called');
    await submit(mara, { ...standard, link: 'https://wiki.example.com/release' });
    expect(it_.modal(mara)).toContain('Changed a standard: the checklist “');
    expect(it_.modal(mara)).toContain('https://wiki.example.com/release');
    expect(await stored('lesson')).toContain('"effect":"standard"');
    expect(inDigest()).toContain('Changed a standard: the checklist “Release checklist”');
    expect(await opened(seun)).toContain('https://wiki.example.com/release');
  }, 60_000);

  it('a link into a conversation is for those who may see it', async () => {
    await opened(mara);
    await it_.who(mara).pressInModal('lessons.standard');
    const link = `https://lindgrove.slack.com/archives/${withHarbour}/p1700000000000100`;
    await submit(mara, { kind: 'runbook', name: 'Moving', link });
    expect(it_.modal(mara)).toContain(link);
    expect(await opened(priya)).toContain(link);
    const { directory } = it_.lore.store;
    const now = it_.sandbox.core.clock.now();
    await directory.changeChannel(team, channelId(withHarbour), { kind: 'private' }, now);
    expect(await opened(seun)).toContain(link);
    await it_.who(priya).closeAll();
    const page = await opened(priya);
    expect(page).toContain('the runbook “Moving”');
    expect(page).not.toContain('archives');
    // Nor in the form that they change it in.
    await it_.who(priya).pressInModal('lessons.standard');
    expect(it_.modal(priya)).not.toContain('archives');
  }, 60_000);

  it('what it changed can be taken back: then it is what its trials make it', async () => {
    await opened(mara);
    await it_.who(mara).pressInModal('lessons.no-standard');
    await it_.settle();
    expect(it_.modal(mara)).not.toContain('Changed a standard');
    expect(await stored('lesson')).toContain('"effect":"tried"');
    expect(await stored('lesson')).toContain('"standard_name":null');
  }, 60_000);

  it('one that no longer holds is retired with what has changed; it is said to be wherever it stands, and nothing brings it up', async () => {
    await opened(priya);
    await it_.who(priya).pressInModal('lessons.retire');
    expect(await submit(priya, { why: ' ' })).toContain('Say in a line what has changed');
    await submit(priya, { why: 'The import takes minutes now' });
    expect(it_.modal(priya)).toContain('The import takes minutes now');
    expect(it_.modal(priya).indexOf('Retired on')).toBeLessThan(it_.modal(priya).indexOf('"Use this when'));
    expect(inDigest()).toContain('Retired on');
    expect(inDigest()).toContain('The import takes minutes now');
    expect(inDigest()).not.toContain('Tried by');
    const page = await opened(seun);
    expect(page).toContain('Retired on');
    expect(page).not.toContain('lessons.try');
    expect(await offered()).toEqual({ digest: 0, begins: 0 });
    await opened(priya);
    await it_.who(priya).pressInModal('lessons.bring-back');
    await it_.settle();
    expect(inDigest()).not.toContain('Retired on');
    expect(await stored('lesson')).toContain('"effect":"tried"');
    expect(await offered()).toEqual({ digest: 1, begins: 1 });
  }, 60_000);

  it('a channel that is erased takes along that its team tried it, and how, from lessons of other channels', async () => {
    for (const [team_, how] of [
      [learning, 'Learners needed two nights'],
      [secretly, 'Salaries took an hour'],
    ] as const) {
      await opened(seun);
      await it_.who(seun).pressInModal('lessons.try');
      await submit(seun, { went: 'partly', how, team: team_ });
      await it_.who(seun).closeAll();
    }
    const before = await stored('lesson_trial');
    expect(before).toContain('Learners needed two nights');
    expect(before).toContain('Salaries took an hour');
    expect(await opened(seun)).toContain('Salaries took an hour');
    await it_.lore.store.erasing(team, 'operator', { kind: 'channel', channelId: channelId(secretly) });
    await it_.settle();
    const after = await stored('lesson_trial');
    for (const gone of [secretly, 'Salaries']) expect(after).not.toContain(gone);
    expect(after).toContain('Learners needed two nights');
    const page = await opened(seun);
    expect(page).toContain('Learners needed two nights');
    expect(page).not.toContain('Salaries');
  }, 60_000);

  it('a person who is erased takes along what they said with their name, and what has come of it follows', async () => {
    await opened(seun);
    await it_.who(seun).pressInModal('lessons.try');
    await submit(seun, { went: 'helped', how: 'Took one night', team: learning, name: ['me'] });
    expect(await opened(mara)).toContain('Took one night');
    await it_.erase(seun);
    expect(await stored('lesson_trial')).not.toContain('Took one night');
    expect(await opened(mara)).toContain(' (partly): ');
  }, 60_000);

  it('what it changed and why it was retired go with the person who wrote that; that it did, and was, stays', async () => {
    await opened(mara);
    await it_.who(mara).pressInModal('lessons.standard');
    const link = 'https://wiki.example.com/of-mara';
    await submit(mara, { kind: 'checklist', name: 'What Mara checks', link });
    await it_.who(mara).pressInModal('lessons.retire');
    await submit(mara, { why: 'Mara found a better way' });
    const words = ['What Mara checks', 'of-mara', 'Mara found a better way'];
    for (const said of words) expect(await stored('lesson', 'lesson_version')).toContain(said);
    expect(inDigest()).toContain('Mara found a better way');
    await it_.erase(mara);
    await it_.settle();
    for (const said of words) expect(await stored('lesson', 'lesson_version')).not.toContain(said);
    expect(inDigest()).not.toContain('Mara found');
    const page = await opened(priya);
    expect(page).toContain('it’s no longer true');
    expect(page).toContain('Changed a standard');
    for (const said of [...words, mara]) expect(page).not.toContain(said);
  }, 60_000);

  /** How often the lesson is offered where something begins, and in the digest of another team. */
  async function offered() {
    const now = it_.sandbox.core.clock.now();
    const viewer = { kind: 'channel', channelId: channelId(learning) } as const;
    return it_.lore.store.read(team, viewer, async (read) => {
      const channel = channelId(learning);
      const items = await it_.lessons.digestItems?.find(read, { channel, from: now - 7 * day, to: now });
      const found = await it_.lessons.lessonLibrary?.find(
        read,
        { channel, name: 'Relaunch of a website', about: '' },
        now,
      );
      return { digest: items?.length, begins: found?.length };
    });
  }

  /** As a button about the lesson carries it, which a digest's menu does, too. */
  function carried(): string {
    const [, value] = /lessons\.open:(\{\\"lesson\\":\\"[^"\\]+\\"\})/.exec(inDigest()) ?? [];
    if (value === undefined) throw new Error('no menu opens the lesson');
    return value.replaceAll('\\"', '"');
  }
});
