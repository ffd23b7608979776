/** What is pressed by the core group, and by who takes a free place in it. */
import type { FeaturePart } from '#core/feature.ts';
import {
  clear,
  errors,
  type EventContext,
  onAction,
  onEvent,
  onReading,
  onSubmit,
  open,
  type Reply,
} from '#core/listener.ts';
import { oneLine } from '#core/text.ts';
import { copy } from '../copy.ts';
import * as ids from '../ids.ts';
import { asCore, forumHere } from '../meetings/handlers.ts';
import { forumIn } from '../rows.ts';
import { tell } from '../setup/handlers.ts';
import * as operations from './operations.ts';
import * as screens from './screens.ts';

/** Somebody left the channel, or Slack. */
async function left({ scope, channel }: EventContext): Promise<void> {
  const forum = await forumIn(scope, channel.channelId);
  if (forum !== null) await operations.refreshHomes(scope, forum);
}

export const coreGroup: FeaturePart = {
  events: [onEvent('member_left_channel', left), onEvent('user_deactivated', left)],
  actions: [
    onReading(ids.manage, async (it, { forum }): Promise<Reply> => {
      const core = await asCore(it, forum);
      return 'why' in core ? tell(it, core.why) : open(screens.renderManage(copy.for(it), core.forum));
    }),
    onReading(ids.rename, async (it, { forum }): Promise<Reply> => {
      const core = await asCore(it, forum);
      return 'why' in core ? tell(it, core.why) : open(screens.renderRename(copy.for(it), core.forum));
    }),
    onAction(ids.joinCore, async (it, { forum }): Promise<Reply> => {
      const here = await forumHere(it, forum);
      if (here === null) return tell(it, 'told.forumGone');
      if (it.person.memberType !== 'member') return tell(it, 'told.guest');
      return tell(it, `told.core.${await operations.join(it, here.forum, it.person.userId)}`);
    }),
    onAction(ids.leaveCore, async (it, { forum }): Promise<Reply> => {
      const core = await asCore(it, forum);
      if ('why' in core) return tell(it, core.why);
      await operations.leave(it.scope, core.forum, it.person.userId);
      return tell(it, 'told.core.left');
    }),
  ],
  views: [
    onSubmit(ids.renameModal, async (it, { forum }, fields): Promise<Reply> => {
      const t = copy.for(it);
      const core = await asCore(it, forum);
      if ('why' in core) return errors({ subject: t.plain(core.why) });
      const subject = oneLine(fields.subject);
      if (subject === '') return errors({ subject: t.plain('new.noSubject') });
      await operations.rename(it.scope, core.forum, it.person.userId, { subject, about: fields.about });
      return clear;
    }),
    onSubmit(ids.manageModal, async () => clear),
  ],
};
