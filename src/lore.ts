/** Lore put together: the store, the workers, Slack. The same for `npm start`, the sandbox and the tests; only clock, chance and settings differ. */
import { answersAt } from './at-address.ts';
import {
  calendarReader,
  doorsOf,
  hiddenPreviews,
  inSlack,
  makeAsides,
  systemFeatures,
  tokenReader,
} from './system.ts';
import { startingOff } from '#core/feature.ts';
import type { TeamId } from '#core/ids.ts';
import { connectedTools } from './connected-tools.ts';
import { wakesOf } from './jobs/boss/wakes-of.ts';
import { createDeliveryIssues } from './jobs/delivery-issues.ts';
import { ungoverned } from './jobs/governor.ts';
import { createInbox } from './jobs/inbox.ts';
import { journalInLog } from './jobs/journal.ts';
import { recordsMessageTs } from './jobs/record-message-ts.ts';
import { createRunner, type Runner } from './jobs/runner.ts';
import { makeRenderer } from './pictures/renderer.ts';
import { offerMore } from './schedules/offer.ts';
import { servingOf } from './serving/serving-of.ts';
import { isOutage, waitOf } from './slack/api/call-outcome.ts';
import { makeClients } from './slack/api/clients.ts';
import { sayLacking } from './slack/api/lacking-scopes.ts';
import { makeMessenger } from './slack/api/messenger.ts';
import { watchClock } from './slack/api/slack-clock.ts';
import { doorCalls } from './slack/api/door-calls.ts';
import type { SlackApp } from './slack/app.ts';
import { makeDirectories } from './slack/directory/directory.ts';
import { mustBeOfOneApp } from './slack/directory/introduce.ts';
import { groupsFor } from './slack/directory/user-groups.ts';
import { tokenAsked } from './slack/api/token-asked.ts';
import { slackLogger } from './slack/log.ts';
import { takeIn } from './slack/receivers/ingest-event.ts';
import { timeouts } from './slack/requests/timeouts.ts';
import { eventHandler, orderingKeysOf } from './slack/requests/events.ts';
import { sayInWords } from './slack/requests/in-words.ts';
import { heardQuestions } from './slack/requests/heard-questions.ts';
import { register } from './slack/requests/registry.ts';
import type { LoreOptions } from './lore-options.ts';
import { randomSecret } from './process.ts';
import { removeLeftOver } from './store/backup/restore.ts';
import { claim } from './store/engines/claim.ts';
import { unlessErased } from './store/settings/installed.ts';
import { keysFrom, readKeys } from './store/settings/key-file.ts';
import { ballotKeysIn } from './store/ballots/keys.ts';
import { openStore, type Store } from './store/store.ts';
import { buildHome, erasedHome } from './system/home/home.ts';
import { keptRows } from './system/workspace/kept-table.ts';
import { mustBeUpdated, updateDatabase } from './update-database.ts';
import { watchesIn } from './watch/watch.ts';

export interface Lore {
  readonly store: Store;
  readonly runner: Runner;
  /** Known after `start`, where Lore serves one. @throws before, or where it serves many */
  readonly team: () => TeamId;
  /** By how many ms this machine's clock is ahead of Slack's; `null`: not known yet. */
  readonly clockOff: () => number | null;
  /** Where metrics and health are served once `start` has begun; `null`: nowhere. */
  readonly metricsPort: () => number | null;
  /**
   * Claims the database, migrates, learns from Slack who we are, syncs, listens, and lets due work run. @param own `false`: the caller runs due
   * work itself (`runner.runDue`), as a clock that jumps needs it
   * @returns the port; `null` in Socket Mode. @throws InUse; when Slack refuses a token or the port is in use
   */
  start(own?: { readonly runsDueWork: boolean }): Promise<number | null>;
  /** Takes no more requests, finishes what is going on, closes the database. */
  stop(): Promise<void>;
}

/** So much of a workspace is read before anyone is let in: a quarter of a minute, as a rule. */
const stepsAtStart = 60;

/** So many installations are known before anyone acts; others are looked up then. */
const mostRemembered = 500;

