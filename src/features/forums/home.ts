/** The forums of a person's channels, what they set up, and what they are asked. */
import type { Button, KnownBlock } from '@slack/types';
import type { HomeSection } from '#core/feature.ts';
import type { RowId } from '#core/ids.ts';
import { button } from '#core/kit/action.ts';
import { actions, context, header, section } from '#core/kit/blocks.ts';
import { findRows } from '#core/rows.ts';
import { channelLink } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import { copy } from './copy.ts';
import * as ids from './ids.ts';
import { comingOf } from './meetings/rows.ts';
import { nextLine } from './page.ts';
import { inviteAnswer, ownInvites } from './presenting/rows.ts';
import { inviteValues } from './presenting/screens.ts';
import { forumTable, peopleIn } from './rows.ts';
import { isPlaceFree } from './rules.ts';
import { answerTo, ownAsks, ownPlans } from './setup/rows.ts';
import { askValues, subjectOf } from './setup/screens.ts';

const asking = (id: RowId, line: Mrkdwn, yes: Button, no: Button): KnownBlock[] => [
  section(line),
  actions([yes, no], `forums.${id}`),
];

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
    let asked = 0;
    for (const row of await ownAsks(read, user)) {
      if (asked >= most || (await answerTo(read, row)) !== null) continue;
      asked += 1;
      const line = t.mrkdwn(`ask.${row.part}`, askValues(row));
      const of = { ask: row.id };
      const yes = button(ids.agree, t.plain('ask.agree'), of);
      blocks.push(...asking(row.id, line, yes, button(ids.decline, t.plain('ask.decline'), of)));
    }
    let invited = 0;
    for (const row of await ownInvites(read, user)) {
      if (invited >= most || (await inviteAnswer(read, row)) !== null) continue;
      invited += 1;
      const line = t.mrkdwn('invited.line', inviteValues(row));
      const of = { invite: row.id };
      const yes = button(ids.wouldPresent, t.plain('invited.yes'), of);
      blocks.push(...asking(row.id, line, yes, button(ids.wouldNot, t.plain('invited.decline'), of)));
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
