/** Leaders agree beforehand to answer to what they will hear. Who would rather not says nothing, and nothing is stored of it. */
import type { FeaturePart } from '#core/feature.ts';
import type { RowId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, section } from '#core/kit/blocks.ts';
import { messageOf } from '#core/kit/message.ts';
import { nothing, onAction, onReading, type Reading, type Reply, say } from '#core/listener.ts';
import { definePost } from '#core/post.ts';
import type { ReadScope } from '#core/scope.ts';
import { channelLink } from '#core/sentence.ts';
import type { Mrkdwn } from '#core/text.ts';
import type { KnownBlock } from '@slack/types';
import { copy, type T } from '../copy.ts';
import * as ids from '../ids.ts';
import { isAskedOf, loadPlace, type PlaceRow, treeOf } from '../rows.ts';
import { agreeToLead } from '../tree/operations.ts';

const buttons = (t: T, place: RowId, asked: number) =>
  actions(
    [
      button(ids.agree, t.plain('lead.agree'), { place, asked }),
      button(ids.agreeNotNow, t.plain('notNow'), { place, asked }),
    ],
    `pulse.${place}`,
  );

/** What this person is asked to agree to; `null`: somebody else leads it now, it has other people, or it is gone. */
async function askedOf(read: ReadScope, place: RowId, asked: number): Promise<PlaceRow | null> {
  const row = await loadPlace(read, place);
  const { viewer } = read;
  return row !== null && viewer.kind === 'person' && isAskedOf(row, viewer.userId, asked) ? row : null;
}

/** To whose people they would answer; nothing where it is made of parts. */
const ofWhom = (t: T, { people_channel_id: channel, people_group_id: group }: PlaceRow): readonly Mrkdwn[] =>
  channel !== null
    ? [t.mrkdwn('lead.ofChannel', { channel: channelLink(channel) })]
    : group === null
      ? []
      : [t.mrkdwn('lead.ofGroup')];

const tell = (it: Reading, key: 'lead.over' | 'lead.already' | 'lead.notNow'): Reply =>
  say(messageOf(copy.for(it).mrkdwn(key)));

/** What waits for a leader to agree, for App Home and the page. */
export async function leadBlocks(read: ReadScope, t: T, most: number): Promise<readonly KnownBlock[]> {
  const { viewer } = read;
  if (viewer.kind !== 'person') return [];
  const waiting = (await treeOf(read)).filter(
    (row) => row.leader_id === viewer.userId && row.agreed_at === null && row.asked_at !== null,
  );
  return waiting
    .slice(0, most)
    .flatMap(({ id, name, asked_at: asked }) => [
      section(t.mrkdwn('lead.home', { name })),
      buttons(t, id, asked ?? 0),
    ]);
}

export const leading: FeaturePart = {
  actions: [
    onAction(ids.agree, async (it, { place, asked }) => {
      const row = await askedOf(it.scope, place, asked);
      if (row === null) return tell(it, 'lead.over');
      return (await agreeToLead(it.scope, row, it.now)) ? nothing : tell(it, 'lead.already');
    }),
    onReading(ids.agreeNotNow, async (it, { place, asked }) =>
      tell(it, (await askedOf(it.scope, place, asked)) === null ? 'lead.over' : 'lead.notNow'),
    ),
  ],
  posts: [
    definePost(ids.posts.lead, {
      title: copy.titled('title.lead'),
      build: async (read, { place, asked }, renderContext) => {
        const row = await askedOf(read, place, asked);
        if (row === null) return null;
        const t = copy.for(renderContext);
        const { name } = row;
        if (row.agreed_at !== null) return messageOf(t.mrkdwn('lead.agreed', { name }));
        return messageOf(
          t.mrkdwn('lead.ask', { name }),
          ...ofWhom(t, row),
          t.mrkdwn('lead.promise'),
          buttons(t, place, asked),
          context(t.mrkdwn('lead.silent')),
        );
      },
      over: copy.says('lead.over'),
    }),
  ],
};
