/**
 * A team in a channel with the retro feature on a real store and the real workers; only Slack is played. People press what is
 * drawn for them and submit what was opened for them, as the adapter would have it.
 */
import type { KnownBlock } from '@slack/types';
import { channelId, type Ids, teamId, userId, type UserId } from '../../../src/core/ids.ts';
import { decode, pressedAction } from '../../../src/core/kit/action.ts';
import { type RenderedModal, type RawInput, readFields } from '../../../src/core/kit/modal.ts';
import { type Interaction, type Reply, say } from '../../../src/core/listener.ts';
import { type Channel, readerOf } from '../../../src/core/people.ts';
import { retro } from '../../../src/features/retro/feature.ts';
import { createDeliveryIssues } from '../../../src/jobs/delivery-issues.ts';
import type { Checkpoint } from '../../../src/jobs/parts.ts';
import { createRunner, type Runner } from '../../../src/jobs/runner.ts';
import { register } from '../../../src/slack/requests/registry.ts';
import { openStore, type Store } from '../../../src/store/store.ts';
import type { TestEngine } from '../../support/databases.ts';
import { fakeRender, fakeSlack, type FakeSlack, type SlackMessage } from '../../support/fake-messenger.ts';
import { fakeTracker, type FakeTracker } from '../../support/fake-tracker.ts';
import { testClock, type TestClock } from '../../support/test-clock.ts';

export const team = teamId('T1');
export const here = channelId('C1');
export const ann = userId('ann');
export const ben = userId('ben');
export const cat = userId('cat');
export const gus = userId('gus');
export const eva = userId('eva');

/** Undoes what a refused submission wrote, as the adapter does. */
class Refused extends Error {
  readonly reply: Reply;
  constructor(reply: Reply) {
    super('refused');
    this.reply = reply;
  }
}

type Inputs = Readonly<Record<string, RawInput>>;

export interface Team {
  readonly store: Store;
  readonly clock: TestClock;
  readonly slack: FakeSlack;
  readonly runner: Runner;
  /** What its connections lead to; a test makes them. */
  readonly tool: FakeTracker;
  /** Whether pictures cannot be drawn here. */
  readonly drawing: { fails: boolean };
  /** What a person types after `/retro`. */
  readonly command: (who: UserId, text: string, where?: Partial<Channel> | null) => Promise<Reply>;
  /** Presses a button, or chooses an entry of a menu, by what stands on it. */
  readonly press: (
    who: UserId,
    surface: { readonly blocks: readonly unknown[] } | Reply,
    label: string,
  ) => Promise<Reply>;
  readonly submit: (who: UserId, opened: Reply, inputs?: Inputs) => Promise<Reply>;
  /** Ends the phase by what stands on the message, and confirms where a form asks. */
  readonly endPhase: (who: UserId, label: string, main?: SlackMessage) => Promise<Reply>;
  /** Fills these in, without submitting. */
  readonly fill: (who: UserId, opened: Reply, inputs: Inputs) => Promise<Reply>;
  readonly event: (name: string, payload?: Record<string, string>) => Promise<void>;
  /** Lets everything happen that falls due, up to an instant. */
  readonly until: (iso: string) => Promise<void>;
  readonly settle: () => Promise<void>;
  /** Lore dies there, in the next reply in a thread, and another process takes over. */
  readonly dies: (at: Checkpoint) => Promise<void>;
  /** Posts that a person is asked about, since nobody knows whether they arrived. */
  readonly unknown: (who: UserId) => Promise<number>;
  /** The retrospective's message in the channel as it stands. */
  readonly main: () => Promise<SlackMessage>;
  /** What stands in its thread. */
  readonly thread: () => string[];
  /** Starts one as Ann with two questions, or more. */
  readonly start: (inputs?: Inputs) => Promise<void>;
  readonly addCards: (who: UserId, ...columns: readonly string[]) => Promise<Reply>;
  /** Accepts each suggested group in the form. @returns the form after the last */
  readonly joinSuggested: (who: UserId, form: Reply) => Promise<Reply>;
  /** Whoever facilitates closes what is open, until actions are agreed on. */
  readonly toActions: (facilitator?: UserId) => Promise<void>;
  /** Opens the cards, by topic or by column, whichever the message offers. */
  readonly look: (who: UserId) => Promise<Reply>;
  readonly seen: (who: UserId) => Promise<string>;
  readonly home: (who: UserId) => Promise<string>;
  readonly leaves: (who: UserId) => Promise<void>;
  readonly comesBack: (who: UserId) => void;
}

