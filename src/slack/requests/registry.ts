/** What all features bring, by name. Built once at start; two that claim the same name stop it there, since Slack could not tell them apart. */
import type { Feature } from '#core/feature.ts';
import type { JobDefinition } from '#core/job.ts';
import type {
  ActionListener,
  Command,
  EventListener,
  EventName,
  Shortcut,
  ViewListener,
} from '#core/listener.ts';
import type { PostDefinition } from '#core/post.ts';
import { kindsOf, type RowKind } from '#core/retention.ts';
import type { Schedule } from '#core/ritual.ts';
import type { DigestKind } from '#core/week.ts';
import { welcomePost } from '../../schedules/screens/welcome.ts';

export interface Registry {
  readonly features: readonly Feature[];
  /** By name, with the slash. */
  readonly commands: ReadonlyMap<string, Command>;
  /** By the name of a command, the practice that it belongs to. Every other name begins with its practice's. */
  readonly practiceOfCommand: ReadonlyMap<string, string>;
  readonly shortcuts: ReadonlyMap<string, Shortcut>;
  readonly actions: ReadonlyMap<string, ActionListener>;
  readonly views: ReadonlyMap<string, ViewListener>;
  readonly posts: ReadonlyMap<string, PostDefinition>;
  readonly jobs: ReadonlyMap<string, JobDefinition>;
  /** In the order in which they are offered. */
  readonly schedules: ReadonlyMap<string, Schedule>;
  readonly kinds: readonly RowKind[];
  readonly events: ReadonlyMap<EventName, readonly EventListener[]>;
}

/** The command of the house itself; see `help.ts`. */
export const systemCommand = '/lore';

/** The practice that an action, modal, shortcut, post, job or kind of rows belongs to: its name up to the first dot. */
export function practiceOf(name: string): string {
  return name.split('.', 1)[0] ?? '';
}

/** What is left of a registry for a workspace in which some practices are switched off. @param off their names */
export function withoutPractices(registry: Registry, off: ReadonlySet<string>): Registry {
  return off.size === 0 ? registry : register(registry.features.filter(({ name }) => !off.has(name)));
}

/**
 * @param features in the order in which help, App Home and the manifest list them
 * @throws when two claim one name, an id does not begin with its feature's name, or a table is in no kind of rows or in two
 */
export function register(features: readonly Feature[]): Registry {
  unique(
    'feature name',
    features.map((feature) => [feature.name, feature.name]),
  );
  for (const { name } of features)
    if (!/^[a-z][a-z0-9-]*$/.test(name)) throw new Error(`${name} is no name for a feature`);
  unique(
    'table',
    features.flatMap((feature) => feature.tables.map((table): Claim => [table.name, feature.name])),
  );
  checkDigestKinds(features);
  for (const feature of features) {
    checkKinds(feature);
    checkSchedules(feature);
  }
  const gather = <Item>(
    what: string,
    items: (feature: Feature) => readonly Item[] | undefined,
    nameOf: (item: Item) => string,
  ): ReadonlyMap<string, Item> => {
    const claims = features.flatMap((feature) =>
      (items(feature) ?? []).map((item) => ({ item, name: nameOf(item), by: feature.name })),
    );
    unique(
      what,
      claims.map(({ name, by }) => [name, by]),
    );
    if (what !== 'command') {
      const stray = claims.find(({ name, by }) => !name.startsWith(`${by}.`));
      if (stray !== undefined)
        throw new Error(`the ${what} ${stray.name} of feature ${stray.by} must begin with "${stray.by}."`);
    }
    return new Map(claims.map(({ name, item }) => [name, item]));
  };

  const commands = gather(
    'command',
    (feature) => feature.commands,
    (command) => command.name,
  );
  for (const name of commands.keys()) {
    if (!/^\/[a-z][a-z0-9-]{0,30}$/.test(name)) throw new Error(`${name} is no name for a slash command`);
    if (name === systemCommand) throw new Error(`${systemCommand} belongs to Lore itself`);
  }
  const kinds = gather('kind of rows', kindsOf, (kind) => kind.name);
  const rituals = gather(
    'ritual',
    (feature) => feature.schedules,
    (ritual) => ritual.name,
  );
  const posts = gather(
    'post',
    (feature) => feature.posts,
    (post) => post.name,
  );
  const welcome = welcomePost([...rituals.values()]);
  return {
    features,
    commands,
    practiceOfCommand: new Map(
      features.flatMap((feature) => (feature.commands ?? []).map((command) => [command.name, feature.name])),
    ),
    shortcuts: gather(
      'shortcut',
      (feature) => feature.shortcuts,
      (shortcut) => shortcut.callbackId,
    ),
    actions: gather(
      'action',
      (feature) => feature.actions,
      (listener) => listener.action.actionId,
    ),
    views: gather(
      'modal',
      (feature) => feature.views,
      (listener) => listener.modal.callbackId,
    ),
    posts: new Map([...posts, [welcome.name, welcome]]),
    jobs: gather(
      'job',
      (feature) => feature.jobs,
      (job) => job.name,
    ),
    schedules: rituals,
    kinds: [...kinds.values()],
    events: Map.groupBy(
      features.flatMap((feature) => feature.events ?? []),
      (listener) => listener.event,
    ),
  };
}

/** That nothing is kept for ever because nobody thought of it. */
function checkKinds(feature: Feature): void {
  const kinds = kindsOf(feature);
  const claims = kinds.flatMap((kind) =>
    [kind.table, ...kind.parts.map((part) => part.table)].map((table): Claim => [table.name, kind.name]),
  );
  unique('table', claims);
  const forgotten = feature.tables.find((table) => !claims.some(([name]) => name === table.name));
  if (forgotten !== undefined)
    throw new Error(
      `the table ${forgotten.name} of feature ${feature.name} says neither how long its rows are kept nor what they are part of, so old ones would never be erased: declare one`,
    );
  const odd = kinds.find(({ days }) => !Number.isInteger(days) || days < 1);
  if (odd !== undefined) throw new Error(`${odd.name} is kept for no whole number of days`);
}

/** Rows name a kind of item without its practice, so that two can share one: but only where both mean the same. */
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

/** That what is before something has something to be before. */
function checkSchedules({ name: by, schedules: rituals = [] }: Feature): void {
  for (const { name, usual } of rituals) {
    if (!('before' in usual)) continue;
    const of = rituals.find((ritual) => ritual.name === usual.before);
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
