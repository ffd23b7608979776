/** `/learned quarter`: what a channel shared and used. The person who asks sees the numbers, and chooses who sees the picture. */
import { mayPostIn } from '#core/kit/begin.ts';
import { gone, messageOf } from '#core/kit/message.ts';
import { onShowing } from '#core/kit/show-picture.ts';
import { type Interaction, open, type Reply, say } from '#core/listener.ts';
import { definePost } from '#core/post.ts';
import { learnedCopy } from '../copy.ts';
import { nothingTyped } from '../rules.ts';
import { refusedMessage } from '../shares/form-screens.ts';
import { readQuarter } from './operations.ts';
import { quarter, quarterMessage, renderQuarter } from './screens.ts';

/** What people type after `/learned`, in each language. In lower case. */
export const quarterWords: readonly string[] = ['quarter', 'quartal', 'trimestre'];

export async function showQuarter(interaction: Interaction): Promise<Reply> {
  const { scope, now, locale, person } = interaction;
  const t = learnedCopy.for(interaction);
  const may = mayPostIn(interaction.channel);
  if (!may.ok && may.code === 'direct') return say(messageOf(t.mrkdwn('quarter.where')));
  if (!may.ok) return say(refusedMessage(t, may.code, nothingTyped));
  const of = { channel: may.value.channelId, until: now };
  const weeks = await readQuarter(scope, of, person.tz);
  return weeks === null
    ? say(refusedMessage(t, 'noChannel', nothingTyped))
    : open(renderQuarter({ locale, tz: person.tz }, of, weeks));
}

export const view = onShowing(quarter, learnedCopy);

export const post = definePost(quarter.post, {
  title: learnedCopy.titled('title.quarter'),
  build: async (read, { channel, until, by }, { locale, tz }) => {
    const weeks = await readQuarter(read, { channel, until }, tz);
    return weeks === null ? null : quarterMessage({ locale, tz }, channel, by, weeks);
  },
  over: gone,
});
