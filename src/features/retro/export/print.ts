/** A retrospective as a page to print. Pure. */
import { type Html, htmlElement, htmlPage, htmlText } from '#core/html-page.ts';
import type { Entry } from '../history/page.ts';
import { isTitle, type Naming, saidIn } from './rules.ts';

/** @param language of its sentences, as BCP 47 names it */
export function printed(title: string, entries: readonly Entry[], naming: Naming, language: string): string {
  const body: Html[] = [];
  let list: Html[] = [];
  const endList = () => {
    if (list.length > 0) body.push(htmlElement('ul', ...list));
    list = [];
  };
  for (const entry of entries) {
    if (entry.kind === 'bullet') {
      list.push(htmlElement('li', ...inline(entry, naming)));
      continue;
    }
    endList();
    const tag = entry.kind !== 'heading' ? 'p' : entry.level === 2 ? 'h2' : 'h3';
    body.push(htmlElement(tag, ...inline(entry, naming)));
  }
  endList();
  return htmlPage(language, title, body);
}

function inline(entry: Entry, naming: Naming): Html[] {
  if (entry.kind === 'heading') return [htmlText(entry.text)];
  return entry.pieces.map((piece) => {
    const text = htmlText(saidIn(piece, naming));
    return isTitle(piece) ? htmlElement('strong', text) : text;
  });
}
