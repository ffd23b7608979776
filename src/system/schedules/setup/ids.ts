/** The one form of everything that recurs in a channel: its fields follow from the rituals that there are. */
import { z } from 'zod';
import { type ChannelId, isId } from '#core/ids.ts';
import {
  choiceField,
  dateField,
  defineModal,
  type Fields,
  type Modal,
  personField,
} from '#core/kit/modal.ts';
import { listField, ticksField, timeField } from '#core/kit/pickers.ts';
import { frequencies } from '#core/recurrence.ts';
import type { Schedule } from '#core/schedule.ts';
import { weekdays } from '../../settings/rules.ts';

const stored = z.object({
  isOn: z.boolean(),
  /** How often, the weekday and the time; `null`: it follows another one. */
  rule: z
    .object({
      every: z.enum(frequencies),
      weekday: z.number().int().min(1).max(7),
      minutes: z.number().int().min(0).max(1439),
    })
    .nullable(),
  /** The first day on which it takes place again. */
  until: z.string().nullable(),
});

/** A ritual as the form has it. */
export type Row = z.infer<typeof stored>;

const rows = z.record(z.string(), stored);

/** How long a learning time may be, in minutes. */
export const lengths = ['30', '60', '90', '120', '180', '240'] as const;

const learning = z.object({
  weekday: z.number().int().min(1).max(7),
  minutes: z.number().int().min(0).max(1439),
  long: z.number().int(),
});

const state = z.object({
  channel: z.custom<ChannelId>(isId),
  /** The rituals as they were when the form was filled in, by name. */
  base: rows,
  /** What was typed in rows that are hidden since. */
  kept: rows,
  /** The learning time as it was; missing in the form of an older version, which does not ask for it. */
  learning: learning.nullable().optional(),
  owner: z.string().nullable(),
  deputy: z.string().nullable(),
  /** The doubtful choices that the person has read. */
  asked: z.array(z.string()),
  /** A new number makes the form forget what was typed. */
  round: z.number().int(),
});

export type SetUpState = z.infer<typeof state>;

/** The fields of a ritual's row. */
export const fieldOf = (name: string, field: 'on' | 'every' | 'weekday' | 'time' | 'paused' | 'until') =>
  `${name}:${field}`;

/** The fields of the learning time. */
export const learningFields = {
  on: 'learning:on',
  weekday: 'learning:weekday',
  time: 'learning:time',
  long: 'learning:long',
} as const;

/** No ritual is moved. */
export const noMove = 'none';

/** @param schedules of all practices */
export function setUpModal(schedules: readonly Schedule[]): Modal<SetUpState> {
  const fields: Record<string, Fields[string]> = {};
  for (const { name, usual } of schedules) {
    fields[fieldOf(name, 'on')] = ticksField(['on'], { optional: true });
    fields[fieldOf(name, 'paused')] = ticksField(['paused'], { optional: true });
    fields[fieldOf(name, 'until')] = dateField();
    if ('before' in usual) continue;
    fields[fieldOf(name, 'every')] = choiceField(frequencies, 'select');
    fields[fieldOf(name, 'weekday')] = choiceField(weekdays, 'select');
    fields[fieldOf(name, 'time')] = timeField();
  }
  fields[learningFields.on] = ticksField(['on'], { optional: true });
  fields[learningFields.weekday] = choiceField(weekdays, 'select');
  fields[learningFields.time] = timeField();
  fields[learningFields.long] = choiceField(lengths, 'select');
  fields['move'] = listField();
  fields['moveTo'] = dateField();
  fields['moveAt'] = timeField();
  fields['owner'] = personField({ optional: true });
  fields['deputy'] = personField({ optional: true });
  return defineModal('lore.set_up', state, fields);
}
