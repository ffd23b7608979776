/** What happens after a person acted: the listener's reply or, on failure, a kind sentence with a reference. */
import type { Logger } from 'pino';
import type { Clock, Instant } from '#core/clock.ts';
import { isUnready, readied } from '#core/names.ts';
import { type Ids, newReference, type TeamId } from '#core/ids.ts';
import { messageOf } from '#core/kit/message.ts';
import { type Interaction, nothing, type Reply, say as reply } from '#core/listener.ts';
import { type Channel, type Person, readerOf } from '#core/people.ts';
import type { ReadScope } from '#core/scope.ts';
import type { TranslatorOf } from '#core/sentence.ts';
import type { Mrkdwn } from '#core/text.ts';
import type { LoreKey, LoreSentences } from '#locales/lore.ts';
import type { RecordMessageTs } from '../../jobs/record-message-ts.ts';
import { DatabaseBusy, type Deadline } from '../../store/engines/deadline.ts';
import { isDiskFull } from '../../store/engines/error-code.ts';
import { SwitchedOff } from '../../store/scope/may-run.ts';
import { alreadyTaken } from '../../store/scope/transactions.ts';
import { NotInstalled } from '../../store/settings/installed.ts';
import type { Store } from '../../store/store.ts';
import { isOfSlack, refusal, StillReading, waitOf } from '../api/call-outcome.ts';
import { lackingScopes } from '../api/lacking-scopes.ts';
import { loreCopy } from '../copy.ts';
import { type Directory, unseen } from '../directory/directory.ts';
import { errorFacts } from '../log.ts';
import { placeOf, type SlackRequest, whoseDoing } from './acted.ts';
import type { SayInWords } from './in-words.ts';
import type { Registry } from './registry.ts';
import { stepwise } from './timeouts.ts';
import { nothingUnknown, withUnknown } from './unknown-yet.ts';

export interface DecideParts {
  readonly store: Pick<Store, 'transact' | 'read' | 'remembered' | 'before'>;
  readonly directory: Pick<
    Directory,
    'person' | 'storedPerson' | 'channel' | 'ensureAccess' | 'ensureUserGroups' | 'unknownYet'
  >;
  readonly registry: Registry;
  readonly recordMessageTs: RecordMessageTs;
  readonly sayInWords: SayInWords;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
}

export interface Decision {
  readonly reply: Reply;
  readonly t: TranslatorOf<LoreSentences>;
  /** Something broke, or its practice is switched off: the submission was not stored. */
  readonly isBroken: boolean;
  /** It failed because the database was not available in time. */
  readonly isBusy?: boolean;
}

/** Who acted. */
interface Actor {
  readonly team: TeamId;
  readonly person: Person;
  readonly t: TranslatorOf<LoreSentences>;
}

/** Carries a reply with field errors out of a transaction, which undoes it along with the submission's key. */
class Refused extends Error {
  readonly reply: Reply;
  constructor(reply: Reply) {
    super('the submission was refused');
    this.reply = reply;
  }
}

/** What is known when a request comes in. */
export interface Asked {
  /** The request's deadline. */
  readonly deadline: Deadline;
  /** When it came in. */
  readonly at: Instant;
  /** In the language of the person who acted, as far as it is known by now. */
  readonly say: () => TranslatorOf<LoreSentences>;
}

