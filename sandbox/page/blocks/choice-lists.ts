/** What can be chosen in the selects, as lists of one shape. */
import type { ConversationsSelect, MultiStaticSelect, PlainTextOption, StaticSelect } from '@slack/types';
import { withEmoji } from '../emoji.ts';
import type { State } from '../store.ts';

export interface Choice {
  readonly value: string;
  readonly text: string;
  readonly description?: string;
}

export interface ChoiceList {
  /** The label of an option group, or `null`. */
  readonly label: string | null;
  readonly choices: readonly Choice[];
}

const words = (text: { text: string; emoji?: boolean }): string =>
  text.emoji === true ? withEmoji(text.text) : text.text;

/** One option, as a choice. */
export function choiceOf(option: PlainTextOption): Choice {
  const choice = { value: option.value ?? '', text: words(option.text) };
  return option.description ? { ...choice, description: words(option.description) } : choice;
}

/** The options of a static select, in their groups. */
export function staticChoices(element: StaticSelect | MultiStaticSelect): readonly ChoiceList[] {
  if (element.option_groups)
    return element.option_groups.map(({ label, options }) => ({
      label: words(label),
      choices: options.map(choiceOf),
    }));
  return [{ label: null, choices: (element.options ?? []).map(choiceOf) }];
}

/** Everyone who is still here. */
export function peopleChoices(state: State): readonly ChoiceList[] {
  const here = state.people.filter(({ standing }) => standing !== 'deactivated');
  return [{ label: null, choices: here.map(({ id, name }) => ({ value: id, text: name })) }];
}

/** The public channels. */
export function channelChoices(state: State): readonly ChoiceList[] {
  return conversationChoices(state, { include: ['public'] });
}

/** The conversations one sees, as far as the select's filter lets them through. */
export function conversationChoices(
  state: State,
  filter: ConversationsSelect['filter'],
): readonly ChoiceList[] {
  const choices = state.conversations
    .filter(({ kind, isArchived }) => kind !== 'home' && !isArchived)
    .filter(({ kind }) => !filter?.include || filter.include.some((included) => included === kind))
    .filter(({ sharedWith }) => filter?.exclude_external_shared_channels !== true || sharedWith.length === 0)
    .filter(({ kind }) => filter?.exclude_bot_users !== true || kind !== 'im')
    .map(({ id, kind, name }) => ({ value: id, text: kind === 'im' ? name : `# ${name}` }));
  return [{ label: null, choices }];
}
