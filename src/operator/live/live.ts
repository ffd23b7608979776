/** What the checks have: Slack as Lore calls it, where they may try things, and what is taken away again afterwards. */
import type { KnownBlock } from '@slack/types';
import type { Instant } from '#core/clock.ts';
import type { ChannelId, Ids, TeamId, UserId } from '#core/ids.ts';
import { escape } from '#core/text.ts';
import type { Messenger, Outgoing } from '../../jobs/messenger.ts';
import { rates } from '../../jobs/pace.ts';
import type { Render } from '../../pictures/renderer.ts';
import type { Calls } from './calls.ts';
import { peopleIn } from './people.ts';
import { Refused, seen } from './refused.ts';
import { type Made, marked } from './made.ts';
import { listAt, textAt } from './read.ts';

export interface Posted {
  readonly channel: ChannelId;
  readonly ts: string;
  /** The id in its metadata. */
  readonly id: string;
}

/** Where something is tried, and with whom. */
export interface Place {
  readonly team: TeamId;
  readonly channel: ChannelId;
  /** Lore's own user. */
  readonly bot: string;
  readonly botId: string | undefined;
  /** Who sees what one person alone sees; `null`: nobody was named. */
  readonly person: UserId | null;
  /** Whether nobody else is in the channel when the run begins. */
  readonly isAlone: boolean;
  readonly scopes: readonly string[];
}

export interface Live extends Omit<Place, 'isAlone'> {
  /** Whether nobody else is in the channel, at this moment: somebody may join it during the run. @throws Refused */
  isStillAlone(): Promise<boolean>;
  readonly messenger: Messenger;
  readonly calls: Calls;
  readonly made: Made;
  readonly now: () => Instant;
  readonly wait: (ms: number) => Promise<void>;
  readonly newId: () => string;
  readonly render: Render;
  /** Tells the operator what to do in Slack. */
  readonly asks: (sentence: string) => void;
  /** As Lore posts. @throws Refused */
  post(
    message?: Partial<Outgoing>,
    to?: { readonly channel?: ChannelId; readonly threadTs?: string },
  ): Promise<Posted>;
  /** As Lore redraws. @throws Refused */
  redraw(posted: Posted, message: Partial<Outgoing>): Promise<void>;
  /** The message as Slack shows it to Lore; `null`: it shows none. @throws Unseen, as without the scope for histories */
  readBack(posted: Posted): Promise<unknown>;
  /** Lore's direct message with the person, opened at the first call. @throws Refused, also if nobody was named */
  direct(): Promise<ChannelId>;
}

/** What stands in every message, for those who see it. */
export const passing = 'Lore is trying what this Slack does. This message goes away by itself.';

export const messageOf = (blocks: readonly KnownBlock[] = [], text = passing): Outgoing => ({
  text: escape(text),
  blocks,
});

export function makeLive(
  { isAlone, ...place }: Place,
  parts: Pick<Live, 'messenger' | 'calls' | 'made' | 'now' | 'wait' | 'render' | 'asks'> & {
    readonly ids: Ids;
  },
): Live {
  const { team } = place;
  const { messenger, calls, made } = parts;
  const newId = () => marked(parts.ids.next());
  let opened: ChannelId | undefined;
  return {
    ...place,
    ...parts,
    newId,
    isStillAlone: async () => isAlone && (await peopleIn(calls, place.channel, place.bot)).length <= 1,
    post: async (message, { channel = place.channel, threadTs } = {}) => {
      const id = newId();
      const to = { channel, ...(threadTs === undefined ? {} : { threadTs }) };
      const ended = await calls.paced([[rates.channelPost, channel]], () =>
        messenger.post(team, to, { ...messageOf(), ...message }, id, []),
      );
      if (ended.file !== undefined) made.file(ended.file);
      const posted = { channel, ts: ended.ts ?? '', id };
      if (posted.ts === '') made.unseen();
      else made.message(posted);
      return posted;
    },
    redraw: async (posted, message) => {
      await calls.paced([[rates.workspaceUpdate, 'chat.update']], () =>
        messenger.update(team, posted, {
          text: message.text ?? escape(passing),
          blocks: message.blocks ?? [],
        }),
      );
    },
    readBack: async ({ channel, ts }) => {
      const answer = await seen(
        calls.ask('conversations.history', {
          channel,
          oldest: ts,
          latest: ts,
          inclusive: true,
          limit: 1,
          include_all_metadata: true,
        }),
      );
      return listAt(answer, 'messages').find((one) => textAt(one, 'ts') === ts) ?? null;
    },
    direct: async () => {
      const { person } = place;
      if (person === null) throw new Refused('nobody was named');
      opened ??= (await calls.paced([[rates.direct, team]], () => messenger.direct(team, person))).channel;
      return opened;
    },
  };
}
