/** Who edits a pathway, and what its editors do with it: publish it, say that it is right, end it. */
import type { FeaturePart } from '#core/feature.ts';
import { mayBeginIn } from '#core/kit/begin.ts';
import { messageOf } from '#core/kit/message.ts';
import { type Interaction, onAction, type Reply, say } from '#core/listener.ts';
import { channelLink } from '#core/sentence.ts';
import { copy } from '../copy.ts';
import { onWhole, showPathway, tell } from '../here.ts';
import * as ids from '../ids.ts';
import { whyNotPublish } from '../rules.ts';
import type { PathwayRow, Whole } from '../rows.ts';
import * as operations from './operations.ts';

/** What only its editors do. */
const asEditor = (run: (it: Interaction, whole: Whole) => Promise<Reply>) =>
  onWhole(async (it: Interaction, whole: Whole): Promise<Reply> => {
    const isEditor = whole.editors.includes(it.person.userId);
    return isEditor ? run(it, whole) : tell(it, 'told.notEditor');
  });

/** What its channel reads begins only there. @returns `null`: it may */
async function notThere(it: Interaction, { channel_id: channel }: PathwayRow): Promise<Reply | null> {
  if (mayBeginIn(it.person, await it.scope.channel(channel)).ok) return null;
  return say(messageOf(copy.for(it).mrkdwn('walk.notThere', { channel: channelLink(channel) })));
}

type Done = 'publish.done' | 'end.done' | 'takeUp.done';

const shown = (it: Interaction, { id }: PathwayRow, isDone: boolean, key: Done): Promise<Reply> =>
  showPathway(it, id, 0, copy.for(it).mrkdwn(isDone ? key : 'form.quicker'));

export const editing: FeaturePart = {
  actions: [
    onAction(
      ids.walk,
      onWhole(async (it: Interaction, { row, editors }): Promise<Reply> => {
        const t = copy.for(it);
        if (row.state === 'ended') return tell(it, 'told.ended');
        if (editors.includes(it.person.userId)) return showPathway(it, row.id, 0, t.mrkdwn('walk.already'));
        if (it.person.memberType !== 'member') return tell(it, 'told.guest');
        const refused = await notThere(it, row);
        if (refused !== null) return refused;
        await operations.join(it, row, it.person.userId);
        return showPathway(it, row.id, 0, t.mrkdwn('walk.done'));
      }),
    ),
    onAction(
      ids.leave,
      asEditor(async (it, { row }) => {
        await operations.leave(it, row, it.person.userId);
        return tell(it, 'told.left');
      }),
    ),
    onAction(
      ids.publish,
      asEditor(async (it, whole) => {
        const { row, editors, activities } = whole;
        const why = whyNotPublish(row.state, editors.length, activities.length);
        if (why !== null) return showPathway(it, row.id, 0, copy.for(it).mrkdwn(`publish.${why}`));
        const refused = await notThere(it, row);
        if (refused !== null) return refused;
        return shown(it, row, await operations.publish(it, whole, it.person.userId), 'publish.done');
      }),
    ),
    onAction(
      ids.stillRight,
      asEditor(async (it, { row }) => {
        if (row.state !== 'published') return tell(it, row.state === 'ended' ? 'told.ended' : 'told.draft');
        await operations.confirm(it, row);
        return tell(it, 'told.right');
      }),
    ),
    onAction(
      ids.end,
      asEditor(async (it, { row }) =>
        row.state === 'ended'
          ? tell(it, 'told.ended')
          : shown(it, row, await operations.end(it, row), 'end.done'),
      ),
    ),
    onAction(
      ids.takeUp,
      asEditor(async (it, { row }) =>
        row.state === 'ended'
          ? shown(it, row, await operations.takeUp(it, row, it.person.userId), 'takeUp.done')
          : showPathway(it, row.id),
      ),
    ),
  ],
};
