import type { ChannelsSelect, ConversationsSelect, StaticSelect, UsersSelect } from '@slack/types';
import { useWorkspace } from '../workspace.ts';
import {
  type Choice,
  channelChoices,
  conversationChoices,
  peopleChoices,
  staticChoices,
} from './choice-lists.ts';
import { choose, controlAttributes, type Place, valueAt } from './surface.ts';
import { plain } from './text.tsx';

/** The selects of which one thing is chosen. */
export function SelectElement(props: {
  element: StaticSelect | UsersSelect | ConversationsSelect | ChannelsSelect;
  place: Place;
}) {
  const { element, place } = props;
  const { state } = useWorkspace();
  const held = valueAt(place);
  const value = held?.kind === 'one' ? (held.value ?? '') : '';
  const lists =
    element.type === 'static_select'
      ? staticChoices(element)
      : element.type === 'users_select'
        ? peopleChoices(state)
        : element.type === 'channels_select'
          ? channelChoices(state)
          : conversationChoices(state, element.filter);
  const canBeEmpty = value === '' || !place.isRequired;
  return (
    <select
      {...controlAttributes(place)}
      value={value}
      data-autofocus={element.focus_on_load === true || undefined}
      onChange={({ currentTarget }) => choose(place, { kind: 'one', value: currentTarget.value || null })}
    >
      {canBeEmpty && <option value="">{element.placeholder ? plain(element.placeholder) : 'Choose…'}</option>}
      {lists.map((list, index) =>
        list.label === null ? (
          <Options choices={list.choices} chosen={value} key={index} />
        ) : (
          <optgroup label={list.label} key={index}>
            <Options choices={list.choices} chosen={value} />
          </optgroup>
        ),
      )}
    </select>
  );
}

function Options({ choices, chosen }: { choices: readonly Choice[]; chosen: string }) {
  return (
    <>
      {choices.map((choice) => (
        <option value={choice.value} selected={choice.value === chosen} key={choice.value}>
          {choice.text}
        </option>
      ))}
    </>
  );
}
