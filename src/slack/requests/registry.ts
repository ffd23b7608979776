/**
 * Everything that practices and Lore's own screens declare, by name. Built once at start; a name claimed twice stops it, since Slack could not tell
 * them apart.
 */
import { type Feature, systemCommand, type SystemFeature, systemName } from '#core/feature.ts';
import type { JobDefinition } from '#core/job.ts';
import type {
  ActionListener,
  Command,
  EventListener,
  EventName,
  Shortcut,
  SystemAction,
  SystemCommand,
  SystemView,
  ViewListener,
} from '#core/listener.ts';
import type { PostDefinition } from '#core/post.ts';
import { retentionPoliciesOf, type RetentionPolicy } from '#core/retention.ts';
import type { Schedule } from '#core/schedule.ts';
import type { DigestKind } from '#core/week.ts';

export interface Registry {
  /** The practices. */
  readonly features: readonly Feature[];
  /** By name, with the slash. */
  readonly commands: ReadonlyMap<string, Command | SystemCommand>;
  /** Which practice each command belongs to. Every other name begins with its practice's. */
  readonly practiceOfCommand: ReadonlyMap<string, string>;
  readonly shortcuts: ReadonlyMap<string, Shortcut>;
  readonly actions: ReadonlyMap<string, ActionListener | SystemAction>;
  readonly views: ReadonlyMap<string, ViewListener | SystemView>;
  readonly posts: ReadonlyMap<string, PostDefinition>;
  readonly jobs: ReadonlyMap<string, JobDefinition>;
  /** In the order in which they are offered. */
  readonly schedules: ReadonlyMap<string, Schedule>;
  readonly retentionPolicies: readonly RetentionPolicy[];
  readonly events: ReadonlyMap<EventName, readonly EventListener[]>;
}

/**
 * @param features in the order in which help, App Home and the manifest list them
 * @param system Lore's own screens: their ids begin with `lore.`, and only they open their own transactions
 * @throws if two claim one name, an id does not begin with its feature's name, or a table is in no retention policy or in two
 */
export function register(features: readonly Feature[], system: readonly SystemFeature[] = []): Registry {
  const all = [...features, ...system];
  unique(
    'feature name',
    all.map((feature) => [feature.name, feature.name]),
  );
  for (const { name } of features) {
    if (!/^[a-z][a-z0-9-]*$/.test(name)) throw new Error(`${name} is no name for a feature`);
    if (name === systemName)
      throw new Error(`${name} is no name for a feature: Lore’s own ids begin with it`);
  }
  unique(
    'table',
    features.flatMap((feature) => feature.tables.map((table): Claim => [table.name, feature.name])),
  );
  checkDigestKinds(features);
  for (const feature of features) {
    checkKinds(feature);
    checkSchedules(feature);
  }
  const gather = <Item, From extends Feature | SystemFeature>(
    what: string,
    from: readonly From[],
    items: (feature: From) => readonly Item[] | undefined,
    nameOf: (item: Item) => string,
  ): ReadonlyMap<string, Item> => {
    const claims = from.flatMap((feature) =>
      (items(feature) ?? []).map((item) => ({ item, name: nameOf(item), by: feature.name })),
    );
    unique(
      what,
      claims.map(({ name, by }) => [name, by]),
    );
    const isSystem = (by: string) => system.some(({ name }) => name === by);
    for (const { item, name, by } of claims) {
      const first = isSystem(by) ? systemName : by;
      if (what !== 'command' && !name.startsWith(`${first}.`))
        throw new Error(`the ${what} ${name} of feature ${by} must begin with "${first}."`);
      if (!isSystem(by) && hasOwnTransactions(item))
        throw new Error(`the ${what} ${name} of feature ${by} must run in a transaction of its person`);
    }
    return new Map(claims.map(({ name, item }) => [name, item]));
  };

  const commands = gather(
    'command',
    all,
    (feature): readonly (Command | SystemCommand)[] | undefined => feature.commands,
    (command) => command.name,
  );
  for (const name of commands.keys())
    if (!/^\/[a-z][a-z0-9-]{0,30}$/.test(name)) throw new Error(`${name} is no name for a slash command`);
  if (features.some((feature) => feature.commands?.some(({ name }) => name === systemCommand) === true))
    throw new Error(`${systemCommand} belongs to Lore itself`);
  const retentionPolicies = gather('kind of rows', features, retentionPoliciesOf, (kind) => kind.name);
  return {
    features,
    commands,
    practiceOfCommand: new Map(
      all.flatMap((feature) => (feature.commands ?? []).map((command) => [command.name, feature.name])),
    ),
    shortcuts: gather(
      'shortcut',
      features,
      (feature) => feature.shortcuts,
      (shortcut) => shortcut.callbackId,
    ),
    actions: gather(
      'action',
      all,
      (feature): readonly (ActionListener | SystemAction)[] | undefined => feature.actions,
      (listener) => listener.action.actionId,
    ),
    views: gather(
      'modal',
      all,
      (feature): readonly (ViewListener | SystemView)[] | undefined => feature.views,
      (listener) => listener.modal.callbackId,
    ),
    posts: gather(
      'post',
      all,
      (feature) => feature.posts,
      (post) => post.name,
    ),
    jobs: gather(
      'job',
      features,
      (feature) => feature.jobs,
      (job) => job.name,
    ),
    schedules: gather(
      'ritual',
      features,
      (feature) => feature.schedules,
      (schedule) => schedule.name,
    ),
    retentionPolicies: [...retentionPolicies.values()],
    events: Map.groupBy(
      features.flatMap((feature) => feature.events ?? []),
      (listener) => listener.event,
    ),
  };
}

