/** Somebody of the made-up company, acting through the interface that the sandbox's page uses. */
import { elementsOf, optionsOf } from '../../sandbox/app/values.ts';
import { everyObject, isJson, listAt, textAt, type Json } from '../../sandbox/json.ts';
import type { ElementValue, Inputs, SubmitAnswer } from '../../sandbox/protocol.ts';
import type { Sandbox } from '../../sandbox/server.ts';
import type { Message, ViewRecord } from '../../sandbox/state/world.ts';

/** What a field is filled in with, by the field's name; a list for "several people". */
export type Filled = Readonly<Record<string, string | readonly string[] | null>>;

/** Which of several elements with one action id, or which option of a menu: a piece of its value. */
export interface Which {
  readonly holds?: string;
}

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
    const { block, value } = find(blocks, actionId, which);
    const blockId = textAt(block, 'block_id');
    const inputs: Inputs = block['type'] === 'input' ? { [blockId]: { [actionId]: value } } : {};
    const body = { as: id, where, blockId, actionId, value, inputs };
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

function find(blocks: readonly Json[], actionId: string, { holds = '' }: Which) {
  for (const block of blocks)
    for (const element of elementsOf(block)) {
      if (element['action_id'] !== actionId) continue;
      const option = optionsOf(element).find((each) => textAt(each, 'value').includes(holds));
      if (option !== undefined)
        return { block, value: { kind: 'one', value: textAt(option, 'value') } satisfies ElementValue };
      if (element['type'] === 'button' && textAt(element, 'value').includes(holds))
        return { block, value: { kind: 'button' } satisfies ElementValue };
    }
  throw new Error(`there is no ${actionId} ${holds} to press`);
}

/** What the page would send for a modal's inputs. */
export function inputsOf(blocks: readonly Json[], fields: Filled): Inputs {
  const inputs: Record<string, Record<string, ElementValue>> = {};
  for (const [name, filled] of Object.entries(fields)) {
    const block = blocks.find((each) => textAt(each, 'block_id').split('#')[0] === name);
    const element = block?.['element'];
    if (block === undefined || !isJson(element)) throw new Error(`there is no field ${name}`);
    inputs[textAt(block, 'block_id')] = { [textAt(element, 'action_id')]: valueFor(element, filled) };
  }
  return inputs;
}

function valueFor(element: Json, filled: string | readonly string[] | null): ElementValue {
  if (typeof filled !== 'string' && filled !== null) return { kind: 'many', values: filled };
  if (element['type'] === 'plain_text_input') return { kind: 'text', value: filled ?? '' };
  return { kind: element['type'] === 'datepicker' ? 'date' : 'one', value: filled };
}

/** Every text inside blocks, in order. */
export function textsIn(blocks: unknown): string[] {
  return [...everyObject(blocks)].flatMap((each) =>
    typeof each['text'] === 'string' && 'type' in each ? [each['text']] : [],
  );
}
