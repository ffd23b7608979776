/** People of the made-up company, acting through the interface that the page uses, on an app that may take a moment to answer. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isJson, listAt, textAt, type Json } from '../json.ts';
import type { Sandbox } from '../server.ts';
import type { Message, ViewRecord } from '../state/world.ts';
import { fieldsOf, type Filled, find, inputsOf, type Which } from './elements.ts';

/** So long the app may take to show or to do something, in ms of wall time. */
const PATIENCE_MS = 10_000;

export interface Stage {
  /** Moves the clock to an instant, epoch ms. What was begun is finished first, and all that is due until then happens. */
  moveTo(at: number): Promise<void>;
  /** Lets the app finish what was begun, where something else follows within the minute. */
  settle(): Promise<void>;
  say(as: string, channelId: string, text: string, about?: Said): Promise<void>;
  /** Presses a button, or chooses from a menu, of a message of the app in a conversation, once it is there. */
  press(as: string, channelId: string, text: string, actionId: string, which?: Which): Promise<void>;
  /** The same in the form that is open. */
  pressInForm(as: string, actionId: string, which?: Which): Promise<void>;
  /** Opens the app's Home, and presses a button there once it is drawn. */
  pressInHome(as: string, actionId: string): Promise<void>;
  /** Fills in and submits the form that is open, once it has these fields. */
  fill(as: string, fields?: Filled): Promise<void>;
  closeForms(as: string): Promise<void>;
  /** Does something, and waits for the reply that the app then posts in the thread of a message of its own. */
  untilReply(channelId: string, text: string, act: () => Promise<void>): Promise<void>;
  /** The last message in a conversation that was written by whom and holds a text. */
  find(channelId: string, text: string, userId?: string): Message | undefined;
  /** The last message in a conversation that a person wrote, and that is no reply. */
  findLast(channelId: string): Message | undefined;
}

interface Said {
  readonly threadTs?: string;
  /** Who of those named in the text is mentioned. */
  readonly mentions?: readonly string[];
}

export function makeStage(sandbox: Sandbox): Stage {
  const { core, world } = sandbox;

  const ask = async (name: string, body: Json): Promise<void> => {
    const answer = await sandbox.page(name, body);
    if (answer['ok'] !== true) throw new Error(`${name}: ${JSON.stringify(answer)}`);
  };
  /** What is looked for, once it is there. */
  const once = async <T>(look: () => T | undefined, what: string): Promise<T> => {
    const until = core.clock.wall() + PATIENCE_MS;
    for (;;) {
      const found = look();
      if (found !== undefined) return found;
      if (core.clock.wall() > until) throw new Error(`${what} did not come`);
      await sleep(5);
    }
  };
  const formOf = (as: string): ViewRecord | undefined => world.modals.findLast(({ userId }) => userId === as);
  const blocksOf = (form: ViewRecord): readonly Json[] => listAt(form.view, 'blocks');
  const act = (as: string, where: Json, blocks: readonly Json[], actionId: string, which: Which) => {
    const { block, element, value } = find(blocks, actionId, which);
    const blockId = textAt(block, 'block_id');
    const inputs = value.kind === 'button' ? {} : { [blockId]: { [actionId]: value } };
    return ask('act', { as, where, blockId, actionId: textAt(element, 'action_id'), value, inputs });
  };
  const has = (blocks: readonly Json[], actionId: string, { holds = '' }: Which): boolean => {
    try {
      find(blocks, actionId, { holds });
      return true;
    } catch {
      return false;
    }
  };
  const stage: Stage = {
    moveTo: async (at) => {
      await sandbox.idle();
      await ask('clock', { to: at });
    },
    settle: () => stage.moveTo(core.clock.now() + 1000),
    say: (as, channelId, text, { threadTs, mentions = [] } = {}) =>
      ask('say', { as, channelId, text, mentions, ...(threadTs === undefined ? {} : { threadTs }) }),
    press: async (as, channelId, text, actionId, which = {}) => {
      const { ts, blocks } = await once(() => {
        const message = stage.find(channelId, text, core.install.botUserId);
        return message !== undefined && has(message.blocks, actionId, which) ? message : undefined;
      }, `“${text}” with ${actionId}`);
      await act(as, { kind: 'message', channelId, ts }, blocks, actionId, which);
    },
    pressInForm: async (as, actionId, which = {}) => {
      const form = await once(() => {
        const open = formOf(as);
        return open !== undefined && has(blocksOf(open), actionId, which) ? open : undefined;
      }, `a form with ${actionId}`);
      await act(as, { kind: 'view', viewId: form.id }, blocksOf(form), actionId, which);
    },
    pressInHome: async (as, actionId) => {
      await ask('open-home', { as });
      const blocks = await once(() => {
        const drawn = listAt(world.homes[as]?.view ?? {}, 'blocks');
        return has(drawn, actionId, {}) ? drawn : undefined;
      }, `a Home with ${actionId}`);
      await act(as, { kind: 'home' }, blocks, actionId, {});
    },
    fill: async (as, fields = {}) => {
      const names = Object.keys(fields);
      const form = await once(
        () => {
          const open = formOf(as);
          const there = new Set(open && fieldsOf(blocksOf(open)));
          return isJson(open?.view['submit']) && names.every((name) => there.has(name)) ? open : undefined;
        },
        `a form with ${names.join(', ')}`,
      );
      await ask('submit', { as, viewId: form.id, inputs: inputsOf(blocksOf(form), fields) });
    },
    closeForms: async (as) => {
      const form = formOf(as);
      if (form !== undefined) await ask('close-view', { as, viewId: form.id, all: true });
    },
    untilReply: async (channelId, text, act) => {
      const root = stage.find(channelId, text, core.install.botUserId)?.ts;
      const replies = () =>
        (world.messages[channelId] ?? []).filter(({ threadTs }) => threadTs === root).length;
      const before = replies();
      await act();
      const until = core.clock.wall() + PATIENCE_MS;
      do {
        if (core.clock.wall() > until) throw new Error(`a reply to “${text}” did not come`);
        await stage.settle();
      } while (replies() === before);
    },
    find: (channelId, text, userId) =>
      (world.messages[channelId] ?? []).findLast(
        (message) =>
          message.ephemeralTo === null &&
          (userId === undefined || message.userId === userId) &&
          message.text.includes(text),
      ),
    findLast: (channelId) =>
      (world.messages[channelId] ?? []).findLast(
        ({ threadTs, userId }) => threadTs === null && userId !== core.install.botUserId,
      ),
  };
  return stage;
}
