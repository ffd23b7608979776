/** What a file says of people and channels, and a retrospective as a table. Pure. */
import type { ChannelId, TeamId, UserId } from '#core/ids.ts';
import type { Piece } from '#core/kit/blocks.ts';

/** To read and print, to paste elsewhere, and to count with. Numbers in references: add new ones at the end. */
export const exportFormats = ['markdown', 'page', 'table'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const fileEndings: Readonly<Record<ExportFormat, string>> = {
  markdown: 'md',
  page: 'html',
  table: 'csv',
};

export interface Naming {
  readonly teamId: TeamId;
  /** Channel names without `#`; those the reader cannot see are missing. */
  readonly channels: ReadonlyMap<ChannelId, string>;
  /** What people are called; who is erased or unknown is missing. */
  readonly people: ReadonlyMap<UserId, string>;
  /** For them. */
  readonly somebody: string;
}

/** Plain text, as a person wrote it or is called. */
export function saidIn(piece: Piece, { people, channels, somebody }: Naming): string {
  if (typeof piece === 'string') return piece;
  if ('person' in piece) return people.get(piece.person) ?? somebody;
  if ('name' in piece) return people.get(piece.name) ?? somebody;
  if ('channel' in piece) return `#${channels.get(piece.channel) ?? piece.channel}`;
  if ('written' in piece) return piece.written;
  return 'link' in piece ? piece.link : piece.bold;
}

/** Whether it stands out. */
export const isTitle = (piece: Piece): boolean =>
  typeof piece !== 'string' && ('bold' in piece || ('written' in piece && piece.as === 'title'));

/** Everybody who stands in these. */
export const peopleIn = (pieces: readonly Piece[]): UserId[] =>
  pieces.flatMap((piece) => {
    if (typeof piece === 'string') return [];
    return 'person' in piece ? [piece.person] : 'name' in piece ? [piece.name] : [];
  });
