/** What a practice hears of the tools that an admin connected (`connections.ts`). */
import type { TrackedIssue } from './connections.ts';
import type { Fact } from './connector.ts';
import type { ChannelId, RowId } from './ids.ts';
import type { Work } from './work.ts';

/** What came of a row's source or issue. */
export type Heard =
  | { readonly kind: 'facts'; readonly of: RowId; readonly facts: readonly Fact[] }
  | { readonly kind: 'issue'; readonly of: RowId; readonly issue: TrackedIssue };

/** Hears with the access of the row's channel. It may be told of the same thing again, and in another order. */
export type HearsConnected = (work: Work, channel: ChannelId, heard: Heard) => Promise<void>;

/** Those of practices, each of which hears only while it is on: what happened while it was off, it is not told later. */
export const hearersOf = (
  practices: readonly { readonly name: string; readonly connected?: HearsConnected }[],
): readonly HearsConnected[] =>
  practices.flatMap(({ name, connected }): HearsConnected[] =>
    connected === undefined
      ? []
      : [
          async (work, channel, heard) => {
            if (await work.scope.isOn(name)) await connected(work, channel, heard);
          },
        ],
  );
