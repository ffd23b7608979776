/**
 * Who may see what is said in long conditions that are always the same but for a few values. Each is put together once; from then on only the
 * values are put in, which takes a tenth of the time.
 */
import {
  CompiledQuery,
  type DialectAdapter,
  type OperationNode,
  type QueryResult,
  RawNode,
  type RawBuilder,
  sql,
  ValueNode,
} from 'kysely';
import { storable } from '../engines/storable.ts';
import type { AccessContext } from './access.ts';
import type { GuardName, Guards } from './guards.ts';

/** Stands for a value while a condition is put together. */
class Slot {
  readonly of: (access: AccessContext, values: readonly Value[]) => unknown;
  constructor(of: Slot['of']) {
    this.of = of;
  }
}

interface Fixed {
  /** As they were: a test exchanges one. */
  readonly guards: Guards;
  readonly fragments: readonly string[];
  readonly parts: readonly (OperationNode | Slot)[];
  /** As compiled, by the adapter, of which each open database has its own. */
  readonly texts: WeakMap<DialectAdapter, string>;
}

/** What a statement is about, beside who asks. */
type Value = string | number;

const idOf = ({ viewer }: AccessContext): string | undefined =>
  'userId' in viewer ? viewer.userId : 'channelId' in viewer ? viewer.channelId : undefined;
const slots = {
  teamId: new Slot(({ teamId }) => teamId),
  viewer: new Slot(idOf),
  freshSince: new Slot(({ freshSince }) => freshSince),
};
/** Stands for what would be another value the next time. */
const neverThere = new Slot(() => undefined);

/** @throws if a condition holds `now`, or something calculated from a slot: it would stay as it is now for everyone */
function mustStay(part: OperationNode): void {
  if (ValueNode.is(part) && (part.value === neverThere || Number.isNaN(part.value)))
    throw new Error('a condition that is put together once depends on what changes');
}

const known = new WeakMap<Guards, Map<string, Fixed>>();

/**
 * @param name of what is built, for each kind of viewer
 * @param build from nothing but the workspace, the viewer and `freshSince`
 * @throws if it holds something else that changes
 */
export function fixed<T>(
  access: AccessContext,
  name: string,
  build: (access: AccessContext) => RawBuilder<T>,
): RawBuilder<T> {
  return filled(access, once(access, name, build), []);
}

/**
 * Runs a statement that is always the same but for who asks and these values.
 * @param name of the statement, for each kind of viewer
 * @param build from nothing but the workspace, the viewer, `freshSince` and what stands for the values, in their order
 * @throws as `fixed` does
 */
export async function runFixed<Row>(
  access: AccessContext,
  name: string,
  values: readonly Value[],
  build: (access: AccessContext, ...values: readonly RawBuilder<never>[]) => RawBuilder<Row>,
): Promise<QueryResult<Row>> {
  const stand = values.map((_, nth) => new Slot((_access, all) => all[nth]));
  const one = once(access, name, (anybody) => build(anybody, ...stand.map((slot) => sql<never>`${slot}`)));
  const { adapter } = access.db.getExecutor();
  const text = one.texts.get(adapter) ?? filled<Row>(access, one, values).compile(access.db).sql;
  one.texts.set(adapter, text);
  const parameters = one.parts.flatMap((part) =>
    part instanceof Slot ? [part.of(access, values)] : ValueNode.is(part) ? [part.value] : [],
  );
  return access.db.executeQuery<Row>(CompiledQuery.raw(text, parameters.map(storable)));
}

function once(
  access: AccessContext,
  name: string,
  build: (access: AccessContext) => RawBuilder<unknown>,
): Fixed {
  const byName = known.get(access.guards) ?? new Map<string, Fixed>();
  known.set(access.guards, byName);
  const key = `${access.engine} ${access.viewer.kind} ${name}`;
  const before = byName.get(key);
  const one = before !== undefined && isSame(before.guards, access.guards) ? before : fix(access, build);
  byName.set(key, one);
  return one;
}

function filled<T>(
  access: AccessContext,
  { fragments, parts }: Fixed,
  values: readonly Value[],
): RawBuilder<T> {
  const parameters = parts.map((part) =>
    part instanceof Slot ? ValueNode.create(part.of(access, values)) : part,
  );
  const node = RawNode.create(fragments, parameters);
  return sql`${{ toOperationNode: () => node }}`;
}

const isSame = (some: Guards, others: Guards): boolean => {
  for (const name in some) if (some[name as GuardName] !== others[name as GuardName]) return false;
  return true;
};

function fix(access: AccessContext, build: (access: AccessContext) => RawBuilder<unknown>): Fixed {
  const { viewer } = access;
  // None of these is looked at while a condition is put together: each ends up as a value in it.
  const standsFor = (slot: Slot) => slot as never;
  const node = build({
    ...access,
    teamId: standsFor(slots.teamId),
    freshSince: standsFor(slots.freshSince),
    now: standsFor(neverThere),
    viewer: {
      ...viewer,
      ...('userId' in viewer ? { userId: standsFor(slots.viewer) } : {}),
      ...('channelId' in viewer ? { channelId: standsFor(slots.viewer) } : {}),
    },
  }).toOperationNode();
  const fragments = [''];
  const parts: (OperationNode | Slot)[] = [];
  const flatten = ({ sqlFragments, parameters }: RawNode): void => {
    for (const [nth, text] of sqlFragments.entries()) {
      fragments.push(`${fragments.pop() ?? ''}${text}`);
      const part = parameters[nth];
      if (part === undefined) continue;
      if (RawNode.is(part)) flatten(part);
      else {
        mustStay(part);
        parts.push(ValueNode.is(part) && part.value instanceof Slot ? part.value : part);
        fragments.push('');
      }
    }
  };
  if (!RawNode.is(node)) throw new Error('a condition is made of raw SQL');
  flatten(node);
  return { guards: { ...access.guards }, fragments, parts, texts: new WeakMap() };
}