/** Never rejects: every failure between a person and a listener ends here. */
export async function decide(
  parts: DecideParts,
  team: TeamId,
  request: SlackRequest,
  asked: Asked,
): Promise<Decision> {
  let person: Person | undefined;
  const say = () => (person === undefined ? asked.say() : loreCopy.in(person.locale, person.tz));
  const steps = stepwise(asked.deadline);
  const isUnrecorded = request.isUnrecorded === true;
  const unknownYet = async () => {
    if (isUnrecorded) return nothingUnknown;
    return parts.directory
      .unknownYet(team, request.user, request.channel?.id ?? null)
      .catch(() => nothingUnknown);
  };
  try {
    const said = await parts.sayInWords(team, request);
    if (said !== null) {
      const told = withUnknown(reply(said.message), said.t, await unknownYet());
      return { reply: told, t: said.t, isBroken: false };
    }
    // What is read from Slack again is stored with the time, which would be that of the press.
    person = await parts.directory[isUnrecorded ? 'storedPerson' : 'person'](team, request.user);
    if (!isUnrecorded) await parts.directory.ensureAccess(team, { kind: 'person', userId: request.user });
    // Before the listener, so that its changes are redrawn there.
    if (request.pressed !== undefined) await parts.recordMessageTs(team, request.pressed);
    const actor = { team, person, t: say() };
    const replied = await replyTo(parts, actor, request, asked.at, steps.deadline);
    // The action stands even if this cannot be read.
    const unknown = await unknownYet();
    return { reply: withUnknown(replied, actor.t, unknown), t: actor.t, isBroken: false };
  } catch (error) {
    if (error instanceof Refused) return { reply: error.reply, t: say(), isBroken: false };
    if (error instanceof NotInstalled)
      return { reply: reply(messageOf(say().mrkdwn('notInstalled'))), t: say(), isBroken: true };
    if (error instanceof SwitchedOff && person !== undefined)
      return { reply: turnedOff(parts.registry, person, error, request), t: say(), isBroken: true };
    const reference = newReference(parts.ids);
    const facts = { reference, team, ...whoseDoing(request), error: errorFacts(error) };
    if (error instanceof DatabaseBusy) parts.log.warn(facts, 'someone was told that the database is busy');
    else if (waitOf(error) !== null) parts.log.warn(facts, 'someone was told that Slack cannot be asked yet');
    else parts.log.error(facts, 'a listener failed');
    const told = steps.hasBegun()
      ? say().mrkdwn('halfDone', { reference })
      : whatFailed(say(), error, reference);
    const isBusy = error instanceof DatabaseBusy;
    return { reply: reply(messageOf(told)), t: say(), isBroken: true, isBusy };
  }
}

/** The reply of one of Lore's own screens; a practice's reply is checked in its transaction. */
async function shownTo({ store }: DecideParts, { team, person }: Actor, reply: Reply): Promise<Reply> {
  if (!isUnready(reply)) return reply;
  const viewer = { kind: 'person', userId: person.userId } as const;
  return (await store.read(team, viewer, (read) => readied(read, reply, person))).ready;
}

/** What to say when nothing was stored. If an admin can fix it, the person reads what to tell them. */
function whatFailed(t: TranslatorOf<LoreSentences>, error: unknown, reference: string): Mrkdwn {
  if (error instanceof DatabaseBusy) return t.mrkdwn('busy', { reference });
  if (isDiskFull(error)) return t.mrkdwn('diskFull', { reference });
  if (refusal(error) === 'missing_scope')
    return t.mrkdwn('noScope', { scopes: lackingScopes(error).join(', ') || 'missing_scope', reference });
  if (error instanceof StillReading) return t.mrkdwn('stillReading');
  const wait = waitOf(error);
  if (wait !== null) return t.mrkdwn('slackBusy', { seconds: Math.max(1, Math.ceil(wait / 1000)) });
  return t.mrkdwn(isOfSlack(error) ? 'slackDown' : 'failed', { reference });
}

function turnedOff(
  registry: Registry,
  person: Person,
  { practice, why }: SwitchedOff,
  { place }: SlackRequest,
): Reply {
  const t = loreCopy.for(person);
  const title = registry.features.find(({ name }) => name === practice)?.title(t.language) ?? practice;
  const sentence = offSentences[why][place.kind === 'submission' ? 'typed' : 'pressed'];
  return reply(messageOf(t.mrkdwn(sentence, { practice: title })));
}

/** What to do about it, and, of what was typed, that nothing was saved. */
const offSentences = {
  off: { pressed: 'switchedOff', typed: 'typedOff' },
  'not on': { pressed: 'notOn', typed: 'typedNotOn' },
  'not chosen': { pressed: 'notChosen', typed: 'typedNotChosen' },
} as const satisfies Record<SwitchedOff['why'], Record<'pressed' | 'typed', LoreKey>>;

