/**
 * What is written, said and told where a person cannot see it changes nothing of what they read in a search: no total, no page, no proposal, no
 * correction, nothing that looks the same. And a button or a form that was forged tells them no more than one that was drawn.
 */
import { actor, newTrigger } from '../../sandbox/app/parts.ts';
import { findPerson } from '../../sandbox/state/find.ts';
import { viewJson } from '../../sandbox/web-api/shapes.ts';
import { type ChannelId, channelId, rowId, teamId, userId } from '../../src/core/ids.ts';
import { lessons } from '../../src/features/lessons/rows.ts';
import { textsIn } from '../support/colleague.ts';
import { ines, mara, priya, secretly, team, website } from '../support/company.ts';
import { engines } from '../support/databases.ts';
import { sendPayload, submissionPayload } from '../support/forged.ts';
import { installed } from '../support/installed.ts';
import { lessonsOn, type LessonsHere } from '../support/lessons-here.ts';
import { lesson } from '../support/search/written.ts';

const vacuum = {
  title: 'Vacuum Postgres before a bulk load',
  happened: 'The import of orders crawled for nine hours, since autovacuum had not run.',
  useWhen: 'Before a large import',
  topics: 'postgres, imports',
};
const typed = [
  '',
  'postgres vacuum',
  'vacum',
  'postgers',
  'import',
  'nowhere',
  'topic:postgres',
  'topic:imports nowhere',
  'since:2026-11 vacuum',
  'since:2026-11-28 topic:imports',
  'is:tried',
  'is:retired',
  'is:advice load',
  'is:standard vacuum',
  `in:<#${website}|website-relaunch>`,
  `in:<#${secretly}|people>`,
  'in:#people vacuum',
  `by:<@${ines}|ines>`,
  `by:<@${ines}|ines> vacuum`,
  `by:<@${priya}|priya> topic:pay`,
];