/** The compiler rejects these in a practice, but types can be cast away. */
const hasOwnTransactions = (item: unknown): boolean =>
  typeof item === 'object' && item !== null && 'ownTransactions' in item && item.ownTransactions === true;

/** Ensures that every table has a retention policy. */
function checkKinds(feature: Feature): void {
  const retentionPolicies = retentionPoliciesOf(feature);
  const claims = retentionPolicies.flatMap((kind) =>
    [kind.table, ...kind.parts.map((part) => part.table)].map((table): Claim => [table.name, kind.name]),
  );
  unique('table', claims);
  const forgotten = feature.tables.find((table) => !claims.some(([name]) => name === table.name));
  if (forgotten !== undefined)
    throw new Error(
      `the table ${forgotten.name} of feature ${feature.name} says neither how long its rows are kept nor what they are part of, so old ones would never be erased: declare one`,
    );
  const odd = retentionPolicies.find(({ days }) => !Number.isInteger(days) || days < 1);
  if (odd !== undefined) throw new Error(`${odd.name} is kept for no whole number of days`);
}

/** Rows name a digest kind without its practice, so practices may share one only if both mean the same. */
function checkDigestKinds(features: readonly Feature[]): void {
  const known = new Map<string, readonly [kind: DigestKind, by: string]>();
  for (const { name: by, digestItems } of features)
    for (const [name, kind] of Object.entries(digestItems?.kinds ?? {})) {
      const [other, owner] = known.get(name) ?? [kind, by];
      if (other !== kind)
        throw new Error(`the kind of digest item ${name} is claimed twice: by ${owner} and by ${by}`);
      known.set(name, [kind, by]);
    }
}

/** Ensures that a ritual before another has one to precede. */
function checkSchedules({ name: by, schedules: schedules = [] }: Feature): void {
  for (const { name, usual } of schedules) {
    if (!('before' in usual)) continue;
    const of = schedules.find((schedule) => schedule.name === usual.before);
    if (of === undefined || 'before' in of.usual)
      throw new Error(`the ritual ${name} must be before a regular ritual of ${by}`);
  }
}

type Claim = readonly [name: string, by: string];

function unique(what: string, claims: readonly Claim[]): void {
  const owners = new Map<string, string>();
  for (const [name, by] of claims) {
    const other = owners.get(name);
    if (other !== undefined)
      throw new Error(`the ${what} ${name} is claimed twice: by ${other} and by ${by}`);
    owners.set(name, by);
  }
}
