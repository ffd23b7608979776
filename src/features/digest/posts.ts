/** The digest's message, drawn from what is true when it is sent, with the eyes of its channel. */
import { digestCopy } from './copy.ts';
import type { Feature } from '../../core/feature.ts';
import type { ChannelId, RowId, UserId } from '../../core/ids.ts';
import { definePost, type PostDefinition, type PostRef } from '../../core/post.ts';
import { digestMessage, type Shown } from './blocks.ts';
import { digestPost, weekly } from './ids.ts';
import { itemsOf, verdictsIn } from './repository.ts';

export type Giver = Pick<Feature, 'name' | 'digestItems' | 'rituals'>;

/** @param givers the practices that have something for a digest */
export function postsWith(givers: readonly Giver[]): readonly PostDefinition[] {
  const byName = new Map(givers.map(({ name, digestItems }) => [name, digestItems]));
  return [
    definePost(digestPost, {
      title: async (_view, _params, drawing) => digestCopy.for(drawing).plain('title.digest'),
      build: async (view, { issue }, drawing) => {
        if (view.viewer.kind !== 'channel') return null;
        const said = await verdictsIn(view, view.viewer.channelId);
        const shown: Shown[] = [];
        for (const row of await itemsOf(view, issue)) {
          const about = { id: row.about_id, reason: row.reason };
          const drawn = await byName.get(row.practice)?.draw(view, about, drawing);
          // Taken back since, or not for these eyes any more.
          if (drawn == null) continue;
          const verdict = row.reason === 'recall' ? said.get(row.about_id) : undefined;
          shown.push({
            item: row.id,
            reason: row.reason,
            drawn,
            ...(verdict?.holds === 0 ? { untrue: verdict } : {}),
          });
        }
        const ritual = await view.rituals.of(view.viewer.channelId, weekly);
        return digestMessage(digestCopy.for(drawing), shown, ritual?.owner ?? null);
      },
    }),
  ];
}

/** @param shows what stands in it, and the channels concerned: when one changes, the digest is drawn anew */
export function postOf(
  issue: RowId,
  channel: ChannelId,
  owner: UserId | null,
  shows: readonly (RowId | ChannelId)[],
): PostRef {
  const to = { kind: 'channel', channel } as const;
  return { ...digestPost.ref({ issue }, to), shows, ...(owner === null ? {} : { owner }) };
}
