/** Lore in one process, from what Slack sends to what Slack is told, without HTTP: the same path as in src/lore.ts. */
import type { View } from '@slack/types';
import { pino } from 'pino';
import { minute } from '../../../src/core/clock.ts';
import type { Feature } from '../../../src/core/feature.ts';
import { teamId, type TeamId, type UserId } from '../../../src/core/ids.ts';
import type { Command } from '../../../src/core/listener.ts';
import { createDeliveryIssues } from '../../../src/jobs/delivery-issues.ts';
import { recordsMessageTs } from '../../../src/jobs/record-message-ts.ts';
import { createRunner, type Runner } from '../../../src/jobs/runner.ts';
import type { Clients } from '../../../src/slack/api/clients.ts';
import { loreCopy } from '../../../src/slack/copy.ts';
import { type Directory, makeDirectories } from '../../../src/slack/directory/directory.ts';
import { type Payload, type PersonPayload, readPayload } from '../../../src/slack/receivers/payloads.ts';
import { isOfSomebody } from '../../../src/slack/requests/acted.ts';
import { decide, type Decision } from '../../../src/slack/requests/decide.ts';
import { eventHandler } from '../../../src/slack/requests/events.ts';
import { heardQuestions } from '../../../src/slack/requests/heard-questions.ts';
import { sayInWords } from '../../../src/slack/requests/in-words.ts';
import { register } from '../../../src/slack/requests/registry.ts';
import { readRequest } from '../../../src/slack/requests/slack-request.ts';
import { allGuards, type Guards } from '../../../src/store/access/guards.ts';
import type { ExtraMigrations } from '../../../src/store/engines/migrate.ts';
import { type Store, storeWith } from '../../../src/store/store.ts';
import { inSlack, makeAsides, systemFeatures } from '../../../src/system.ts';
import { buildHome } from '../../../src/system/home/home.ts';
import { type Exported, exportFor, exportOwn } from '../../../src/system/my-data/subject-data.ts';
import type { TestEngine } from '../databases.ts';
import { fakeRender, fakeSlack, type FakeSlack } from '../fake-messenger.ts';
import { testClock, type TestClock } from '../test-clock.ts';
import { type Reader, toldOfConversations } from './conversations.ts';
import type { ModelTeam } from './model.ts';
import { walk } from './walk.ts';

export const teams = [teamId('T1'), teamId('T2')] as const;

const isOfPerson = (payload: Payload): payload is PersonPayload =>
  ['command', 'action', 'submission', 'shortcut'].includes(payload.kind);

const operator = { actor: 'operator', reader: null } as const;

export interface LeakCompany {
  readonly store: Store;
  readonly directory: Directory;
  readonly clock: TestClock;
  readonly slack: FakeSlack;
  /** What a person did, as Slack tells it. @throws when a listener broke: then nothing was shown, rightly or wrongly */
  readonly act: (team: TeamId, payload: object) => Promise<Decision>;
  readonly event: (team: TeamId, type: string, body: object) => Promise<void>;
  readonly home: (team: TeamId, user: UserId) => Promise<View>;
  readonly exportOwn: (team: TeamId, user: UserId) => Promise<Exported>;
  readonly exportAll: (team: TeamId) => Promise<Exported>;
  /** What an admin who is this person would take out. */
  readonly exportTo: (team: TeamId, admin: UserId) => Promise<Exported>;
  /** What the operator takes out for a person. */
  readonly exportOf: (team: TeamId, user: UserId) => Promise<Exported>;
  /** Lets everything be done that is due now, and the minute that pacing may take. */
  readonly settle: () => Promise<void>;
  /** As it is now: see `restart`. */
  readonly runner: () => Runner;
  /** The workers of a process that was started again: what an elder one had in mind is forgotten. */
  readonly restart: () => void;
  /** From now on everything that is sent to anybody of this company is looked through, whatever sends it; `close` throws what was too much. */
  readonly watch: (team: ModelTeam) => void;
  /** Not for now: Lore is not told yet of what is so. */
  readonly unwatch: (team: ModelTeam) => void;
  /** Of all practices. */
  readonly commands: readonly Command[];
  /** Every line of the log. */
  readonly said: readonly string[];
  readonly close: () => Promise<void>;
}

