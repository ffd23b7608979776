/** Posts, rendered when sent from current data, with their readers' access. */
import { defineJob, type JobDefinition } from '#core/job.ts';
import { gone } from '#core/kit/message.ts';
import { definePost, type Title } from '#core/post.ts';
import type { ReadScope } from '#core/scope.ts';
import type { LearnedKey } from '#locales/learned.ts';
import { learnedCopy } from './copy.ts';
import { jobNames, type OfShare, postNames, weekly } from './ids.ts';
import { promptMessage, quietLine, quietMessage } from './prompts/screens.ts';
import { post as quarter } from './quarter/handlers.ts';
import { sourceMessage } from './quotes/screens.ts';
import { answersTo, loadShare, promptRow, type Share, shareRow, writerOf } from './read.ts';
import { quotes } from './rows.ts';
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

const prompt = definePost(postNames.prompt, {
  title: learnedCopy.titled('title.prompt'),
  build: async (read, params, renderContext) => {
    const row = await promptRow(read, params.prompt);
    return row === null
      ? null
      : promptMessage(
          learnedCopy.for(renderContext),
          row,
          await answersTo(read, row.id),
          (await read.schedules.of(row.channel_id, weekly))?.named ?? [],
        );
  },
  over: gone,
});

const share = definePost(postNames.share, {
  title: ofShare('title.share'),
  build: async (read, params, renderContext) => {
    const found = await loadShare(read, params.share);
    return found === null ? null : shareMessage(learnedCopy.for(renderContext), found);
  },
  over: learnedCopy.says('share.gone'),
});

const thanks = definePost(postNames.thanks, {
  title: ofShare('title.thanks'),
  build: async (read, params, renderContext) => {
    const found = await loadShare(read, params.share);
    return found === null || found.uses.length === 0
      ? null
      : thanksMessage(learnedCopy.for(renderContext), found);
  },
  over: async (read, params, renderContext) =>
    learnedCopy
      .for(renderContext)
      .mrkdwn((await shareRow(read, params.share)) === null ? 'thanks.gone' : 'thanks.over'),
});

const quiet = definePost(postNames.quiet, {
  title: learnedCopy.titled('title.quiet'),
  build: async (read, params, renderContext) => {
    const row = await promptRow(read, params.prompt);
    if (row === null) return null;
    const rule = (await read.schedules.of(row.channel_id, weekly))?.rule;
    return quietMessage(
      learnedCopy.for(renderContext),
      row,
      rule !== undefined && 'every' in rule ? rule.every : null,
    );
  },
  over: async (read, params, renderContext) => {
    const row = await promptRow(read, params.prompt);
    return row === null ? gone(read, params, renderContext) : quietLine(learnedCopy.for(renderContext), row);
  },
});

const source = definePost(postNames.source, {
  title: ofShare('title.source'),
  build: async (read, params, renderContext) => {
    const found = await loadShare(read, params.share);
    return found === null
      ? null
      : sourceMessage(learnedCopy.for(renderContext), found, stateFor(read, found));
  },
  over: learnedCopy.says('source.gone'),
});

/** The outcome of the question, for its reader. */
function stateFor({ viewer }: ReadScope, share: Share): Parameters<typeof sourceMessage>[2] {
  if (viewer.kind !== 'person' || writerOf(share) !== viewer.userId) return 'dropped';
  if (share.quote !== '') return 'given';
  return share.source?.declined_at == null ? 'asked' : 'declined';
}

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
