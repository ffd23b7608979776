/** The digest of a channel: told once a week from what its own access shows, kept true, and silent where there is nothing. */
import { channelId, rowId, userId } from '../../src/core/ids.ts';
import { items } from '../../src/features/digest/rows.ts';
import { actionItems, type ActionRow } from '../../src/features/retro/action-items/operations.ts';
import { called } from '../support/called.ts';
import { engines } from '../support/databases.ts';
import { learning, secretly, team, website } from '../support/company.ts';
import { type DigestHere, digestOn } from '../support/digest-here.ts';

const at = (text: string) => Date.parse(text);
/** Tuesdays at 10:00 in Berlin. The company begins on a Tuesday in November, after that. */
const first = at('2026-12-01T09:01:00Z');
const second = at('2026-12-08T09:01:00Z');
const third = at('2026-12-15T09:01:00Z');

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

  it('tells what was learned elsewhere and here, each with its reason and what to do; nothing of a private channel', async () => {
    await begin();
    await it_.share('U0DIEGO', website, 'Photos come late: ask a week before');
    await it_.share('U0ARJUN', learning, 'Rehearse moves');
    await it_.share('U0CAROL', secretly, 'Hand over in pairs');
    await it_.playUntil(first);
    const { text, blocks } = only();
    expect(text).toContain('Diego learned: Photos come late');
    expect(text).toContain('<#C0WEBSITE>');
    expect(text).toContain('Arjun learned: Rehearse moves');
    expect(text).toContain('Set up by Katrin');
    expect(text).not.toContain('pairs');
    const drawn = JSON.stringify(blocks);
    expect(drawn).not.toContain('primary');
    for (const words of ['Useful', 'Not for me']) expect(drawn).toContain(words);
    expect(drawn.match(/"action_id":"learned.use"/g)).toHaveLength(2);
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
    expect(told?.text).toContain('Eingerichtet von Katrin.');
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
    expect(only().text).toContain('Rehearse moves');
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
    expect(only().text).toContain('Rehearse moves');
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
    expect(only().text).toContain('Rehearse moves');
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

  it('links what its channel learned to where it was talked about: the thread of the question, or its own message', async () => {
    await begin();
    await it_.start(learning, 'U0KATRIN', { every: 'week', weekday: 4, minutes: 840 });
    await it_.share('U0ARJUN', learning, 'Rehearse moves');
    await it_.playUntil(first);
    const linkTo = (start: string) => {
      const message = it_.posted(learning).find(({ text }) => text.startsWith(start));
      return `https://lindgrove.slack.com/archives/${learning}/p${(message?.ts ?? '').replace('.', '')}`;
    };
    expect(only().text).toContain(`learned: Rehearse moves · In the thread ${linkTo('Arjun')}`);
    const blocks = JSON.stringify(only().blocks);
    expect(blocks).toContain(`"url":"${linkTo('Arjun')}"`);
    // The link stands apart from what was learned: it is no part of the sentence.
    expect(blocks).toMatch(/Rehearse moves"?[^{}]*(\},\{[^{}]*)? · "/);
    await it_.share('U0SEUN', learning, 'Ask before pricing');
    await it_.playUntil(second);
    expect(it_.digests(learning).at(-1)?.text).toContain(
      `learned: Ask before pricing · In the thread ${linkTo('What did we learn?')}`,
    );
  });

  describe('recalls what was learned here', () => {
    const recalled = () => it_.digests(learning).filter(({ text }) => text.includes('Is this still true?'));
    /** What is recalled in the digest of the 8th, when everybody had it for a week. */
    const recall = async () => {
      await begin();
      await it_.share('U0ARJUN', learning, 'Rehearse moves');
      await it_.playUntil(second);
      const [one] = recalled();
      if (one === undefined) throw new Error('nothing was recalled');
      return one;
    };

    it('after 7 and 30 days, as a question that says why, with what can be done', async () => {
      const { text, blocks } = await recall();
      expect(text).toContain('Is this still true? Arjun learned: Rehearse moves');
      expect(text).toContain('after 7, 30, 90 and 270 days');
      for (const words of ['Used it', 'Useful', 'Not for me', 'No longer true'])
        expect(JSON.stringify(blocks)).toContain(words);
      await it_.playUntil(at('2026-12-24T10:00:00Z'));
      expect(recalled()).toHaveLength(1);
      await it_.playUntil(at('2026-12-29T10:00:00Z'));
      expect(recalled()).toHaveLength(2);
    });

    it('no more once somebody there says that it is no longer true; they can be mistaken', async () => {
      const told = await recall();
      await it_.who('U0NOOR').press(told, 'digest.untrue');
      await it_.settle();
      const [said] = recalled();
      expect(said?.text).toContain('Noor says this is no longer true');
      expect(JSON.stringify(said?.blocks)).not.toContain('digest.untrue');
      await it_.playUntil(at('2026-12-29T10:00:00Z'));
      expect(recalled()).toHaveLength(1);
      if (said === undefined) throw new Error('nothing was said');
      await it_.who('U0SEUN').press(said, 'digest.holds');
      await it_.settle();
      expect(recalled()[0]?.text).not.toContain('no longer true,');
      await it_.playUntil(at('2027-01-05T10:00:00Z'));
      expect(recalled()).toHaveLength(2);
    });
  });

  it('does not repeat itself, and rests a channel for two weeks that something came from', async () => {
    await begin();
    await it_.share('U0DIEGO', website, 'Photos come late');
    await it_.share('U0ARJUN', learning, 'Rehearse moves');
    await it_.playUntil(first);
    await it_.share('U0HANA', website, 'Test the real form');
    await it_.share('U0SEUN', learning, 'Ask before pricing');
    await it_.playUntil(second);
    await it_.playUntil(third);
    const [one, two, three] = it_
      .digests(learning)
      // What returns as a question is not news.
      .map(({ text }) => text.replaceAll(/Is this still true.*/g, ''));
    expect(one).toContain('Photos come late');
    expect(two).toContain('Ask before pricing');
    expect(two).not.toMatch(/Photos|Test the real form|Rehearse/);
    expect(three).toContain('Test the real form');
    expect(three).not.toMatch(/Photos|Ask before/);
  });

  it('“not for me” is the reader’s own, can be taken back, and is refused to whoever does not read the channel', async () => {
    await begin();
    await it_.share('U0DIEGO', website, 'Photos come late');
    await it_.playUntil(first);
    const rows = async () =>
      (
        await it_.lore.store.system
          .selectFrom('digest_not_for_me' as 'audit')
          .selectAll()
          .execute()
      ).map((row) => (row as unknown as { user_id: string }).user_id);
    await it_.who('U0SEUN').press(only(), 'digest.not-for-me');
    expect(await rows()).toEqual(['U0SEUN']);
    expect(it_.who('U0SEUN').told(learning).join()).toContain('Noted');
    await it_.who('U0SEUN').press(only(), 'digest.not-for-me');
    expect(await rows()).toEqual([]);
    // Left meanwhile; the button is still on their screen.
    await it_.sandbox.page('membership', { as: 'U0NOOR', channelId: learning, change: 'leave' });
    await it_.settle();
    await it_
      .who('U0NOOR')
      .press(only(), 'digest.not-for-me')
      .catch(() => false);
    expect(await rows()).toEqual([]);
  });

  it('takes what a practice gives that nothing here knows, and nothing of one that is switched off', async () => {
    await begin(true);
    await it_.share('U0DIEGO', website, 'Photos come late');
    const wished = {
      days: new Map(),
      switched: [{ practice: 'learned', isOn: false, prompts: [] }],
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
        await scope.refreshShowing(rowId('almanac'));
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
        };
        const audience = await scope.audience({ kind: 'conversation', channel: channelId(channel) });
        await scope.insert(actionItems, row, { audience, by: [], names: 'shown' });
      });
    await agreed(learning, 'Name who answers the phone', null);
    await agreed(learning, 'Order the hedges', 'U0MARA');
    await agreed(secretly, 'Pair the handovers', null);
    await it_.playUntil(first);
    const { text, blocks } = only();
    expect(text).toContain('Name who answers the phone');
    expect(text).toContain('nobody owns it yet');
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
