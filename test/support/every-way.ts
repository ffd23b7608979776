/**
 * Every way in which somebody can be shown something, found by itself: each button, menu, form, command and shortcut of each practice, each message that
 * it can post, App Home, the digest, the agenda, lessons, exports, and each table as a scope has it. What is pressed is undone again.
 */
import type { z } from 'zod';
import type { Feature } from '../../src/core/feature.ts';
import { type AnyId, type ChannelId, isId, rowId, type TeamId, userId } from '../../src/core/ids.ts';
import { readFields } from '../../src/core/kit/modal.ts';
import type { Command, Interaction, Listens, Reply } from '../../src/core/listener.ts';
import { searchForAll } from '../../src/core/lesson-search.ts';
import type { Params } from '../../src/core/post-ref.ts';
import { type RenderContext, stays } from '../../src/core/post.ts';
import type { Viewer } from '../../src/core/visibility.ts';
import type { ReadScope } from '../../src/core/scope.ts';
import type { LeakCompany } from './leak/company.ts';

/** What somebody is shown, and where. */
export interface Shown {
  readonly viewer: string;
  readonly where: string;
  readonly shown: unknown;
  /** What `Ways.after` found, where something was pressed. */
  readonly after?: unknown;
}

export interface Ways {
  readonly system: LeakCompany;
  readonly features: readonly Feature[];
  readonly team: TeamId;
  readonly people: readonly string[];
  readonly channel: ChannelId;
  /** What may stand in a button's value, beside the channel and the people. */
  readonly ids: readonly string[];
  /** Looks at what a press has changed, before that is undone. */
  readonly after?: (scope: ReadScope) => Promise<unknown>;
}

/** Everything that these people, their channel, an admin and the operator are shown. */
export async function everyWay(ways: Ways): Promise<Shown[]> {
  const { system, team, people, channel } = ways;
  const all: Shown[] = [];
  for (const user of people) {
    const viewer = { kind: 'person', userId: userId(user) } as const;
    all.push(...(await pressed(ways, user)), ...(await drawn(ways, viewer, user)));
    const add = (where: string, shown: unknown) => all.push({ viewer: user, where, shown });
    add('App Home', await system.home(team, viewer.userId));
    add('an export', await system.exportOwn(team, viewer.userId));
    add('an export for them', await system.exportOf(team, viewer.userId));
    add('an admin’s export', await system.exportTo(team, viewer.userId));
  }
  all.push(...(await drawn(ways, { kind: 'channel', channelId: channel }, channel)));
  all.push({ viewer: 'the operator', where: 'an export', shown: await system.exportAll(team) });
  const { messages, homes } = system.slack;
  all.push({ viewer: 'Slack', where: 'what was posted', shown: [messages, homes] });
  return all;
}

/** Thrown to undo what was pressed. */
class Undone extends Error {
  readonly reply: Reply;
  readonly after: unknown;
  constructor(reply: Reply, after: unknown) {
    super('undone');
    this.reply = reply;
    this.after = after;
  }
}

