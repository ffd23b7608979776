/** What runs later. A phase that should have ended ends as soon as the process is back; a reminder that comes too late is not sent. */
import { day, type Instant } from '../../core/clock.ts';
import type { ChannelId, RowId, SealId, UserId } from '../../core/ids.ts';
import { defineJob, type JobContext, type JobDefinition } from '../../core/job.ts';
import type { Params } from '../../core/post.ts';
import { isOpen, phases } from './domain/flow.ts';
import { jobNames } from './ids.ts';
import { talk } from './jobs/discuss.ts';
import { ratingEnd } from './jobs/rating.ts';
import { followJobDefinitions } from './jobs/follow-up.ts';
import { planJobDefinitions } from './jobs/plan.ts';
import { reminderPost } from './posts.ts';
import { hasAnswered, loadRetro } from './repository.ts';
import { endDraft } from './service/drafts.ts';
import { happen } from './service/happen.ts';
import { wordsOf } from './blocks/words.ts';
import { titled } from './blocks/titles.ts';

const phaseEnd = defineJob<{ retro: RowId }>(jobNames.phaseEnd, 'transition', {
  title: titled('title.phaseEnd'),
  run: async (context, { retro }) => {
    const { viewer } = context.scope;
    if (viewer.kind === 'channel') await endPhase(context, { retro }, jobNames.phaseEnd, viewer.channelId);
  },
});

/** The same with the eyes of whoever facilitates, where the channel's see nothing any more. */
const phaseWatch = defineJob<{ retro: RowId; channel: ChannelId; person: UserId }>(
  jobNames.phaseWatch,
  'transition',
  {
    title: titled('title.phaseEnd'),
    run: (context, params) => endPhase(context, params, jobNames.phaseWatch, params.channel),
  },
);

async function endPhase(
  context: JobContext,
  params: Params & { readonly retro: RowId },
  job: string,
  channelId: ChannelId,
): Promise<void> {
  const { scope, now } = context;
  const again = (at: Instant) => scope.schedule({ job, params }, at, scope.viewer);
  const loaded = await loadRetro(scope, params.retro);
  const channel = await scope.channel(channelId);
  // Not seen, or nowhere to say it: asked again, so that it is never lost. A channel that is erased takes its jobs along.
  if (loaded === null || channel?.hasLore !== true) return again(now + day);
  const happened = await happen(context, loaded, { kind: 'timeUp' });
  if (happened.ok && happened.value.phase !== loaded.retro.phase)
    context.note({ did: 'done', why: 'time_up' });
  const isEarly = happened.ok && happened.value.phase === loaded.retro.phase && isOpen(loaded.retro.phase);
  if (isEarly && loaded.retro.endsAt !== null) await again(loaded.retro.endsAt);
}

const remind = defineJob<{ retro: RowId; person: UserId }>(jobNames.remind, 'prompt', {
  title: titled('title.reminder'),
  run: async ({ scope, now, note }, { retro, person }) => {
    const loaded = await loadRetro(scope, retro);
    const phase = loaded?.retro.phase ?? 'cancelled';
    if (!isOpen(phase) || !phases[phase].reminds || loaded?.retro.participants.includes(person) !== true)
      return;
    if (await hasAnswered(scope, retro, phase)) return;
    const facts = await scope.person(person);
    const isAway = facts?.awayUntil != null && facts.awayUntil > now;
    if (isAway) note({ did: 'held', why: 'away' });
    else await scope.publish(reminderPost(retro, phase, person));
  },
});

/** Where names were hidden: erases who wrote what. */
const unlink = defineJob<{ seal: SealId }>(jobNames.unlink, 'erasure', {
  title: async (_view, _params, drawing) => wordsOf(drawing).say.plain('title.unlink'),
  run: async ({ scope }, { seal }) => scope.unlink(seal),
});

/** See `service/drafts.ts`. */
const draftEnd = defineJob<{ retro: RowId; person: UserId }>(jobNames.draftEnd, 'erasure', {
  title: titled('title.draftEnd'),
  run: (context, { retro, person }) => endDraft(context, retro, person),
});

export const jobs: readonly JobDefinition[] = [
  phaseEnd,
  phaseWatch,
  remind,
  unlink,
  draftEnd,
  talk,
  ratingEnd,
  ...followJobDefinitions,
  ...planJobDefinitions,
];
