/** Reviews before the work: what is pressed, posted and done later. Every full member in the channel may press. */
import type { FeaturePart } from '#core/feature.ts';
import type { RowId } from '#core/ids.ts';
import { defineJob } from '#core/job.ts';
import { onReadingPages } from '#core/kit/pages.ts';
import { postsAbout } from '#core/kit/posts-about.ts';
import {
  errors,
  nothing,
  onAction,
  onReading,
  onSubmit,
  open,
  type Reading,
  type Reply,
  update,
} from '#core/listener.ts';
import type { Title } from '#core/post.ts';
import type { ReadScope } from '#core/scope.ts';
import type { RetroKey } from '#locales/retro.ts';
import { fittingFor, occasionOf } from '../lessons/offering.ts';
import type { Others } from '../lessons/operations.ts';
import { loadProject } from '../plan/rows.ts';
import { isPlanned } from '../plan/rules.ts';
import { projectTitled } from '../plan/titles.ts';
import { tell } from '../session/answers.ts';
import { retroCopy, wordsFor } from '../session/words.ts';
import { whyNot, withBefore } from './answering.ts';
import { endWhenOver } from './following.ts';
import { renderChange } from './forms.ts';
import * as ids from './ids.ts';
import { change, end, join } from './operations.ts';
import { beforeOf, type BeforeRow, joinedPredictions, loadBefore } from './rows.ts';
import { limitsOf, whoIsThere } from './rules.ts';
import * as screens from './screens.ts';

/** @param key a sentence with its name in it */
const titled =
  (key: Extract<RetroKey, `title.${string}`>): Title<ids.OfBefore> =>
  async (read, { before }, renderContext) => {
    const t = wordsFor(renderContext);
    const row = await loadBefore(read, before);
    return row === null ? t.plain('title.unseen') : t.plain(key, { name: row.name });
  };

async function viewOf(read: ReadScope, row: BeforeRow, now: number): Promise<screens.BeforeView> {
  return {
    row,
    shown: await joinedPredictions(read, row),
    answered: row.state === 'open' ? row.answered : 0,
    there: whoIsThere(await read.members(row.channel_id), now).length,
  };
}

const { post: beforePost } = postsAbout({ for: wordsFor, titled }, (read, { before }: ids.OfBefore) =>
  loadBefore(read, before),
);

const { post: offerPost, over: offerOver } = postsAbout(
  { for: wordsFor, titled: projectTitled },
  (read, { project }: Readonly<Record<'project', RowId>>) => loadProject(read, project),
);

const posts = [
  beforePost(ids.beforePosts.main, 'title.before', async (t, row, _params, read) =>
    screens.beforeMessage(t, await viewOf(read, row, t.now)),
  ),
  beforePost(ids.beforePosts.joined, 'title.beforeJoined', (t, row, { round }) =>
    screens.joinedMessage(t, row, round),
  ),
  offerPost(
    ids.beforePosts.offer,
    'title.beforeOffer',
    async (t, project, _params, read) => {
      const { channel_id: channel, id, name } = project;
      const found = await beforeOf(read, { channel, project: id, name });
      return screens.offerMessage(t, project, found !== null || !isPlanned(project.state));
    },
    offerOver((t, { name }) => t.mrkdwn('before.offerOver', { name })),
  ),
];

const jobs = [
  defineJob(ids.beforeJobs.join, 'transition', {
    title: titled('title.before'),
    run: async (context, { before, round }) => {
      const row = await loadBefore(context.scope, before);
      if (row?.round === round) await join(context, row);
    },
  }),
  defineJob(ids.beforeJobs.forget, 'erasure', {
    title: retroCopy.titled('title.unlink'),
    run: ({ scope }, { seal }) => scope.anonymize(seal),
  }),
  defineJob(ids.beforeJobs.over, 'transition', {
    title: titled('title.beforeEnd'),
    run: async (context, { before }) => {
      const row = await loadBefore(context.scope, before);
      if (row === null) return;
      const project = row.project_id === null ? null : await loadProject(context.scope, row.project_id);
      await endWhenOver(context, row, project);
    },
  }),
];

const saveChange = onSubmit(ids.changeModal, async (interaction, { before }, { intent, measure }) => {
  const { scope, person } = interaction;
  const t = wordsFor(interaction);
  const row = await loadBefore(scope, before);
  const why = await whyNot(interaction, row);
  if (row === null || why !== null) return errors({ intent: why?.plain ?? '' });
  if (intent === '') return errors({ intent: t.plain('before.intentEmpty') });
  const long = (
    [
      ['intent', intent],
      ['measure', measure],
    ] as const
  ).flatMap(([field, { length }]) =>
    length > limitsOf[field]
      ? [[field, t.plain('before.long', { length, most: limitsOf[field] })] as const]
      : [],
  );
  if (long.length > 0) return errors(Object.fromEntries(long));
  await change(interaction, row, person.userId, { intent, measure });
  return nothing;
});

const see =
  (reply: typeof open) =>
  async (
    interaction: Reading,
    { before, page = 0 }: ids.OfBefore & { readonly page?: number },
  ): Promise<Reply> => {
    const row = await loadBefore(interaction.scope, before);
    if (row === null) return tell(interaction, 'before.gone');
    const view = await viewOf(interaction.scope, row, interaction.now);
    return reply(screens.renderBefore(wordsFor(interaction), view, page));
  };

/** The form shows lessons that fit, also where the thread shows none since not everyone in the channel may read them. */
const changeWith = (others: Others) =>
  onReading(ids.changeBefore, (it, of) =>
    withBefore(it, of, async (row) => {
      const t = wordsFor(it);
      return open(renderChange(t, row, await fittingFor(others, it, await occasionOf(it.scope, row), t)));
    }),
  );

/** @param others the practices that keep lessons */
export const lookingAhead = (others: Others): FeaturePart => ({
  actions: [
    changeWith(others),
    onAction(ids.endBefore, (it, of) =>
      withBefore(it, of, async (row) => {
        await end(it, row, 'stopped', it.person.userId);
        return tell(it, 'before.endedNow');
      }),
    ),
    onReading(ids.seeBefore, see(open)),
    ...onReadingPages(ids.beforePages, see(update)),
  ],
  views: [saveChange],
  posts,
  jobs,
});
