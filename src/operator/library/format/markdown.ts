/**
 * A lesson as a Markdown file: the fields as YAML between two lines `---`, an empty line, and what happened, as it was written. Only the first
 * two such lines count, so whatever people wrote may follow.
 */
import { parseDocument } from 'yaml';
import type { LessonRecord } from '#core/lesson-record.ts';
import { fieldsOf, lessonIn, type ReadLesson } from './fields.ts';
import { yamlOf } from './yaml.ts';

export function markdownOf(lesson: LessonRecord): string {
  return `---\n${yamlOf(fieldsOf({ ...lesson, happened: '' }))}---\n\n${lesson.happened}\n`;
}

/** @param file may have been given other ends of lines on its way @returns `null`: no file of Lore's, but somebody's Markdown */
export function markdownIn(file: string): ReadLesson | null {
  const lines = file.startsWith('---\r\n') ? file.replaceAll('\r\n', '\n') : file;
  const [, matter, body = ''] = /^---\n([^]*?\n)---\n\n?([^]*)$/.exec(lines) ?? [];
  if (matter === undefined || !/^lore: \d+$/m.test(matter)) return null;
  const fields = yamlIn(matter);
  return 'wrong' in fields ? fields : lessonIn({ ...fields.read, happened: body.replace(/\n$/, '') });
}

function yamlIn(matter: string): { readonly read: object } | { readonly wrong: string } {
  const document = parseDocument(matter, { schema: 'core' });
  const [error] = document.errors;
  // The first line of the file is above.
  if (error !== undefined)
    return { wrong: `line ${(error.linePos?.[0].line ?? 0) + 1}: not YAML (${error.code})` };
  try {
    // A few aliases can stand for more than memory holds; an export has none.
    const read: unknown = document.toJS({ maxAliasCount: 0 });
    if (typeof read === 'object' && read !== null) return { read };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
  }
  return { wrong: 'line 2: YAML that no export writes' };
}
