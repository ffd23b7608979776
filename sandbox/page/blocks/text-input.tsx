import type { EmailInput, NumberInput, PlainTextInput, URLInput } from '@slack/types';
import { useEffect, useRef } from 'preact/hooks';
import { controlAttributes, type Place, valueAt } from './surface.ts';
import { plain } from './text.tsx';

type Texts = PlainTextInput | NumberInput | EmailInput | URLInput;

const pauseMs = 400;
/** Which keyboard a telephone offers. */
const keyboards = { number_input: 'decimal', email_text_input: 'email', url_text_input: 'url' } as const;

/** Text, number, email and address inputs. */
export function TextInput({ element, place }: { element: Texts; place: Place }) {
  const held = valueAt(place);
  const value = held?.kind === 'text' ? held.value : '';
  const typed = useTyped(element, place);
  const attributes = {
    ...controlAttributes(place),
    value,
    placeholder: element.placeholder ? plain(element.placeholder) : undefined,
    'data-autofocus': element.focus_on_load === true || undefined,
    onInput: (event: Event) => typed.change((event.currentTarget as HTMLInputElement).value),
    onBlur: typed.leave,
  };
  if (element.type !== 'plain_text_input')
    return (
      <input
        {...attributes}
        type="text"
        inputMode={keyboards[element.type]}
        onKeyDown={(event) => typed.key(event, true)}
      />
    );
  const limits = { maxLength: element.max_length };
  if (element.multiline !== true)
    return <input {...attributes} {...limits} type="text" onKeyDown={(event) => typed.key(event, true)} />;
  return (
    <>
      <textarea {...attributes} {...limits} rows={4} onKeyDown={(event) => typed.key(event, false)} />
      {element.max_length !== undefined && value.length > element.max_length * 0.8 && (
        <p class="hint" role="status">
          {element.max_length - value.length} characters left
        </p>
      )}
    </>
  );
}

/**
 * Keeps what is typed, and tells the app as `dispatch_action_config` says: on Enter, or while one types, after a short
 * pause or when one leaves the field, so that nothing typed is left untold.
 */
function useTyped(element: Texts, place: Place) {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const current = useRef(place);
  current.current = place;
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
  const onTyping = place.dispatches && triggers.includes('on_character_entered');
  const onEnter = place.dispatches && triggers.includes('on_enter_pressed');

  const tell = () => {
    if (timer.current !== null) clearTimeout(timer.current);
    timer.current = null;
    const { surface, blockId, actionId } = current.current;
    const value = valueAt(current.current);
    if (value) surface.act(blockId, actionId, value);
  };
  const leave = () => {
    if (timer.current !== null) tell();
  };
  useEffect(
    () => () => {
      if (timer.current !== null) clearTimeout(timer.current);
    },
    [],
  );
  return {
    change: (value: string) => {
      place.surface.change(place.blockId, place.actionId, { kind: 'text', value });
      if (!onTyping) return;
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = setTimeout(tell, pauseMs);
    },
    leave,
    key: (event: KeyboardEvent, isOneLine: boolean) => {
      if (event.key !== 'Enter' || event.isComposing) return;
      if (!onEnter || (!isOneLine && event.shiftKey)) return;
      event.preventDefault();
      tell();
    },
  };
}
