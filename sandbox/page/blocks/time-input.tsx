import type { Datepicker, DateTimepicker, Timepicker } from '@slack/types';
import type { ElementValue } from '../../protocol.ts';
import { useWorkspace } from '../workspace.ts';
import { fromWall, toWall } from '../zone.ts';
import { choose, controlAttributes, type Place, valueAt } from './surface.ts';

const kinds = { datepicker: 'date', timepicker: 'time', datetimepicker: 'datetime-local' } as const;

/** Date, time, and both together; the last one in the zone of the person who acts. */
export function TimeInput({
  element,
  place,
}: {
  element: Datepicker | Timepicker | DateTimepicker;
  place: Place;
}) {
  const { tz } = useWorkspace().state.me;
  const read = (text: string): ElementValue => {
    if (element.type === 'datepicker') return { kind: 'date', value: text || null };
    if (element.type === 'timepicker') return { kind: 'time', value: text || null };
    const at = fromWall(text, tz);
    return { kind: 'datetime', value: at === null ? null : at / 1000 };
  };
  const written = (value: ElementValue | undefined): string => {
    if (value?.kind === 'date' || value?.kind === 'time') return value.value ?? '';
    return value?.kind === 'datetime' && value.value !== null ? toWall(value.value * 1000, tz) : '';
  };
  return (
    <input
      {...controlAttributes(place)}
      type={kinds[element.type]}
      // A year is typed digit by digit; the years on the way (0002, 0020…) are no choice.
      {...(element.type === 'datepicker' ? { min: '1970-01-01' } : {})}
      value={written(valueAt(place))}
      data-autofocus={element.focus_on_load === true || undefined}
      onChange={({ currentTarget }) => {
        if (!currentTarget.validity.rangeUnderflow && !currentTarget.validity.badInput)
          choose(place, read(currentTarget.value));
      }}
    />
  );
}