/** Every listener of every practice, with every value that it takes. */
export async function pressed(ways: Ways, user: string): Promise<Shown[]> {
  const { system, features, team } = ways;
  const all: Shown[] = [];
  const person = await system.store.directory.person(team, userId(user));
  if (person === null) throw new Error(`nobody knows ${user}`);
  const channel = await system.store.directory.channel(team, ways.channel);
  const act = async (where: string, run: (interaction: Interaction) => Promise<Reply>) => {
    let next = 0;
    const newId = () => `try${String((next += 1)).padStart(12, '0')}`;
    try {
      await system.store.transact(team, { kind: 'person', userId: person.userId }, async (scope) => {
        const now = system.clock.now();
        const reply = await run({ scope, person, channel, now, newId, locale: 'en' });
        throw new Undone(reply, await ways.after?.(scope));
      });
    } catch (error) {
      if (!(error instanceof Undone)) throw new Error(`${user} pressed ${where}`, { cause: error });
      all.push({ viewer: user, where, shown: error.reply, after: error.after });
    }
  };
  /** Whoever only reads does so with a scope that cannot write, as a real press has it. */
  const heard = async <What>(where: string, listener: Listens<What>, what: What) => {
    if (listener.isReader !== true) return act(where, (it) => listener.run(it, what));
    await system.store.read(team, { kind: 'person', userId: person.userId }, async (scope) => {
      const now = system.clock.now();
      const shown = await listener.run(
        { scope, person, channel, now, newId: () => 'tryreading', locale: 'en' },
        what,
      );
      all.push({ viewer: user, where, shown, after: await ways.after?.(scope) });
    });
  };
  /** A command may only read, depending on what follows it. */
  const heardAs = async (command: Command, text: string) => {
    const run = command.reads?.(text) ?? null;
    return run === null
      ? heard(`${command.name} ${text}`, command, text)
      : heard(`${command.name} ${text}`, { isReader: true, run }, text);
  };
  for (const { actions = [], views = [], commands = [], shortcuts = [] } of features) {
    for (const listener of actions)
      for (const value of valuesOf(listener.action.value, ways))
        await heard(`${listener.action.actionId} ${JSON.stringify(value)}`, listener, value);
    for (const { modal, submit, change } of views)
      for (const metadata of valuesOf(modal.metadata, ways))
        for (const run of [submit, ...(change === undefined ? [] : [change])])
          await act(`${modal.callbackId} ${JSON.stringify(metadata)}`, (it) =>
            run(it, metadata, readFields(modal, {})),
          );
    for (const command of commands)
      for (const text of ['', ...(command.usage('en').match(/[a-z]+/g) ?? [])]) await heardAs(command, text);
    for (const shortcut of shortcuts)
      await heard(shortcut.callbackId, shortcut, { text: 'x', author: null, link: null });
  }
  return all;
}

/** Everything that is rendered for this viewer, and everything that they read or count in any table. */
async function drawn(ways: Ways, viewer: Viewer, name: string): Promise<Shown[]> {
  const { system, features, team, channel } = ways;
  const all: Shown[] = [];
  const now = system.clock.now();
  const renderContext: RenderContext = { now, locale: 'en', tz: 'Europe/Berlin' };
  const week = { channel, from: 0, to: now };
  const tables = await system.store.system.introspection.getTables();
  const read = (run: (read: ReadScope, add: (where: string, shown: unknown) => void) => Promise<void>) =>
    system.store.read(team, viewer, (read) =>
      run(read, (where, shown) => all.push({ viewer: name, where, shown })),
    );
  for (const feature of features) {
    for (const { name: post, build, over } of feature.posts ?? [])
      for (const id of ways.ids)
        for (let number = 0; number <= 8; number += 1) {
          const about = paramsOf(id, number);
          const built = read(async (read, add) => {
            add(`the post ${post}`, await build(read, about.params, renderContext));
            if (over !== stays) add(`${post} once it is over`, await over(read, about.params, renderContext));
          });
          // A number that is called otherwise is no number here: the post breaks, and says nothing.
          await built.catch(() => undefined);
          if (!about.asksForNumber()) break;
        }
    await read(async (read, add) => {
      for (const { id, kind } of (await feature.digestItems?.find(read, week)) ?? [])
        add('a digest', await feature.digestItems?.draw(read, { id, kind }, renderContext));
      add('an agenda', await feature.agendaItems?.(read, week, renderContext));
      add('what lessons are made of', await feature.lessonSource?.open(read, now));
      for (const id of ways.ids) {
        add('what lessons are made of', await feature.lessonSource?.load(read, rowId(id), now));
        add('lessons', await feature.lessonLibrary?.madeOf(read, rowId(id)));
        add('lessons', await feature.lessonLibrary?.holding(read, rowId(id), now));
        add('lessons', await feature.lessonLibrary?.draw(read, rowId(id), renderContext));
      }
      for await (const lesson of feature.lessonLibrary?.records(read, now, null) ?? [])
        add('lessons', lesson);
      add('lessons', await feature.lessonLibrary?.standards(read, channel));
      for (const asked of [{}, { words: 'the relauch' }, { channel }, { by: ways.people.map(userId) }]) {
        const [wanted, searcher] = [
          { from: 0, most: 50 },
          { now, tz: 'UTC' },
        ];
        add(
          'a search',
          await feature.lessonLibrary?.search(read, { ...searchForAll, ...asked }, wanted, searcher),
        );
      }
      add(
        'lessons',
        await feature.lessonLibrary?.find(read, { channel, name: 'Website relaunch', about: '' }, now),
      );
    });
    for (const table of feature.tables) {
      const columns = tables.find(({ name }) => name === table.name)?.columns ?? [];
      await read(async (read, add) => {
        if (table.guard === 'shared') {
          const shared = table;
          const rows = await read.from(shared).selectAll().orderBy('it.id').execute();
          const ids = rows.map(({ id }) => id);
          add(`the table ${table.name}`, [rows, [...(await read.authors(shared, ids))]]);
          return;
        }
        add(`the table ${table.name}`, await read.from(table).selectAll().execute());
        for (const { name } of columns)
          if (!addedByStore.has(name))
            add(`counts of ${table.name} by ${name}`, [...(await read.countBy(table, name as never, {}))]);
      });
    }
  }
  return all;
}

