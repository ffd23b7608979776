/** Posts, rendered when sent from current data, with their readers' access. */
import { defineJob, type JobDefinition } from '#core/job.ts';
import { linkedState } from '#core/kit/linked-ask.ts';
import { postsAbout } from '#core/kit/posts-about.ts';
import { lessonEntries } from '#core/lessons.ts';
import type { Title } from '#core/post.ts';
import type { ReadScope } from '#core/scope.ts';
import type { LearnedKey } from '#locales/learned.ts';
import { learnedCopy } from './copy.ts';
import { jobNames, type OfPrompt, type OfShare, postNames, weekly } from './ids.ts';
import { promptMessage, quietLine, quietMessage } from './prompts/screens.ts';
import { post as quarter } from './quarter/handlers.ts';
import { sourceMessage } from './quotes/screens.ts';
import { answersTo, loadShare, promptRow, shareRow } from './read.ts';
import { type PromptRow, quotes } from './rows.ts';
import { titleOf } from './rules.ts';
import { shareMessage, thanksMessage } from './shares/screens.ts';

type TitleKey = Extract<LearnedKey, `title.${string}`>;

const ofShare =
  (key: TitleKey): Title<OfShare> =>
  async (read, { share }, renderContext) => {
    const row = await shareRow(read, share);
    return row === null
      ? learnedCopy.for(renderContext).plain('title.unseen')
      : learnedCopy.for(renderContext).plain(key, { what: titleOf(row) });
  };

const { post: sharePost } = postsAbout({ ...learnedCopy, titled: ofShare }, (read, { share }: OfShare) =>
  loadShare(read, share),
);
const { post: promptPost, over: promptOver } = postsAbout(learnedCopy, (read, { prompt }: OfPrompt) =>
  promptRow(read, prompt),
);

const scheduleOf = (read: ReadScope, { channel_id: channel }: PromptRow) =>
  read.schedules.of(channel, weekly);

const prompt = promptPost(postNames.prompt, 'title.prompt', async (t, row, _params, read) =>
  promptMessage(t, row, await answersTo(read, row.id), (await scheduleOf(read, row))?.named ?? []),
);

const share = sharePost(
  postNames.share,
  'title.share',
  async (t, found, _params, read) => shareMessage(t, found, await lessonEntries(read, t, found.row.id)),
  learnedCopy.says('share.gone'),
);

const thanks = sharePost(
  postNames.thanks,
  'title.thanks',
  (t, found) => (found.uses.length === 0 ? null : thanksMessage(t, found)),
  async (read, params, renderContext) =>
    learnedCopy
      .for(renderContext)
      .mrkdwn((await shareRow(read, params.share)) === null ? 'thanks.gone' : 'thanks.over'),
);

const quiet = promptPost(
  postNames.quiet,
  'title.quiet',
  async (t, row, _params, read) => {
    const rule = (await scheduleOf(read, row))?.rule;
    return quietMessage(t, row, rule !== undefined && 'every' in rule ? rule.every : null);
  },
  promptOver(quietLine),
);

const source = sharePost(
  postNames.source,
  'title.source',
  (t, found, _params, read) => sourceMessage(t, found, linkedState(read, found)),
  learnedCopy.says('linked.gone'),
);

export const posts = [prompt, share, thanks, quiet, source, quarter];

/** Erases this person's words beside a share that is gone or links elsewhere. Nothing schedules it any more, but an old job may be waiting. */
const eraseWords = defineJob(jobNames.eraseWords, 'erasure', {
  title: learnedCopy.titled('title.eraseWords'),
  run: async ({ scope }, { share }) => {
    const own = await scope.mine(quotes).select('it.id').where('it.share_id', '=', share).execute();
    for (const { id } of own) await scope.delete(quotes, id);
  },
});

export const jobs: readonly JobDefinition[] = [eraseWords];
