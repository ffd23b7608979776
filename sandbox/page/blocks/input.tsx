import type { InputBlock } from '@slack/types';
import { useId } from 'preact/hooks';
import { actionIdOf } from '../inputs.ts';
import { Element } from './element.tsx';
import type { Place, Surface } from './surface.ts';
import { plain } from './text.tsx';

const groups: ReadonlySet<string> = new Set([
  'checkboxes',
  'radio_buttons',
  'multi_static_select',
  'multi_users_select',
  'multi_channels_select',
  'multi_conversations_select',
]);

/** An input block: label, control, hint, and what is wrong with it. */
export function InputView({
  block,
  blockId,
  surface,
}: {
  block: InputBlock;
  blockId: string;
  surface: Surface;
}) {
  const id = useId();
  const error = surface.errors[blockId];
  const hintId = block.hint ? `${id}-hint` : '';
  const errorId = error === undefined ? '' : `${id}-error`;
  const isGroup = groups.has(block.element.type);
  const place: Place = {
    surface,
    blockId,
    actionId: actionIdOf(block.element),
    controlId: id,
    name: block.label.text,
    describedBy: `${errorId} ${hintId}`.trim() || undefined,
    isInvalid: error !== undefined,
    isRequired: !(block.optional ?? false),
    isLabelled: true,
    dispatches: block.dispatch_action ?? false,
  };
  const label = (
    <>
      {plain(block.label)}
      {block.optional === true && <span class="optional"> (optional)</span>}
    </>
  );
  const rest = (
    <>
      <Element element={block.element} place={place} />
      {error !== undefined && (
        <p class="error" id={errorId} role="alert">
          {error}
        </p>
      )}
      {block.hint && (
        <p class="hint" id={hintId}>
          {plain(block.hint)}
        </p>
      )}
    </>
  );
  if (!isGroup)
    return (
      <div class="block block-input">
        <label for={id}>{label}</label>
        {rest}
      </div>
    );
  return (
    <fieldset
      class="block block-input"
      aria-describedby={place.describedBy}
      data-invalid={place.isInvalid || undefined}
    >
      <legend>{label}</legend>
      {rest}
    </fieldset>
  );
}
