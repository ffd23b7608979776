import type {
  Checkboxes,
  MultiChannelsSelect,
  MultiConversationsSelect,
  MultiStaticSelect,
  MultiUsersSelect,
  Option,
  RadioButtons,
} from '@slack/types';
import type { ComponentChildren } from 'preact';
import { useWorkspace } from '../workspace.ts';
import { channelChoices, conversationChoices, peopleChoices, staticChoices } from './choice-lists.ts';
import { choose, type Place, valueAt } from './surface.ts';
import { Text, plain } from './text.tsx';

type Multi = MultiStaticSelect | MultiUsersSelect | MultiConversationsSelect | MultiChannelsSelect;

/** Radio buttons, checkboxes, and the selects of which several things are chosen: all lists one can see at once. */
export function Choices({ element, place }: { element: RadioButtons | Checkboxes | Multi; place: Place }) {
  const isList = element.type !== 'radio_buttons' && element.type !== 'checkboxes';
  const content = isList ? (
    <MultiList element={element} place={place} />
  ) : (
    <OptionList element={element} place={place} />
  );
  const look = isList ? 'choices choices-list' : 'choices';
  // An input block draws a fieldset with its label; elsewhere the group names itself.
  if (place.isLabelled) return <div class={look}>{content}</div>;
  return (
    <div class={look} role="group" aria-label={place.name}>
      {content}
    </div>
  );
}

function OptionList({ element, place }: { element: RadioButtons | Checkboxes; place: Place }) {
  return (
    <>
      {(element.options as readonly Option[]).map((option) => (
        <Tick
          place={place}
          value={option.value ?? ''}
          isSingle={element.type === 'radio_buttons'}
          key={option.value}
        >
          <span>
            <span class="choice-text">
              <Text text={option.text} />
            </span>
            {option.description && <small>{plain(option.description)}</small>}
          </span>
        </Tick>
      ))}
    </>
  );
}

function MultiList({ element, place }: { element: Multi; place: Place }) {
  const { state } = useWorkspace();
  const lists =
    element.type === 'multi_static_select'
      ? staticChoices(element)
      : element.type === 'multi_users_select'
        ? peopleChoices(state)
        : element.type === 'multi_channels_select'
          ? channelChoices(state)
          : conversationChoices(state, element.filter);
  return (
    <>
      {lists.map((list, index) => (
        <div
          role={list.label === null ? undefined : 'group'}
          aria-label={list.label ?? undefined}
          key={index}
        >
          {list.label !== null && (
            <p class="group-label" aria-hidden="true">
              {list.label}
            </p>
          )}
          {list.choices.map((choice) => (
            <Tick place={place} value={choice.value} most={element.max_selected_items} key={choice.value}>
              <span>
                {choice.text}
                {choice.description !== undefined && <small>{choice.description}</small>}
              </span>
            </Tick>
          ))}
        </div>
      ))}
    </>
  );
}

interface TickProps {
  readonly place: Place;
  readonly value: string;
  readonly isSingle?: boolean;
  /** `max_selected_items` */
  readonly most?: number | undefined;
  readonly children: ComponentChildren;
}

function Tick({ place, value, isSingle = false, most, children }: TickProps) {
  const held = valueAt(place);
  const chosen =
    held?.kind === 'many' ? held.values : held?.kind === 'one' && held.value !== null ? [held.value] : [];
  const isChosen = chosen.includes(value);
  const toggle = () => {
    if (isSingle) choose(place, { kind: 'one', value });
    else
      choose(place, {
        kind: 'many',
        values: isChosen ? chosen.filter((one) => one !== value) : [...chosen, value],
      });
  };
  return (
    <label class="choice">
      <input
        type={isSingle ? 'radio' : 'checkbox'}
        name={place.controlId}
        checked={isChosen}
        disabled={!isChosen && most !== undefined && chosen.length >= most}
        aria-invalid={place.isInvalid && !isSingle ? 'true' : undefined}
        aria-describedby={place.isInvalid ? place.describedBy : undefined}
        onChange={toggle}
      />
      {children}
    </label>
  );
}
