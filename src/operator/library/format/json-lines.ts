/** A lesson as a line of JSON. */
import type { LessonRecord } from '#core/lesson-record.ts';
import { fieldsOf, lessonIn, type ReadLesson } from './fields.ts';

/** Ends in `\n`. */
export const jsonLineOf = (lesson: LessonRecord): string => `${JSON.stringify(fieldsOf(lesson))}\n`;

/** @param read a line, as `JSON.parse` gave it @returns `null`: not of Lore's */
export function jsonLineIn(read: unknown): ReadLesson | null {
  return typeof read === 'object' && read !== null && 'lore' in read ? lessonIn(read) : null;
}