/**
 * @param guards as the store takes them: a test may change one while the house stands
 * @param clients through which Slack answers what Lore asks of people and channels; without them it does not answer, and what is stored is all that is known
 */
export async function openLeakCompany(
  engine: TestEngine,
  features: readonly Feature[],
  guards: Guards,
  { migrations = {}, clients }: { readonly migrations?: ExtraMigrations; readonly clients?: Clients } = {},
): Promise<LeakCompany> {
  const database = await engine.fresh();
  const clock = testClock();
  let next = 0;
  const ids = { next: () => `x${String((next += 1)).padStart(12, '0')}` };
  const tables = features.flatMap((feature) => feature.tables);
  const store = storeWith({ url: database.url, ids, clock, tables, migrations }, guards);
  await store.migrate();
  for (const team of teams)
    await store.workspaces.save({
      teamId: team,
      enterpriseId: null,
      appId: 'A1',
      botUserId: 'UBOT',
      scopes: [],
      installedAt: clock.now(),
    });
  const log = pino({ level: 'silent' });
  const directory =
    clients === undefined ? knownDirectory(store) : makeDirectories({ store, clients, clock, log }).forPeople;
  const slack = fakeSlack(clock);
  const port = {
    features,
    store,
    directory,
    groupsFor: async () => null,
    deliveryIssues: createDeliveryIssues({ store, clock }),
    address: 'https://lore.example.org',
    toolHosts: [],
    hasPages: true,
    newSecret: () => ids.next(),
    asides: makeAsides(),
    clock,
    ids,
    log,
    wake: () => undefined,
  };
  const registry = register(features, systemFeatures(port));
  const own: LeakCompany['exportOwn'] = (team, user) => exportOwn(store, features, team, user);
  const watched = new Map<string, ModelTeam>();
  const toldTooMuch: string[] = [];
  /** @returns what was sent */
  const seenBy = <Sent>(team: TeamId, reader: Reader, where: string, sent: Sent): Sent => {
    const model = watched.get(team);
    const found = model === undefined ? [] : toldOfConversations(model, reader, sent, clock.now());
    for (const word of found)
      toldTooMuch.push(`${reader.id} is told of ${word} in ${where}: ${JSON.stringify(sent)}`);
    return sent;
  };
  const toPerson = <Sent>(team: TeamId, id: string, where: string, sent: Sent): Sent =>
    seenBy(team, { kind: 'person', id }, where, sent);
  const home: LeakCompany['home'] = async (team, user) =>
    toPerson(team, user, 'App Home', await buildHome(port, team, user));
  const failures: string[] = [];
  const said: string[] = [];
  const failed = (facts: unknown, words?: string) => {
    const error = typeof facts === 'object' && facts !== null && 'err' in facts ? String(facts.err) : '';
    failures.push(`${words ?? ''} ${error}`);
  };
  /** On PostgreSQL other tests use the server too, and what they have begun holds up the cleaning of files, which is tried again. */
  const warned = (facts: unknown, words?: string) => {
    const isHeld = typeof facts === 'object' && facts !== null && 'again' in facts;
    if (!isHeld) failed(facts, words);
  };
  const newRunner = (): Runner =>
    createRunner({
      store,
      clock,
      ids,
      posts: registry.posts,
      jobs: registry.jobs,
      schedules: registry.schedules,
      comesFirst: [],
      retentionPolicies: registry.retentionPolicies,
      render: fakeRender,
      messenger: {
        ...slack.messenger,
        post: (team, to, message, deliveryId, marks) => {
          seenBy(team, readerIn(to.channel), 'a post', message);
          return slack.messenger.post(team, to, message, deliveryId, marks);
        },
        update: (team, at, message) => {
          seenBy(team, readerIn(at.channel), 'an update', message);
          return slack.messenger.update(team, at, message);
        },
      },
      ensureAccess: (team, viewer) => directory.ensureAccess(team, viewer),
      erasedHome: () => ({ type: 'home', blocks: [] }),
      hiddenPreviews: () => [],
      buildHome: home,
      log: { error: failed, warn: warned },
    });
  let runner = newRunner();
  const parts = {
    store,
    directory,
    registry,
    clock,
    ids,
    log: pino(
      { level: 'trace' },
      {
        write: (line: string) => {
          said.push(line);
          if (line.includes('"level":50')) failures.push(line);
        },
      },
    ),
    sayInWords: sayInWords(store),
    recordMessageTs: recordsMessageTs({ store, clock, log: { error: failed }, wake: () => undefined }),
  };
  const noFailure = (): void => {
    if (failures.length > 0) throw new Error(`something broke: ${failures.join('\n')}`);
  };
  let events = 0;
  const handle = eventHandler({
    store,
    directory,
    registry,
    isStillIn: async () => false,
    ended: async () => undefined,
    doors: {
      doors: inSlack(port),
      heard: heardQuestions(),
      messenger: slack.messenger,
      readQuestion: async () => null,
      present: async () => undefined,
    },
    clock,
    ids,
    log: pino({ level: 'silent' }),
  });

  const system: LeakCompany = {
    store,
    directory,
    clock,
    slack,
    runner: () => runner,
    restart: () => {
      runner = newRunner();
    },
    said,
    commands: features.flatMap(({ commands }) => commands ?? []),
    act: async (team, payload) => {
      const read = readPayload(payload);
      const deed = isOfPerson(read) ? readRequest(read, registry, () => undefined) : null;
      if (deed === null || !isOfSomebody(deed))
        throw new Error(`nobody would answer ${JSON.stringify(payload)}`);
      const decision = await decide(parts, team, deed, {
        deadline: { left: () => 60_000 },
        at: clock.now(),
        say: () => loreCopy.in('en', 'UTC'),
      });
      noFailure();
      toPerson(team, deed.user, 'an answer', decision.reply);
      return decision;
    },
    event: (team, type, body) =>
      handle({ team, type, body, eventId: `E${(events += 1)}`, receivedAt: clock.now() }),
    home,
    exportOwn: async (team, user) => toPerson(team, user, 'their export', await own(team, user)),
    exportAll: (team) => exportFor(store, features, team, operator, { kind: 'workspace' }),
    exportTo: async (team, admin) => {
      const by = { actor: admin, reader: admin };
      return toPerson(
        team,
        admin,
        'an export',
        await exportFor(store, features, team, by, { kind: 'workspace' }),
      );
    },
    exportOf: async (team, user) => {
      const subject = { kind: 'person', userId: user } as const;
      return toPerson(
        team,
        user,
        'an export of theirs',
        await exportFor(store, features, team, operator, subject),
      );
    },
    watch: (team) => void watched.set(team.id, team),
    unwatch: (team) => void watched.delete(team.id),
    settle: async () => {
      const until = clock.now() + minute;
      for (;;) {
        await runner.runDue();
        const due = await runner.nextDue();
        if (due === null || due > until) break;
        clock.set(Math.max(due, clock.now() + 1));
      }
      noFailure();
    },
    close: async () => {
      // With a guard taken out it is for the test to say what is too much.
      if (guards === allGuards) for (const team of watched.values()) await walk(system, team);
      await store.close();
      await database.remove();
      if (guards === allGuards && toldTooMuch.length > 0) throw new Error(toldTooMuch.join('\n'));
    },
  };
  return system;
}

/** Direct messages are called after whoever reads them (`fake-messenger.ts`). */
function readerIn(channel: string): Reader {
  return channel.startsWith('D-')
    ? { kind: 'person', id: channel.slice(2) }
    : { kind: 'channel', id: channel };
}

/** Slack does not answer: what is stored is all that is known, and grows old. */
function knownDirectory(store: Store): Directory {
  const stored = store.directory;
  const person: Directory['person'] = async (team, user) => {
    const found = await stored.person(team, user);
    if (found === null) throw new Error(`nobody knows ${user}`);
    return found;
  };
  return {
    person,
    storedPerson: person,
    channel: async (team, { id }, by) =>
      (await stored.channel(team, id)) ?? {
        channelId: id,
        kind: 'private',
        isShared: false,
        isArchived: false,
        hasLore: false,
        name: '',
        tz: by.tz,
        locale: by.locale,
      },
    ensureAccess: async () => undefined,
    ensureUserGroups: async () => undefined,
    userGroupsChanged: async () => undefined,
    freshenUserGroups: async () => undefined,
    refreshChannel: async () => undefined,
    refreshPerson: async () => undefined,
    ask: async () => null,
    unknownYet: async () => ({ channels: null, strangers: 0 }),
  };
}
