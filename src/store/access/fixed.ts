/**
 * Who may see what is said in long conditions that are always the same but for a few values. Each is put together once; from then on only the
 * values are put in, which takes a tenth of the time.
 */
import { type OperationNode, RawNode, type RawBuilder, sql, ValueNode } from 'kysely';
import type { AccessContext } from './access.ts';
import type { GuardName, Guards } from './guards.ts';

/** Stands for a value while a condition is put together. */
class Slot {
  readonly of: (access: AccessContext) => unknown;
  constructor(of: Slot['of']) {
    this.of = of;
  }
}

interface Fixed {
  /** As they were: a test exchanges one. */
  readonly guards: Guards;
  readonly fragments: readonly string[];
  readonly parts: readonly (OperationNode | Slot)[];
}

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
  const byName = known.get(access.guards) ?? new Map<string, Fixed>();
  known.set(access.guards, byName);
  const key = `${access.viewer.kind} ${name}`;
  const before = byName.get(key);
  const one = before !== undefined && isSame(before.guards, access.guards) ? before : fix(access, build);
  byName.set(key, one);
  const parameters = one.parts.map((part) =>
    part instanceof Slot ? ValueNode.create(part.of(access)) : part,
  );
  const node = RawNode.create(one.fragments, parameters);
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
  return { guards: { ...access.guards }, fragments, parts };
}
