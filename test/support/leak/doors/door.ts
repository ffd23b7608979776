/** A door that is tried in random companies: all that somebody, or a channel, reads through it. */
import type { DocumentRef } from '../../../../src/core/document.ts';
import type { Doors } from '../../../../src/core/doors.ts';
import type { Feature } from '../../../../src/core/feature.ts';
import type { TeamId } from '../../../../src/core/ids.ts';
import type { SystemPort } from '../../../../src/system/port.ts';
import type { ModelViewer } from '../oracle.ts';

export type Reader = Exclude<ModelViewer, { kind: 'operator' }>;

/** A company, as a door needs it. */
export interface DoorParts {
  readonly features: readonly Feature[];
  readonly store: SystemPort['store'];
  readonly directory: SystemPort['directory'];
  readonly clock: SystemPort['clock'];
  readonly doors: Doors;
  readonly team: TeamId;
}

/** What somebody reads; words and ids stand in `text` as a reader would have them. `null`: nothing is open to them. */
export interface Shown {
  readonly text: string;
  /** What is said to be there in all; `null`: nothing is said of that. */
  readonly count: number | null;
}

export interface Door {
  readonly name: string;
  readonly readers: readonly Reader['kind'][];
  /** A channel that is shared with another organisation reads nothing through it. */
  readonly isClosedWhereShared?: true;
  /** @returns what a search shows first */
  readonly find: (parts: DoorParts, reader: Reader, typed: string) => Promise<Shown | null>;
  readonly read: (parts: DoorParts, reader: Reader, ref: DocumentRef) => Promise<Shown | null>;
}

export const nothingCounted = (text: string): Shown => ({ text, count: null });
