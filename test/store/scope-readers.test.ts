/** Whoever is declared to read alone (`isReader`) gets nothing to write with, and the database itself takes nothing from them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Feature } from '../../src/core/feature.ts';
import { userId } from '../../src/core/ids.ts';
import { type Listens, nothing, type Reading } from '../../src/core/listener.ts';
import { features } from '../../src/features.ts';
import { errorCode } from '../../src/store/engines/error-code.ts';
import { type FreshDatabase, lastingEngines } from '../support/databases.ts';
import { type LoreUnderTest, startLore } from '../support/lore-under-test.ts';
import { connectionOf } from '../support/raw-connection.ts';

const folder = join(import.meta.dirname, '..', 'data', 'ids');
const newest = readdirSync(folder).sort().at(-1) ?? '';
/** A value of each button. */
const { actions: values, modals } = JSON.parse(readFileSync(join(folder, newest), 'utf8')) as {
  readonly actions: Readonly<Record<string, unknown>>;
  readonly modals: Readonly<Record<string, { readonly metadata: unknown }>>;
};

const isReader = ({ isReader: is }: { readonly isReader?: boolean }): boolean => is === true;
const declared = {
  commands: features.flatMap(({ commands = [] }) => commands.filter(isReader)).map(({ name }) => name),
  shortcuts: features.flatMap(({ shortcuts = [] }) => shortcuts.filter(isReader)),
  actions: features
    .flatMap(({ actions = [] }) => actions.filter(isReader))
    .map(({ action }) => action.actionId),
  views: features.flatMap(({ views = [] }) => views.filter(isReader)).map(({ modal }) => modal.callbackId),
  /** Commands that only read after some texts. */
  reads: features.flatMap(({ commands = [] }) =>
    commands.filter(({ reads }) => reads !== undefined).map(({ name }) => name),
  ),
};

/** What a listener found when it tried to write. */
interface Tried {
  /** What its scope can do. */
  readonly can: readonly string[];
  /** What the database said. */
  readonly refused: string;
}

/** The features, in which everybody who is declared to read tries to write. */
function slyFeatures(engine: 'sqlite' | 'postgres', tried: Tried[]): Feature[] {
  const trying = async ({ scope, person }: Reading) => {
    const run = await connectionOf(engine, () => scope.person(person.userId));
    const refused = await run(`insert into seal (team_id, id, is_open) values ('T1', 'sly', 1)`).then(
      () => 'it was written',
      (error: unknown) => errorCode(error),
    );
    tried.push({ can: Object.keys(scope), refused });
    return nothing;
  };
  const sly = <One extends Listens<never>>(one: One): One => (isReader(one) ? { ...one, run: trying } : one);
  return features.map((feature) => ({
    ...feature,
    commands: (feature.commands ?? []).map((command) =>
      command.reads === undefined ? sly(command) : { ...command, reads: () => trying },
    ),
    views: (feature.views ?? []).map((view) => (view.isReader === true ? { ...view, submit: trying } : view)),
    shortcuts: (feature.shortcuts ?? []).map(sly),
    actions: (feature.actions ?? []).map(sly),
  }));
}

describe.each(lastingEngines())('on $name, whoever is declared to read', ({ name, fresh }) => {
  let database: FreshDatabase;
  let t: LoreUnderTest;
  const tried: Tried[] = [];
  beforeAll(async () => {
    database = await fresh();
    const everyone = slyFeatures(name, tried).map(({ startsOff: _starts, ...feature }) => feature);
    t = await startLore(everyone, { databaseUrl: database.url });
  });
  afterAll(async () => {
    await t.stop();
    await database.remove();
  });
  beforeEach(() => {
    tried.length = 0;
  });

  const writesNothing = async () => {
    const ann = { kind: 'person', userId: userId('UANN') } as const;
    const reading = await t.lore.store.read(t.lore.team(), ann, async (scope) => Object.keys(scope));
    const refused = name === 'sqlite' ? 'SQLITE_READONLY' : '25006';
    expect(tried).toEqual([{ can: reading, refused }]);
    expect(reading).not.toContain('insert');
    for (const table of ['seal', 'submission'] as const)
      expect(await t.lore.store.system.selectFrom(table).selectAll().execute()).toEqual([]);
  };

  it.each(declared.reads)('by %s, where it only reads, writes nothing, and takes no key', async (command) => {
    await t.command(`${command} something`);
    await writesNothing();
  });

  it.each(declared.views)('by the form %s writes nothing, and takes no key', async (callbackId) => {
    await t.submit(callbackId, JSON.stringify({ k: 'key', m: modals[callbackId]?.metadata }), {});
    await writesNothing();
  });

  it.each(declared.commands)('by %s writes nothing, and takes no key', async (command) => {
    await t.command(command);
    await writesNothing();
  });

  it.each(declared.shortcuts.map(({ callbackId, type }) => [callbackId, type] as const))(
    'by the shortcut %s writes nothing, and takes no key',
    async (callbackId, type) => {
      const message = { user: 'UANN', ts: '1700000000.000100', text: 'something' };
      const where = type === 'message' ? { message, channel: { id: 'CONE', name: 'one' } } : {};
      await t.interact({
        type: type === 'message' ? 'message_action' : 'shortcut',
        callback_id: callbackId,
        ...where,
      });
      await writesNothing();
    },
  );

  it.each(declared.actions)('by the button %s writes nothing, and takes no key', async (actionId) => {
    await t.press(actionId, JSON.stringify(values[actionId]));
    await writesNothing();
  });
});

it('somebody is declared to read by each', () => {
  for (const some of Object.values(declared)) expect(some.length).toBeGreaterThan(0);
});
