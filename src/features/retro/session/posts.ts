/** Posts besides the channel's main message, and jobs: rendered, and decided, from the data at that time. */
import { day, hour, type Instant } from '#core/clock.ts';
import type { RowId } from '#core/ids.ts';
import { defineJob, type JobContext, type JobDefinition } from '#core/job.ts';
import { actions, context } from '#core/kit/blocks.ts';
import { gone, messageOf } from '#core/kit/message.ts';
import type { Message } from '#core/post.ts';
import { atMoment, channelLink, mention, nameOf } from '#core/sentence.ts';
import { join, type Mrkdwn } from '#core/text.ts';
import type { RetroKey } from '#locales/retro.ts';
import type { TimedPhase } from '../start/formats.ts';
import { summaryOf } from '../summary/operations.ts';
import { endedInWords } from './ended.ts';
import { jobNames, order, postNames, reminderPost } from './ids.ts';
import { hasAnswered, isEmpty, type Loaded, loadRetro } from './load.ts';
import { buttonsOf, mainMessage, type Part } from './message.ts';
import { applyEvent, haveLookedAt } from './operations.ts';
import { isOpen, type Phase, phases } from './phases.ts';
import { promiseNow } from './promises.ts';
import { ifSeen, past, retroPost } from './retro-post.ts';
import { mayRemind } from './timing.ts';
import { facilitates, howHere, retroCopy, titled, type Translator } from './words.ts';

/** What to do now, and until when. */
const began: Readonly<Record<TimedPhase, RetroKey>> = {
  collect: 'thread.collect',
  group: 'thread.group',
  vote: 'thread.vote',
  choose: 'thread.choose',
  discuss: 'thread.discuss',
  actions: 'thread.actions',
};

/** The phases in which it is also said what can be read, or what being written now cannot. */
const promising: readonly TimedPhase[] = ['collect', 'group', 'actions'];

function begun(t: Translator, loaded: Loaded, phase: TimedPhase): Mrkdwn {
  const { retro } = loaded;
  const until = atMoment(retro.endsAt ?? 0);
  // Never for whose sake.
  const isLonger = retro.usualEnd === null ? [] : [t.mrkdwn('thread.longer')];
  if (phase === 'collect' && !retro.isReopened)
    return join([t.mrkdwn('aside.collect', { until }), ...isLonger], ' ');
  return join(
    [
      howHere(t, retro),
      t.mrkdwn(began[phase], { until, count: retro.topics }),
      ...isLonger,
      ...(promising.includes(phase) ? [promiseNow(t, 'cards', loaded)] : []),
    ],
    ' ',
  );
}

/** A phase has begun: a reply in the thread, since an update notifies nobody. @returns `null` if it is over again */
export function phaseMessage(t: Translator, loaded: Loaded, phase: Phase): Message | null {
  const { topics, endedHow } = loaded.retro;
  if (phase === 'closed') {
    if (isEmpty(loaded)) return messageOf(t.mrkdwn('thread.empty'));
    const count = loaded.row.card_count ?? topics;
    return messageOf(endedHow === 'few' ? t.mrkdwn('thread.few', { count }) : t.mrkdwn('thread.closed'));
  }
  if (phase === 'cancelled') return messageOf(t.mrkdwn('thread.cancelled'));
  return loaded.retro.phase === phase ? messageOf(begun(t, loaded, phase)) : null;
}

/** A person's one reminder: what it is, who is responsible, what to do, and that it is the last. */
export function reminderMessage(t: Translator, loaded: Loaded): Message {
  const { row, retro } = loaded;
  const { phase } = retro;
  const [key, ...parts] =
    phase === 'vote'
      ? (['reminder.vote', 'vote'] as const)
      : phase === 'choose'
        ? (['reminder.choose', 'propose', 'ready'] as const)
        : phase === 'group'
          ? (['reminder.group', 'group', 'goOn'] as const)
          : (['reminder.text', 'add', 'nothing'] as const);
  const until = atMoment(retro.endsAt ?? 0);
  const text = t.mrkdwn(key, { about: row.about, channel: channelLink(row.channel_id), until });
  // That the reader facilitates is said above, and where nobody does, the menu to take over is elsewhere.
  const named = phase === 'group' || retro.facilitator === null ? [] : [facilitates(t, retro)];
  const about = [...named, t.mrkdwn('reminder.stop')];
  return messageOf(text, actions(buttonsOf(t, loaded, parts)), context(join(about, ' ')));
}