/** Columns that are nobody's to count. */
const addedByStore = new Set(['team_id', 'user_id', 'audience_id', 'seal_id']);

/** What a post may be about: the id under whatever name it is asked for, but where only a number can be. */
function paramsOf(
  id: string,
  number: number,
): { readonly params: Params; readonly asksForNumber: () => boolean } {
  let hasAsked = false;
  const params = new Proxy<Params>(
    {},
    {
      get: (_target, name) => {
        if (!/^(phase|at|asked|until|due|round)$/.test(String(name))) return id as AnyId;
        hasAsked = true;
        return number;
      },
    },
  );
  return { params, asksForNumber: () => hasAsked };
}

interface Schema {
  readonly def: {
    readonly type: string;
    readonly shape?: Readonly<Record<string, Schema>>;
    readonly innerType?: Schema;
    readonly element?: Schema;
    readonly options?: readonly Schema[];
    readonly in?: Schema;
    readonly entries?: Readonly<Record<string, string>>;
    readonly values?: readonly unknown[];
  };
}

/** Every value of this kind that can be made of the ids: the same one wherever an id stands. */
function valuesOf(schema: unknown, { ids, channel, people }: Ways): unknown[] {
  // As one arrives: what does not decode never reaches a listener.
  const values = [...ids, channel, people[0]]
    .flatMap((id) => made(schema as Schema, id))
    .filter((value) => (schema as z.ZodType).safeParse(value).success);
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

/** @throws for a kind of value that is not known here, so that none is passed over */
function made(schema: Schema, id: unknown): unknown[] {
  const { type, shape, innerType, element, options, entries, values } = schema.def;
  switch (type) {
    case 'object':
      return Object.entries(shape ?? {}).reduce<object[]>(
        (begun, [name, inner]) =>
          begun.flatMap((some) => made(inner, id).map((value) => ({ ...some, [name]: value }))),
        [{}],
      );
    case 'optional':
    case 'nullable':
    case 'default':
    case 'catch':
    case 'readonly':
      return innerType === undefined ? [] : made(innerType, id);
    case 'array':
      return element === undefined ? [[]] : [[], ...made(element, id).map((one) => [one])];
    case 'union':
      return (options ?? []).flatMap((one) => made(one, id));
    case 'pipe':
      return schema.def.in === undefined ? [] : made(schema.def.in, id);
    case 'custom':
      return isId(id) ? [id] : [];
    case 'enum':
      return Object.values(entries ?? {});
    case 'literal':
      return [...(values ?? [])];
    case 'string':
      return [String(id)];
    case 'number':
      return [0];
    case 'boolean':
      return [true, false];
    case 'null':
      return [null];
    default:
      throw new Error(`what is a ${type}?`);
  }
}
