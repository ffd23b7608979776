/** What is posted, drawn from what is true when it is sent, with the eyes of whoever will read it. */
import { messageOf } from '../../core/kit/message.ts';
import { rotationCopy } from './copy.ts';
import type { ChannelId, RowId, UserId } from '../../core/ids.ts';
import { definePost, type PostDefinition, type PostRef, type Title } from '../../core/post.ts';
import { occurrenceId } from '../../core/ritual.ts';
import type { AgendaItems } from '../../core/week.ts';
import { agendaMessage } from './blocks/agenda.ts';
import { askMessage, slotMessage, swapMessage } from './blocks/slot.ts';
import type { RotationKey } from '../../../locales/rotation.ts';
import { postNames, ritualNames, type OfAgenda } from './ids.ts';
import { asItStands } from './repository.ts';
import type { SlotRow } from './tables.ts';

const titled =
  (key: Extract<RotationKey, `title.${string}`>): Title =>
  async (_view, _params, drawing) =>
    rotationCopy.for(drawing).plain(key);

const slot = definePost(postNames.slot, {
  title: titled('title.slot'),
  build: async (view, params, drawing) => {
    const row = await asItStands(view, params.slot);
    return row === null ? null : slotMessage(rotationCopy.for(drawing), row);
  },
});

const ask = definePost(postNames.ask, {
  title: titled('title.ask'),
  build: async (view, params, drawing) => {
    const row = await asItStands(view, params.slot);
    const words = rotationCopy.for(drawing);
    if (view.viewer.kind !== 'person') return null;
    const { userId } = view.viewer;
    // One that was held back until somebody else presents is not sent.
    if (drawing.isAnew !== true && row?.presenter_id !== userId) return null;
    return row === null ? messageOf(words.mrkdwn('ask.gone')) : askMessage(words, row, userId);
  },
});

const swap = definePost(postNames.swap, {
  title: titled('title.swap'),
  build: async (view, params, drawing) => {
    const row = await asItStands(view, params.slot);
    const words = rotationCopy.for(drawing);
    if (view.viewer.kind !== 'person') return null;
    return row === null ? messageOf(words.mrkdwn('ask.gone')) : swapMessage(words, row, view.viewer.userId);
  },
});

/** @param items what the practices of the workspace have to say */
const agenda = (items: AgendaItems): PostDefinition =>
  definePost(postNames.agenda, {
    title: titled('title.agenda'),
    build: async (view, params, drawing) => {
      if (view.viewer.kind !== 'channel') return null;
      const { channelId: channel } = view.viewer;
      const said = await items(view, { channel, from: params.from, to: params.to }, drawing);
      const ritual = await view.rituals.of(channel, ritualNames.agenda);
      return agendaMessage(
        rotationCopy.for(drawing),
        await asItStands(view, params.slot),
        said,
        ritual?.owner ?? null,
      );
    },
  });

export const postsWith = (items: AgendaItems): readonly PostDefinition[] => [slot, ask, swap, agenda(items)];

type Slot = Pick<SlotRow, 'id' | 'channel_id' | 'on_date' | 'owner_id'>;

/** It names the time of the meeting: when that is moved, it is drawn anew. */
const withMeeting = (ref: PostRef, { channel_id: channel, on_date: on }: Slot): PostRef => ({
  ...ref,
  shows: [occurrenceId(ritualNames.meeting, channel, on)],
});

/** Who presents, in the channel. */
export function slotPost(row: Slot): PostRef {
  const to = { kind: 'channel', channel: row.channel_id } as const;
  return withMeeting(postNames.slot.ref({ slot: row.id }, to, row.owner_id ?? undefined), row);
}

/** To whoever was chosen. */
export function askPost(row: Slot, person: UserId): PostRef {
  return withMeeting(
    postNames.ask.ref({ slot: row.id }, { kind: 'person', user: person, urgency: 'presenting' }),
    row,
  );
}

/** To whoever is asked to present in somebody's place. */
export function swapPost(row: Slot, person: UserId): PostRef {
  return withMeeting(
    postNames.swap.ref({ slot: row.id }, { kind: 'person', user: person, urgency: 'presenting' }),
    row,
  );
}

/** @param shows what stands in it: when that changes or is taken back, it is drawn anew */
export function agendaPost(
  params: OfAgenda,
  channel: ChannelId,
  owner: UserId | null,
  shows: readonly RowId[],
): PostRef {
  const to = { kind: 'channel', channel } as const;
  return { ...postNames.agenda.ref(params, to), shows, ...(owner === null ? {} : { owner }) };
}