describe.each(engines())('on $name', (engine) => {
  let here: LessonsHere;
  beforeEach(async () => {
    here = await lessonsOn(engine);
    await add(priya, vacuum);
    await add(priya, { ...vacuum, title: 'Load orders in batches', topics: 'imports' });
  }, 60_000);
  afterEach(() => here.close());

  async function add(who: string, fields: Readonly<Record<string, string>>): Promise<void> {
    await here.who(who).say(website, '/lessons add');
    const answer = await here.who(who).submit({ ...fields, reach: 'workspace' });
    expect(JSON.stringify(answer)).not.toContain('errors');
    await here.settle();
  }
  /** Slack draws ids for blocks that have none, and each form has a key. */
  const withoutIds = (text: string) => text.replaceAll(/("block_id":"|\\"k\\":\\")[^"\\]*/g, '$1…');
  const blocksOf = (who: string) => withoutIds(JSON.stringify(here.who(who).modal()?.view['blocks'] ?? null));
  /** All that can be read of a search, in each form of it; what looks the same as what they write; and a lesson that is opened. */
  async function allThat(who: string): Promise<readonly string[]> {
    const person = here.who(who);
    const read: string[] = [];
    for (const text of typed) {
      // Slack opens about a hundred forms a minute.
      here.sandbox.core.clock.set(here.sandbox.core.clock.now() + 1_000);
      await person.closeAll();
      await person.say(website, `/lessons ${text}`);
      read.push(`${text}: ${blocksOf(who)}`);
    }
    await person.closeAll();
    await person.say(website, '/lessons postgres vacuum');
    await person.pressInModal('lessons.open');
    read.push(withoutIds(await here.modalWith(who, vacuum.useWhen)));
    await person.closeAll();
    await person.say(website, '/lessons add');
    await person.submit({ ...vacuum, reach: 'workspace' });
    read.push(blocksOf(who));
    await person.closeAll();
    return read;
  }
  /** In private: with the same words, others that are nearly those, other topics and months; tried, retired, and told under what all see. */
  async function writeUnseen(): Promise<void> {
    const { store } = here.lore;
    const found = await here.rows('lesson');
    const [, first = ''] = /"id":"([^"]+)"[^{}]*"title":"Vacuum Postgres/.exec(found) ?? [];
    expect(first).not.toBe('');
    const asInes = { kind: 'person', userId: userId(ines) } as const;
    await store.transact(team, asInes, async (scope) => {
      const audience = await scope.audience({ kind: 'conversation', channel: channelId(secretly) });
      const now = here.sandbox.core.clock.now();
      for (let nth = 0; nth < 24; nth += 1)
        await scope.insert(
          lessons,
          lesson(`unseen${nth}`, audience, {
            title: nth % 2 === 0 ? vacuum.title : 'Vacum postgers nowhere',
            happened: vacuum.happened,
            use_when: vacuum.useWhen,
            topics: nth % 3 === 0 ? 'pay, postgres' : 'imports, nowhere',
            channel_id: channelId(nth % 2 === 0 ? secretly : website),
            from_public: nth % 2 === 0 ? 0 : 1,
            reach: 'conversation',
            writer_id: userId(ines),
            effect: (['advice', 'tried', 'standard', 'retired'] as const)[nth % 4] ?? 'advice',
            joins_id: nth % 5 === 0 ? rowId(first) : null,
            written_at: now - nth * 86_400_000,
            kept_at: now - nth * 86_400_000,
          }),
          { audience, by: [userId(ines)], names: 'shown' },
        );
    });
    expect((await readBy(ines, 'nowhere')).length).toBeGreaterThan(8);
  }
  const readBy = async (who: string, text: string) => {
    await here.who(who).closeAll();
    await here.who(who).say(who === ines ? secretly : website, `/lessons ${text}`);
    return textsIn(here.who(who).modal()?.view ?? []);
  };

  it('no byte of what a person reads changes once there is much that they may not see', async () => {
    const before = await allThat(mara);
    expect(before.join('\n')).toContain(vacuum.title);
    await writeUnseen();
    const after = await allThat(mara);
    for (const [nth, one] of before.entries()) expect(after[nth]).toBe(one);
  }, 120_000);

  describe('what was forged', () => {
    beforeEach(() => writeUnseen());

    const elsewhere = 'C0ELSEWHERE';
    const nothing = { words: '', topics: [], channel: null, by: [], since: null, effect: null };
    const press = async (actionId: string, value: object) => {
      const view = here.who(mara).modal();
      const person = findPerson(here.sandbox.world, mara);
      if (view === undefined || person === undefined) throw new Error('no form is open');
      const { core } = here.sandbox;
      await sendPayload(here.sandbox, {
        type: 'block_actions',
        ...actor(core, person),
        container: { type: 'view', view_id: view.id },
        view: viewJson(core, view),
        trigger_id: newTrigger(core, person, { view }),
        actions: [
          {
            type: 'button',
            block_id: 'b',
            action_id: actionId,
            action_ts: '1',
            value: JSON.stringify(value),
          },
        ],
      });
      await here.settle();
      return withoutIds(JSON.stringify(here.who(mara).modal()?.view ?? null));
    };

    it.each([
      ['a channel that they do not see', { channel: secretly as ChannelId }],
      ['one of another workspace', { channel: elsewhere as ChannelId }],
      ['somebody of a channel that they do not see', { by: [userId(ines)] }],
      ['somebody of another workspace', { by: [userId('U0ELSEWHERE')] }],
      ['topics that nobody shows them', { topics: ['pay', 'nowhere'] }],
      ['words that only stand there', { words: 'nowhere' }],
      ['what has come of those', { effect: 'retired' as const }],
    ])('finds nothing more: %s', async (_, over) => {
      await readBy(mara, '');
      const search = { ...nothing, ...over };
      for (const page of [0, 3]) {
        const shown = await press('lessons.search-instead', { search, page, drawn: 0 });
        expect(shown).not.toMatch(/unseen\d|Vacum postgers|C0PEOPLE|C0ELSEWHERE/);
        const again = await press('lessons.search-instead', { search, page, drawn: 0 });
        expect(again).toBe(shown);
      }
    });

    it('though what was drawn is found so', async () => {
      await readBy(mara, 'nowhere');
      const search = { ...nothing, topics: ['imports'], channel: website, by: [userId(priya)] };
      expect(await press('lessons.search-instead', { search, page: 0, drawn: 0 })).toContain(vacuum.title);
    });

    it('opens nothing: the id of a lesson that they do not see, or of another workspace', async () => {
      const { store } = here.lore;
      const other = teamId('T0ANOTHER');
      await store.workspaces.save(installed(other));
      const person = {
        isAdmin: false,
        tz: 'UTC',
        locale: 'en',
        awayUntil: null,
        memberType: 'member',
      } as const;
      const now = here.sandbox.core.clock.now();
      await store.directory.savePerson(other, { ...person, userId: userId(mara) }, now);
      const facts = { kind: 'public', isShared: false, isArchived: false, hasLore: true, name: 'x' } as const;
      await store.directory.saveChannel(other, { channelId: channelId(elsewhere), ...facts }, now);
      await store.directory.setMembers(other, channelId(elsewhere), [userId(mara)], now);
      await store.transact(other, { kind: 'person', userId: userId(mara) }, async (scope) => {
        const audience = await scope.audience({ kind: 'workspace', from: channelId(elsewhere) });
        const row = lesson('elsewhere', audience, {
          title: 'Vacum postgers',
          channel_id: channelId(elsewhere),
        });
        await scope.insert(lessons, row, { audience, by: [userId(mara)], names: 'shown' });
      });
      expect((await readBy(mara, 'postgers')).join(' ')).not.toContain('Vacum postgers');
      for (const id of ['unseen0', 'elsewhere', 'neverthere']) {
        await readBy(mara, '');
        const shown = await press('lessons.open', { lesson: id });
        expect(shown).not.toMatch(/Vacum postgers|autovacuum had not run.*unseen/);
        // As of one that was never there.
        expect(shown.replaceAll(id, '…')).toBe((await pressOf('wasnever')).replaceAll('wasnever', '…'));
      }
      async function pressOf(id: string): Promise<string> {
        await readBy(mara, '');
        return press('lessons.open', { lesson: id });
      }
    }, 60_000);

    it('in the form itself narrows to nothing more', async () => {
      await readBy(mara, '');
      const view = here.who(mara).modal();
      if (view === undefined) throw new Error('no form is open');
      const metadata = { search: { ...nothing, channel: secretly }, page: 2, drawn: 0 };
      const { body } = await sendPayload(
        here.sandbox,
        submissionPayload(here.sandbox, mara, view, {}, { private_metadata: JSON.stringify(metadata) }),
      );
      expect(body).not.toMatch(/unseen\d|Vacum postgers|C0PEOPLE/);
    });
  });
});
