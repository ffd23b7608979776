/** What stands below a message about a link in it, as the page shows it. */
import type { KnownBlock } from '@slack/types';

export interface PreviewView {
  readonly url: string;
  readonly blocks: readonly KnownBlock[];
  /** Of a Work Object: its title, and what it shows beside that. */
  readonly title: string | null;
  readonly fields: readonly { readonly label: string; readonly value: string }[];
}
