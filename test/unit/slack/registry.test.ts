import { z } from 'zod';
import { instant, partOf, text } from '../../../src/core/columns.ts';
import { defineCopy } from '../../../src/core/copy.ts';
import type { Feature } from '../../../src/core/feature.ts';
import { jobId } from '../../../src/core/job-ref.ts';
import { defineJob } from '../../../src/core/job.ts';
import { defineAction } from '../../../src/core/kit/action.ts';
import { defineModal } from '../../../src/core/kit/modal.ts';
import { type Command, nothing, onAction, onSubmit, type Shortcut } from '../../../src/core/listener.ts';
import { postId } from '../../../src/core/post-ref.ts';
import { definePost, stays } from '../../../src/core/post.ts';
import { ownTable, sharedTable } from '../../../src/core/tables.ts';
import type { DigestKind } from '../../../src/core/week.ts';
import { register } from '../../../src/slack/requests/registry.ts';

const empty = (name: string, parts: Partial<Feature> = {}): Feature => ({
  name,
  title: () => name,
  copy: defineCopy({ en: {}, de: {} }),
  tables: [],
  ...parts,
});
const command = (name: string): Command => ({
  name,
  summary: () => 's',
  usage: () => 'u',
  run: async () => nothing,
});
const shortcut = (callbackId: string): Shortcut => ({
  callbackId,
  type: 'global',
  name: () => 'n',
  summary: () => 's',
  run: async () => nothing,
});
const action = (id: string) => onAction(defineAction(id, z.null()), async () => nothing);
const modal = (id: string) => onSubmit(defineModal(id, z.null(), {}), async () => nothing);

