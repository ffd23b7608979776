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

/** The subjects' marks in a text, of erasures from an instant on. What somebody wrote after an older erasure stays. */
export function marksIn(text: string, since: Instant): ReadonlySet<string> {
  const found = [...text.matchAll(/erased:(\d{1,15}):([0-9a-f]{32})/g)];
  return new Set(found.flatMap(([, at, mark]) => (Number(at) >= since && mark !== undefined ? [mark] : [])));
}
