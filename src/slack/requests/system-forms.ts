/** Forms and sentences of Lore's own screens. */
import type { TeamId } from '#core/ids.ts';
import { section } from '#core/kit/blocks.ts';
import { type Modal, type Read, readFields, type SubmittedValues } from '#core/kit/modal.ts';
import { type Reply, say as reply } from '#core/listener.ts';
import type { Person } from '#core/people.ts';
import type { Message } from '#core/post.ts';
import type { Say } from '#core/sentence.ts';
import type { Mrkdwn } from '#core/text.ts';
import type { LoreSentences } from '#locales/lore.ts';

/** Who acted, as far as the house needs it. */
export interface Actor {
  readonly team: TeamId;
  readonly person: Person;
  readonly t: Say<LoreSentences>;
}

/** Works an action of the house (App Home's own buttons); it opens its own transactions. */
export type SystemActions = (actor: Actor, actionId: string, value: string | undefined) => Promise<Reply>;

/**
 * A modal of the house and what its submission does; it opens its own transactions. A second press finds everything as the first
 * one left it: `submit` must be repeatable.
 */
export interface SystemForm {
  readonly callbackId: string;
  /** @returns `null` when the metadata is not this version's */
  readonly submit: (actor: Actor, metadata: unknown, values: SubmittedValues) => Promise<Reply> | null;
}

/** Like `onSubmit` of a feature, for a modal of the house. */
export function systemForm<Metadata, F extends Modal<Metadata>['fields']>(
  modal: Modal<Metadata, F>,
  submit: (actor: Actor, metadata: Metadata, fields: Read<F>) => Promise<Reply>,
): SystemForm {
  return {
    callbackId: modal.callbackId,
    submit: (actor, metadata, values) => {
      const parsed = modal.metadata.safeParse(metadata);
      return parsed.success ? submit(actor, parsed.data, readFields(modal, values)) : null;
    },
  };
}

/** A reply of one sentence. */
export function sentence(text: Mrkdwn): Reply {
  return reply(sentenceMessage(text));
}

export function sentenceMessage(text: Mrkdwn): Message {
  return { text, blocks: [section(text)] };
}