/** What ends each phase before actions are agreed on, in the message. */
const untilActions = [
  'Close collecting (facilitator)',
  'Continue to voting',
  'Close voting (facilitator)',
  'Continue to actions (facilitator)',
];

export const typed = (value: string): RawInput => ({ value });
export const chosen = (value: string): RawInput => ({ selected_option: { value } });

interface Teams {
  /** A fresh start on a Tuesday at 11:00 in Berlin unless told. */
  readonly fresh: (start?: string) => Promise<Team>;
  readonly close: () => Promise<void>;
}

/** A database for the teams of one `describe`, one after the other: making one takes longer than a test. */
export function teamsOn(engine: TestEngine): Pick<Teams, 'fresh'> {
  let teams: Teams;
  beforeAll(async () => {
    teams = await openTeams(engine);
  });
  afterAll(() => teams.close());
  return { fresh: (start) => teams.fresh(start) };
}

async function openTeams(engine: TestEngine): Promise<Teams> {
  const clock = testClock();
  const database = await engine.fresh();
  let next = 0;
  const ids = { next: () => `id-${String((next += 1)).padStart(24, '0')}` };
  const store = openStore({ url: database.url, ids, clock, tables: retro.tables });
  await store.migrate();
  return {
    fresh: async (start = '2026-11-24T10:00:00Z') => {
      await store.erasing(team, 'operator', { kind: 'workspace' });
      clock.set(Date.parse(start));
      return teamOn(store, clock, ids);
    },
    close: async () => {
      await store.close();
      await database.remove();
    },
  };
}

