/** Events to the app: only those it subscribed to and may see, retried as Slack does. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Core } from '../core.ts';
import type { Json } from '../json.ts';
import { asIn } from '../oauth/installs.ts';
import { newId, toTs } from '../state/ids.ts';
import type { Conversation } from '../state/world.ts';
import { deliver, track } from './deliver.ts';
import type { Parcel } from './parcel.ts';

export interface Occurrence {
  /** The event with its `type`, without `event_ts`. */
  readonly event: Json & { readonly type: string };
  /** The name it is subscribed by, where that is not its type (`message.channels`). */
  readonly subscription?: string;
  /** The conversation it is about; the app hears of private ones only as a member. */
  readonly conversation?: Conversation;
  /** Only members hear of it, of public conversations too. */
  readonly membersOnly?: boolean;
  readonly scope?: string;
}

function maySee(core: Core, occurrence: Occurrence): boolean {
  if (!core.app.events.has(occurrence.subscription ?? occurrence.event.type)) return false;
  if (occurrence.scope !== undefined && !core.app.scopes.has(occurrence.scope)) return false;
  const conversation = occurrence.conversation;
  if (!conversation || conversation.members.includes(core.install.botUserId)) return true;
  return conversation.kind === 'public' && occurrence.membersOnly !== true;
}

/** What is of one workspace is told by its own installation alone. */
const isInReach = (core: Core, { conversation }: Occurrence): boolean =>
  conversation === undefined || conversation.teamIds.includes(core.install.teamId);

/** Tells the app of an event, unless it did not subscribe or may not see it. Returns at once. */
export function tellApp(from: Core, occurrence: Occurrence): void {
  // It is told once, by one of its installations, and that which the event comes from is asked first.
  const others = from.world.tokens.map(({ teamId }) => asIn(from, teamId));
  const core = [from, ...others].find((each) => isInReach(each, occurrence) && maySee(each, occurrence));
  if (core === undefined) return;
  const isShared = (occurrence.conversation?.teamIds.length ?? 0) > 1;
  const at = core.clock.now();
  const envelope: Json = {
    token: 'verification-token-not-used',
    team_id: core.install.teamId,
    context_team_id: core.install.teamId,
    context_enterprise_id: null,
    api_app_id: core.app.id,
    event: { ...occurrence.event, event_ts: toTs(at * 1000) },
    type: 'event_callback',
    event_id: newId(core.world, 'Ev'),
    event_time: Math.floor(at / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: core.install.teamId,
        user_id: core.install.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: isShared,
    event_context: newId(core.world, '4-'),
  };
  core.changed();
  void track(core, deliverWithRetries(core, envelope, `event ${occurrence.event.type}`));
}

const REASONS = { answer: 'http_error', timeout: 'http_timeout', unreachable: 'connection_failed' } as const;

async function deliverWithRetries(core: Core, envelope: Json, what: string): Promise<void> {
  let retry: Parcel['retry'];
  for (let attempt = 0; ; attempt += 1) {
    const delivered = await deliver(core, {
      what,
      payload: envelope,
      encoding: 'json',
      ...(retry && { retry }),
    });
    if (delivered.kind === 'answer' && (Math.floor(delivered.status / 100) === 2 || delivered.noRetry))
      return;
    const delay = core.retryDelaysMs[attempt];
    if (delay === undefined) return;
    retry = { attempt: attempt + 1, reason: REASONS[delivered.kind] };
    const isOpen = await wait(delay, true, { signal: core.closing, ref: false }).catch(() => false);
    if (!isOpen) return;
  }
}
