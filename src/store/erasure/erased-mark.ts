/**
 * What the log keeps of an erasure, so that it can be repeated after an older backup is restored. It names nobody: what it is made of is a key that
 * only the database and its backups have, and those who have them have the person's data anyway.
 */
import { createHmac } from 'node:crypto';
import type { Instant } from '#core/clock.ts';
import type { Subject } from '#core/scope.ts';

const idOf = (subject: Subject): string =>
  subject.kind === 'person' ? subject.userId : subject.kind === 'channel' ? subject.channelId : '';

/** @returns the mark of a subject, without the instant */
export function subjectMark(key: string, subject: Subject): string {
  return createHmac('sha256', key)
    .update(`${subject.kind} ${idOf(subject)}`)
    .digest('hex')
    .slice(0, 32);
}

/** @returns what the log says: when, and whose */
export const erasedMark = (key: string, subject: Subject, at: Instant): string =>
  `erased:${at}:${subjectMark(key, subject)}`;

/** What a log says of an erasure. */
export interface ErasedMark {
  readonly at: Instant;
  /** Of its subject. */
  readonly mark: string;
}

/** Those in a text. */
export const marksIn = (text: string): readonly ErasedMark[] =>
  [...text.matchAll(/erased:(\d{1,15}):([0-9a-f]{32})/g)].map(([, at, mark = '']) => ({
    at: Number(at),
    mark,
  }));
