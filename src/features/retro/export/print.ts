/** A retrospective as a page to print. Pure. */
import { type Html, htmlElement, htmlPage, htmlText } from '#core/html-page.ts';
import { type Entry, inLists } from '../history/page.ts';
import { isTitle, type Naming, saidIn } from './rules.ts';

/** @param language of its sentences, as BCP 47 names it */
export function printed(title: string, entries: readonly Entry[], naming: Naming, language: string): string {
  const body = inLists(entries).map((group) => {
    const [first] = group;
    if (first.kind !== 'bullet') return htmlElement(tagOf(first), ...inline(first, naming));
    return htmlElement('ul', ...group.map((entry) => htmlElement('li', ...inline(entry, naming))));
  });
  return htmlPage(language, title, body);
}

const tagOf = (entry: Entry) => (entry.kind === 'heading' ? (`h${entry.level}` as const) : 'p');

function inline(entry: Entry, naming: Naming): Html[] {
  if (entry.kind === 'heading') return [htmlText(entry.text)];
  return entry.pieces.map((piece) => {
    const text = htmlText(saidIn(piece, naming));
    return isTitle(piece) ? htmlElement('strong', text) : text;
  });
}