/** What the facilitator can do meanwhile, if the channel is shown nothing any more. */
const inNotice: Readonly<Record<Phase, readonly Part[]>> = {
  collect: [],
  group: ['group', 'cards'],
  vote: ['vote', 'cards'],
  choose: ['propose', 'cards'],
  discuss: ['cards'],
  actions: ['propose', 'cards'],
  closed: ['cards'],
  cancelled: [],
};

/** For the facilitator, if the channel is shown nothing any more: the current progress. */
export function facilitatorNotice(t: Translator, loaded: Loaded): Message {
  const { row, retro } = loaded;
  const name = t.mrkdwn('aside.name', { about: row.about, channel: channelLink(row.channel_id) });
  const text = join([join([name, howItGoesOn(t, loaded)], ' '), t.mrkdwn('aside.why')]);
  const parts = retro.phase === 'closed' && isEmpty(loaded) ? [] : inNotice[retro.phase];
  return messageOf(text, ...(parts.length === 0 ? [] : [actions(buttonsOf(t, loaded, parts))]));
}

function howItGoesOn(t: Translator, loaded: Loaded): Mrkdwn {
  const { phase } = loaded.retro;
  if (phase === 'closed') return t.mrkdwn('aside.closed');
  return phase === 'cancelled' ? t.mrkdwn('thread.cancelled') : begun(t, loaded, phase);
}

const main = retroPost(
  postNames.main,
  'title.main',
  async (t, loaded, _params, read) => mainMessage(t, loaded, await summaryOf(read, loaded, t.now)),
  gone,
  { asks: true },
);

/** `at`: when it began, since it can begin again; missing in old ones. */
const thread = retroPost(
  postNames.thread,
  'title.phase',
  (t, loaded, { phase: at }) => {
    const phase = order[at];
    return phase === undefined ? null : phaseMessage(t, loaded, phase);
  },
  past,
);

/** `from`: who decided it; `at`: so that a second term of the same facilitator is announced too. Both are missing in old ones. */
const takenOver = retroPost(
  postNames.takenOver,
  'title.takenOver',
  (t, { retro }, { person, from = person }) => {
    // Someone else has taken over meanwhile, or it is over: nothing left to say.
    if (retro.facilitator !== person || !isOpen(retro.phase)) return null;
    const facilitator = mention(person);
    return messageOf(
      from === person
        ? t.mrkdwn('thread.takenOver', { facilitator })
        : t.mrkdwn('decided.handedOver', { by: nameOf(from), facilitator }),
    );
  },
  past,
  { asks: true },
);

/** A person set the current phase's end. Empty once another is set, or it has passed. */
const decidedUntil = retroPost(
  postNames.decided,
  'title.decided',
  (t, { retro }, { by, until }) =>
    retro.endsAt === until
      ? messageOf(t.mrkdwn('decided.until', { by: nameOf(by), until: atMoment(until) }))
      : null,
  past,
);

type InPhase = Readonly<{ retro: RowId; phase?: number }>;

const named = ({ row: { about, channel_id: channel } }: Loaded) => ({ about, channel: channelLink(channel) });

/** That its phase is over: when, where it is known, and what can be done now. */
const pastInWords = (t: Translator, loaded: Loaded, phase: Phase): Mrkdwn =>
  endedInWords(t, loaded, 'alreadyEnded', phase) ?? t.mrkdwn('reminder.past', named(loaded));

