/** The forums of a person's channels, what they set up, and what they are asked. */
import type { KnownBlock } from '@slack/types';
import type { HomeSection } from '#core/feature.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, header, section } from '#core/kit/blocks.ts';
import { findRows } from '#core/rows.ts';
import { channelLink, nameOf } from '#core/sentence.ts';
import { join } from '#core/text.ts';
import { copy } from './copy.ts';
import * as ids from './ids.ts';
import { comingOf } from './meetings/rows.ts';
import { nextLine } from './page.ts';
import { inviteAnswer, ownInvites } from './presenting/rows.ts';
import { forumTable, peopleIn } from './rows.ts';
import { isPlaceFree } from './rules.ts';
import { answerTo, ownAsks, ownPlans } from './setup/rows.ts';
import { subjectOf } from './setup/screens.ts';

/** So many of each. */
const most = 3;

export const homeSection: HomeSection = {
  order: 20,
  build: async (read, renderContext) => {
    const { viewer } = read;
    if (viewer.kind !== 'person') return [];
    const t = copy.for(renderContext);
    const blocks: KnownBlock[] = [];
    const { userId: user } = viewer;
    for (const row of await ownAsks(read, user)) {
      if (blocks.length >= most * 2 || (await answerTo(read, row)) !== null) continue;
      const values = { by: nameOf(row.asked_by), subject: row.subject, channel: channelLink(row.channel_id) };
      blocks.push(
        section(t.mrkdwn(`ask.${row.part}`, values)),
        actions(
          [
            button(ids.agree, t.plain('ask.agree'), { ask: row.id }),
            button(ids.decline, t.plain('ask.decline'), { ask: row.id }),
          ],
          `forums.${row.id}`,
        ),
      );
    }
    const asked = blocks.length;
    for (const row of await ownInvites(read, user)) {
      if (blocks.length >= asked + most * 2 || (await inviteAnswer(read, row)) !== null) continue;
      const values = {
        by: nameOf(row.asked_by),
        subject: row.subject,
        channel: channelLink(row.channel_id),
        called: row.called,
      };
      blocks.push(
        section(t.mrkdwn('invited.line', values)),
        actions(
          [
            button(ids.wouldPresent, t.plain('invited.yes'), { invite: row.id }),
            button(ids.wouldNot, t.plain('invited.decline'), { invite: row.id }),
          ],
          `forums.${row.id}`,
        ),
      );
    }
    for (const { id, subject, channel_id: channel } of (await ownPlans(read)).slice(0, most))
      blocks.push(
        section(
          t.mrkdwn('home.plan', { subject, channel: channelLink(channel) }),
          button(
            ids.askOther,
            t.plain('plan.other'),
            { plan: id },
            { label: t.plain('home.askOther', { subject }) },
          ),
        ),
      );
    let shown = 0;
    for (const forum of await findRows(
      read.from(forumTable),
      { state: ['on', 'paused'] },
      'began_at',
      'id',
    )) {
      if (shown >= most) break;
      if ((await read.channel(forum.channel_id)) === null) continue;
      shown += 1;
      const subject = subjectOf(t, forum);
      const line = t.mrkdwn('home.forum', { subject, channel: channelLink(forum.channel_id) });
      const next = await nextLine({ scope: read }, t, forum, await comingOf(read, forum.id));
      const { core, sponsor } = await peopleIn(read, forum);
      const prepares = sponsor === user || core.includes(user);
      const hasFreePlace = prepares && isPlaceFree(core);
      blocks.push(
        section(
          join([line, next, ...(hasFreePlace ? [t.mrkdwn('home.place')] : [])]),
          button(
            ids.openPage,
            t.plain('home.open'),
            { forum: forum.id },
            { label: t.plain('home.openIt', { subject }) },
          ),
        ),
      );
    }
    if (blocks.length === 0) return [];
    return [header(t.plain('practice.title')), ...blocks, context(t.mrkdwn('home.how'))];
  },
};
