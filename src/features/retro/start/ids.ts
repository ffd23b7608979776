/** Every id of this feature, with the value it carries. Values are ids: what may be done is decided on arrival. */
import { z } from 'zod';
import { defineAction } from '#core/kit/action.ts';
import { choiceField, dateField, defineModal, peopleField, personField, textField } from '#core/kit/modal.ts';
import { conversationsField, groupsField } from '#core/kit/pickers.ts';
import { channelValue, rowValue } from '#core/kit/values.ts';
import { told } from '../session/ids.ts';
import { formatIds, kinds, lengths } from './formats.ts';

export const changeDefaults = defineAction(
  'retro.change',
  z.object({
    channel: channelValue,
    project: rowValue.optional(),
    ended: z.string().optional(),
    kind: z.enum(kinds).optional(),
  }),
);

const startOf = z.object({
  channel: channelValue,
  isFull: z.boolean().optional(),
  project: rowValue.optional(),
  ended: z.string().optional(),
  told: told.optional(),
});

/** So many channels, or user groups, are enough for one retrospective. */
const mostOfThem = 5;

const lengthField = choiceField(['usual', ...lengths], 'select');

export const startModal = defineModal('retro.start', startOf, {
  about: textField(),
  kind: choiceField(kinds, 'radio', { isLive: true }),
  ended: dateField({ optional: true }),
  format: choiceField(['usual', ...formatIds, 'own'], 'select', { isLive: true }),
  columns: textField({ lines: true, optional: true }),
  pace: choiceField(['usual', 'live', 'async'], 'select'),
  collect: lengthField,
  group: lengthField,
  vote: lengthField,
  discuss: lengthField,
  actions: lengthField,
  names: choiceField(['hidden', 'shown'], 'radio'),
  cardsFor: choiceField(['participants', 'channel'], 'radio'),
  who: choiceField(['people', 'channels', 'groups'], 'radio', { isLive: true }),
  people: peopleField({ optional: true }),
  channels: conversationsField(mostOfThem),
  groups: groupsField(mostOfThem),
  facilitator: personField(),
});

/** The message shortcut. */
export const startHere = 'retro.start-here';