async function teamOn(store: Store, clock: TestClock, ids: Ids): Promise<Team> {
  await store.workspaces.save({
    teamId: team,
    enterpriseId: null,
    appId: 'A1',
    botUserId: 'B1',
    scopes: [],
    installedAt: clock.now(),
  });
  const standings = { ann: 'member', ben: 'member', cat: 'member', gus: 'guest', eva: 'external' } as const;
  for (const [id, standing] of Object.entries(standings)) {
    const tz = id === 'cat' ? 'America/New_York' : 'Europe/Berlin';
    await store.directory.savePerson(
      team,
      {
        userId: userId(id),
        memberType: standing,
        isAdmin: false,
        tz,
        locale: 'en',
        awayUntil: null,
        name: `${id.charAt(0).toUpperCase()}${id.slice(1)}`,
      },
      clock.now(),
    );
    await store.system
      .insertInto('home')
      .values({ team_id: team, user_id: userId(id), wanted: 1, shown: 1, due_at: clock.now() })
      .execute();
  }
  const facts = {
    channelId: here,
    kind: 'public',
    isShared: false,
    isArchived: false,
    hasLore: true,
    name: 'proj-website',
  } as const;
  await store.directory.saveChannel(team, facts, clock.now(), { tz: 'Europe/Berlin', locale: 'en' });
  let members: UserId[] = [ann, ben, cat, gus];
  /** Slack is asked who is in the channel, as the directory does. */
  const fresh = () => store.directory.setMembers(team, here, members, clock.now());
  await fresh();

  const slack = fakeSlack(clock);
  const tool = fakeTracker(clock);
  const drawing = { fails: false };
  const failures: unknown[] = [];
  const log = { error: (facts: unknown) => void failures.push(facts), warn: () => undefined };
  const buildHome = async (_team: typeof team, user: UserId) => {
    const blocks = await store.read(team, { kind: 'person', userId: user }, async (read) =>
      retro.homeSection?.build(read, { now: clock.now(), locale: 'en', tz: 'Europe/Berlin' }),
    );
    return { type: 'home' as const, blocks: [...(blocks ?? [])] };
  };
  const registry = register([retro]);
  class Killed extends Error {}
  const newRunner = (dieAt?: Checkpoint) =>
    createRunner({
      store,
      clock,
      ids,
      posts: registry.posts,
      jobs: registry.jobs,
      schedules: registry.schedules,
      comesFirst: [],
      retentionPolicies: registry.retentionPolicies,
      messenger: slack.messenger,
      trackers: tool.trackers,
      connected: retro.connected === undefined ? [] : [retro.connected],
      render: async (chart) =>
        drawing.fails ? Promise.reject(new Error('no such module')) : fakeRender(chart),
      ensureAccess: async () => {
        await fresh();
      },
      erasedHome: () => ({ type: 'home', blocks: [] }),
      hiddenPreviews: () => [],
      buildHome,
      log,
      checkpoint: async (name, of) => {
        if (name === dieAt && of === 'thread') throw new Killed(name);
      },
    });
  const runner = newRunner();

  const act = async (
    who: UserId,
    run: (interaction: Interaction) => Promise<Reply>,
    channel: Channel | null = null,
  ): Promise<Reply> => {
    await fresh();
    const person = await store.directory.person(team, who);
    if (person === null) throw new Error('nobody');
    try {
      return await store.transact(team, { kind: 'person', userId: who }, async (scope) => {
        const reply = await run({
          scope,
          person,
          channel,
          now: clock.now(),
          newId: () => ids.next(),
          locale: 'en',
        });
        if (reply.kind === 'errors') throw new Refused(reply);
        return reply;
      });
    } catch (error) {
      if (error instanceof Refused) return error.reply;
      throw error;
    }
  };

  const inForm = async (
    who: UserId,
    opened: Reply,
    inputs: Inputs,
    what: 'submit' | 'change',
  ): Promise<Reply> => {
    const drawing = drawingOf(opened);
    const listener = retro.views?.find(({ modal }) => modal.callbackId === drawing.callbackId);
    const run = listener?.[what];
    if (listener === undefined || run === undefined) throw new Error(`nobody takes ${drawing.callbackId}`);
    const values = {
      ...initialOf(drawing),
      ...Object.fromEntries(Object.entries(inputs).map(([name, raw]) => [name, { [name]: raw }])),
    };
    const metadata = listener.modal.metadata.parse(JSON.parse(JSON.stringify(drawing.metadata)));
    return act(who, (interaction) => run(interaction, metadata, readFields(listener.modal, values)));
  };

  const it: Team = {
    store,
    clock,
    slack,
    runner,
    tool,
    drawing,
    command: async (who, text, where = {}) => {
      const known = await store.directory.channel(team, here);
      const channel = where === null || known === null ? null : { ...known, ...where };
      const [command] = retro.commands ?? [];
      if (command === undefined) throw new Error('no command');
      return act(
        who,
        async (interaction) => {
          const words = command.inWords?.(readerOf(interaction.person), text, new Set()) ?? null;
          return words === null ? command.run(interaction, text) : say(words);
        },
        channel,
      );
    },
    press: async (who, surface, label) => {
      const found = findButton('blocks' in surface ? surface.blocks : blocksOf(surface), label);
      const { actionId, carried: value } = pressedAction({ action_id: found.actionId, value: found.value });
      const listener = retro.actions?.find(({ action }) => action.actionId === actionId);
      if (listener === undefined) throw new Error(`nobody listens to ${found.actionId}`);
      const decoded = decode(listener.action, value);
      if (decoded === null) throw new Error(`${found.actionId} does not decode`);
      return act(who, (interaction) => listener.run(interaction, decoded));
    },
    submit: (who, opened, inputs = {}) => inForm(who, opened, inputs, 'submit'),
    endPhase: async (who, label, main) => {
      const reply = await it.press(who, main ?? (await it.main()), label);
      return reply.kind === 'open' ? it.submit(who, reply) : reply;
    },
    fill: (who, opened, inputs) => inForm(who, opened, inputs, 'change'),
    event: async (name, payload = {}) => {
      await fresh();
      for (const listener of (retro.events ?? []).filter(({ event }) => event === name)) {
        await store.transact(team, { kind: 'channel', channelId: here }, async (scope) => {
          const channel = await scope.channel(here);
          if (channel === null) throw new Error('no channel');
          await listener.run({ scope, channel, now: clock.now(), newId: () => ids.next() }, payload);
        });
      }
    },
    until: async (iso) => {
      const end = Date.parse(iso);
      await fresh();
      for (;;) {
        await runner.runDue();
        const due = await runner.nextDue();
        if (due === null || due > end) break;
        if (due <= clock.now()) throw new Error('something is due and was not done');
        clock.set(due);
        await fresh();
      }
      clock.set(end);
      if (failures.length > 0) throw new Error(`something failed: ${JSON.stringify(failures)}`);
    },
    settle: () => it.until(new Date(clock.now() + 5_000).toISOString()),
    dies: async (at) => {
      const died = await newRunner(at)
        .runDue()
        .then(() => false)
        .catch((error: unknown) => error instanceof Killed);
      if (!died) throw new Error(`it did not die ${at}`);
    },
    unknown: async (who) => (await createDeliveryIssues({ store, clock }).list(team, who)).unknown.length,
    main: async () => {
      await it.settle();
      const found = slack.messages.find(
        (message) => message.channel === here && message.threadTs === undefined,
      );
      if (found === undefined) throw new Error('nothing was posted');
      return found;
    },
    thread: () => slack.messages.filter((message) => message.threadTs !== undefined).map(({ text }) => text),
    start: async (inputs = {}) => {
      const modal = await it.command(ann, 'Website relaunch');
      const reply = await it.submit(ann, modal, inputs);
      if (reply.kind !== 'nothing') throw new Error(`not started: ${JSON.stringify(reply)}`);
    },
    addCards: async (who, ...columns) => {
      const form = await it.press(who, await it.main(), 'Add cards');
      return it.submit(
        who,
        form,
        Object.fromEntries(columns.map((text, index) => [`column${index}`, typed(text)])),
      );
    },
    joinSuggested: async (who, form) => {
      let now = form;
      while (words(now).includes('"text":"Group"')) now = await it.press(who, now, 'Group');
      return now;
    },
    toActions: async (facilitator = ann) => {
      for (const label of untilActions) {
        const main = await it.main();
        if (!JSON.stringify(main.blocks).includes(`"${label}"`)) continue;
        const reply = await it.endPhase(facilitator, label, main);
        if (reply.kind !== 'clear' && reply.kind !== 'nothing') throw new Error(`${label}: ${words(reply)}`);
      }
    },
    look: async (who) => {
      const main = await it.main();
      const byTopic = JSON.stringify(main.blocks).includes('"Read the topics"');
      return it.press(who, main, byTopic ? 'Read the topics' : 'Read the cards');
    },
    seen: async (who) => JSON.stringify(await it.look(who)),
    home: async (who) => JSON.stringify((await buildHome(team, who)).blocks),
    leaves: async (who) => {
      members = members.filter((member) => member !== who);
      await it.event('member_left_channel', { user: who });
    },
    comesBack: (who) => void members.push(who),
  };
  return it;
}