describe('the registry', () => {
  const parts: readonly [string, (id: string) => Partial<Feature>][] = [
    ['shortcut', (id) => ({ shortcuts: [shortcut(id)] })],
    ['action', (id) => ({ actions: [action(id)] })],
    ['modal', (id) => ({ views: [modal(id)] })],
    [
      'post',
      (id) => ({
        posts: [definePost(postId(id), { title: async () => id, build: async () => null, over: stays })],
      }),
    ],
    [
      'job',
      (id) => ({
        jobs: [defineJob(jobId(id), 'prompt', { title: async () => id, run: async () => undefined })],
      }),
    ],
  ];

  it.each(parts)('finds each %s by its name', (what, part) => {
    const registry = register([empty('a', part('a.x')), empty('b', part('b.x'))]);
    const maps: Record<string, ReadonlyMap<string, unknown>> = {
      shortcut: registry.shortcuts,
      action: registry.actions,
      modal: registry.views,
      post: registry.posts,
      job: registry.jobs,
    };
    const names = [...(maps[what] ?? []).keys()];
    expect(names).toEqual(['a.x', 'b.x']);
  });

  it.each(parts)('refuses a %s that is claimed twice, and names it', (what, part) => {
    const twice = empty('a', Object.assign({}, part('a.x')));
    const again = { ...empty('b'), ...part('a.x') };
    expect(() => register([twice, again])).toThrow(`the ${what} a.x is claimed twice: by a and by b`);
  });

  it.each(parts)('refuses a %s whose name does not begin with its feature’s', (_, part) => {
    expect(() => register([empty('a', part('b.x'))])).toThrow('must begin with "a."');
  });

  it('refuses two features with one command, one name or one table, and Lore’s own command', () => {
    expect(() =>
      register([empty('a', { commands: [command('/x')] }), empty('b', { commands: [command('/x')] })]),
    ).toThrow('the command /x is claimed twice: by a and by b');
    expect(() => register([empty('a'), empty('a')])).toThrow('the feature name a is claimed twice');
    const tables = [ownTable('t', ['x'], { x: text })];
    expect(() => register([empty('a', { tables }), empty('b', { tables })])).toThrow('the table t');
    expect(() => register([empty('a', { commands: [command('/lore')] })])).toThrow('belongs to Lore itself');
    expect(() => register([empty('a', { commands: [command('x')] })])).toThrow('no name for a slash command');
  });

  it('refuses a kind of digest item that two practices claim, and takes one that they share', () => {
    const gives = (name: string, kind: DigestKind) =>
      empty(name, { digestItems: { kinds: { tip: kind }, find: async () => [], draw: async () => null } });
    const tip = (): DigestKind => ({ title: () => 'A tip', order: 1, most: 1, isNews: true });
    expect(() => register([gives('a', tip()), gives('b', tip())])).toThrow(
      'the kind of digest item tip is claimed twice: by a and by b',
    );
    const shared = tip();
    expect(() => register([gives('a', shared), gives('b', shared)])).not.toThrow();
  });

  describe('of Lore’s own screens', () => {
    const press = {
      action: defineAction('lore.x', z.null()),
      ownTransactions: true,
      run: async () => nothing,
    } as const;
    const form = {
      modal: defineModal('lore.x', z.null(), {}),
      ownTransactions: true,
      submit: async () => nothing,
    } as const;

    it('finds theirs beside those of the practices', () => {
      const screens = { name: 'home', actions: [press], views: [form] };
      const registry = register([empty('a', { actions: [action('a.x')] })], [screens]);
      expect([...registry.actions.keys()]).toEqual(['a.x', 'lore.x']);
      expect([...registry.views.values()]).toEqual([form]);
      expect(registry.features.map(({ name }) => name)).toEqual(['a']);
    });

    it('keeps the ids of each to themselves', () => {
      const claims = (name: string) => () => register([empty('a', { actions: [action(name)] })]);
      expect(claims('lore.x')).toThrow('must begin with "a."');
      expect(() => register([empty('lore', { actions: [action('lore.x')] })])).toThrow('Lore’s own ids');
      expect(() =>
        register([], [{ name: 'home', actions: [{ ...press, action: defineAction('a.x', z.null()) }] }]),
      ).toThrow('must begin with "lore."');
      expect(() => register([empty('home')], [{ name: 'home' }])).toThrow('claimed twice');
    });

    it('lets no practice open transactions of its own', () => {
      const opens = { ...press, action: defineAction('a.x', z.null()) };
      const typed = { ...form, modal: defineModal('a.x', z.null(), {}) };
      const says = { ...command('/x'), ownTransactions: true } as const;
      // @ts-expect-error -- of a practice a listener gets the scope of its one transaction
      expect(() => register([empty('a', { actions: [opens] })])).toThrow('in a transaction of its person');
      // @ts-expect-error -- the same of a form
      expect(() => register([empty('a', { views: [typed] })])).toThrow('in a transaction of its person');
      // @ts-expect-error -- the same of a command
      expect(() => register([empty('a', { commands: [says] })])).toThrow('in a transaction of its person');
    });
  });

  describe('of kinds of rows', () => {
    const kept = (name: string, days = 9) =>
      sharedTable('a_rows', { at: instant }, { kept: { name, days, since: 'at' } });
    const rows = kept('a.rows');
    const more = sharedTable('a_more', { of: partOf(rows) });

    it('takes a feature whose every table is kept for some time, or part of one that is', () => {
      expect(() => register([empty('a', { tables: [rows, more] })])).not.toThrow();
    });

    it('refuses a table that is neither, so that nobody has to remember, and says what to do', () => {
      const strays = [sharedTable('a_stray', {}), sharedTable('a_stray', { of: partOf(more) })];
      for (const stray of strays)
        expect(() => register([empty('a', { tables: [rows, more, stray] })])).toThrow(
          /the table a_stray of feature a says neither how long.*declare one/,
        );
    });

    it('refuses one that is both, another feature’s name, and a time that is no number of days', () => {
      const both = sharedTable(
        'a_both',
        { of: partOf(rows), at: instant },
        { kept: { name: 'a.both', days: 9, since: 'at' } },
      );
      expect(() => register([empty('a', { tables: [rows, both] })])).toThrow(
        'the table a_both is claimed twice: by a.rows and by a.both',
      );
      expect(() => register([empty('a', { tables: [kept('b.rows')] })])).toThrow('must begin with "a."');
      expect(() => register([empty('a', { tables: [kept('a.rows', 0.5)] })])).toThrow(
        'no whole number of days',
      );
    });
  });
});
