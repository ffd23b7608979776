/** Forums for what somebody wants to learn: those whose subject it is, as far as the person may know of them. */
import { button } from '#core/kit/action.ts';
import { section } from '#core/kit/blocks.ts';
import { findRows } from '#core/rows.ts';
import { channelLink } from '#core/sentence.ts';
import { type FindsToLearn, shareIn } from '#core/to-learn.ts';
import { copy } from './copy.ts';
import { openPage } from './ids.ts';
import { forumTable } from './rows.ts';

const most = 3;

export const toLearn: FindsToLearn = async (read, words, renderContext) => {
  const t = copy.for(renderContext);
  const all = await findRows(read.from(forumTable), { state: ['on', 'paused'] }, 'began_at', 'id');
  const fitting = all
    .map((row) => ({ row, share: shareIn(words, row.subject) }))
    .filter(({ share }) => share > 0)
    .toSorted((a, b) => b.share - a.share)
    .slice(0, most);
  const joined = await Promise.all(
    fitting.map(async ({ row }) => (await read.channel(row.channel_id)) !== null),
  );
  return fitting.map(({ row: { id, subject, channel_id } }, at) => {
    const line = t.mrkdwn('home.forum', { subject, channel: channelLink(channel_id) });
    const label = t.plain('home.openIt', { subject });
    // Who is not in its channel reads there how to come: its page is for those who are.
    const open = button(openPage, t.plain('home.open'), { forum: id }, { label });
    return { id, kind: 'forum', block: joined[at] === true ? section(line, open) : section(line) };
  });
};
