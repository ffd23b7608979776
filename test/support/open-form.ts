/** A form that Lore opened, as Slack keeps it for one person: what they chose stays while block and element have the same ids. */
import { team } from './fake-slack.ts';
import type { LoreUnderTest } from './lore-under-test.ts';

interface Element {
  readonly type: string;
  readonly action_id: string;
  readonly [more: string]: unknown;
}
interface Block {
  readonly type: string;
  readonly block_id?: string;
  readonly element?: Element;
  readonly elements?: readonly Element[];
}
interface View {
  readonly callback_id: string;
  readonly private_metadata: string;
  readonly title: { readonly text: string };
  readonly submit?: { readonly text: string };
  readonly blocks: readonly Block[];
}

/** What was chosen, by field: a text for a list, a date or a time, several for ticks, `null` for nothing. */
type Chosen = Readonly<Record<string, string | readonly string[] | null>>;

export interface OpenForm {
  view(): View;
  /** All that it shows, without what is carried unseen. */
  text(): string;
  /** The fields that are there. */
  fields(): readonly string[];
  /** Chooses in it, and waits until it was drawn again. */
  choose(chosen: Chosen): Promise<void>;
  /** Chooses, at once sends it, and takes the answer's form. @returns the answer */
  save(chosen?: Chosen): Promise<Record<string, unknown>>;
}

/** The form that was opened last. */
export function openForm(t: LoreUnderTest, user = 'UANN'): OpenForm {
  const opened = t.slack.calls.findLast(({ method }) => method === 'views.open' || method === 'views.push');
  let view = opened?.args['view'] as View;
  let typed: Record<string, Record<string, unknown>> = {};
  const all = () =>
    view.blocks.flatMap(({ block_id: block = '', element, elements }) =>
      (element === undefined ? (elements ?? []) : [element])
        .filter(({ type }) => type !== 'button' && type !== 'mrkdwn')
        .map((one) => ({ block, one })),
    );
  const values = () => {
    const state: Record<string, Record<string, unknown>> = {};
    for (const { block, one } of all()) {
      const initial = {
        type: one.type,
        selected_option: one['initial_option'] ?? null,
        selected_options: one['initial_options'] ?? [],
        selected_time: one['initial_time'] ?? null,
        selected_date: one['initial_date'] ?? null,
        selected_user: one['initial_user'] ?? null,
      };
      state[block] = { ...state[block], [one.action_id]: typed[block]?.[one.action_id] ?? initial };
    }
    // What is not drawn any more is gone.
    typed = Object.fromEntries(
      Object.entries(typed).map(([block, kept]) => [
        block,
        Object.fromEntries(Object.entries(kept).filter(([name]) => state[block]?.[name] !== undefined)),
      ]),
    );
    return state;
  };
  const put = (chosen: Chosen): void => {
    for (const [name, value] of Object.entries(chosen)) {
      const found = all().find(({ one }) => one.action_id === name);
      if (found === undefined) throw new Error(`there is no ${name}`);
      const { type } = found.one;
      const raw =
        value !== null && typeof value !== 'string'
          ? { selected_options: value.map((one) => ({ value: one })) }
          : type === 'timepicker'
            ? { selected_time: value }
            : type === 'datepicker'
              ? { selected_date: value }
              : type === 'users_select'
                ? { selected_user: value }
                : { selected_option: value === null ? null : { value } };
      typed[found.block] = { ...typed[found.block], [name]: { type, ...raw } };
    }
  };
  const by = { user: { id: user, team_id: team } };
  const drawn = () => ({ ...view, id: 'VFORM', type: 'modal', state: { values: values() } });
  return {
    view: () => view,
    text: () => JSON.stringify([view.title, view.submit, view.blocks]),
    fields: () => all().map(({ one }) => one.action_id),
    choose: async (chosen) => {
      put(chosen);
      const [name = ''] = Object.keys(chosen);
      const { block, one } = all().find(({ one: each }) => each.action_id === name) ?? {};
      const before = t.slack.callsOf('views.update').length;
      await t.interact({
        type: 'block_actions',
        ...by,
        view: drawn(),
        actions: [{ type: one?.type, action_id: name, block_id: block }],
      });
      // A person's actions are processed one after the other.
      await t.command('/lore help', { user_id: user });
      const update = t.slack.callsOf('views.update').slice(before).at(-1);
      if (update !== undefined) view = update.args['view'] as View;
    },
    save: async (chosen = {}) => {
      put(chosen);
      const { json } = await t.interact({ type: 'view_submission', ...by, view: drawn() });
      if (json['response_action'] === 'update') view = json['view'] as View;
      return json;
    },
  };
}
