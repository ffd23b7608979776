import { z } from 'zod';
import { type ChannelId, isId } from '#core/ids.ts';
import { defineAction } from '#core/kit/action.ts';
import { defineModal } from '#core/kit/modal.ts';

const channel = z.custom<ChannelId>(isId).nullable();

/** `channel`: whose dates, `null` for one's own; `at`: where the modal was opened, if in a channel. */
const whose = z.object({ channel, at: channel });

export const showCalendar = defineAction('lore.calendar', z.null());
export const newAddress = defineAction('lore.calendar_new', whose);
export const stopAddress = defineAction('lore.calendar_stop', whose);
export const sendDates = defineAction('lore.calendar_file', whose);

export const calendarModal = defineModal('lore.calendar', z.null(), {});