/** `phase` is missing in old ones, which are about collecting. */
const reminder = retroPost(
  postNames.reminder,
  'title.reminder',
  async (t, loaded, { phase: at = 0 }, read) => {
    const phase = order[at];
    if (phase === undefined || !isOpen(phase) || loaded.retro.phase !== phase) return null;
    // A facilitator who hands over has nothing left to do in it.
    const { viewer } = read;
    const isFacilitator = viewer.kind === 'person' && viewer.userId === loaded.retro.facilitator;
    if (phases[phase].isFor === 'facilitator' && !isFacilitator) return null;
    return (await hasAnswered(read, loaded.row, phase)) ? null : reminderMessage(t, loaded);
  },
  ifSeen(async (t, loaded, read, { phase: at = 0 }: InPhase) => {
    const phase = order[at] ?? 'collect';
    const { retro } = loaded;
    if (retro.phase !== phase || !isOpen(phase)) return pastInWords(t, loaded, phase);
    const how = (await hasAnswered(read, loaded.row, phase)) ? 'reminder.answered' : 'reminder.handedOver';
    return t.mrkdwn(how, { ...named(loaded), until: atMoment(retro.endsAt ?? 0) });
  }),
);

/** What the thread would say, to the facilitator, if the channel is shown nothing any more. */
const aside = retroPost(
  postNames.aside,
  'title.aside',
  (t, loaded, { phase }) =>
    loaded.retro.isShown || loaded.retro.phase !== order[phase] ? null : facilitatorNotice(t, loaded),
  ifSeen((t, loaded, _read, { phase: at = 0 }: InPhase) =>
    loaded.retro.isShown
      ? t.mrkdwn('aside.shown', named(loaded))
      : pastInWords(t, loaded, order[at] ?? 'collect'),
  ),
);

export const posts = [main, thread, takenOver, decidedUntil, reminder, aside];

const phaseEnd = defineJob(jobNames.phaseEnd, 'transition', {
  title: titled('title.phaseEnd'),
  run: async (context, params) => {
    const { scope, now } = context;
    const { viewer } = scope;
    if (viewer.kind !== 'channel') return;
    const again = (at: Instant) => scope.runAt(jobNames.phaseEnd.ref(params), at, viewer);
    const channel = await scope.channel(viewer.channelId);
    const loaded = await loadRetro(scope, params.retro);
    // Invisible, or Lore cannot post: retried, so that it is never lost. Erasing a channel deletes its jobs.
    if (loaded === null || channel?.hasLore !== true) await again(now + day);
    else if (await isEarly(context, loaded)) await again(loaded.retro.endsAt ?? now);
    if (loaded === null && channel?.hasLore === true)
      await haveLookedAt(scope, params.retro, channel.channelId, now);
  },
});

/** Ends the phase if its time is up. @returns whether it continues */
async function isEarly(context: JobContext, loaded: Loaded): Promise<boolean> {
  const happened = await applyEvent(context, loaded, { kind: 'timeUp' });
  if (!happened.ok) return false;
  const hasMoved = happened.value.phase !== loaded.retro.phase;
  if (hasMoved) context.note({ did: 'done', why: 'time_up' });
  return !hasMoved && isOpen(loaded.retro.phase);
}

/** The same with one person's access, if the channel's sees nothing any more. */
const phaseWatch = defineJob(jobNames.phaseWatch, 'transition', {
  title: titled('title.phaseEnd'),
  run: async (context, params) => {
    const { scope, now } = context;
    const loaded = await loadRetro(scope, params.retro);
    const { endsAt, participants } = loaded?.retro ?? { endsAt: null, participants: [] };
    if (loaded === null || endsAt === null || now < endsAt) return;
    // A person who was not asked does not see whom to notify: they run after those who were, if any of these is left.
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
    if (phases[phase].isFor === 'facilitator' && loaded.retro.facilitator !== person) return;
    if (await hasAnswered(scope, loaded.row, phase)) return;
    if (!(await mayRemind(scope, loaded.row, phase))) return;
    const facts = await scope.person(person);
    const isAway = facts?.awayUntil != null && facts.awayUntil > now;
    if (isAway) note({ did: 'held', why: 'away' });
    else await scope.publish(reminderPost(retro, phase, person));
  },
});

/** If names were hidden: erases who wrote what. */
const unlink = defineJob(jobNames.unlink, 'erasure', {
  title: retroCopy.titled('title.unlink'),
  run: async ({ scope }, { embargo }) => scope.anonymize(embargo),
});

export const jobs: readonly JobDefinition[] = [phaseEnd, phaseWatch, remind, unlink];
