/** What stands below a message about a link in it, and beside it once it is opened: a Work Object at Slack. */
import type { KnownBlock } from '@slack/types';

export interface LinkPreview {
  /** As it stands in the message. */
  readonly url: string;
  readonly blocks: readonly KnownBlock[];
  readonly details: LinkDetails;
}

/** The post that shows previews below a message. Its record alone says so where it is erased. */
export const previewPostName = 'lore.preview';

/** The same as plain text, as Slack lays it out by itself. */
export interface LinkDetails {
  /** A `DocumentRef`. */
  readonly ref: { readonly kind: string; readonly id: string };
  readonly title: string;
  /** "Lesson". */
  readonly kind: string;
  readonly fields: readonly { readonly label: string; readonly text: string }[];
}

/** What is shown beside the conversation to a person who opened a link. */
export interface OpenedLink {
  readonly url: string;
  readonly details: LinkDetails;
}
