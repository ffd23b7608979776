/** Somebody of the made-up company, acting through the interface that the sandbox's page uses. */
import { type Filled, find, inputsOf, type Which } from '../../sandbox/company/elements.ts';
import { everyObject, listAt, textAt, type Json } from '../../sandbox/json.ts';
import type { ElementValue, Inputs, SubmitAnswer } from '../../sandbox/protocol.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import type { Message, ViewRecord } from '../../sandbox/state/world.ts';

export type { Filled };

export interface Colleague {
  readonly id: string;
  /** Types a message or a command. Fails when the page refuses it. */
  say(channelId: string, text: string): Promise<void>;
  /** Presses a button, or chooses in a menu, of a message. @returns whether Lore acknowledged */
  press(message: Message, actionId: string, which?: Which): Promise<boolean>;
  pressInHome(actionId: string, which?: Which): Promise<boolean>;
  /** In the topmost modal. */
  pressInModal(actionId: string, which?: Which): Promise<boolean>;
  /** Types into a field of the topmost modal that is told of each change. @returns whether Lore acknowledged */
  type(name: string, text: string): Promise<boolean>;
  /** Fills in fields of the topmost modal, of which Lore is told the last. @returns whether it acknowledged */
  fill(fields: Filled): Promise<boolean>;
  /** Submits the topmost modal, with these fields changed. */
  submit(fields?: Filled): Promise<SubmitAnswer>;
  /** The topmost modal alone. */
  close(): Promise<void>;
  closeAll(): Promise<void>;
  openHome(): Promise<void>;
  /** The topmost modal. */
  modal(): ViewRecord | undefined;
  /** Blocks of App Home as published last. */
  home(): readonly Json[];
  /** What was said to this person alone in a conversation, oldest first. */
  told(channelId: string): readonly string[];
}

export function colleague(sandbox: Sandbox, id: string): Colleague {
  const { world } = sandbox;
  const modal = () => world.modals.filter((view) => view.userId === id).at(-1);
  const top = (): ViewRecord => {
    const view = modal();
    if (view === undefined) throw new Error(`${id} has no modal open`);
    return view;
  };
  const act = async (where: Json, blocks: readonly Json[], actionId: string, which: Which = {}) => {
    const { block, element, value } = find(blocks, actionId, which);
    const blockId = textAt(block, 'block_id');
    const inputs: Inputs = value.kind === 'button' ? {} : { [blockId]: { [actionId]: value } };
    const body = { as: id, where, blockId, actionId: textAt(element, 'action_id'), value, inputs };
    return (await sandbox.page('act', body))['ok'] === true;
  };
  const closes = async (all: boolean): Promise<void> => {
    const view = modal();
    if (view !== undefined) await sandbox.page('close-view', { as: id, viewId: view.id, all });
  };
  return {
    id,
    say: async (channelId, text) => {
      const answer = await sandbox.page('say', { as: id, channelId, text });
      if (answer['ok'] !== true) throw new Error(textAt(answer, 'message'));
    },
    press: ({ channelId, ts, blocks }, actionId, which) =>
      act({ kind: 'message', channelId, ts }, blocks, actionId, which),
    pressInHome: (actionId, which) =>
      act({ kind: 'home' }, listAt(world.homes[id]?.view ?? {}, 'blocks'), actionId, which),
    pressInModal: (actionId, which) =>
      act({ kind: 'view', viewId: top().id }, listAt(top().view, 'blocks'), actionId, which),
    type: async (name, text) => {
      const view = top();
      const inputs = inputsOf(listAt(view.view, 'blocks'), { [name]: text });
      const [blockId = ''] = Object.keys(inputs);
      const value = { kind: 'text', value: text } satisfies ElementValue;
      const where = { kind: 'view', viewId: view.id };
      const answer = await sandbox.page('act', { as: id, where, blockId, actionId: name, value, inputs });
      return answer['ok'] === true;
    },
    fill: async (fields) => {
      const view = top();
      const inputs = inputsOf(listAt(view.view, 'blocks'), fields);
      const [blockId = '', values = {}] = Object.entries(inputs).at(-1) ?? [];
      const [actionId = '', value] = Object.entries(values).at(-1) ?? [];
      const where = { kind: 'view', viewId: view.id };
      return (await sandbox.page('act', { as: id, where, blockId, actionId, value, inputs }))['ok'] === true;
    },
    submit: async (fields = {}) => {
      const view = top();
      const answer = await sandbox.page('submit', {
        as: id,
        viewId: view.id,
        inputs: inputsOf(listAt(view.view, 'blocks'), fields),
      });
      return answer as Json & SubmitAnswer;
    },
    close: () => closes(false),
    closeAll: () => closes(true),
    openHome: async () => {
      await sandbox.page('open-home', { as: id });
    },
    modal,
    home: () => listAt(world.homes[id]?.view ?? {}, 'blocks'),
    told: (channelId) =>
      (world.messages[channelId] ?? []).filter((one) => one.ephemeralTo === id).map(({ text }) => text),
  };
}

/** For every full member, where the form on top offers that: what is to reach other channels is saved so. */
export const widely = (person: Pick<Colleague, 'modal'>): Filled =>
  listAt(person.modal()?.view ?? {}, 'blocks').some((block) => textAt(block, 'block_id') === 'reach')
    ? { reach: 'workspace' }
    : {};

/** Every text inside blocks, in order. */
export function textsIn(blocks: unknown): string[] {
  return [...everyObject(blocks)].flatMap((each) =>
    typeof each['text'] === 'string' && 'type' in each ? [each['text']] : [],
  );
}
