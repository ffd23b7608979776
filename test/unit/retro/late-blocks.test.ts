/** Late cards in every language: the form says what happens to them, and the message what they are, whatever there is of them. */
import { rowId } from '../../../src/core/ids.ts';
import { mostLate, mostLateEach } from '../../../src/features/retro/late/rules.ts';
import { lateForm, lateMessage } from '../../../src/features/retro/late/screens.ts';
import { columnsOf } from '../../../src/features/retro/start/formats.ts';
import { wordsFor } from '../../../src/features/retro/session/words.ts';
import { everyLanguage, loaded, problems, textsIn } from './drawn.ts';
import { ann, noon } from './states.ts';

const german = wordsFor({ locale: 'de', tz: 'Europe/Berlin', now: noon });
const view = { typed: ['', '', ''], isLeft: false, all: [] };
const written = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    id: rowId(`c${at}`),
    retro_id: rowId('r'),
    column_id: columnsOf('worked')[1]?.id ?? '',
    round: noon,
    place: at + 1,
    text: `card ${at}`,
  }));
const places = {
  thread: loaded({ phase: 'group' }, { names: 'shown' }),
  held: loaded({ phase: 'group' }, { names: 'hidden' }),
  unseen: loaded({ phase: 'group', isReachable: false }),
  over: loaded({ phase: 'closed', endedAt: noon }),
};

it.each(everyLanguage)('in %s every form is taken, and no title or button of it is cut', (_locale, t) => {
  const forms = Object.values(places).map((place) => lateForm(t, place, { ...view, isLeft: true }));
  expect(forms.flatMap(problems)).toEqual([]);
  expect(JSON.stringify(forms.map(({ view: { title, submit } }) => [title, submit]))).not.toContain('…');
});

it.each([
  ['thread', 'Eine Karte kommt jetzt spät', 'Im Thread posten'],
  ['held', 'Eine Karte kommt jetzt spät', 'Ohne Namen posten'],
  ['unseen', 'In ihrem Thread lässt sich gerade nichts posten.', 'Fürs nächste Mal'],
  ['over', 'Was du jetzt schreibst, ist für die nächste Retrospektive in <#C1>.', 'Fürs nächste Mal'],
] as const)('in German the form says what happens to them: %s', (place, says, submit) => {
  const form = lateForm(german, places[place], view);
  expect(textsIn(form.view.blocks)).toContain(says);
  expect(form.view.submit?.text).toBe(submit);
});

it.each([
  [
    'held',
    0,
    'Du hast schon 60 späte Karten geschrieben; höchstens 60 sind für eine Person möglich. Für weitere ist kein Platz mehr. ',
  ],
  [
    'next',
    1,
    'Du hast schon 59 Karten für die nächste Retrospektive aufgehoben; höchstens 60 sind möglich. Für eine ist noch Platz. ',
  ],
] as const)(
  'in German it is said how many are too many, and that no text is lost: %s',
  (place, left, says) => {
    const values = { place, left, had: mostLateEach - left, most: mostLateEach };
    expect(german.plain('late.full', values)).toBe(
      `${says}Nichts geht verloren: Was du geschrieben hast, bleibt hier stehen, und wenn du das Fenster schließt, wartet es im App-Home.`,
    );
  },
);

it.each([
  [1, null, 'Eine späte Karte, ohne Namen gepostet:'],
  [2, null, 'Späte Karten, ohne Namen und in zufälliger Reihenfolge gepostet:'],
  [mostLate.cards + 1, null, 'Eine weitere steht auf der Seite der Retrospektive.'],
  [mostLate.cards + 4, ann, '4 weitere stehen auf der Seite der Retrospektive.'],
] as const)('in German the thread tells %i of %s', (count, by, says) => {
  const place = by === null ? places.held : places.thread;
  const { text, blocks } = lateMessage(german, place, written(count), by);
  expect(text).toContain(says);
  expect(text.match(/card \d+/g)).toHaveLength(Math.min(count, mostLate.cards));
  expect(text).toContain('Was nicht lief: card 0');
  expect(JSON.stringify(blocks).includes('Seite lesen')).toBe(count > mostLate.cards);
});
