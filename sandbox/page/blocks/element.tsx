import type { BlockElement } from '../inputs.ts';
import { ButtonElement, OverflowElement } from './button.tsx';
import { Choices } from './choices.tsx';
import { SelectElement } from './select.tsx';
import type { Place } from './surface.ts';
import { TextInput } from './text-input.tsx';
import { TimeInput } from './time-input.tsx';
import { Unsupported } from './unsupported.tsx';

/** Any element, where it stands. */
export function Element({ element, place }: { element: BlockElement; place: Place }) {
  switch (element.type) {
    case 'button':
      return <ButtonElement element={element} place={place} />;
    case 'overflow':
      return <OverflowElement element={element} place={place} />;
    case 'plain_text_input':
    case 'number_input':
    case 'email_text_input':
    case 'url_text_input':
      return <TextInput element={element} place={place} />;
    case 'datepicker':
    case 'timepicker':
    case 'datetimepicker':
      return <TimeInput element={element} place={place} />;
    case 'static_select':
    case 'users_select':
    case 'conversations_select':
    case 'channels_select':
      return <SelectElement element={element} place={place} />;
    case 'checkboxes':
    case 'radio_buttons':
    case 'multi_static_select':
    case 'multi_users_select':
    case 'multi_conversations_select':
    case 'multi_channels_select':
      return <Choices element={element} place={place} />;
    case 'image':
      return 'image_url' in element ? (
        <img class="accessory-image" src={element.image_url} alt={element.alt_text} />
      ) : (
        <Unsupported type="slack_file" />
      );
    default:
      return <Unsupported type={(element as { type: string }).type} />;
  }
}
