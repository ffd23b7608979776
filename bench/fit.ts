/**
 * `npm run bench -- fit --json`: whether lessons that are shown where something begins fit it. The notes of bench/judged are the library; for each
 * of its forty projects what would be shown is compared with what was judged to fit, before anything was tuned.
 */
import { rowId } from '../src/core/ids.ts';
import { fittingIn } from '../src/core/search/fitting.ts';
import { lessons as table } from '../src/features/lessons/rows.ts';
import { best } from '../src/features/lessons/fitting/rules.ts';
import { MemoryWords } from '../test/support/search/memory-words.ts';
import { descriptions, notes, tuning } from './judged/judged.ts';

export interface FitLine {
  /** For how many of the projects that some lesson fits, one that does is shown. */
  readonly fitting: number;
  /** For how many of those that none fits, nothing is. */
  readonly nothing: number;
}

interface Project {
  readonly id: string;
  readonly name: string;
  readonly about: string;
  readonly fits: boolean;
  readonly isRight: (path: string) => boolean;
}

export const fitsWell = ({ fitting, nothing }: FitLine): boolean => fitting >= 24 && nothing >= 8;

/** @param isTuning on the projects that the limit is tried on @param onMiss says what was missed */
export async function fitBench(isTuning: boolean, onMiss: (words: string) => void): Promise<FitLine> {
  const library = notes();
  const words = new MemoryWords();
  const noteOf = new Map(library.map((note, at) => [rowId(`note-${at}`), note]));
  for (const [id, { topic, title, body, learned_at: at }] of noteOf)
    words.add(id, Date.parse(at), { title, topics: topic, text: body });
  const now = Math.max(...library.map(({ learned_at: at }) => Date.parse(at)));
  let fitting = 0;
  let nothing = 0;
  for (const { id, name, about, fits, isRight } of isTuning ? triedOn() : judged()) {
    const found = (await fittingIn(words, table, { name, about })).map((one) => ({
      ...one,
      since: Date.parse(noteOf.get(one.id)?.learned_at ?? ''),
      uses: 0,
      wentWell: false,
      under: one.id,
    }));
    const shown = best(found, now).map((one) => noteOf.get(one.id)?.path ?? '');
    const isGood = fits ? shown.some(isRight) : shown.length === 0;
    if (isGood && fits) fitting += 1;
    else if (isGood) nothing += 1;
    else onMiss(`${id} ${name} (${fits ? 'a lesson fits' : 'none fits'}): ${shown.join(', ') || 'nothing'}`);
  }
  return { fitting, nothing };
}

const judged = (): Project[] =>
  descriptions().map(({ right, ...one }) => ({ ...one, isRight: (path) => right.includes(path) }));

function triedOn(): Project[] {
  const topicOf = new Map(notes().map(({ path, topic }) => [path, topic]));
  return tuning().map(({ topics, ...one }) => ({
    ...one,
    fits: topics.length > 0,
    isRight: (path) => topics.includes(topicOf.get(path) ?? ''),
  }));
}
