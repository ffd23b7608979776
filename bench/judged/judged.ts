/** What search and offered lessons are measured by. README.md says how each was made. */
import { readFileSync } from 'node:fs';

/** Something typed, and the paths of the notes or lessons that are right for it: none where the library has none. */
export interface Judged {
  readonly id: string;
  readonly query: string;
  readonly right: readonly string[];
}

/** A project before it begins. `fits`: some notes would help with it, and they are `right`. */
export interface Description {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  readonly right: readonly string[];
  readonly fits: boolean;
}

/** A project to try on which share of its words makes a lesson fit. `topics`: in which a fitting note may be; none for a project that none fits. */
export interface Tuning extends Pick<Description, 'id' | 'name' | 'about'> {
  readonly topics: readonly string[];
}

export interface ShortLesson {
  readonly path: string;
  readonly language: 'ja' | 'zh' | 'ko';
  readonly title: string;
  readonly text: string;
  readonly useWhen: string;
}

/** A note of sandbox/company/til-notes.jsonl. */
export interface Note {
  readonly path: string;
  readonly topic: string;
  readonly title: string;
  readonly body: string;
  readonly learned_at: string;
}

function read<T>(name: string): readonly T[] {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')) as T[];
}

export const questions = (): readonly Judged[] => read('questions.json');
export const descriptions = (): readonly Description[] => read('descriptions.json');
export const tuning = (): readonly Tuning[] => read('tuning.json');
export const codeQueries = (): readonly Judged[] => read('code.json');
export const pairLessons = (): readonly ShortLesson[] => read('cjk-lessons.json');
export const pairQueries = (): readonly (Judged & { readonly language: ShortLesson['language'] })[] =>
  read('cjk-queries.json');

export function notes(): readonly Note[] {
  const file = new URL('../../sandbox/company/til-notes.jsonl', import.meta.url);
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Note);
}