/** @throws when two features claim the same name */
export function createLore(options: LoreOptions): Lore {
  const { config, clock, ids, features, log, metrics, governor = ungoverned } = options;
  const elapsed = options.elapsed ?? (() => performance.now());
  const meter = metrics === undefined ? {} : { meter: metrics.meter };
  const patience = (options.requestTimeouts ?? timeouts).stored;
  const journal = options.journal ?? journalInLog(log);
  const store = openStore({
    ...{ url: config.databaseUrl, clock, ids },
    tables: features.flatMap((feature) => feature.tables),
    ...{ ...keysFrom(config.keyFile), ballotKeys: ballotKeysIn(config.ballotKeys) },
    ...meter,
    startsOff: startingOff(features),
    ...(options.migrations === undefined ? {} : { migrations: options.migrations }),
  });
  const slackClock = watchClock(log);
  const asking = {
    slackApiUrl: config.slackApiUrl,
    logger: slackLogger(log),
    onLacking: sayLacking(log),
    onDated: slackClock.note,
    ...meter,
    ...(options.timeouts === undefined ? {} : { timeouts: options.timeouts }),
  };
  const serving = servingOf(config, {
    ...{ store, settings: asking, clock, now: options.wall ?? Date.now, ids, log },
    keptRows: (language) => keptRows(features, language === 'de' ? 'de' : 'en'),
    patience,
    begin: async (team) => {
      await walk.begin(team);
      wakeRunner(team);
    },
  });
  const clients = makeClients(serving.accessOf, { ...asking, onRefused: serving.onRefused });
  const messenger = makeMessenger(clients, config.hasWorkObjects);
  const { forPeople: directory, forWork, walk } = makeDirectories({ store, clients, clock, log });
  let runsDueWork = true;
  const wakeRunner = (team: TeamId) => {
    // For what is due nobody waits.
    store.before(undefined, () => {
      // A process that only listens leaves it to a worker.
      if (runsDueWork || config.role === 'web') runner.wake(team);
      else
        runner.runDue().catch((error: unknown) => {
          log.error({ err: error }, 'due work failed');
        });
    });
  };

  const port = {
    features,
    store,
    directory,
    groupsFor: groupsFor({ directory, store }),
    deliveryIssues: createDeliveryIssues({ store, clock }),
    ...{ address: config.address ?? null, hasPages: config.signIn !== undefined },
    ...{ newSecret: options.newSecret ?? randomSecret, toolHosts: config.toolHosts ?? [] },
    asides: makeAsides(),
    ...{ clock, ids, log },
    wake: wakeRunner,
  };
  const tools = connectedTools(port);
  const registry = register(features, systemFeatures(port));
  const heard = heardQuestions();
  const reading = { address: port.hasPages ? port.address : null, heard };
  const inbox = createInbox({
    ...{ store, clock, ids, log },
    handle: eventHandler({
      store,
      directory: forWork,
      registry,
      ...{ isStillIn: serving.isStillIn, ended: serving.ended },
      doors: { doors: inSlack({ ...port, directory: forWork }), heard, messenger, ...doorCalls(clients) },
      ...{ clock, ids, log },
    }),
    orderingKeysOf,
    isOutage,
    waitOf,
  });
  const runner: Runner = createRunner({
    store,
    ...wakesOf(config.databaseUrl, store, clock, log, { wall: () => Date.now(), elapsed }, () => runner),
    ...{ clock, ids },
    ...{ posts: registry.posts, jobs: registry.jobs, schedules: registry.schedules },
    comesFirst: features.flatMap(({ name, comesFirst }) =>
      comesFirst === undefined ? [] : [{ practice: name, comesFirst }],
    ),
    offerMore: (scope, channel) => offerMore(features, scope, channel, clock.now()),
    retentionPolicies: registry.retentionPolicies,
    messenger,
    render: makeRenderer(),
    ensureAccess: (team, viewer) => forWork.ensureAccess(team, viewer),
    waitOf,
    buildHome: (team, user) => buildHome({ ...port, directory: forWork }, team, user),
    ...{ ...tools.asking, erasedHome, hiddenPreviews: hiddenPreviews(port) },
    inbox,
    freshen: async (team) => {
      await forWork.freshenUserGroups(team);
      await walk.beginAgain(team);
    },
    walk,
    journal: metrics?.counting(journal) ?? journal,
    governor,
    ...meter,
    log,
    ...(options.checkpoint === undefined ? {} : { checkpoint: options.checkpoint }),
  });
  const atAddress = () =>
    answersAt(config, {
      ...{ store, doors: doorsOf(port), calendar: calendarReader(port), team: serving.team },
      openToken: tokenReader(port, (team) => (serving.team() ?? team) === team),
      takeEvent: tools.takeEvent,
      ...{ settings: asking, patience, now: options.wall ?? Date.now, ids, log },
    });
  /** Loaded only by a process that listens: it is a fifth of what a start loads. */
  const listener = async (): Promise<SlackApp> => {
    const { makeApp } = await import('./slack/app.ts');
    const { receiverOf } = await import('./slack/receivers/receiver-of.ts');
    return makeApp({
      ...{ store, directory, registry, clients, clock, ids, log },
      receiver: receiverOf(config, log, slackClock.off, await serving.pages(), await atAddress()),
      adopt: serving.adopt,
      asked: governor.asked,
      ...meter,
      slackApiUrl: config.slackApiUrl,
      sayInWords: sayInWords(store),
      recordMessageTs: recordsMessageTs({ store, clock, log, wake: wakeRunner }),
      takeIn: async (to, event) => {
        for (const team of await serving.receivers(to, event))
          if ((await unlessErased(takeIn(store, team, event, clock.now(), reading))) === true)
            wakeRunner(team);
      },
      ...(options.requestTimeouts === undefined ? {} : { timeouts: options.requestTimeouts }),
    });
  };

  let app: SlackApp | undefined;
  let release: (() => Promise<void>) | undefined;
  let isMigrated = false;
  const watching = watchesIn(config, {
    now: elapsed,
    team: serving.team,
    isMany: config.many !== undefined,
    isMigrated: () => isMigrated,
    store,
    isConnected: config.role === 'worker' ? null : () => app?.isOpen() === true,
    askToken: tokenAsked(clients),
    clockOff: slackClock.off,
    backlog: () => runner.backlog(),
    paused: governor.paused,
    metrics,
  });
  return {
    store,
    runner,
    clockOff: slackClock.off,
    metricsPort: watching.port,
    team: () => {
      const team = serving.team();
      if (team === null) throw new Error('Lore has not started, or serves many workspaces');
      return team;
    },
    start: async (own = { runsDueWork: true }) => {
      // A token that could not be stored sealed is not used either.
      if (config.keyFile !== null) readKeys(config.keyFile);
      // Before anything is migrated or sent: a second Lore must leave no trace.
      release = await claim(config.databaseUrl, {
        command: 'start',
        now: Date.now(),
        ...(options.mustEnd === undefined ? {} : { onLost: options.mustEnd }),
      });
      const isLeft = await removeLeftOver(config.databaseUrl);
      if (isLeft) log.warn({}, 'a restore was interrupted; what it left beside the database is deleted');
      // Before the long steps, so that it can be seen that Lore is starting.
      await watching.open();
      await (config.role === null ? updateDatabase(store, log) : mustBeUpdated(store, config.role, log));
      isMigrated = true;
      const { first, appId } = await serving.begin();
      // From now on they are remembered.
      for (const { teamId } of (await store.workspaces.installed()).slice(0, mostRemembered))
        await store.remembered.installation(teamId);
      // Of a small workspace everything is known before anyone acts. A large one is read on beside them.
      for (const team of first) await walk.begin(team);
      const { role } = config;
      if (role !== 'web')
        for (const team of first)
          for (let steps = 0; steps < stepsAtStart && (await walk.step(team)) > 0;) steps += 1;
      if (role !== 'worker') app = await listener();
      const opened = await app?.open();
      if (opened !== undefined) mustBeOfOneApp(appId, opened.appId);
      runsDueWork = own.runsDueWork;
      if (role !== 'web' && runsDueWork) await runner.start();
      return opened?.port ?? null;
    },
    stop: async () => {
      await app?.close();
      await runner.stop();
      await watching.close();
      await store.close();
      await release?.();
    },
  };
}