/** @param steps the deadline for work that may be stored in several steps */
async function replyTo(
  parts: DecideParts,
  actor: Actor,
  request: SlackRequest,
  at: Instant,
  steps: Deadline,
): Promise<Reply> {
  const { person, t, team } = actor;
  const { meaning } = request;
  const sentence = (key: LoreKey) => reply(messageOf(t.mrkdwn(key)));
  // Their presses can only be old or forged, so no listener has to handle them.
  if (person.memberType === 'deactivated' || person.memberType === 'bot') return sentence('notAPerson');
  // Only the workspace's own people run commands; buttons reach other organisations too, and each listener decides.
  if (request.place.kind === 'command' && person.memberType === 'external') return sentence('external');
  if (meaning.kind === 'stale') return sentence(meaning.sentence);
  const { inWords } = meaning;
  if (inWords !== undefined) {
    const at = placeOf(request.channel);
    const off = await parts.store.remembered.offFor(team, { kind: 'person', userId: person.userId, at });
    const words = inWords.say(readerOf(person), off);
    if (words !== null) {
      // These are words about the practice; nothing of anyone's is read.
      if (off.has(inWords.practice)) await mustBeOn(parts, actor, request, inWords.practice);
      return reply(words);
    }
  }
  const channel =
    request.channel === null || request.isUnrecorded === true
      ? null
      : await parts.directory.channel(team, request.channel, person);
  switch (meaning.kind) {
    case 'run':
      return runOnce(parts, actor, request, channel, meaning, at);
    case 'read':
      return readThrough(parts, actor, request, channel, meaning);
    case 'system':
      return parts.store.before(steps, async () =>
        shownTo(parts, actor, await meaning.run({ ...whoAndWhen(parts, actor), teamId: team, channel })),
      );
  }
}

/**
 * The named channel as the person may see it, since a request can name any channel. If they are not in it, nothing is known, except about public
 * channels without Lore, whose members Slack does not tell and any full member may look up.
 */
async function asSeen(scope: ReadScope, person: Person, channel: Channel): Promise<Channel> {
  const isOpen = channel.kind === 'public' && !channel.hasLore && person.memberType === 'member';
  if (channel.kind === 'direct' || isOpen) return channel;
  return (await scope.channel(channel.channelId)) ?? unseen({ id: channel.channelId, slackName: '' }, person);
}

const whoAndWhen = ({ clock, ids }: DecideParts, { person }: Actor) => ({
  person,
  now: clock.now(),
  newId: () => ids.next(),
  locale: person.locale,
});

/** What a practice's listener receives, with the access of the person who acted. */
async function interactionIn<Access extends ReadScope>(
  parts: DecideParts,
  actor: Actor,
  channel: Channel | null,
  scope: Access,
): Promise<Interaction<Access>> {
  const seen = channel === null ? null : await asSeen(scope, actor.person, channel);
  return { ...whoAndWhen(parts, actor), scope, channel: seen };
}

const viewerOf = ({ person }: Actor) => ({ kind: 'person', userId: person.userId }) as const;

/** Of whom, and where: a practice that channels choose is off in the others. */
function doing(request: SlackRequest, practice: string) {
  const at = placeOf(request.channel);
  return at === null ? { practice } : { practice, at };
}

/** @throws SwitchedOff */
const mustBeOn = (parts: DecideParts, actor: Actor, request: SlackRequest, practice: string) =>
  parts.store.read(actor.team, viewerOf(actor), async () => undefined, doing(request, practice));

/** A read waits for no writer and may safely run twice. */
async function readThrough(
  parts: DecideParts,
  actor: Actor,
  request: SlackRequest,
  channel: Channel | null,
  { practice, run, offersGroups = false }: Extract<SlackRequest['meaning'], { kind: 'read' }>,
): Promise<Reply> {
  if (offersGroups) await parts.directory.ensureUserGroups(actor.team);
  const work = async (scope: ReadScope): Promise<Reply> => {
    const result = await run(await interactionIn(parts, actor, channel, scope));
    return (await readied(scope, result, actor.person)).ready;
  };
  return parts.store.read(actor.team, viewerOf(actor), work, doing(request, practice));
}

async function runOnce(
  parts: DecideParts,
  actor: Actor,
  request: SlackRequest,
  channel: Channel | null,
  meaning: Extract<SlackRequest['meaning'], { kind: 'run' }>,
  at: Instant,
): Promise<Reply> {
  const work = async (scope: Interaction['scope']): Promise<Reply> => {
    const result = await meaning.run(await interactionIn(parts, actor, channel, scope));
    const { ready } = await readied(scope, result, actor.person);
    if (ready.kind === 'errors') throw new Refused(ready);
    return ready;
  };
  const viewer = viewerOf(actor);
  const { once, notAfter, practice, form } = meaning;
  if (Object.values(form?.fields ?? {}).some(({ offersGroups }) => offersGroups === true))
    await parts.directory.ensureUserGroups(actor.team);
  const how = once === undefined ? (notAfter === undefined ? null : { notAfter, typedAt: at }) : { once };
  const what = doing(request, practice);
  if (how === null) return parts.store.transact(actor.team, viewer, work, what);
  const result = await parts.store.transact(actor.team, viewer, work, { ...what, ...how });
  // The first press was taken; the second only closes what is still open, and input from before it is obsolete.
  return result === alreadyTaken ? nothing : result;
}
