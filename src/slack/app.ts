/** Bolt, wired once: one listener for everything Slack sends. Our own registry finds the listener, since Bolt runs every match. */
import { App } from '@slack/bolt';
import type { Instant } from '#core/clock.ts';
import type { TeamId, UserId } from '#core/ids.ts';
import { messageOf } from '#core/kit/message.ts';
import { nothing, say } from '#core/listener.ts';
import { type Awaited, type Meter, noMeter } from '#core/meter.ts';
import type { TranslatorOf } from '#core/sentence.ts';
import type { LoreSentences } from '#locales/lore.ts';
import type { Deadline } from '../store/engines/deadline.ts';
import { unlessErased } from '../store/settings/installed.ts';
import type { Installation } from '../store/settings/workspaces.ts';
import type { Store } from '../store/store.ts';
import type { Clients } from './api/clients.ts';
import { loreCopy } from './copy.ts';
import { errorFacts, slackLogger } from './log.ts';
import type { EventPayload, PayloadToWork, PersonPayload } from './receivers/payloads.ts';
import { arrivedIn, type RequestReceiver, type Opened } from './receivers/receiver.ts';
import { isAddressed, isForApp, whichWorkspace } from './receivers/which-workspace.ts';
import { type Acted, isOfSomebody, whoseDoing } from './requests/acted.ts';
import { allowances, shares } from './requests/allowance.ts';
import { answer, type AnswerParts } from './requests/answer.ts';
import { decide, type DecideParts, type Decision } from './requests/decide.ts';
import { fairTurns } from './requests/fair-turns.ts';
import { keepsTyped } from './requests/keep-typed.ts';
import { keyedQueue } from './requests/keyed-queue.ts';
import { type Responder } from './requests/responder.ts';
import { responseUrls } from './requests/response-url.ts';
import { readRequest } from './requests/slack-request.ts';
import type { Ack } from './requests/tell.ts';
import {
  elapsed,
  requestDeadline,
  type RequestDeadline,
  timeouts as usualPatience,
  type Timeouts,
} from './requests/timeouts.ts';

export interface AppParts extends DecideParts {
  readonly store: Pick<Store, 'transact' | 'read' | 'remembered' | 'before' | 'notShown'>;
  readonly receiver: RequestReceiver;
  readonly clients: Clients;
  readonly slackApiUrl: string;
  /** Stores an event before it is acknowledged. @param to the workspace that it names; `null`: none of ours */
  readonly takeIn: (to: TeamId | null, event: EventPayload) => Promise<void>;
  /** @returns whether the workspace of a payload, in which Lore was not, is known now */
  readonly adopt: (payload: PayloadToWork) => Promise<boolean>;
  /** Hears that somebody asks, and then that they were answered: what nobody waits for makes way. */
  readonly asked: () => () => void;
  readonly timeouts?: Timeouts;
  readonly meter?: Meter;
}

export interface SlackApp {
  /** Starts accepting Slack's requests. @throws as the receiver does */
  open(): Promise<Opened>;
  readonly isOpen: () => boolean;
  /** Stops accepting requests, and waits for those in progress. */
  close(): Promise<void>;
}

interface Request<Kind extends PayloadToWork = PayloadToWork> {
  readonly payload: Kind;
  /** By `elapsed`. */
  readonly arrivedAt: number;
  readonly at: Instant;
  readonly deadline: RequestDeadline;
}

