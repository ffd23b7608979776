/**
 * `npm run bench:grouping -- --notes til-notes.jsonl`: how good the suggestions for grouping are, and how long they take. Prints one line of
 * JSON. The notes are jbranchaud/til as JSON lines; without them only the cards written by hand are measured.
 */
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { rowId } from '../src/core/ids.ts';
import { alike, type CardText, likeEnough } from '../src/features/retro/group/rules.ts';
import { englishCards, germanCards } from '../test/support/alike/cards.ts';
import { groupsOf, measured, measuredBoards, type Measured, pairsOf } from '../test/support/alike/measure.ts';
import { oneTopic, twoTopics } from '../test/support/alike/notes.ts';
import { judgedBoards } from './grouping-judged.ts';

interface Note {
  readonly path: string;
  readonly topic: string;
  readonly title: string;
  readonly body: string;
}

const program = new Command('bench:grouping')
  .option('--notes <file>', 'jbranchaud/til, one JSON object a line')
  .parse();
const { notes: file } = program.opts<{ notes?: string }>();
const notes =
  file === undefined
    ? []
    : readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Note);

/** A note as long as a card is: its title and its first paragraph. */
function textOf({ title, body }: Note): string {
  return `${title}. ${body.split('\n\n').find((paragraph) => !paragraph.startsWith('```')) ?? ''}`;
}

const nameOf = (pair: readonly string[]): string => [...pair].sort().join(' ');

/** Every subject's notes are one retrospective; of what is suggested there, the labelled pairs are looked at. */
function measuredNotes(): Measured & { readonly suggested: number; readonly possible: number } {
  const suggested = new Set<string>();
  let possible = 0;
  for (const theirs of Map.groupBy(notes, ({ topic }) => topic).values()) {
    possible += (theirs.length * (theirs.length - 1)) / 2;
    for (const pair of pairsOf(groupsOf(theirs, textOf))) suggested.add(nameOf(pair.map(({ path }) => path)));
  }
  const has = (pair: readonly string[]) => suggested.has(nameOf(pair));
  const right = oneTopic.filter(has).length;
  const wrong = twoTopics.filter(has).length;
  return {
    precision: right / (right + wrong),
    recall: right / oneTopic.length,
    suggested: suggested.size,
    possible,
  };
}

/** Cards of this length, made of what stands in the notes or in the cards written by hand, and all different. */
function cardsOf(count: number, length: number): CardText[] {
  const texts =
    notes.length > 0 ? notes.map(textOf) : [...englishCards, ...germanCards].map(({ text }) => text);
  return Array.from({ length: count }, (_, index) => {
    let text = '';
    for (let next = index; text.length < length; next += 7) text += `${texts[next % texts.length] ?? ''} `;
    return { id: rowId(`C${String(index)}`), text: text.slice(0, length) };
  });
}

/** Cards of few words, so that nearly each is alike to each. */
function samey(count: number): CardText[] {
  const names = ['tests', 'photos', 'review', 'release', 'meeting', 'scope'];
  return Array.from({ length: count }, (_, index) => {
    const text = [index, index >> 1, index >> 2].map((at) => names[at % names.length] ?? '').join(' ');
    return { id: rowId(`C${String(index)}`), text };
  });
}

interface Timed {
  readonly what: string;
  readonly cards: number;
  readonly ms: number;
}

/** The shortest of three. */
function timed(what: string, cards: readonly CardText[]): Timed {
  const times = [1, 2, 3].map(() => {
    const from = performance.now();
    alike(cards);
    return performance.now() - from;
  });
  return { what, cards: cards.length, ms: Math.round(Math.min(...times)) };
}

console.log(
  JSON.stringify({
    likeEnough,
    english: measured(englishCards),
    german: measured(germanCards),
    judged: measuredBoards(judgedBoards),
    bothTogether: measured([...englishCards, ...germanCards]),
    ...(notes.length === 0 ? {} : { notes: measuredNotes() }),
    time: [
      ...[100, 500, 3_000].map((length) => timed(`${String(length)} characters`, cardsOf(600, length))),
      timed('all alike', samey(600)),
    ],
  }),
);
