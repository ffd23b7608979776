/** The digest of a channel: told once a week from what its own access shows, kept true, and silent where there is nothing. */
import { channelId, rowId, userId } from '../../src/core/ids.ts';
import { items } from '../../src/features/digest/rows.ts';
import { actionItems, type ActionRow } from '../../src/features/retro/action-items/operations.ts';
import { called } from '../support/called.ts';
import { engines } from '../support/databases.ts';
import { learning, secretly, team, website } from '../support/company.ts';
import { type DigestHere, digestOn, menusOf } from '../support/digest-here.ts';

const at = (text: string) => Date.parse(text);
/** Tuesdays at 10:00 in Berlin. The company begins on a Tuesday in November, after that. */
const first = at('2026-12-01T09:01:00Z');

describe.each(engines())('on $name, the digest', (engine) => {
  let it_: DigestHere;
  const begin = async (withAlmanac = false) => {
    it_ = await digestOn(engine, withAlmanac);
    await it_.start(learning, 'U0KATRIN');
  };
  afterEach(async () => {
    expect(it_.wrong()).toEqual([]);
    await it_.close();
  });
  const only = () => {
    const [one, ...more] = it_.digests(learning);
    if (one === undefined || more.length > 0)
      throw new Error(`${more.length} more digests than one, or none`);
    return one;
  };

  it('tells what was learned elsewhere with one menu of what to do, and what was learned here in a line; nothing of a private channel', async () => {
    await begin();
    await it_.share('U0DIEGO', website, 'Photos come late: ask a week before.');
    await it_.share('U0ARJUN', learning, 'Rehearse moves');
    await it_.share('U0CAROL', secretly, 'Hand over in pairs');
    await it_.playUntil(first);
    const { text, blocks } = only();
    expect(text.split('\n')).toEqual([
      'Worth knowing this week',
      '*Photos come late: ask a week before* · from <#C0WEBSITE>',
      'Diego',
      expect.stringMatching(/^One thing shared here this week {2}Read it https:/),
      'Used one? Choose ⋯ beside it. Set up by Katrin · `/lore settings`',
    ]);
    expect(text).not.toContain('pairs');
    const drawn = JSON.stringify(blocks);
    expect(drawn).not.toMatch(/primary|"button"/);
    expect(menusOf(only())).toEqual([
      ['I used “Photos come late: ask a week before”', 'Useful', 'Not for me', 'Open'],
    ]);
    expect(await it_.records(learning)).toEqual([['2026-12-01', 'posted', null, 'no']]);
  });

  it('speaks the language of its channel', async () => {
    await begin();
    await it_.lore.store.directory.setRecurrence(team, channelId(learning), {
      tz: 'Europe/Berlin',
      locale: 'de',
    });
    await it_.share('U0DIEGO', website, 'Photos come late');
    await it_.playUntil(first);
    const told = it_.posted(learning).find(({ text }) => text.startsWith('Wissenswertes dieser Woche'));
    expect(told?.text).toContain('Eingerichtet von Katrin · ');
    expect(JSON.stringify(told?.blocks)).toContain('Nichts für mich');
    expect(JSON.stringify(told?.blocks)).not.toMatch(/Not for me|Up to/);
  });

  it('posts nothing in an empty week, and why is recorded', async () => {
    await begin();
    await it_.playUntil(first);
    expect(it_.digests(learning)).toEqual([]);
    expect(await it_.records(learning)).toEqual([['2026-12-01', 'skipped', 'nothing_to_say', 'no']]);
  });

  it('waits until everybody has had a working day since the question', async () => {
    await begin();
    await it_.start(learning, 'U0KATRIN', { every: 'week', weekday: 1, minutes: 840 });
    await it_.share('U0DIEGO', website, 'Photos come late');
    await it_.playUntil(first);
    expect(it_.digests(learning)).toEqual([]);
    await it_.playUntil(at('2026-12-02T09:01:00Z'));
    const [occurrence] = await it_.records(learning);
    // Whoever works in Singapore and Berlin had Tuesday for it.
    expect(occurrence).toEqual(['2026-12-01', 'posted', null, 'waited']);
    expect(it_.digests(learning)).toHaveLength(1);
  });

  it('loses at once what its author takes back, and is empty words when nothing is left', async () => {
    await begin();
    await it_.share('U0DIEGO', website, 'Photos come late');
    await it_.share('U0PRIYA', website, 'Safari is different');
    await it_.share('U0ARJUN', learning, 'Rehearse moves');
    await it_.playUntil(first);
    const told = only().text;
    const isDiego = told.includes('Photos');
    const [who = '', words = ''] = isDiego ? ['U0DIEGO', 'Photos'] : ['U0PRIYA', 'Safari'];
    // Two things of one channel do not stand side by side.
    expect(told.includes('Photos') && told.includes('Safari')).toBe(false);
    const takeBack = async (author: string, channel: string) => {
      const message = it_.posted(channel).find(({ text }) => text.startsWith(`${called(author)} learned`));
      if (message === undefined) throw new Error(`${author} shared nothing`);
      await it_.who(author).press(message, 'learned.manage', { holds: 'back' });
      await it_.who(author).submit();
      await it_.settle();
    };
    await takeBack(who, website);
    expect(only().text).not.toContain(words);
    expect(only().text).toContain('One thing shared here');
    await takeBack('U0ARJUN', learning);
    expect(only().text).toMatch(/^This was removed, or it’s no longer for everyone here/);
  });

  it.each([
    ['its author keeps it to the channel', 'narrow'],
    ['its channel was made private', 'private'],
    ['its channel was shared with another organisation', 'shared'],
  ])('loses what is not for its readers any more: %s; the rest stays', async (_why, how) => {
    await begin();
    await it_.share('U0DIEGO', website, 'Photos come late');
    await it_.share('U0ARJUN', learning, 'Rehearse moves');
    await it_.playUntil(first);
    expect(only().text).toContain('Photos come late');
    if (how === 'narrow') {
      const message = it_.posted(website).find(({ text }) => text.includes('Photos come late'));
      if (message === undefined) throw new Error('nothing was shared');
      await it_.who('U0DIEGO').press(message, 'learned.manage', { holds: 'edit' });
      await it_.who('U0DIEGO').submit({ reach: 'conversation' });
    } else await it_.becomes(website, how === 'private' ? 'private' : 'shared');
    await it_.settle();
    expect(only().text).not.toContain('Photos');
    expect(JSON.stringify(only().blocks)).not.toContain('Photos');
    expect(only().text).toContain('One thing shared here');
  });

  it('shows nothing of other channels from when a guest joins until they leave', async () => {
    await begin();
    await it_.share('U0DIEGO', website, 'Photos come late');
    await it_.share('U0ARJUN', learning, 'Rehearse moves');
    await it_.playUntil(first);
    expect(only().text).toContain('Photos come late');
    const invited = { as: 'U0KATRIN', channelId: learning, change: 'invite', userId: 'U0SAM' } as const;
    await it_.sandbox.page('membership', invited);
    await it_.settle();
    expect(JSON.stringify(only())).not.toMatch(/Photos|C0WEBSITE/);
    expect(only().text).toContain('One thing shared here');
    await it_.sandbox.page('membership', { as: 'U0SAM', channelId: learning, change: 'leave' });
    await it_.settle();
    expect(only().text).toContain('Photos come late');
  });

  it('is kindly empty once another organisation reads its channel: it was written for others', async () => {
    await begin();
    await it_.share('U0DIEGO', website, 'Photos come late');
    await it_.playUntil(first);
    await it_.becomes(learning, 'shared');
    expect(only().text).toMatch(/it’s no longer for everyone here/);
    expect(JSON.stringify(only().blocks)).not.toContain('Photos');
  });

  it('takes what a practice gives that nothing here knows, and nothing of one that is switched off', async () => {
    await begin(true);
    await it_.share('U0DIEGO', website, 'Photos come late');
    const wished = {
      days: new Map(),
      switched: [{ practice: 'learned', position: 'off' as const, prompts: [] }],
    };
    expect((await it_.lore.store.workspaceSettings.change(team, userId('U0INES'), wished)).ok).toBe(true);
    await it_.playUntil(first);
    expect(only().text).toContain('Plant the hedges in November');
    expect(only().text).toContain('It is that time of the year');
    expect(only().text).not.toContain('Photos');
  });

  it('leaves out of one that stands what is of a kind that no practice gives any more', async () => {
    await begin(true);
    await it_.share('U0DIEGO', website, 'Photos come late');
    await it_.playUntil(first);
    expect(only().text).toContain('hedges');
    await it_.lore.store.transact(
      team,
      { kind: 'channel', channelId: channelId(learning) },
      async (scope) => {
        const rows = await scope.from(items).selectAll().where('it.practice', '=', 'almanac').execute();
        expect(rows.map(({ reason }) => reason)).toEqual(['season']);
        for (const { id } of rows) await scope.update(items, id, { reason: 'weather' });
        for (const { about_id: about } of rows) await scope.refreshShowing(about);
      },
    );
    await it_.settle();
    expect(only().text).not.toContain('hedges');
    expect(only().text).toContain('Photos come late');
  });

  it('names one thing that was agreed here and nobody sees to, and none that is somebody’s or of another channel', async () => {
    await begin();
    await it_.share('U0ARJUN', learning, 'Rehearse moves');
    const agreed = (channel: string, what: string, owner: string | null) =>
      it_.lore.store.transact(team, { kind: 'channel', channelId: channelId(channel) }, async (scope) => {
        const row: ActionRow = {
          id: rowId(`action-${what.slice(0, 3)}`),
          retro_id: rowId('held'),
          channel_id: channelId(channel),
          what,
          when_then: '',
          owner_id: owner === null ? null : userId(owner),
          proposer_id: null,
          due_on: '2026-12-10',
          state: 'proposed',
          done_at: null,
          reason: '',
          helped: null,
          helped_how: '',
          standard_kind: null,
          standard_name: '',
          standard_link: '',
          standard_at: null,
          standard_lesson: null,
        };
        const audience = await scope.audience({ kind: 'conversation', channel: channelId(channel) });
        await scope.insert(actionItems, row, { audience, by: [], names: 'shown' });
      });
    await agreed(learning, 'Name who answers the phone', null);
    await agreed(learning, 'Order the hedges', 'U0MARA');
    await agreed(secretly, 'Pair the handovers', null);
    await it_.share('U0DIEGO', website, 'Photos come late');
    await it_.playUntil(first);
    const { text, blocks } = only();
    expect(text).toContain('Name who answers the phone');
    expect(text).toContain('*Nobody owns this yet*');
    expect(text).not.toMatch(/hedges|handovers/);
    expect(JSON.stringify(blocks)).toContain('"action_id":"retro.accept"');
  });

  it('loses what somebody shared who is erased', async () => {
    await begin(true);
    await it_.share('U0DIEGO', website, 'Photos come late');
    await it_.playUntil(first);
    expect(only().text).toContain('Photos');
    await it_.lore.store.erasing(team, 'operator', { kind: 'person', userId: userId('U0DIEGO') });
    await it_.settle();
    expect(only().text).not.toMatch(/Photos|U0DIEGO/);
    expect(only().text).toContain('hedges');
    expect(channelId(learning)).toBe(only().channelId);
  });
});