export function makeApp(parts: AppParts): SlackApp {
  const logger = slackLogger(parts.log);
  const { meter = noMeter } = parts;
  const app = new App({
    receiver: parts.receiver.receiver,
    logger,
    // Bolt makes a client for every payload; ours are in clients.ts, and this one makes no calls.
    clientOptions: { retryConfig: { retries: 0 }, rejectRateLimitedCalls: true },
    // which-workspace.ts alone decides which workspace a payload is for, and calls go through our own clients.
    authorize: async () => ({}),
    ignoreSelf: false,
    convoStore: false,
  });
  /** The workspace of ours that this is for; `null` if it is none of ours, or the payload belongs to another app. */
  const addressee = async (payload: PayloadToWork): Promise<Installation | null> => {
    const find = () => whichWorkspace(payload, parts.store.remembered.installation);
    const found = await find();
    // Who acts there proves that Lore may work there again; an event may be from before it was removed.
    const isOut = found === null || (found.removedAt !== null && payload.kind !== 'event');
    const installation = isOut && (await parts.adopt(payload)) ? await find() : found;
    if (installation === null || isForApp(payload, installation.appId)) return installation;
    parts.log.warn({ team: installation.teamId }, 'refused a request for another app');
    return null;
  };
  const checkUrl = responseUrls(parts.slackApiUrl);
  const people = keyedQueue();
  const turns = fairTurns();
  const running = new Set<Promise<void>>();
  const timeouts = parts.timeouts ?? usualPatience;
  const typed = keepsTyped(timeouts);
  const mayAct = allowances(timeouts.perPerson, elapsed);
  const ofChannel = shares(timeouts.perChannel, elapsed);
  const ofWorkspace = shares(timeouts.perWorkspace, elapsed);
  const mayBeShown = allowances(tellings, elapsed);
  /** Why not now, and in how many ms it may be; `null`: now. */
  const notYet = (team: TeamId, whose: string, { channel }: Acted): NotYet | null => {
    const wait = mayAct(whose);
    if (wait > 0) return { why: 'tooMuch', wait };
    const others = (channel === null ? 0 : ofChannel(`${team} ${channel.id}`)) || ofWorkspace(team);
    return others > 0 ? { why: 'tooMuchHere', wait: others } : null;
  };
  /** An allowance is used up. Where the acknowledgement cannot say so, and telling the person costs a call, they are told only now and then. */
  const tooMuch = (
    place: Acted['place'],
    t: TranslatorOf<LoreSentences>,
    whose: string,
    { why, wait }: NotYet,
  ): Decision => {
    const isFree = place.kind === 'command' || place.kind === 'submission';
    const seconds = Math.ceil(wait / 1000);
    const reply = isFree || mayBeShown(whose) === 0 ? say(messageOf(t.mrkdwn(why, { seconds }))) : nothing;
    return { reply, t, isBroken: true };
  };

  app.use(async (args) => {
    const { at: arrivedAt, payload } = arrivedIn(args.context);
    const deadline = requestDeadline(arrivedAt, payload.kind === 'event' ? timeouts.event : timeouts.stored);
    const request = { payload, arrivedAt, at: parts.clock.now(), deadline };
    const ack: Ack = async (body) => {
      // Bolt types each kind of body; ours are made for the kind at hand.
      if ('ack' in args) await (args.ack as Ack)(body);
    };
    const what = awaited[payload.kind];
    const answered = parts.asked();
    try {
      await parts.store.before(deadline, () => take(request, ack));
    } catch (error) {
      meter.unacknowledged(what);
      throw error;
    } finally {
      answered();
    }
    meter.acknowledged(what, elapsed() - arrivedAt);
  });

  const take = async (request: Request, ack: Ack): Promise<void> => {
    const { payload, deadline } = request;
    const to = await addressee(payload);
    if (payload.kind === 'event') {
      // An event of a workspace that was never ours is useless, and Slack need not repeat it.
      const team = to?.teamId ?? null;
      await turns.run([team ?? '', 'events'], () => parts.takeIn(team, payload.body));
      return;
    }
    let whenAcked: () => void = () => undefined;
    const acked = new Promise<void>((resolve) => (whenAcked = resolve));
    const ackOnce: Ack = async (body) => {
      await ack(body);
      deadline.answered();
      whenAcked();
    };
    const work = serve(to, { ...request, payload }, ackOnce).finally(whenAcked);
    running.add(work);
    void work.finally(() => running.delete(work));
    // The acknowledgement leaves when this returns; anything slower continues by itself.
    await acked;
  };

  /** In the language of the person who acted, as far as it is known without asking Slack. */
  const sayTo = async (team: TeamId | null, user: UserId | null): Promise<TranslatorOf<LoreSentences>> => {
    const known =
      team === null || user === null
        ? null
        : await parts.store.remembered.reader(team, user).catch(() => null);
    return known === null ? stranger : loreCopy.in(known.locale, known.tz);
  };

  /** @param to `null`: no workspace of ours */
  const serve = async (to: Installation | null, request: Request<PersonPayload>, ack: Ack): Promise<void> => {
    const { payload, arrivedAt, at, deadline } = request;
    const acted = readRequest(payload, parts.registry, checkUrl);
    const team = to?.teamId ?? null;
    let t = stranger;
    // Looked up first, so that notices reach the person in their language.
    const spoken = sayTo(team, acted.user).then((known) => (t = known));
    const client = () =>
      to === null || to.removedAt !== null
        ? Promise.reject(new Error('Lore is not in this workspace'))
        : parts.clients.interactive(to.teamId);
    const responder: Responder = {
      client,
      timeout: parts.clients.interactiveMs,
      place: acted.place,
      channel: acted.channel?.id ?? null,
      user: acted.user,
      triggerId: acted.triggerId,
      mayComeAgain: acted.meaning.kind === 'read',
      get t() {
        return t;
      },
      isSpoken: spoken,
    };
    const answering: AnswerParts = {
      ids: parts.ids,
      log: parts.log,
      timeouts: since(arrivedAt, timeouts),
      // Home can show it at any time.
      noticeInHome: (user, reference) =>
        parts.store.before(undefined, async () => {
          if (team !== null) await unlessErased(parts.store.notShown.add(team, user, reference));
        }),
    };
    try {
      const decision = Promise.withResolvers<Decision>();
      const answered = answer(answering, acted, responder, decision.promise, ack);
      if (team === null || to?.removedAt !== null || !isOfSomebody(acted)) {
        await spoken;
        const why = !isOfSomebody(acted) || !isAddressed(payload) ? 'incomplete' : 'notInstalled';
        decision.resolve({ reply: say(messageOf(t.mrkdwn(why))), t, isBroken: true });
        await answered;
        return;
      }
      const whose = `${team} ${acted.user}`;
      /** Notices about live input appear in the form: not after the person has typed on, and not for every letter. */
      const isWorthSaying = ({ reply }: Decision, isLatest: boolean): boolean =>
        acted.isQuiet !== true || reply.kind !== 'message' || (isLatest && mayBeShown(whose) === 0);
      /** One at a time, from deciding to showing; each has its own three seconds from its own arrival. */
      const inTheirTurn = (by: Deadline, isFinal: (decided: Decision) => boolean, isWanted = () => true) =>
        people.run(whose, async () => {
          if (!isWanted()) return false;
          const how = { deadline: by, at, say: () => t };
          const decided = await turns.run([team, acted.channel?.id ?? '', acted.user], () =>
            parts.store.before(by, () => decide(parts, team, acted, how)),
          );
          if (!isFinal(decided)) return false;
          decision.resolve(isWorthSaying(decided, isWanted()) ? decided : { ...decided, reply: nothing });
          await answered;
          return true;
        });
      const { isQuiet = false, place } = acted;
      const later = isQuiet ? null : notYet(team, whose, acted);
      if (later !== null) {
        await spoken;
        decision.resolve(tooMuch(place, t, whose, later));
      } else if (!isQuiet || place.kind !== 'modal') {
        const overtakes = typed.goFirst(whose);
        await inTheirTurn(deadline, ({ isBusy = false }) => {
          overtakes(!isBusy);
          return true;
        });
      } else if (!(await typed.keep(`${whose} ${place.viewId ?? ''}`, whose, inTheirTurn)))
        decision.resolve({ reply: nothing, t, isBroken: false });
      await answered;
    } catch (error) {
      parts.log.error({ team, ...whoseDoing(acted), error: errorFacts(error) }, 'could not be answered');
      await ack().catch((again: unknown) => {
        parts.log.warn({ error: errorFacts(again) }, 'was acknowledged already');
      });
    }
  };

  return {
    open: () => parts.receiver.open(),
    isOpen: () => parts.receiver.isOpen(),
    close: async () => {
      await parts.receiver.close();
      await Promise.all(running);
    },
  };
}

const awaited: Readonly<Record<PayloadToWork['kind'], Awaited>> = {
  command: 'command',
  action: 'action',
  submission: 'view',
  shortcut: 'shortcut',
  event: 'event',
};

/** Whose allowance is used up: the person's own, or that of everybody around them. */
interface NotYet {
  readonly why: 'tooMuch' | 'tooMuchHere';
  /** In ms. */
  readonly wait: number;
}

/** How often a call tells a person that they have used up their allowance. */
const tellings = { atOnce: 1, perMinute: 6 };

/** The same timeouts, less the time that a request has already waited. */
function since(arrivedAt: number, timeouts: Timeouts): Timeouts {
  const waited = elapsed() - arrivedAt;
  return { ...timeouts, slow: timeouts.slow - waited, slowSubmission: timeouts.slowSubmission - waited };
}

/** For a person nothing is known about. */
const stranger = loreCopy.in('en', 'UTC');