/** The sentences of a reply, whatever kind it is. */
export function words(reply: Reply): string {
  if (reply.kind === 'message') return reply.message.text;
  if (reply.kind === 'errors')
    return Object.entries(reply.errors)
      .map(([name, text]) => `${name}: ${text}`)
      .join('\n');
  return reply.kind === 'open' || reply.kind === 'push' || reply.kind === 'update'
    ? JSON.stringify(reply.modal.view.blocks)
    : reply.kind;
}

function drawingOf(reply: Reply): RenderedModal {
  if (reply.kind === 'open' || reply.kind === 'push' || reply.kind === 'update') return reply.modal;
  throw new Error(`no modal was opened: ${words(reply)}`);
}

function blocksOf(reply: Reply): readonly unknown[] {
  return reply.kind === 'message' ? reply.message.blocks : drawingOf(reply).view.blocks;
}

/** What Slack sends for inputs that nobody touched. */
function initialOf(drawing: RenderedModal): Record<string, Record<string, RawInput>> {
  const inputs = (drawing.view.blocks as KnownBlock[]).filter((block) => block.type === 'input');
  return Object.fromEntries(
    inputs.map(({ element }) => {
      const initial = JSON.parse(JSON.stringify(element)) as Drawn;
      const raw: RawInput = {
        value: initial.initial_value,
        selected_option: initial.initial_option,
        selected_date: initial.initial_date,
        selected_time: initial.initial_time,
        selected_user: initial.initial_user,
        selected_users: initial.initial_users,
      };
      return [initial.action_id, { [initial.action_id]: raw }];
    }),
  );
}

interface Drawn {
  readonly action_id: string;
  readonly initial_value?: string;
  readonly initial_option?: { readonly value: string };
  readonly initial_date?: string;
  readonly initial_time?: string;
  readonly initial_user?: string;
  readonly initial_users?: string[];
}

interface Found {
  readonly actionId: string;
  readonly value: string;
}

function findButton(blocks: unknown, label: string): Found {
  const found = search(blocks, label);
  if (found === null) throw new Error(`there is no button "${label}"`);
  return found;
}

function search(value: unknown, label: string): Found | null {
  if (typeof value !== 'object' || value === null) return null;
  const it = value as {
    type?: string;
    action_id?: string;
    value?: string;
    text?: { text?: string };
    options?: { text: { text: string }; value: string }[];
  };
  if (it.type === 'button' && it.text?.text === label)
    return { actionId: it.action_id ?? '', value: it.value ?? '' };
  const isMenu = it.type === 'overflow' || it.type === 'static_select';
  const option = isMenu ? it.options?.find((one) => one.text.text === label) : undefined;
  if (option !== undefined) return { actionId: it.action_id ?? '', value: option.value };
  for (const entry of Object.values(value)) {
    const found = search(entry, label);
    if (found !== null) return found;
  }
  return null;
}
