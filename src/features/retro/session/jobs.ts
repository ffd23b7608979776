/** What runs later. A phase that should have ended ends as soon as the process is back; a reminder that comes too late is not sent. */
import { day, hour, type Instant } from '#core/clock.ts';
import { defineJob, type JobContext, type JobDefinition } from '#core/job.ts';
import { jobNames, reminderPost } from './ids.ts';
import { hasAnswered, type Loaded, loadRetro } from './load.ts';
import { applyEvent, haveLookedAt } from './operations.ts';
import { isOpen, phases } from './phases.ts';
import { titled, wordsOf } from './words.ts';

const phaseEnd = defineJob(jobNames.phaseEnd, 'transition', {
  title: titled('title.phaseEnd'),
  run: async (context, params) => {
    const { scope, now } = context;
    const { viewer } = scope;
    if (viewer.kind !== 'channel') return;
    const again = (at: Instant) => scope.runAt(jobNames.phaseEnd.ref(params), at, viewer);
    const channel = await scope.channel(viewer.channelId);
    const loaded = await loadRetro(scope, params.retro);
    // Not seen, or nowhere to say it: asked again, so that it is never lost. A channel that is erased takes its jobs along.
    if (loaded === null || channel?.hasLore !== true) await again(now + day);
    else if (await isEarly(context, loaded)) await again(loaded.retro.endsAt ?? now);
    if (loaded === null && channel?.hasLore === true)
      await haveLookedAt(scope, params.retro, channel.channelId, now);
  },
});

/** Ends the phase if its time is up. @returns whether it goes on */
async function isEarly(context: JobContext, loaded: Loaded): Promise<boolean> {
  const happened = await applyEvent(context, loaded, { kind: 'timeUp' });
  if (!happened.ok) return false;
  const hasMoved = happened.value.phase !== loaded.retro.phase;
  if (hasMoved) context.note({ did: 'done', why: 'time_up' });
  return !hasMoved && isOpen(loaded.retro.phase);
}

/** The same with the eyes of one person, where the channel's see nothing any more. */
const phaseWatch = defineJob(jobNames.phaseWatch, 'transition', {
  title: titled('title.phaseEnd'),
  run: async (context, params) => {
    const { scope, now } = context;
    const loaded = await loadRetro(scope, params.retro);
    const { endsAt, participants } = loaded?.retro ?? { endsAt: null, participants: [] };
    if (loaded === null || endsAt === null || now < endsAt) return;
    // Whoever was not asked does not see whom to tell: they come after those who were, if any of these is left.
    const turn = participants.includes(params.person) ? endsAt : endsAt + hour;
    if (now >= turn) await isEarly(context, loaded);
    else await scope.runAt(jobNames.phaseWatch.ref(params), turn, scope.viewer);
  },
});

const remind = defineJob(jobNames.remind, 'prompt', {
  title: titled('title.reminder'),
  run: async ({ scope, now, note }, { retro, person }) => {
    const loaded = await loadRetro(scope, retro);
    const phase = loaded?.retro.phase ?? 'cancelled';
    if (!isOpen(phase) || !phases[phase].reminds || loaded?.retro.participants.includes(person) !== true)
      return;
    if (await hasAnswered(scope, loaded.row, phase)) return;
    const facts = await scope.person(person);
    const isAway = facts?.awayUntil != null && facts.awayUntil > now;
    if (isAway) note({ did: 'held', why: 'away' });
    else await scope.publish(reminderPost(retro, phase, person));
  },
});

/** Where names were hidden: erases who wrote what. */
const unlink = defineJob(jobNames.unlink, 'erasure', {
  title: async (_view, _params, drawing) => wordsOf(drawing).t.plain('title.unlink'),
  run: async ({ scope }, { seal }) => scope.anonymize(seal),
});

export const jobs: readonly JobDefinition[] = [phaseEnd, phaseWatch, remind, unlink];
