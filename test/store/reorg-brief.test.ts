/** A change brief, from an admin’s draft to what each channel reads. */
import { day, hour } from '../../src/core/clock.ts';
import { type AudienceId, channelId, type RowId, userId } from '../../src/core/ids.ts';
import type { Scope } from '../../src/core/scope.ts';
import { startOfDate } from '../../src/core/time/date.ts';
import type { Viewer } from '../../src/core/visibility.ts';
import { features } from '../../src/features.ts';
import { diego, ines, katrin, learning, mara, sam, secretly, team, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { jobs } from '../../src/features/reorg/ids.ts';
import { notices } from '../../src/features/reorg/rows.ts';
import { general, type ReorgHere, reorgOn, weekly, words } from '../support/reorg-here.ts';

const intro = 'Something changes here';

describe.each(engines())('on $name', (engine) => {
  let here: ReorgHere;
  beforeEach(async () => {
    here = await reorgOn(engine);
  });
  afterEach(async () => {
    expect(here.wrong()).toEqual([]);
    await here.close();
  });
  const reads = (channel: string) => here.posted(channel).filter(({ text }) => text.includes(intro));

  it('is read once by each channel that it concerns, guests there included, and by no other', async () => {
    await here.brief([{ kind: 'merged', channel: website, into: [learning] }]);
    for (const channel of [website, learning]) {
      const [message, ...more] = reads(channel);
      expect(more).toEqual([]);
      expect(message?.text).toContain(words.why);
      expect(message?.text).toContain(words.stays);
    }
    expect(here.saying(learning, intro).text).toContain(`<#${website}> is merged into <#${learning}>`);
    // A guest reads it there, who is not in the other channel.
    expect(here.saying(website, intro).text).toContain(`<#${website}> is merged into another channel.`);
    expect(reads(general)).toEqual([]);
    await here.wait(3 * day);
    expect(reads(website)).toHaveLength(1);
  });

  it('waits for the next working hour of each channel, by its own calendar', async () => {
    await here.wait(8 * hour + 2 * day);
    // Thursday evening: the learning channel works no Fridays.
    await here.lore.store.write(async (db) => {
      await db
        .insertInto('channel_rhythm')
        .values({
          team_id: team,
          channel_id: learning as never,
          owner_id: null,
          deputy_id: null,
          place: 'thread',
          work_days: '1,2,3,4',
          holidays: null,
          is_locked: 0,
          offers: 1,
          learning: null,
        })
        .onConflict((conflict) =>
          conflict.columns(['team_id', 'channel_id']).doUpdateSet({ work_days: '1,2,3,4' }),
        )
        .execute();
    });
    await here.brief([{ kind: 'merged', channel: website, into: [learning] }]);
    expect([reads(website), reads(learning)]).toEqual([[], []]);
    await here.wait(14 * hour);
    expect([reads(website).length, reads(learning).length]).toEqual([1, 0]);
    await here.wait(3 * day);
    expect(reads(learning)).toHaveLength(1);
  });

  it('is for admins: others are told who writes one, and guests that it is not for them', async () => {
    expect(await here.type(mara, '/lore reorg')).toContain('written by admins and owners');
    expect(await here.type(sam, '/lore reorg', website)).toContain('for full members');
    expect(await here.type(ines, '/lore reorg hlep')).toContain('nothing I know');
    expect(await here.type(mara, '/lore reorg help')).toContain('change brief');
  });

  it('refuses a date in the past, in words where it was chosen, and keeps the rest', async () => {
    expect(await here.draft(-1)).toContain('from today on');
    expect(await here.submit(ines, { on: here.dayFrom(3) })).toContain('Your draft');
    expect(await here.type(ines, '/lore reorg')).toContain(words.why);
  });

  it('begins in a public channel that stays, and names only channels of which the admin may know', async () => {
    // Said before anything is typed.
    await here.type(ines, '/lore reorg', secretly);
    expect(await here.go(ines, 'reorg.edit')).toContain('begins in a public channel');
    expect(await here.draft()).toContain(`Questions? Ask <@${ines}>`);
    // It waits in App Home until it is sent, and goes on from there.
    expect(await here.home(ines)).toContain('A change brief that you haven’t sent');
    await here.who(ines).closeAll();
    await here.who(ines).pressInHome('reorg.page');
    await here.settle();
    expect(await here.go(ines, 'reorg.edit')).toContain('The reason');
    expect(await here.change({ kind: 'archived', channel: 'C0BUDGET' })).toContain('not in that channel');
    expect(await here.change({ kind: 'archived', channel: 'C0HARBOUR' })).toContain('another organisation');
    expect(await here.change({ kind: 'merged', channel: website, into: [website] })).toContain('into itself');
    expect(await here.change({ kind: 'renamed', channel: website, name: ' ' })).toContain(
      'Write the new name',
    );
    expect(await here.change({ kind: 'leader', channel: website, leader: sam })).toContain('full member');
    expect(await here.change({ kind: 'merged', channel: website, into: [learning] })).toContain(
      'is merged into',
    );
    expect(await here.change({ kind: 'merged', channel: learning, into: [website] })).toContain(
      'in a circle',
    );
    expect(await here.change({ kind: 'archived', channel: website })).toContain('one of them');
  });

  it('takes a change out again, and deletes a draft without anybody having read it', async () => {
    await here.draft();
    await here.change({ kind: 'archived', channel: website });
    expect(await here.go(ines, 'reorg.take-out')).not.toContain('is archived');
    await here.type(ines, '/lore reorg');
    await here.go(ines, 'reorg.drop');
    expect(await here.type(ines, '/lore reorg')).not.toContain(words.why);
    await here.wait(2 * day);
    expect(await here.rows('reorg_draft', 'reorg_draft_change', 'reorg')).toBe('[[],[],[]]');
  });

  it('offers interviews to nobody who is in none of its channels, which the form says', async () => {
    await here.draft();
    await here.change({ kind: 'archived', channel: website });
    expect(await here.send({ people: [katrin] })).toContain('in none of these channels');
    expect(await here.submit(ines, { people: [diego] })).toContain('Sent.');
  });

  it('can be reworded, moved and taken back, and each channel reads so in place', async () => {
    await here.brief([{ kind: 'merged', channel: website, into: [learning] }]);
    await here.type(ines, '/lore reorg');
    await here.go(ines, 'reorg.edit-sent');
    await here.submit(ines, { why: 'One team is enough.', on: here.dayFrom(30) });
    await here.settle();
    const told = here.saying(website, intro);
    expect(told.text).toContain('One team is enough.');
    expect(told.text).not.toContain(words.why);
    await here.type(ines, '/lore reorg');
    await here.go(ines, 'reorg.take-back');
    await here.settle();
    for (const channel of [website, learning])
      expect(here.saying(channel, 'was taken back').text).not.toContain('One team');
    expect(await here.rows('reorg_task')).not.toContain('"open"');
  });

  it('reaches those into which a channel is split: they read whose people come', async () => {
    await here.draft();
    await here.change({ kind: 'split', channel: website, into: [learning, general] });
    await here.type(ines, '/lore reorg');
    expect(await here.go(ines, 'reorg.to-send')).toContain(`<#${general}>`);
    await here.submit(ines, {});
    await here.wait(2 * hour);
    for (const channel of [learning, general])
      expect(here.saying(channel, intro).text).toContain(
        `<#${website}> is split, and some of it goes on in <#${channel}>.`,
      );
    // Who changes teams is asked, unless the admin says otherwise.
    await here.wait(2 * day);
    for (const who of [diego, mara]) expect(here.saying(who, 'must not get lost')).toBeDefined();
    // Nothing ends there.
    expect(await here.rows('reorg_task')).toBe('[[]]');
  });

  it('moved to another day, says so in its thread, to a new leader and to who changes teams', async () => {
    await here.brief(
      [
        { kind: 'merged', channel: website, into: [learning] },
        { kind: 'leader', channel: website, leader: diego },
      ],
      { people: [katrin, mara] },
    );
    await here.who(diego).press(here.saying(website, 'Is that so?'), 'reorg.lead');
    await here.wait(3 * day);
    const on = (where: string, text: string) => /\w+ \d+ \w+ \d{4}/.exec(here.saying(where, text).text)?.[0];
    const days = () => [
      on(website, intro),
      on(website, 'leads this team'),
      on(diego, 'You lead the team'),
      on(mara, 'Your team changes'),
    ];
    const [first, ...rest] = days();
    expect(rest).toEqual([first, first, first]);
    await here.type(ines, '/lore reorg');
    await here.go(ines, 'reorg.edit-sent');
    await here.submit(ines, { on: here.dayFrom(20) });
    await here.settle();
    const [second, ...others] = days();
    expect(second).not.toBe(first);
    expect(others).toEqual([second, second, second]);
    await here.wait(15 * day);
    expect(on(mara, 'Your team changes')).toBe(second);
    await here.wait(6 * day);
    expect(here.saying(mara, 'Your team changed on')).toBeDefined();
    // Taken back, nobody is asked.
    await here.type(ines, '/lore reorg');
    await here.go(ines, 'reorg.take-back');
    await here.settle();
    expect(here.saying(mara, 'was taken back, so there’s nothing to hand over')).toBeDefined();
    expect(JSON.stringify(here.direct(mara))).not.toContain('Your team change');
  });

  it('merges a private channel into a public one and nothing widens: there nobody reads of the private one', async () => {
    await here.brief([{ kind: 'merged', channel: secretly, into: [website] }]);
    expect(here.saying(secretly, intro).text).toContain(`<#${website}>`);
    const told = here.posted(website).map(({ text, blocks }) => JSON.stringify([text, blocks]));
    expect(told.join()).toContain('Another channel is merged into');
    expect(told.join()).not.toContain(secretly);
    expect(await here.export(diego)).not.toContain(secretly);
    expect(await here.home(diego)).not.toContain(secretly);
    // Its own people read where they go.
    expect(await here.rows('reorg_change')).toContain(secretly);
  });

  it('that was taken back by an admin who has left a private channel reminds nobody there, and it reads so', async () => {
    await here.recurs(secretly, katrin, { 'learned.weekly': weekly });
    await here.brief([{ kind: 'merged', channel: secretly, into: [website] }]);
    await here.wait(day);
    await here.sandbox.page('membership', { as: ines, channelId: secretly, change: 'leave' });
    await here.settle();
    await here.type(ines, '/lore reorg');
    await here.go(ines, 'reorg.take-back');
    const count = here.direct(katrin).length;
    await here.wait(10 * day);
    expect(here.direct(katrin)).toHaveLength(count);
    expect(here.saying(secretly, 'That was taken back')).toBeDefined();
  });

  it('says from its day on that a channel which is merged or archived moved on, and no other', async () => {
    const moved = () =>
      Promise.all(
        [website, learning, general].map((channel) =>
          here.lore.store.read(team, { kind: 'channel', channelId: channelId(channel) }, async (read) => {
            const now = here.sandbox.core.clock.now();
            for (const { movedOn } of features)
              if ((await movedOn?.(read, channelId(channel), now)) === true) return true;
            return false;
          }),
        ),
      );
    await here.brief([
      { kind: 'merged', channel: website, into: [learning] },
      { kind: 'split', channel: general, into: [learning] },
    ]);
    expect(await moved()).toEqual([false, false, false]);
    await here.wait(14 * day);
    expect(await moved()).toEqual([true, false, false]);
    await here.type(ines, '/lore reorg');
    await here.go(ines, 'reorg.take-back');
    expect(await moved()).toEqual([false, false, false]);
  });

  it.each(['', 'with a guest in it'])(
    'that is reworded or taken back reaches a private channel %s that its admin has left, at once, and no admin reads anything of it',
    async (guest) => {
      await here.recurs(secretly, katrin, { 'learned.weekly': weekly });
      await here.brief([{ kind: 'merged', channel: secretly, into: [website] }]);
      await here.wait(day);
      if (guest !== '')
        await here.sandbox.page('membership', {
          ...{ as: katrin, channelId: secretly },
          ...{ change: 'invite', userId: sam },
        });
      await here.sandbox.page('membership', { as: ines, channelId: secretly, change: 'leave' });
      await here.settle();
      for (const why of ['One team is enough.', 'Two are too many.']) {
        await here.type(ines, '/lore reorg');
        await here.go(ines, 'reorg.edit-sent');
        await here.submit(ines, { why, on: here.dayFrom(30) });
        await here.wait(1);
        for (const channel of [secretly, website])
          expect(here.saying(channel, why).text).not.toContain(words.why);
      }
      expect(await here.type(ines, '/lore reorg')).not.toContain(secretly);
      await here.go(ines, 'reorg.take-back');
      await here.wait(1);
      for (const channel of [secretly, website]) {
        expect(reads(channel)).toEqual([]);
        expect(here.saying(channel, 'That was taken back')).toBeDefined();
      }
      expect(here.direct(katrin).at(-1)?.text).toMatch(
        /Zu den Ritualen von <#C0PEOPLE> wirst du nicht mehr gefragt[^]+bleibt, wie es war/,
      );
      expect(await here.rows('reorg_draft_change')).toBe('[[]]');
      // Nothing is left of how the words were carried there.
      expect((await here.rows('reorg_notice')).match(/"reorg_id"/g)).toHaveLength(2);
    },
  );

  /** Of the channel that reads a brief. */
  const inChannel = (channel: string): Viewer => ({ kind: 'channel', channelId: channelId(channel) });
  const doIn = async (channel: string, run: (scope: Scope) => Promise<void>) => {
    await here.lore.store.transact(team, inChannel(channel), run);
    await here.wait(1);
  };
  const makeAdmin = (who: string) =>
    here.lore.store.write(async (db) => {
      await db
        .updateTable('person')
        .set({ is_admin: 1, locale: 'en' })
        .where('user_id', '=', who as never)
        .execute();
    });
  interface Stored {
    readonly id: RowId;
    readonly reorg_id: RowId;
    readonly audience_id: AudienceId;
    readonly channel_id: string;
    readonly effect_at: number;
  }
  const noticed = async (channel: string): Promise<Stored> => {
    const [rows = []] = JSON.parse(await here.rows('reorg_notice')) as Stored[][];
    const found = rows.find(({ channel_id: at }) => at === channel);
    if (found === undefined) throw new Error(`${channel} reads no brief`);
    return found;
  };

  it('names a private channel nowhere else, also where its author left that channel before they sent it', async () => {
    await here.draft();
    await here.change({ kind: 'split', channel: secretly, into: [website] });
    await here.sandbox.page('membership', { as: ines, channelId: secretly, change: 'leave' });
    await here.send();
    await here.wait(day);
    expect(here.saying(secretly, intro).text).toContain(`<#${website}>`);
    expect(here.saying(website, intro).text).toContain('Another channel is split');
    expect(await here.rows('reorg_change')).not.toContain(`"other_id":"${secretly}"`);
  });

  it('that was moved takes effect on the day that it says, also where what was begun for the day before runs late', async () => {
    await here.brief([{ kind: 'archived', channel: website }]);
    const { effect_at: before, id, reorg_id: reorg } = await noticed(website);
    const on = startOfDate(here.dayFrom(14));
    await here.type(ines, '/lore reorg');
    await here.go(ines, 'reorg.edit-sent');
    await here.submit(ines, { on: here.dayFrom(30) });
    await here.wait(1);
    const { effect_at: after } = await noticed(website);
    expect(after).toBe(before + 16 * day);
    await doIn(website, (scope) => scope.runAt(jobs.moved.ref({ notice: id, on }), 0, inChannel(website)));
    expect((await noticed(website)).effect_at).toBe(after);
    const of = { reorg, channel: channelId(learning), by: userId(ines), on, all: 0 } as const;
    await doIn(learning, async (scope) => {
      const audience = await scope.audience({ kind: 'conversation', channel: channelId(learning) });
      const write = jobs.write.ref({ ...of, audience, at: 0, effect: before });
      await scope.runAt(write, 0, { kind: 'person', userId: userId(ines) });
    });
    expect((await noticed(learning)).effect_at).toBe(after);
  });

  it('leaves nothing of words that were carried to a private channel in which it has ended meanwhile', async () => {
    await here.brief([{ kind: 'merged', channel: secretly, into: [website] }]);
    const { id, reorg_id: reorg, audience_id: audience } = await noticed(secretly);
    const channel = channelId(secretly);
    await doIn(secretly, async (scope) => {
      await scope.update(notices, id, { ended_at: 1 });
      const carry = jobs.carry.ref({ reorg, channel, by: userId(ines), at: 0, ended: 0, audience });
      await scope.runAt(carry, 0, { kind: 'person', userId: userId(ines) });
    });
    expect((await here.rows('reorg_notice')).match(/"reorg_id"/g)).toHaveLength(2);
  });

  it.each(['was deactivated', 'erased their data'])(
    'reaches a private channel within a day by another admin, who is not in it, also where its author %s',
    async (what) => {
      await here.brief([{ kind: 'merged', channel: secretly, into: [website] }]);
      const goes = () =>
        what === 'erased their data' ? here.erase(ines) : here.standing(ines, 'deactivated');
      await goes();
      await here.settle();
      await makeAdmin(mara);
      await here.type(mara, '/lore reorg');
      await here.go(mara, 'reorg.edit-sent');
      const why = 'One team is enough.';
      await here.submit(mara, { why, stays: words.stays, on: here.dayFrom(30), ask: mara });
      await here.wait(day);
      const { effect_at: there } = await noticed(website);
      expect(here.saying(secretly, why).text).toContain(words.stays);
      expect((await noticed(secretly)).effect_at).toBe(there);
      await goes();
      await makeAdmin(mara);
      expect(await here.type(mara, '/lore reorg')).not.toContain(secretly);
      await here.go(mara, 'reorg.take-back');
      await here.wait(day);
      expect(reads(secretly)).toEqual([]);
      expect(here.saying(secretly, 'That was taken back')).toBeDefined();
      // Nobody looks any more.
      const jobsLeft = JSON.parse(await here.rows('job')) as Record<string, string>[][];
      expect(
        jobsLeft.flat().filter(({ name, state }) => name === 'reorg.moved' && state === 'waiting'),
      ).toEqual([]);
    },
  );

  it('keeps nothing of a channel that is erased, and still reaches the others', async () => {
    await here.brief([{ kind: 'merged', channel: secretly, into: [website] }]);
    await here.lore.store.erasing(team, 'operator', { kind: 'channel', channelId: channelId(secretly) });
    expect(await here.rows('reorg_notice', 'reorg_change', 'reorg_draft_change')).not.toContain(secretly);
    expect(await here.rows('reorg_draft_change')).toContain(website);
  });

  it('stays when who wrote it erases their data, without their words, and another admin sees to it', async () => {
    await here.recurs(website, mara, { 'learned.weekly': weekly });
    await here.brief([{ kind: 'archived', channel: website }]);
    await here.erase(ines);
    await here.settle();
    expect(
      here
        .posted(website)
        .map(({ text }) => text)
        .join(),
    ).not.toContain(words.why);
    expect(await here.rows('reorg', 'reorg_notice')).not.toContain(words.why);
    expect(await here.rows('reorg')).toContain('"ended_at":null');
    await makeAdmin(katrin);
    expect(await here.home(katrin)).toContain('Reorganisation from');
  });
});
