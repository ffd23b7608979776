/** Earlier retrospectives, read with the reader's own access, and the numbers of a channel. */
import { rowId, type UserId } from '../../src/core/ids.ts';
import type { Reply } from '../../src/core/listener.ts';
import { actionItems, type ActionRow } from '../../src/features/retro/action-items/operations.ts';
import { cards, marks } from '../../src/features/retro/collect/rows.ts';
import { discussions } from '../../src/features/retro/discuss/operations.ts';
import { retros } from '../../src/features/retro/session/rows.ts';
import { engines } from '../support/databases.ts';
import {
  chosen,
  ann,
  ben,
  cat,
  eva,
  gus,
  here,
  team,
  type Team,
  teamsOn,
  typed,
  words,
} from './support/retro-team.ts';

describe.each(engines())('on $name', (engine) => {
  const teams = teamsOn(engine);
  let it_: Team;
  beforeEach(async () => {
    it_ = await teams.fresh();
  });

  /** All phases are over. */
  const end = () => it_.until('2026-12-05T10:00:00Z');
  /** And everything that is counted is past its time. */
  const later = () => it_.until('2027-02-01T10:00:00Z');
  const history = (who: UserId, name = '') => it_.command(who, `history ${name}`);
  const page = async (who: UserId) => it_.press(who, await history(who), 'Read');
  const exported = async (who: UserId, opened: Reply) =>
    it_.submit(who, await it_.press(who, opened, 'Export'), { format: chosen('markdown') });

  describe('the history of a channel', () => {
    it('lists what goes on before what ended, and says when there is nothing', async () => {
      expect(words(await history(ann))).toContain('no retrospective of this channel');
      await it_.start({ about: typed('First') });
      await end();
      await it_.start({ about: typed('Second') });
      const list = words(await history(ann));
      expect(list.indexOf('Second')).toBeLessThan(list.indexOf('First'));
      expect(list).toContain(': open until');
      expect(list).toContain(': closed on');
    });

    it('lists those of a project by its name, or by choosing it', async () => {
      const plan = await it_.command(ann, 'plan Relaunch');
      await it_.submit(ann, plan, { ends: { selected_date: '2026-12-18' } });
      await it_.start({ about: typed('Relaunch') });
      await it_.start({ about: typed('Something else') });
      const of = words(await history(ann, 'relaunch'));
      expect(of).toContain('Relaunch');
      expect(of).not.toContain('Something else');
      const all = await history(ann);
      expect(words(all)).toContain('Something else');
      expect(words(await it_.press(ann, all, 'Relaunch'))).not.toContain('Something else');
    });

    it('needs a channel, as the numbers do', async () => {
      for (const what of ['history', 'numbers'])
        expect(words(await it_.command(ann, what, null))).toContain('/invite @Lore');
    });
  });

  describe('a page of it', () => {
    beforeEach(async () => {
      await it_.start({ about: typed('Website *relaunch*') });
      await it_.addCards(ann, 'The checklist helped');
      await it_.addCards(ben, 'Nobody knew the date');
    });

    it('shows nobody what is still collected, but their own', async () => {
      const ofAnn = words(await page(ann));
      expect(ofAnn).toContain('The checklist helped');
      expect(ofAnn).not.toContain('Nobody knew the date');
      const ofCat = words(await page(cat));
      expect(ofCat).not.toContain('The checklist helped');
      expect(ofCat).toContain('It’s still open');
    });

    it('shows those who took part their cards and what came of them, and others only what is the channel’s', async () => {
      await end();
      const ofCat = words(await page(cat));
      for (const text of [
        'Website *relaunch*',
        'The checklist helped',
        'Nobody knew the date',
        'answered',
        'closed',
      ])
        expect(ofCat.toLowerCase()).toContain(text.toLowerCase());
      // Gus is a guest, so was not asked.
      const ofGus = words(await page(gus));
      expect(ofGus).toContain('Website *relaunch*');
      expect(ofGus).not.toContain('The checklist helped');
      expect(ofGus).toContain('The cards are for the participants');
    });

    it('names nobody where names are hidden', async () => {
      await end();
      const read = words(await page(cat));
      expect(read).not.toContain(`"user_id":"${ann}"`);
      expect(read).not.toContain(`"user_id":"${ben}"`);
    });

    it('is not there for who left the channel', async () => {
      await end();
      const list = await history(cat);
      await it_.leaves(cat);
      expect(words(await it_.press(cat, list, 'Read'))).toContain('can’t find this retrospective');
    });

    it('is sent as a file to the person who asks, with what they may read, once for a second press', async () => {
      await end();
      const open = await page(gus);
      expect(words(await exported(gus, open))).toContain('on its way');
      await exported(gus, open);
      await exported(cat, await page(cat));
      await it_.settle();
      const files = it_.slack.messages.flatMap(({ channel, file }) =>
        file === undefined ? [] : [{ channel, ...file }],
      );
      files.sort((a, b) => b.channel.localeCompare(a.channel));
      expect(files.map(({ channel, name }) => [channel, name])).toEqual([
        ['D-gus', expect.stringMatching(/^retrospective-2026-1[12]-\d\d\.md$/)],
        ['D-cat', expect.stringMatching(/^retrospective-2026-1[12]-\d\d\.md$/)],
      ]);
      expect(files[0]?.content).not.toContain('checklist');
      expect(files[1]?.content).toContain('# Website \\*relaunch\\*\n');
      expect(files[1]?.content).toContain('**What worked:** The checklist helped\n');
      expect(files[1]?.content).toContain('[#proj-website](slack://channel?team=T1&id=C1)');
    });
  });

  describe('a file that was sent', () => {
    const ask = async () => {
      await exported(cat, await page(cat));
    };
    beforeEach(async () => {
      await it_.start();
      await it_.settle();
    });
    const files = () => it_.slack.messages.filter(({ file }) => file !== undefined);

    it('is taken out of Slack when the person who asked for it is erased', async () => {
      await ask();
      await it_.settle();
      expect(files()).toHaveLength(1);
      await it_.store.erasing(team, 'operator', { kind: 'person', userId: cat });
      await it_.settle();
      expect(files()).toEqual([]);
      expect(it_.slack.calls.filter((method) => method === 'removeFile')).toHaveLength(1);
    });

    it('is asked about, and not sent again, when nobody knows whether it arrived, since it cannot be looked up', async () => {
      it_.slack.hasHistory = true;
      it_.slack.fail('post', 'happened');
      await ask();
      await it_.until(new Date(it_.clock.now() + 3_600_000).toISOString());
      expect(files()).toHaveLength(1);
      const row = await it_.store.system
        .selectFrom('delivery')
        .select(['state', 'note'])
        .where('post', '=', 'retro.file')
        .executeTakeFirstOrThrow();
      expect(row).toEqual({ state: 'unknown', note: 'surfaced' });
    });
  });

  it('reads long cards page by page, and loses no character of one', async () => {
    await it_.start();
    const texts = Array.from({ length: 90 }, (_, index) => `${index}:${'漢ä🙂x'.repeat(599)}`);
    await it_.store.transact(team, { kind: 'person', userId: ann }, async (scope) => {
      const row = await scope.from(retros).selectAll().executeTakeFirstOrThrow();
      const embargo = row.card_seal;
      for (const [place, text] of texts.entries()) {
        const id = rowId(`card-${place}`);
        const card = { id, retro_id: row.id, column_id: 'worked', place, opening: 0, text };
        await scope.insert(cards, card, {
          audience: row.participants_id,
          embargo,
          by: [ann],
          names: 'hidden',
        });
        await scope.insert(
          marks,
          { id, retro_id: row.id },
          { audience: row.conversation_id, embargo, by: [ann], names: 'hidden' },
        );
      }
    });
    let shown = await page(ann);
    let all = '';
    for (let turns = 0; turns < 600 && words(shown).includes('Next page'); turns += 1) {
      expect(Buffer.byteLength(words(shown))).toBeLessThan(250_000);
      all += words(shown);
      shown = await it_.press(ann, shown, 'Next page');
    }
    all += words(shown);
    expect(texts.filter((text) => !all.includes(text))).toEqual([]);
  });

  describe('the numbers of a channel', () => {
    const action = async (over: Partial<ActionRow>) => {
      await it_.store.transact(team, { kind: 'person', userId: ann }, async (scope) => {
        const row = await scope.from(retros).selectAll().executeTakeFirstOrThrow();
        await scope.insert(
          actionItems,
          {
            id: rowId(`a-${Math.floor(next++)}`),
            retro_id: row.id,
            channel_id: here,
            what: 'Write it down',
            when_then: '',
            owner_id: ann,
            proposer_id: ann,
            due_on: '2026-12-01',
            state: 'done',
            done_at: null,
            reason: '',
            helped: null,
            helped_how: '',
            ...over,
          },
          { audience: row.conversation_id, by: [], names: 'shown' },
        );
      });
    };
    let next = 0;

    it('stand under what they mean, with how sure they are', async () => {
      await it_.start();
      for (let index = 0; index < 18; index += 1) await action({ helped: index < 2 ? 'yes' : null });
      for (let index = 0; index < 12; index += 1) await action({ state: 'open' });
      await action({ state: 'dropped', reason: 'The tool does it now' });
      await action({ state: 'dropped' });
      await action({ state: 'proposed' });
      await later();
      const said = words(await it_.command(ben, 'numbers'));
      expect(said).toContain('18 of 30: 60 %, which means somewhere between 42 % and 75 %.');
      expect(said).toContain('One more was dropped.');
      expect(said).toContain('2 of 2. That’s too few to say more');
      expect(said).toContain('Of the projects that were planned here');
      expect(said).toContain('None yet.');
      expect(said).not.toContain('<@');
    });

    it('count a project whose retrospective was closed in time', async () => {
      const plan = await it_.command(ann, 'plan Relaunch');
      await it_.submit(ann, plan, { ends: { selected_date: '2026-12-04' } });
      await it_.submit(ann, await it_.command(ann, 'plan Another'), {
        ends: { selected_date: '2026-12-04' },
      });
      await it_.start({ about: typed('Relaunch') });
      await later();
      expect(words(await it_.command(ben, 'numbers'))).toContain('1 of 2. That’s too few');
    });

    it('count for nobody what they cannot see', async () => {
      await it_.start();
      await action({});
      await later();
      expect(words(await it_.command(eva, 'numbers'))).not.toContain('1 of 1');
      expect(words(await it_.command(ben, 'numbers'))).toContain('1 of 1');
    });
  });

  it('shows what came out of a topic that was talked about', async () => {
    await it_.start();
    await it_.addCards(ann, 'The checklist helped');
    await it_.store.transact(team, { kind: 'person', userId: ann }, async (scope) => {
      const row = await scope.from(retros).selectAll().executeTakeFirstOrThrow();
      const written = { audience: row.conversation_id, by: [], names: 'shown' } as const;
      const topic = rowId('gone');
      await scope.insert(
        discussions,
        {
          id: rowId('d1'),
          retro_id: row.id,
          topic_id: topic,
          place: 1,
          ends_at: null,
          outcome: 'x',
        },
        written,
      );
    });
    await end();
    // A topic whose cards are gone is none any more; nothing breaks.
    expect(words(await page(ben))).toContain('The checklist helped');
  });
});
