import { z } from 'zod';
import { type ChannelId, isId } from '#core/ids.ts';
import { defineAction } from '#core/kit/action.ts';
import { choiceField, dateField, defineModal, personField } from '#core/kit/modal.ts';
import { listField, ticksField, timeField } from '#core/kit/pickers.ts';
import { languages } from '#core/languages.ts';
import { frequencies } from '#core/recurrence.ts';
import { weekdays } from '../settings/rules.ts';

const channel = z.object({ channel: z.custom<ChannelId>(isId) });
const one = channel.extend({ name: z.string().max(100) });

/** From the greeting and from App Home: shows all of a channel's rituals. */
export const showSchedules = defineAction('lore.rituals', channel);

export const startRituals = defineAction('lore.start_rituals', channel);
export const setUpSchedule = defineAction('lore.set_up_ritual', one);

export const setUpChannel = defineAction('lore.set_up_channel', channel);
export const scheduleSeen = defineAction('lore.ritual_seen', one);

export const adoptRituals = defineAction('lore.adopt_rituals', channel);

export const overviewModal = defineModal('lore.rituals', z.null(), {});

const onOff = {
  position: choiceField(['on', 'off'], 'radio'),
  pausedUntil: dateField({ optional: true }),
};

export const scheduleModal = defineModal('lore.ritual', one.extend({ next: z.string().nullable() }), {
  ...onOff,
  every: choiceField(frequencies, 'select'),
  weekday: choiceField(weekdays, 'select'),
  time: timeField(),
  moveTo: dateField({ optional: true }),
  moveAt: timeField(),
});

export const beforeModal = defineModal('lore.ritual_before', one, onOff);

export const channelModal = defineModal('lore.channel', channel, {
  zone: listField(),
  language: choiceField(languages, 'select'),
  days: ticksField(weekdays),
  holidays: listField(),
  place: choiceField(['thread', 'channel'], 'radio'),
  offers: choiceField(['on', 'off'], 'radio'),
  owner: personField({ optional: true }),
  deputy: personField({ optional: true }),
  lock: ticksField(['locked'], { optional: true }),
});
