/** What a person did, and where: the result of matching a payload to its listener. */
import type { ChannelId, UserId } from '#core/ids.ts';
import type { Modal } from '#core/kit/modal.ts';
import type { Interaction, Reading, Reply, SystemInteraction } from '#core/listener.ts';
import type { Reader } from '#core/people.ts';
import type { Message } from '#core/post.ts';
import type { LoreKey } from '#locales/lore.ts';
import type { PressedMessage } from '../../jobs/record-message-ts.ts';
import type { SentView } from '../receivers/payloads.ts';
import type { ResponseUrl } from './response-url.ts';

/** Where a person acted, which decides how an answer can be shown. */
export type Place =
  | { readonly kind: 'command'; readonly responseUrl: ResponseUrl | undefined }
  | { readonly kind: 'shortcut'; readonly responseUrl: ResponseUrl | undefined }
  | { readonly kind: 'message'; readonly responseUrl: ResponseUrl | undefined }
  | { readonly kind: 'home' }
  /** `viewId` is missing if Slack left it out. */
  | ({ readonly kind: 'modal' } & OpenModal)
  | ({ readonly kind: 'submission' } & OpenModal);

/** The modal in which a person acted. */
export interface OpenModal {
  readonly viewId: string | undefined;
  readonly view: SentView | undefined;
}

/** See `Command.inWords`. */
interface InWords {
  readonly practice: string;
  readonly command: string;
  /** What was typed after it. */
  readonly text: string;
  /** @param off the practices that are off for the reader, where they typed it */
  readonly say: (reader: Reader, off: ReadonlySet<string>) => Message | null;
}

/** What a person meant, once the listener is known. */
export type Meaning =
  | {
      readonly kind: 'run';
      /** The listener's feature. */
      readonly practice: string;
      readonly run: (interaction: Interaction) => Promise<Reply>;
      /** The key that makes it run once: of a form, or of the one press or command. */
      readonly once?: string;
      /** Dropped once this key was used: its submission came after what was typed. */
      readonly notAfter?: string;
      /** The submitted form. */
      readonly form?: Modal<unknown>;
      readonly inWords?: InWords;
    }
  /** The same, for a listener that writes nothing. */
  | {
      readonly kind: 'read';
      readonly practice: string;
      readonly run: (interaction: Reading) => Promise<Reply>;
      /** See `Action.offersGroups`. */
      readonly offersGroups?: boolean;
      readonly inWords?: InWords;
    }
  /** For one of Lore's own screens, which open their own transactions. */
  | {
      readonly kind: 'system';
      readonly run: (interaction: SystemInteraction) => Promise<Reply>;
      readonly inWords?: InWords;
    }
  /** An old, forged or incomplete button, modal or command; `sentence` says what to do instead. */
  | { readonly kind: 'stale'; readonly sentence: LoreKey };

export interface Acted {
  /** For the log: `command /retro`, `action retro.vote`. Names that we declared, or `unknown`; never what was sent. */
  readonly what: string;
  /** `null`: the payload names nobody, so nothing is done. */
  readonly user: UserId | null;
  readonly channel: { readonly id: ChannelId; readonly slackName: string } | null;
  readonly triggerId: string | undefined;
  readonly place: Place;
  readonly meaning: Meaning;
  /** Nobody pressed anything: an input of an open form changed. Nothing may interrupt the person's typing. */
  readonly isQuiet?: boolean;
  /** See `unrecorded` in `core/listener.ts`: no log and no row may say that this person did something now. */
  readonly isUnrecorded?: boolean;
  /** The message in which a feature's button was pressed. */
  readonly pressed?: PressedMessage;
  /** Field errors by Slack's `block_id`. */
  readonly errorsByBlock: (errors: Readonly<Record<string, string>>) => Record<string, string>;
}

/** What a known person did. */
export interface SlackRequest extends Acted {
  readonly user: UserId;
}

/** Who did what, for the log, unless nobody may know. */
export const whoseDoing = ({ isUnrecorded, user, what }: Acted) =>
  isUnrecorded === true ? {} : { user, what };

/** Whether the payload says who acted. */
export const isOfSomebody = (acted: Acted): acted is SlackRequest => acted.user !== null;

/** The channel in which somebody acts, for what channels choose; `null`: a direct message, or none. */
export const placeOf = (channel: Acted['channel']): ChannelId | null =>
  channel === null || channel.id.startsWith('D') || channel.slackName.startsWith('mpdm-') ? null : channel.id;
